"""What runners of peers share: options, the scorer's consent, and one line of JSON like that of `benchmarks.nrp`."""

from __future__ import annotations

import argparse
import json
import math
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks.nrp.score import Row, score
from benchmarks.nrp.text import Instance, read_instance
from benchmarks.reading import InstanceUnreadable
from benchmarks.report import NotConfirmed, Report, figures, peak_mib

NOT_INSTALLED = "not installed"
"""Status of a peer whose package is not there; the table shows it and goes on."""


@dataclass(frozen=True)
class Limits:
    """What a peer may use. `ends` is on the clock of `time.monotonic`, counted from before the file was read."""

    file: Path
    began: float
    ends: float
    workers: int
    seed: int

    def left(self) -> float:
        """Seconds left, at least a little, since some solvers take 0 for no limit."""
        return max(0.1, self.ends - time.monotonic())

    def elapsed(self) -> float:
        """Seconds since the run began, building the model included."""
        return time.monotonic() - self.began


@dataclass(frozen=True)
class Answer:
    """What a peer says: a roster or None, a lower bound or minus infinity, and when it had the roster."""

    roster: Sequence[Row] | None
    bound: float
    seconds_to_best: float | None


Solve = Callable[[Instance, Limits], Answer]


def main(name: str, solve: Solve, arguments: Sequence[str] | None = None) -> int:
    """Run a peer from the command line. 1 when the file is no good or the roster breaks a hard rule, else 0."""
    parser = argparse.ArgumentParser(prog=f"python -m benchmarks.peers.{name}")
    parser.add_argument("file", type=Path, help="instance in the benchmark's text format")
    parser.add_argument("--time-limit", type=float, default=60.0, metavar="SECONDS")
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args(arguments)
    began = time.monotonic()
    limits = Limits(given.file, began, began + given.time_limit, given.workers, given.seed)
    try:
        report = run(given.file.stem, read_instance(given.file), limits, solve)
    except (InstanceUnreadable, NotConfirmed, OSError) as error:
        print(f"{type(error).__name__}: {error}", file=sys.stderr)
        return 1
    print(json.dumps(figures(report)))
    return 0


def run(key: str, instance: Instance, limits: Limits, solve: Solve) -> Report:
    """A peer's answer as the benchmark's own scorer sees it. Raises NotConfirmed."""
    try:
        answer = solve(instance, limits)
    except ModuleNotFoundError as error:
        if error.name is None or error.name.partition(".")[0] in ("planner", "benchmarks"):
            raise
        return Report(key, NOT_INSTALLED, None, 0, limits.elapsed(), None, peak_mib())
    seconds = limits.elapsed()
    bound = math.ceil(answer.bound - 1e-6) if math.isfinite(answer.bound) else 0
    if answer.roster is None:
        return Report(key, "no_roster_in_time", None, bound, seconds, None, peak_mib())
    scored = score(instance, answer.roster)
    if scored.violations:
        raise NotConfirmed("hard rules are broken: " + "; ".join(scored.violations))
    if bound > scored.penalty:
        raise NotConfirmed(f"the penalty is {scored.penalty}, but {bound} is claimed to be a lower bound")
    status = "optimal" if bound == scored.penalty else "feasible"
    return Report(key, status, scored.penalty, bound, seconds, answer.seconds_to_best, peak_mib())
