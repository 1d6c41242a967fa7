"""What is told of a run, whoever solved it. Nothing of the planner is imported here: its memory is not a peer's."""

from __future__ import annotations

import resource
from dataclasses import asdict, dataclass


class NotConfirmed(Exception):
    """An engine's claim that the benchmark's own rules do not bear out."""


@dataclass(frozen=True)
class Score:
    """Hard rules that are broken, in words, and the penalty of all soft ones."""

    violations: tuple[str, ...]
    penalty: int


@dataclass(frozen=True)
class Report:
    """Figures of a run. `objective` is the penalty as scored, None without a roster; times in seconds."""

    instance: str
    status: str
    objective: int | None
    bound: int
    seconds: float
    seconds_to_best: float | None
    peak_mib: int


def peak_mib() -> int:
    """Most memory that this process ever held, and the largest of those that it started and saw end, in MiB."""
    users = (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
    return sum(resource.getrusage(who).ru_maxrss for who in users) // 1024


def figures(report: Report) -> dict[str, object]:
    """The report as the runners print it: times to a hundredth of a second."""
    printed = asdict(report)
    for name in ("seconds", "seconds_to_best"):
        printed[name] = None if printed[name] is None else round(printed[name], 2)
    return printed
