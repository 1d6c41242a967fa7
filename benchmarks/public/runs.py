"""Runs in fresh processes, and a file of them that a later call goes on from."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass, fields, replace
from itertools import product
from pathlib import Path

from benchmarks.peers.running import NOT_INSTALLED
from benchmarks.public.cases import Case

GRACE = 600.0
"""Seconds beyond its limit after which a run is ended: building a large model is not in every solver's limit."""

Asked = tuple[str, str, float, int, int]
"""What identifies a run: case, solver, limit, seed, workers."""

FAILED = "failed"
"""Status of a run that ended without figures, or whose roster the scorer did not confirm."""


@dataclass(frozen=True)
class Runner:
    """One who solves: its name in the table, and how it is called.

    `peer` is a module of `benchmarks.peers`, which reads files of Curtois & Qu; where there is none, or the case is of
    another kind, the case's own module is called with `options`, or nothing at all if they are None.
    """

    name: str
    peer: str | None = None
    options: tuple[str, ...] | None = None
    python: str = sys.executable

    def command(self, case: Case, limit: float, seed: int, workers: int) -> list[str] | None:
        """The command line of one run, None where it cannot take the case."""
        limits = ("--time-limit", str(limit), "--seed", str(seed), "--workers", str(workers))
        if self.peer is not None and case.has_peers:
            return [self.python, "-m", f"benchmarks.peers.{self.peer}", *case.arguments, *limits]
        if self.options is None:
            return None
        return [self.python, "-m", case.module, *case.arguments, *self.options, *limits]


@dataclass(frozen=True)
class Run:
    """What one run gave; the fields from `status` on are those of the runners' line of JSON."""

    case: str
    runner: str
    limit: float
    seed: int
    workers: int
    status: str
    objective: int | None
    bound: int
    seconds: float | None
    seconds_to_best: float | None
    peak_mib: int | None

    @property
    def asked(self) -> Asked:
        """Whoever has this answered need not be asked again."""
        return self.case, self.runner, self.limit, self.seed, self.workers


class Store:
    """Runs in a file, one line of JSON each, written as they end.

    One that failed, or whose solver was not installed, is there to be read but is asked again by the next call.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        lines = path.read_text(encoding="utf-8").splitlines() if path.exists() else []
        runs = [Run(**json.loads(line)) for line in lines]
        self.runs = {run.asked: run for run in runs if run.status not in (FAILED, NOT_INSTALLED)}

    def add(self, run: Run) -> None:
        """Keep a run."""
        self.runs[run.asked] = run
        self._path.parent.mkdir(parents=True, exist_ok=True)
        with self._path.open("a", encoding="utf-8") as file:
            file.write(json.dumps(asdict(run)) + "\n")


def runs_of(
    cases: Sequence[Case],
    runners: Sequence[Runner],
    limits: Sequence[float],
    seeds: Sequence[int],
    workers: int,
    store: Store,
) -> Iterator[Run]:
    """All runs asked for, one after the other; those that the store has are taken from it.

    Before a solver's first run here a short one is thrown away, in which what is cached on disk gets compiled.
    """
    warm = set()
    for case, limit, runner, seed in product(cases, limits, runners, seeds):
        asked = (case.key, runner.name, limit, seed, workers)
        command = runner.command(case, limit, seed, workers)
        if command is None:
            continue
        if asked not in store.runs:
            if runner not in warm:
                _run(asked, runner.command(case, 1.0, seed, workers) or command, GRACE)
                warm.add(runner)
            store.add(held_to_known(case, _run(asked, command, limit + GRACE)))
        yield store.runs[asked]


def held_to_known(case: Case, run: Run) -> Run:
    """The run, or a failed one where it claims what a proved optimum gives the lie to: no scorer sees a false bound."""
    if case.optimum is None or run.status == FAILED:
        return run
    below = run.objective is not None and run.objective < case.optimum
    if not below and run.bound <= case.optimum:
        return run
    print(
        f"{run.case}, {run.runner}: {run.objective}, bound {run.bound}, at odds with {case.optimum}",
        file=sys.stderr,
    )
    return replace(run, status=FAILED, objective=None, bound=0)


def _run(asked: Asked, command: Sequence[str], timeout: float) -> Run:
    try:
        ended = subprocess.run(command, capture_output=True, text=True, check=False, timeout=timeout)
    except subprocess.TimeoutExpired:
        print(f"{asked[0]}, {asked[1]}: no end after {timeout:.0f} s", file=sys.stderr)
        return Run(*asked, FAILED, None, 0, None, None, None)
    return _read(asked, ended)


def _read(asked: Asked, ended: subprocess.CompletedProcess[str]) -> Run:
    """The last line that a runner printed; what it complained of is passed on."""
    lines = ended.stdout.strip().splitlines()
    if ended.returncode != 0 or not lines:
        print(f"{asked[0]}, {asked[1]}: {ended.stderr.strip()[-500:]}", file=sys.stderr)
        return Run(*asked, FAILED, None, 0, None, None, None)
    told = json.loads(lines[-1])
    names = [field.name for field in fields(Run)][len(asked) :]
    return Run(*asked, **{name: told[name] for name in names})
