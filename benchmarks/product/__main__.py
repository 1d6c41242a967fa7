"""`python -m benchmarks.product`: what the shipped scenarios take, each run in a process of its own.

Also how long the commands take to start, and the same model of `midsize_plant` under CP-SAT's own defaults.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from ortools.sat.python import cp_model

from benchmarks.product.run import GAP_GOAL, median_seconds
from benchmarks.tables import markdown
from planner.instance import compile_instance
from planner.paths import scenarios_dir
from planner.scenario.load import load_scenario
from planner.solver.cpsat.build import build_model

HEADER = (
    "scenario",
    "limit",
    "seed",
    "status",
    "verdict",
    "money",
    "gap",
    "points",
    "gap of points",
    "first plan",
    f"gap of {GAP_GOAL:.0%}",
    "all",
    "read, verify, price",
    "MiB",
)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run from the command line."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.product", description=__doc__)
    parser.add_argument(
        "--scenarios",
        nargs="*",
        default=("small_plant", "midsize_plant", "large_group"),
        metavar="SCENARIO",
        help="shipped ones by name, others by folder",
    )
    parser.add_argument("--limits", nargs="*", type=float, default=(60.0, 300.0), metavar="SECONDS")
    parser.add_argument("--seeds", type=int, default=1, metavar="N")
    parser.add_argument("--workers", type=int, default=2)
    given = parser.parse_args(arguments)
    _start_up()
    rows = []
    for name in given.scenarios:
        shipped = scenarios_dir() / name
        folder = shipped if shipped.is_dir() else Path(name)
        for limit in given.limits:
            for seed in range(1, given.seeds + 1):
                rows.append(
                    (folder.name, f"{limit:g} s", str(seed), *_run(folder, limit, seed, given.workers))
                )
                print(", ".join(rows[-1]), file=sys.stderr, flush=True)
    print(markdown(HEADER, rows))
    for limit in given.limits:
        _plain_baseline(limit, given.workers)
    return 0


def _start_up() -> None:
    """Fresh processes, against one that does nothing."""

    def run(*arguments: str) -> float:
        return median_seconds(
            lambda: subprocess.run([sys.executable, *arguments], check=True, capture_output=True), runs=5
        )

    nothing = run("-c", "pass")
    print(f"python -c pass: {nothing:.2f} s")
    for label, arguments in (
        ("import planner", ("-c", "import planner")),
        ("--help", ("-m", "planner", "--help")),
    ):
        taken = run(*arguments)
        print(f"{label}: {taken:.2f} s ({taken / nothing:.1f} times the empty process)")
    print()


def _run(folder: Path, limit: float, seed: int, workers: int) -> Sequence[str]:
    options = ("--time-limit", str(limit), "--seed", str(seed), "--workers", str(workers))
    command = [sys.executable, "-m", "benchmarks.product.run", str(folder), *options]
    ended = subprocess.run(command, capture_output=True, text=True, check=False)
    if ended.returncode != 0:
        print(ended.stderr, file=sys.stderr)
        return ("failed", *["–"] * (len(HEADER) - 4))
    return cells(json.loads(ended.stdout.strip().splitlines()[-1]))


def cells(told: Mapping[str, Any]) -> Sequence[str]:
    """Figures of a run as the table has them, from `status` on; money in whole units of the currency."""

    def of(name: str, form: str, factor: float = 1.0) -> str:
        return "–" if told[name] is None else form.format(told[name] * factor)

    judged = [of(name, "{:.2f}") for name in ("reading", "verifying", "pricing")]
    return (
        told["status"],
        told["verdict"] or "–",
        of("money", "{:,.0f}", 0.01),
        of("money_gap", "{:.2%}"),
        of("points", "{:.0f}"),
        of("points_gap", "{:.1%}"),
        of("to_first", "{:.1f} s"),
        of("to_goal", "{:.1f} s"),
        of("planning", "{:.0f} s"),
        "–" if told["verdict"] is None else " + ".join(judged) + " s",
        str(told["peak_mib"]),
    )


def _plain_baseline(limit: float, workers: int) -> None:
    """The same model under CP-SAT's own defaults, money only: what our settings are held to."""
    model = build_model(compile_instance(load_scenario(scenarios_dir() / "midsize_plant")))
    model.model.minimize(model.money)
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = workers
    solver.parameters.max_time_in_seconds = limit
    status = solver.solve(model.model)
    told = f"\nmidsize_plant, money only, CP-SAT's defaults, {workers} workers, {limit:g} s: "
    told += solver.status_name(status)
    if status in (cp_model.OPTIMAL, cp_model.FEASIBLE):
        value, bound = solver.objective_value, solver.best_objective_bound
        told += f", {value / 100:,.0f}, gap {(value - bound) / value if value else 0.0:.2%}"
    print(told)


if __name__ == "__main__":
    sys.exit(main())
