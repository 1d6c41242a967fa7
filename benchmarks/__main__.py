"""`make bench`: product scenarios, then public instances; `python -m benchmarks PART --help` for one of them.

Parts: `product`, `public`, `growth` (time to the root bound over people and days), `generated` (writes a scenario).
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from importlib import import_module

PARTS = ("product", "public", "growth", "generated")


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the part named first with the arguments after it; without one, product and public with their defaults."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("part", nargs="?", choices=PARTS)
    parser.add_argument("rest", nargs=argparse.REMAINDER, metavar="…", help="arguments of the part")
    given = parser.parse_args(arguments)
    parts = (given.part,) if given.part else ("product", "public")
    ended = 0
    for part in parts:
        ended |= import_module(f"benchmarks.{part}.__main__").main(given.rest)
    return ended


if __name__ == "__main__":
    sys.exit(main())
