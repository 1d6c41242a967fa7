"""The CP-SAT engine: least money first, then least points within a cost tolerance."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import replace

from planner.instance.model import Instance
from planner.plan.model import Plan
from planner.plan.result import Progress, SolveStatus, StageResult
from planner.solver.cpsat.build import PlanModel, build_model
from planner.solver.cpsat.diagnose import find_conflict
from planner.solver.cpsat.stage import Reporter, StageRun, run_stage
from planner.solver.cpsat.start import bulk_bound, find_start, is_large
from planner.solver.extract import extract_plan
from planner.solver.outcome import Outcome, SolveOptions
from planner.solver.score import money_of

MONEY_SHARE = 0.7
"""Share of the time limit that stage 1 may use; what it leaves goes to stage 2."""

START_SHARE = 0.5
"""Most of the time limit that finding a start may use; it usually needs far less."""

LARGE_START_SHARE = 0.85
"""The same for a large question, of which the whole model finds no plan by itself in time."""

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
    reporter = Reporter(on_progress)
    reporter.begin("building", "money")
    model = build_model(instance)
    limit = options.time_limit_seconds
    reporter.begin("start", "money")
    share = LARGE_START_SHARE if is_large(instance) else START_SHARE
    start = find_start(model, options, share * limit - reporter.elapsed(), reporter, stop)
    bulk = 0
    if instance.items and start is not None:
        bulk = bulk_bound(instance, options, min(BULK_BOUND_SECONDS, BULK_BOUND_SHARE * limit), stop)
    if start is not None:
        _hint(model, start)
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
    first = replace(first, bound=max(first.bound, bulk))
    if not first.found:
        return Outcome(SolveStatus.NO_ROSTER_IN_TIME, None, (), None, first.stopped_by)
    plan = extract_plan(model.decisions, first.value)
    money = StageResult("money", "money", money_of(instance, plan), first.bound)
    if stop.is_set() or isinstance(model.points, int):
        return _outcome(plan, (money,), first)
    return _second_stage(model, options, reporter, stop, plan, money, first)


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
    _hint(model, first)
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


def _hint(model: PlanModel, run: StageRun) -> None:
    """Every variable begins at its value in a run, derived ones too: a partial hint is completed only slowly."""
    model.model.clear_hints()  # type: ignore[no-untyped-call]
    for index, value in enumerate(run.solution):
        model.model.add_hint(model.model.get_int_var_from_proto_index(index), value)
