"""One run: read, plan, score by the competition's rules, and report only what the score confirms."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from benchmarks.inrc2.scenario import to_scenario
from benchmarks.inrc2.score import Row, score
from benchmarks.inrc2.text import read_problem
from benchmarks.neutral import day_of
from benchmarks.report import Report
from benchmarks.running import Engine
from benchmarks.running import run as run_scenario
from planner.plan.model import Plan
from planner.solver.outcome import SolveOptions


def run(
    folder: Path, history: int, weeks: Sequence[int], engine: Engine, options: SolveOptions
) -> tuple[Report, tuple[Row, ...]]:
    """Plan the weeks of a family. Raises NotConfirmed, InstanceUnreadable or OSError."""
    problem = read_problem(folder, history, weeks)
    report, plan = run_scenario(
        to_scenario(problem), engine, options, lambda plan: score(problem, roster_of(plan))
    )
    return report, () if plan is None else roster_of(plan)


def roster_of(plan: Plan) -> tuple[Row, ...]:
    """The rows of a plan as the competition knows them; the post is the skill."""
    return tuple(sorted((duty.person, day_of(duty), duty.shift, duty.post) for duty in plan.roster))
