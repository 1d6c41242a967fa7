"""`python -m benchmarks.nrp FILE`: plan an instance of the benchmark and print one line of JSON.

Exit status 1 when the file cannot be read, or when the scorer does not confirm what the engine claims.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from benchmarks.nrp.run import run
from benchmarks.running import add_options, command


def main(arguments: Sequence[str] | None = None) -> int:
    """Run from the command line."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.nrp", description=__doc__)
    parser.add_argument("file", type=Path, help="instance in the benchmark's text format")
    add_options(parser)
    given = parser.parse_args(arguments)
    return command(given, ("staff", "day", "shift"), lambda engine, options: run(given.file, engine, options))


if __name__ == "__main__":
    sys.exit(main())
