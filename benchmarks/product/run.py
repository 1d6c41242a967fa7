"""`python -m benchmarks.product.run FOLDER`: one plan of a scenario, figures as a line of JSON."""

from __future__ import annotations

import argparse
import json
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from benchmarks.report import peak_mib
from planner.cost import price
from planner.instance import compile_instance
from planner.plan.files import read_plan, write_tables
from planner.plan.model import Plan
from planner.plan.result import Progress
from planner.scenario.load import load_scenario
from planner.scenario.scenario import Scenario
from planner.solver.cpsat.engine import solve
from planner.solver.outcome import SolveOptions
from planner.verifier import verify

GAP_GOAL = 0.01


@dataclass(frozen=True)
class Figures:
    """Of one run; times in seconds from its beginning, gaps as shares, None where there was none.

    `verdict` is the verifier's on the written plan.
    """

    status: str
    verdict: str | None
    money: int | None
    money_gap: float | None
    points: int | None
    points_gap: float | None
    to_first: float | None
    to_goal: float | None
    compiling: float
    planning: float
    reading: float | None
    verifying: float | None
    pricing: float | None
    peak_mib: int


class Watch:
    """When the first plan was there, and the first whose money was proved to lie within the goal."""

    def __init__(self) -> None:
        self.first: float | None = None
        self.at_goal: float | None = None

    def __call__(self, progress: Progress) -> None:
        """Take a snapshot of a run."""
        if progress.unit == "points" or progress.incumbent is None:
            return
        if self.first is None:
            self.first = progress.elapsed_seconds
        if self.at_goal is None and progress.gap is not None and progress.gap <= GAP_GOAL:
            self.at_goal = progress.elapsed_seconds


def figures(folder: Path, options: SolveOptions) -> Figures:
    """Plan a scenario, and judge what was written."""
    began = time.monotonic()
    scenario = load_scenario(folder)
    instance = compile_instance(scenario)
    compiling = time.monotonic() - began
    watch = Watch()
    outcome = solve(instance, options, on_progress=watch)
    planning = time.monotonic() - began
    stages = {stage.unit: stage for stage in outcome.stages}
    money, points = stages.get("money"), stages.get("points")
    verdict, reading, verifying, pricing = None, None, None, None
    if outcome.plan is not None:
        verdict, reading, verifying, pricing = _judged(scenario, outcome.plan)
    return Figures(
        status=outcome.status.value,
        verdict=verdict,
        money=None if money is None else money.value,
        money_gap=None if money is None else money.gap,
        points=None if points is None else points.value,
        points_gap=None if points is None else points.gap,
        to_first=None if watch.first is None else compiling + watch.first,
        to_goal=None if watch.at_goal is None else compiling + watch.at_goal,
        compiling=compiling,
        planning=planning,
        reading=reading,
        verifying=verifying,
        pricing=pricing,
        peak_mib=peak_mib(),
    )


def _judged(scenario: Scenario, plan: Plan) -> tuple[str, float, float, float]:
    """The verdict on the written plan, and the medians of what reading, verifying and pricing it take."""
    with tempfile.TemporaryDirectory() as folder:
        write_tables(plan, scenario, Path(folder))
        reading = median_seconds(lambda: read_plan(Path(folder), scenario))
        written = read_plan(Path(folder), scenario)
    verifying = median_seconds(lambda: verify(scenario, written))
    pricing = median_seconds(lambda: price(scenario, written))
    return "clean" if verify(scenario, written).is_clean else "breaches", reading, verifying, pricing


def median_seconds(work: Callable[[], object], runs: int = 3) -> float:
    """Median time of some work."""
    taken = []
    for _ in range(runs):
        began = time.perf_counter()
        work()
        taken.append(time.perf_counter() - began)
    return statistics.median(taken)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run from the command line."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.product.run", description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--time-limit", type=float, default=60.0, metavar="SECONDS")
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args(arguments)
    options = SolveOptions(time_limit_seconds=given.time_limit, seed=given.seed, workers=given.workers)
    print(json.dumps(asdict(figures(given.folder, options))))
    return 0


if __name__ == "__main__":
    sys.exit(main())
