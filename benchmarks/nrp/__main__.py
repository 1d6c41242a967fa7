"""`python -m benchmarks.nrp FILE`: plan an instance of the benchmark and print one line of JSON.

Exit status 1 when the file cannot be read, when the scorer does not confirm what the engine claims, or when a
certificate does not prove what it says.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from benchmarks.certificate import Certifying, check
from benchmarks.nrp.run import run
from benchmarks.nrp.scenario import to_scenario
from benchmarks.nrp.text import read_instance
from benchmarks.report import Report
from benchmarks.running import Engine, Rows, add_options, command
from planner.solver.outcome import SolveOptions


def main(arguments: Sequence[str] | None = None) -> int:
    """Run from the command line."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.nrp", description=__doc__)
    parser.add_argument("file", type=Path, help="instance in the benchmark's text format")
    add_options(parser)
    parser.add_argument(
        "--certificate",
        type=Path,
        metavar="JSON",
        help="write a bound here that anyone can check (--engine lines)",
    )
    parser.add_argument(
        "--check", type=Path, metavar="JSON", help="only work out again what a written certificate proves"
    )
    given = parser.parse_args(arguments)
    if given.check is not None:
        return check(lambda: to_scenario(read_instance(given.file), given.file.stem), given.check)

    def solve(engine: Engine, options: SolveOptions) -> tuple[Report, Rows]:
        certified = engine if given.certificate is None else Certifying(engine, given.certificate)
        return run(given.file, certified, options)

    return command(given, ("staff", "day", "shift"), solve)


if __name__ == "__main__":
    sys.exit(main())
