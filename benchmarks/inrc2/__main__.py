"""`python -m benchmarks.inrc2 DIR --history H --weeks 6-2-9-1`: plan weeks of a family, print one line of JSON.

DIR holds the files `Sc-`, `H0-` and `WD-` of the family that it is named for. Exit status 1 when one cannot be read, or
when the scorer does not confirm what the engine claims.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from benchmarks.inrc2.run import run
from benchmarks.running import add_options, command


def main(arguments: Sequence[str] | None = None) -> int:
    """Run from the command line."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.inrc2", description=__doc__)
    parser.add_argument("folder", type=Path, metavar="DIR", help="folder of a family, such as n030w4")
    parser.add_argument("--history", type=int, required=True, help="number of the history file")
    parser.add_argument(
        "--weeks", type=_weeks, required=True, metavar="A-B-…", help="numbers of the week files"
    )
    add_options(parser)
    given = parser.parse_args(arguments)
    return command(
        given,
        ("nurse", "day", "shift", "skill"),
        lambda engine, options: run(given.folder, given.history, given.weeks, engine, options),
    )


def _weeks(text: str) -> tuple[int, ...]:
    return tuple(map(int, text.split("-")))


if __name__ == "__main__":
    sys.exit(main())
