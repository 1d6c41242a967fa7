"""`python -m benchmarks.growth`: time to the line engine's root bound over people and days.

Each size is a made-up instance of the public format, in a process of its own after one that only warms up. Seconds are
of the processor, so that a busy machine bends the curve less.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from benchmarks.growth.synthetic import synthetic
from benchmarks.tables import markdown

SIZES = ("20x28", "40x28", "80x28", "20x56", "40x56", "80x56", "20x182", "50x182", "100x182")

HEADER = (
    "people x days",
    "root bound",
    "LP value",
    "to bound",
    "of it LP",
    "greedy",
    "read, build, compile",
    "nodes",
    "largest graph",
    "rows",
    "lines",
    "MiB",
)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run from the command line."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.growth", description=__doc__)
    parser.add_argument("--sizes", nargs="*", default=SIZES, metavar="PEOPLExDAYS[xTYPES]")
    parser.add_argument("--time-limit", type=float, default=300.0, metavar="SECONDS", help="of the root")
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args(arguments)
    rows = []
    with tempfile.TemporaryDirectory() as folder:
        # The first one's figures are dropped: what is compiled and kept on disk gets compiled there.
        for size in (given.sizes[0], *given.sizes):
            people, days, *types = map(int, size.split("x"))
            file = Path(folder) / f"{size}.txt"
            file.write_text(synthetic(people, days, *types, seed=given.seed), encoding="utf-8")
            rows.append(_run(size, file, given.time_limit))
            print(", ".join(rows[-1]), file=sys.stderr, flush=True)
    print(markdown(HEADER, rows[1:]))
    return 0


def _run(size: str, file: Path, limit: float) -> Sequence[str]:
    command = [sys.executable, "-m", "benchmarks.growth.root", str(file), "--time-limit", str(limit)]
    ended = subprocess.run(command, capture_output=True, text=True, check=False)
    if ended.returncode != 0:
        print(ended.stderr[-500:], file=sys.stderr)
        return (size, "failed", *["–"] * (len(HEADER) - 2))
    return (size, *cells(json.loads(ended.stdout.strip().splitlines()[-1])))


def cells(told: Mapping[str, Any]) -> Sequence[str]:
    """Figures of a root as the table has them, from the bound on."""
    before = [told[name] for name in ("scenario", "model", "question")]
    return (
        f"{told['bound']:.1f}",
        f"{told['value']:.1f}",
        f"{'' if told['is_done'] else '> '}{told['to_bound']:.1f} s",
        f"{told['linear'] / told['to_bound']:.0%}" if told["to_bound"] else "–",
        f"{told['greedy']:.1f} s",
        " + ".join(f"{seconds:.1f}" for seconds in before) + " s",
        *(str(told[name]) for name in ("nodes", "largest_graph", "rows", "lines", "peak_mib")),
    )


if __name__ == "__main__":
    sys.exit(main())
