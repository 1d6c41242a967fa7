"""`python -m benchmarks.public`: ours on public instances, beside plain CP-SAT and peers in the same run.

Each run is a process of its own. Runs are kept in OUT/runs.jsonl as they end and are not repeated, so a call that was
broken off goes on where it was; take another OUT, or delete the file, to begin anew. Progress goes to standard error,
the tables in Markdown to standard output and to OUT/tables.md.
"""

from __future__ import annotations

import argparse
import sys
from collections import defaultdict
from collections.abc import Sequence
from itertools import groupby
from pathlib import Path

from benchmarks.public.cases import NRP, Case, cases_in
from benchmarks.public.runs import Run, Runner, Store, runs_of
from benchmarks.public.statistics import summary
from benchmarks.public.tables import MEAN_EXPLAINED, Summaries, against_published, comparison, results
from benchmarks.running import ENGINES

FOLDER = Path(__file__).resolve().parents[3] / "shared" / "bench"
"""Where the public files are looked for: they are not part of the project."""

OURS = "portfolio"
PLAIN = "CP-SAT"
PEERS = {"CPMpy": "cpmpy", "HiGHS": "highs", "Timefold": "timefold"}


def main(arguments: Sequence[str] | None = None) -> int:
    """Run from the command line."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.public", description=__doc__)
    parser.add_argument(
        "--folder", type=Path, default=FOLDER, help="has nrp/ and inrc2/ (default: %(default)s)"
    )
    parser.add_argument("--instances", nargs="*", default=(), metavar="KEY", help="5 or Instance5, n030w4, …")
    parser.add_argument("--limits", nargs="*", type=float, default=(60.0, 300.0), metavar="SECONDS")
    parser.add_argument("--seeds", type=int, default=3, metavar="N")
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--engine", choices=sorted(ENGINES), default=OURS, help="ours")
    parser.add_argument("--peers", nargs="*", choices=sorted(PEERS), default=(), help="beside plain CP-SAT")
    parser.add_argument(
        "--peer-python", default=sys.executable, metavar="PATH", help="has the peers' packages"
    )
    parser.add_argument("--out", type=Path, default=Path("out/bench"), metavar="OUT")
    given = parser.parse_args(arguments)
    cases = cases_in(given.folder, given.instances)
    if not cases:
        print(f"No public instances in {given.folder}: skipped.")
        return 0
    runners = [
        Runner(f"ours ({given.engine})", options=("--engine", given.engine)),
        # INRC-II has no plain model of its own: there CP-SAT solves the planner's.
        Runner(PLAIN, peer="plain_cpsat", options=("--engine", "cpsat")),
        *(Runner(name, peer=PEERS[name], python=given.peer_python) for name in given.peers),
    ]
    store = Store(given.out / "runs.jsonl")
    runs = []
    seeds = range(1, given.seeds + 1)
    for run in runs_of(cases, runners, given.limits, seeds, given.workers, store):
        print(_line(run), file=sys.stderr, flush=True)
        runs.append(run)
    text = report(cases, given.limits, [runner.name for runner in runners], runs)
    (given.out / "tables.md").write_text(text + "\n", encoding="utf-8")
    print(text)
    return 0


def report(cases: Sequence[Case], limits: Sequence[float], names: Sequence[str], runs: Sequence[Run]) -> str:
    """All tables; the first name is ours."""
    grouped: dict[tuple[str, float, str], list[Run]] = defaultdict(list)
    for run in runs:
        grouped[run.case, run.limit, run.runner].append(run)
    found: Summaries = {key: summary(group) for key, group in grouped.items()}
    ours, *others = names
    parts = []
    for collection, group in groupby(cases, key=lambda case: case.collection):
        members = list(group)
        keys = {case.key for case in members}
        seen = [name for name in others if any(name == run.runner and run.case in keys for run in runs)]
        parts += [f"### {collection}", results(members, limits, ours, seen, found)]
        parts += [comparison(members, limits, ours, seen, found), MEAN_EXPLAINED]
        if collection == NRP:
            parts.append(against_published(members, limits, ours, found))
    return "\n\n".join(part for part in parts if part)


def _line(run: Run) -> str:
    """A run in one line, as it ends."""
    value = "" if run.objective is None else f" {run.objective}"
    to_best = "" if run.seconds_to_best is None else f", found after {run.seconds_to_best:.1f} s"
    return f"{run.case} {run.limit:g} s {run.runner} seed {run.seed}: {run.status}{value}, bound {run.bound}{to_best}"


if __name__ == "__main__":
    sys.exit(main())
