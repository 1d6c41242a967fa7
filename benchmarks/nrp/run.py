"""One run: read, plan, score by the benchmark's own rules, and report only what the score confirms."""

from __future__ import annotations

from pathlib import Path

from benchmarks.neutral import day_of
from benchmarks.nrp.scenario import to_scenario
from benchmarks.nrp.score import Row, score
from benchmarks.nrp.text import read_instance
from benchmarks.report import Report
from benchmarks.running import Engine
from benchmarks.running import run as run_scenario
from planner.plan.model import Plan
from planner.solver.outcome import SolveOptions


def run(path: Path, engine: Engine, options: SolveOptions) -> tuple[Report, tuple[Row, ...]]:
    """Plan the instance of a file. Raises NotConfirmed, InstanceUnreadable or OSError."""
    question = read_instance(path)
    report, plan = run_scenario(
        to_scenario(question, path.stem), engine, options, lambda plan: score(question, roster_of(plan))
    )
    return report, () if plan is None else roster_of(plan)


def roster_of(plan: Plan) -> tuple[Row, ...]:
    """The rows of a plan as the benchmark knows them."""
    return tuple(sorted((duty.person, day_of(duty), duty.shift) for duty in plan.roster))
