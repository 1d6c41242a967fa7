"""The instances that a folder holds, and the command that plans each."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks.inrc2.text import read_problem
from benchmarks.nrp.text import read_instance
from benchmarks.public.known import OPTIMA, UPPER_BOUNDS


@dataclass(frozen=True)
class Case:
    """One instance: `known` is its optimum (Curtois & Qu) or the best roster known (INRC-II), None where we know none.

    `module` and `arguments` are the runner's; peers read only what `has_peers` says.
    """

    key: str
    collection: str
    size: str
    known: int | None
    module: str
    arguments: tuple[str, ...]
    has_peers: bool

    @property
    def optimum(self) -> int | None:
        """What is known, where it is proved to be the least."""
        return self.known if self.collection == NRP else None


NRP, INRC2 = "Curtois & Qu", "INRC-II (static)"


def cases_in(folder: Path, wanted: Sequence[str] = ()) -> list[Case]:
    """Cases of `folder/nrp` and `folder/inrc2` in the order of their numbers, or those `wanted`.

    One is wanted by its whole key or by the number of its instance: `Instance5`, `5`, `n030w4-1-6-2-9-1`, `n030w4`.
    """
    cases = [*_nrp(folder / "nrp"), *_inrc2(folder / "inrc2")]
    if not wanted:
        return cases
    names = {name if not name.isdigit() else f"Instance{name}" for name in wanted}
    return [case for case in cases if names & {case.key, case.key.partition("-")[0]}]


def _nrp(folder: Path) -> Iterator[Case]:
    def number(path: Path) -> int:
        found = re.search(r"\d+", path.stem)
        return int(found[0]) if found else 0

    for path in sorted(folder.glob("Instance*.txt"), key=number):
        instance = read_instance(path)
        size = f"{len(instance.staff)} x {instance.days} x {len(instance.shifts)}"
        yield Case(
            path.stem, NRP, size, OPTIMA.get(path.stem), "benchmarks.nrp", (str(path),), has_peers=True
        )


def _inrc2(folder: Path) -> Iterator[Case]:
    for (family, history, weeks), known in UPPER_BOUNDS.items():
        if not (folder / family).is_dir():
            continue
        problem = read_problem(folder / family, history, weeks)
        numbers = "-".join(map(str, weeks))
        yield Case(
            f"{family}-{history}-{numbers}",
            INRC2,
            f"{len(problem.nurses)} x {7 * len(weeks)} x {len(problem.shifts)}",
            known,
            "benchmarks.inrc2",
            (str(folder / family), "--history", str(history), "--weeks", numbers),
            has_peers=False,
        )
