"""`make bench`: what the shipped scenarios take, each stage against a baseline run beside it.

Prints one table. `--seeds N` (default 1) repeats the solves; `--seconds S` (default 60) limits each.
"""

from __future__ import annotations

import argparse
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from ortools.sat.python import cp_model

from planner.cost import price
from planner.instance import compile_instance
from planner.paths import scenarios_dir
from planner.plan.files import read_plan, write_tables
from planner.plan.result import Progress
from planner.scenario.load import load_scenario
from planner.solver.cpsat.build import build_model
from planner.solver.cpsat.engine import solve
from planner.solver.outcome import SolveOptions
from planner.verifier import verify

GAP_GOAL = 0.01


def main() -> None:
    """Run every benchmark and print its figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seeds", type=int, default=1)
    parser.add_argument("--seconds", type=float, default=60.0)
    arguments = parser.parse_args()
    _start_up()
    for name in ("small_plant", "midsize_plant"):
        for seed in range(1, arguments.seeds + 1):
            _solve(name, seed, arguments.seconds)
    _plain_baseline(arguments.seconds)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"peak memory of this process: {peak:,.0f} MiB")


def _median_seconds(work: Callable[[], object], runs: int = 5) -> float:
    taken = []
    for _ in range(runs):
        began = time.perf_counter()
        work()
        taken.append(time.perf_counter() - began)
    return statistics.median(taken)


def _start_up() -> None:
    """Fresh processes, against one that does nothing."""

    def run(*arguments: str) -> float:
        return _median_seconds(
            lambda: subprocess.run([sys.executable, *arguments], check=True, capture_output=True)
        )

    nothing = run("-c", "pass")
    print(f"python -c pass: {nothing:.2f} s")
    for label, arguments in (
        ("import planner", ("-c", "import planner")),
        ("--help", ("-m", "planner", "--help")),
    ):
        taken = run(*arguments)
        print(f"{label}: {taken:.2f} s ({taken / nothing:.1f} times the empty process)")


def _solve(name: str, seed: int, seconds: float) -> None:
    """One run: first verified plan, time to the gap goal, end of each stage, time of verifier and statement."""
    began = time.monotonic()
    scenario = load_scenario(scenarios_dir() / name)
    instance = compile_instance(scenario)
    ready = time.monotonic() - began
    first: list[float] = []
    at_goal: list[float] = []

    def watch(progress: Progress) -> None:
        if progress.stage == "money" and progress.incumbent is not None:
            first.append(progress.elapsed_seconds)
            if progress.gap is not None and progress.gap <= GAP_GOAL:
                at_goal.append(progress.elapsed_seconds)

    outcome = solve(instance, SolveOptions(time_limit_seconds=seconds, seed=seed), on_progress=watch)
    if outcome.plan is None:
        print(f"{name} seed {seed}: {outcome.status}")
        return
    plan = outcome.plan
    with tempfile.TemporaryDirectory() as folder:
        write_tables(plan, scenario, Path(folder))
        reading = _median_seconds(lambda: read_plan(Path(folder), scenario))
        written = read_plan(Path(folder), scenario)
    judging = _median_seconds(lambda: verify(scenario, written), 3)
    pricing = _median_seconds(lambda: price(scenario, written), 3)
    verdict = "clean" if verify(scenario, written).is_clean else "BREACHES"
    stages = ", ".join(f"{s.stage} {s.value} (bound {s.bound}, gap {s.gap:.2%})" for s in outcome.stages)
    goal = f"{at_goal[0]:.1f} s" if at_goal else "not reached"
    print(
        f"{name} seed {seed}: {outcome.status.value}, {verdict}; load and compile {ready:.1f} s; first plan "
        f"{first[0]:.1f} s + {reading + judging:.1f} s to verify; gap of 1 % {goal}; {stages}; "
        f"all {time.monotonic() - began:.0f} s; read {reading:.2f} s, verify {judging:.2f} s, price {pricing:.2f} s"
    )


def _plain_baseline(seconds: float) -> None:
    """The same model under CP-SAT's own defaults with two workers, stage 1 only: what our settings are held to."""
    model = build_model(compile_instance(load_scenario(scenarios_dir() / "midsize_plant")))
    model.model.minimize(model.money)
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = 2
    solver.parameters.max_time_in_seconds = 0.6 * seconds
    status = solver.solve(model.model)
    value, bound = solver.objective_value, solver.best_objective_bound
    gap = (value - bound) / value if value else 0.0
    print(
        f"midsize_plant, CP-SAT defaults, 2 workers: {solver.status_name(status)} after {solver.wall_time:.0f} s, "
        f"money {value:.0f} (bound {bound:.0f}, gap {gap:.2%})"
    )


if __name__ == "__main__":
    main()
