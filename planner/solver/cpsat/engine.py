"""The planner's engine: least money first, then least points within a cost tolerance.

Small questions are one CP-SAT model, begun from a start; large ones are planned by lines, which weigh points a little.
"""

from __future__ import annotations

import threading
import warnings
from collections.abc import Callable
from dataclasses import replace

from planner.errors import EngineFailed
from planner.instance.model import Instance
from planner.plan.model import Plan
from planner.plan.result import LINES, Progress, SolveStatus, StageResult
from planner.solver.cpsat.build import PlanModel, build_model
from planner.solver.cpsat.diagnose import find_conflict
from planner.solver.cpsat.stage import Reporter, StageRun, hint, run_stage
from planner.solver.cpsat.start import (
    bulk_bound,
    find_start,
    is_huge,
    is_large,
    plan_by_lines,
)
from planner.solver.extract import extract_plan
from planner.solver.outcome import Outcome, SolveOptions
from planner.solver.over import IsOver
from planner.solver.score import money_of

MONEY_SHARE = 0.7
"""Share of the time limit that stage 1 may use; what it leaves goes to stage 2."""

START_SHARE = 0.5
"""Most of the time limit that finding a start may use; it usually needs far less."""

LINES_SHARE = 0.9
"""The same for a large question, which lines plan alone; the rest goes to what checks and writes their plan."""

BULK_BOUND_SECONDS = 30.0
"""Most that the bound in bulk may use; it needs a few."""

BULK_BOUND_SHARE = 0.2
"""The same as a share of the time limit."""

DIAGNOSIS_SECONDS = 60.0


def solve(
    instance: Instance,
    options: SolveOptions,
    *,
    on_progress: Callable[[Progress], None] | None = None,
    stop: threading.Event | None = None,
) -> Outcome:
    """Plan the whole question; `stop` ends the search with the best plan so far.

    Raises ModelRejected when our own model is malformed.
    """
    stop = stop or threading.Event()
    try:
        return _solved(instance, options, Reporter(on_progress), stop)
    except IsOver:
        return Outcome(SolveStatus.NO_ROSTER_IN_TIME, None, (), None, "stop")


def _solved(instance: Instance, options: SolveOptions, reporter: Reporter, stop: threading.Event) -> Outcome:
    """Raises IsOver when a stop comes before there is a model to search."""
    limit = options.time_limit_seconds
    if is_large(instance) and instance.items:
        outcome = _by_lines_alone(instance, options, reporter, stop)
        if outcome.plan is not None or is_huge(instance) or stop.is_set():
            return outcome
    reporter.begin("building", "money")
    model = build_model(instance, over=stop.is_set)
    reporter.begin("start", "money")
    start = None
    if not is_large(instance):
        start = find_start(model, options, START_SHARE * limit, reporter, stop)
    bulk = 0
    if instance.items and start is not None:
        bulk = bulk_bound(instance, options, min(BULK_BOUND_SECONDS, BULK_BOUND_SHARE * limit), stop)
    if start is not None:
        hint(model.model, start)
    reporter.begin("money", "money")
    first = run_stage(
        model.model, model.money, options, MONEY_SHARE * limit - reporter.elapsed(), reporter, stop
    )
    if first.infeasible:
        reporter.begin("explaining", "money")
        conflict = find_conflict(instance, options, DIAGNOSIS_SECONDS, stop)
        return Outcome(SolveStatus.INFEASIBLE, None, (), conflict, "infeasible")
    if not first.found and start is not None:
        # Nothing found in time by the whole model, and nothing proved: the start is a plan all the same.
        first = replace(start, optimal=False, bound=0, stopped_by=first.stopped_by)
    if not first.found:
        return Outcome(SolveStatus.NO_ROSTER_IN_TIME, None, (), None, first.stopped_by)
    plan = extract_plan(model.decisions, first.value)
    value = money_of(instance, plan)
    money = StageResult("money", "money", value, max(first.bound, _below(bulk, value)))
    if stop.is_set() or isinstance(model.points, int):
        return _outcome(plan, (money,), first)
    return _second_stage(model, options, reporter, stop, plan, money, first)


def _by_lines_alone(
    instance: Instance, options: SolveOptions, reporter: Reporter, stop: threading.Event
) -> Outcome:
    """A plan of lines with the bound in bulk. Points are weighed, not proved: that would take the whole model."""
    reporter.begin("start", "money")
    limit = options.time_limit_seconds
    bulk = bulk_bound(instance, options, min(BULK_BOUND_SECONDS, BULK_BOUND_SHARE * limit), stop)
    reporter.bound(bulk)
    plan = plan_by_lines(instance, options, LINES_SHARE * limit, reporter, stop)
    stopped_by = "stop" if stop.is_set() else "limit"
    if plan is None:
        return Outcome(SolveStatus.NO_ROSTER_IN_TIME, None, (), None, stopped_by)
    value = money_of(instance, plan)
    bound = _below(bulk, value)
    status = SolveStatus.FEASIBLE
    if bound == value:
        status, stopped_by = SolveStatus.OPTIMAL, "optimal"
    stage = StageResult("money", "money", value, bound)
    return Outcome(status, plan, (stage,), None, stopped_by, engine=LINES)


def _below(bulk: int, value: int) -> int:
    """The bound in bulk, unless a plan refutes it: a plan is a fact, and then such a bound is a bug of ours."""
    if bulk <= value:
        return bulk
    warnings.warn(f"the bound in bulk is {bulk}, but a plan costs {value}", EngineFailed, stacklevel=2)
    return 0


def _second_stage(
    model: PlanModel,
    options: SolveOptions,
    reporter: Reporter,
    stop: threading.Event,
    plan: Plan,
    money: StageResult,
    first: StageRun,
) -> Outcome:
    """Least points among the plans that cost no more than the tolerance allows."""
    tolerance = model.instance.scenario.facts.cost_tolerance
    model.model.add(model.money <= money.value + int(tolerance * money.value))
    hint(model.model, first)
    reporter.begin("points", "points")
    # A gap in points says little to a user, so this stage has no gap limit: it uses the time that is left.
    left = options.time_limit_seconds - reporter.elapsed()
    second = run_stage(model.model, model.points, replace(options, gap=0.0), left, reporter, stop)
    if not second.found:
        return _outcome(plan, (money,), first)
    better = extract_plan(model.decisions, second.value)
    spent = replace(money, value=money_of(model.instance, better))
    points = StageResult("points", "points", second.objective, second.bound)
    return _outcome(better, (spent, points), first)


def _outcome(plan: Plan, stages: tuple[StageResult, ...], first: StageRun) -> Outcome:
    status = SolveStatus.OPTIMAL if first.optimal else SolveStatus.FEASIBLE
    return Outcome(status, plan, stages, None, first.stopped_by)
