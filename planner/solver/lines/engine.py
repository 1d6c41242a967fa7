"""Least points by lines of work, behind the same door as CP-SAT: an instance in, an outcome out.

Lines are chosen here; what follows from them (and every rule that has no compiled form) is settled by the whole
CP-SAT model with the lines fixed, so that no plan leaves without having kept all of the model. Where graphs and rows
say all of the question, a first plan is there before such a model, and a vast question is left to lines alone.
"""

from __future__ import annotations

import threading
from collections import Counter
from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from planner.instance.model import Instance
from planner.plan.certificate import PointsPrices
from planner.plan.model import Plan
from planner.plan.result import Progress, SolveStatus, StageResult
from planner.solver.cpsat.build import PlanModel, build_model
from planner.solver.cpsat.stage import Reporter
from planner.solver.extract import extract_plan, with_seats
from planner.solver.lines.certificate import points_prices, straight_prices
from planner.solver.lines.first import FirstPlan, first_plan
from planner.solver.lines.graph import NoLine
from planner.solver.lines.straight import Straight, straight
from planner.solver.outcome import Outcome, SolveOptions
from planner.solver.portfolio.lines_alone import search_lines
from planner.solver.portfolio.lines_side import Begun
from planner.solver.portfolio.run import PortfolioRun, run_portfolio

VAST = 20_000
"""Choices of a person, a shift of a day and a post from which on building and copying the whole model takes longer
than lines take to a good plan, and neighbourhoods of the whole model find nothing that lines do not."""

FIRST_SHARE = 0.3
"""Most of the time limit that a first plan may take: engines find one where greedy lines do not."""


def least_points(
    instance: Instance,
    options: SolveOptions,
    *,
    on_progress: Callable[[Progress], None] | None = None,
    stop: threading.Event | None = None,
) -> Outcome:
    """The roster of least points where money is not in question: nothing of it hangs on who works when.

    With one worker the line engine works alone while it finds more, with two or more CP-SAT works beside it, or
    another line search where the question is vast. `stop` ends the search with the best plan so far. Raises
    ModelRejected when our own model is malformed.
    """
    stop = stop or threading.Event()
    reporter = Reporter(on_progress)
    reporter.begin("building", "points")
    try:
        asked = straight(instance)
        if asked is not None:
            reporter.begin("points", "points")
            if choices(instance) > VAST:
                return _by_lines_alone(asked, options, reporter, stop)
            return _from_a_first_plan(asked, options, reporter, stop)
    except NoLine:
        return Outcome(SolveStatus.INFEASIBLE, None, (), None, "infeasible")
    model = build_model(instance)
    reporter.begin("points", "points")
    left = options.time_limit_seconds - reporter.elapsed()
    run = run_portfolio(model, model.points, options, left, reporter, stop)
    prices = None if run.proof is None else points_prices(model, run.proof.compiled, run.proof.duals)
    return _of_portfolio(model, run, prices)


def choices(instance: Instance) -> int:
    """How many people could sit on how many shifts at how many posts."""
    shifts = Counter(slot.site for slot in instance.slots)
    return len(instance.posts) * sum(shifts[employee.site] for employee in instance.employees)


def _from_a_first_plan(
    asked: Straight, options: SolveOptions, reporter: Reporter, stop: threading.Event
) -> Outcome:
    """A first plan of lines is told before the model is built, in which it then is what the engines begin with."""

    limit = options.time_limit_seconds

    def left() -> float:
        return limit - reporter.elapsed()

    def over() -> bool:
        return stop.is_set() or (options.deterministic_limit is None and left() <= 0)

    def long_enough() -> bool:
        return over() or (options.deterministic_limit is None and left() < (1 - FIRST_SHARE) * limit)

    first = first_plan(asked.question, options.seed, long_enough)
    if first is not None:
        reporter.incumbent(first.value)
        if over():
            return _of_lines(asked, first, "stop" if stop.is_set() else "limit")
    model = build_model(asked.instance)
    begun = Begun(asked.compiled(model.decisions), None if first is None else first.lines)
    run = run_portfolio(model, model.points, options, left(), reporter, stop, begun=begun)
    if first is not None and not run.found and not run.infeasible:
        return _of_lines(asked, first, run.stopped_by)
    return _of_portfolio(model, run, None if run.proof is None else straight_prices(asked, run.proof.duals))


def _of_portfolio(model: PlanModel, run: PortfolioRun, prices: PointsPrices | None) -> Outcome:
    if run.infeasible:
        return Outcome(SolveStatus.INFEASIBLE, None, (), None, "infeasible")
    if not run.found:
        return Outcome(SolveStatus.NO_ROSTER_IN_TIME, None, (), None, run.stopped_by)
    status = SolveStatus.OPTIMAL if run.optimal else SolveStatus.FEASIBLE
    stage = StageResult("points", "points", run.objective, run.bound)
    return Outcome(status, extract_plan(model.decisions, run.value), (stage,), None, run.stopped_by, prices)


def _by_lines_alone(
    asked: Straight, options: SolveOptions, reporter: Reporter, stop: threading.Event
) -> Outcome:
    left = options.time_limit_seconds - reporter.elapsed()
    run = search_lines(asked.question, options, left, reporter, stop)
    if run.infeasible:
        return Outcome(SolveStatus.INFEASIBLE, None, (), None, "infeasible")
    if run.options is None:
        return Outcome(SolveStatus.NO_ROSTER_IN_TIME, None, (), None, run.stopped_by)
    status = SolveStatus.OPTIMAL if run.bound >= run.value else SolveStatus.FEASIBLE
    prices = None if run.duals is None else straight_prices(asked, run.duals)
    stage = StageResult("points", "points", run.value, run.bound)
    return Outcome(status, _plan(asked, run.options), (stage,), None, run.stopped_by, prices)


def _of_lines(asked: Straight, first: FirstPlan, stopped_by: str) -> Outcome:
    """The first plan, of which nothing is proved but that points are not negative."""
    status = SolveStatus.FEASIBLE if first.value else SolveStatus.OPTIMAL
    stage = StageResult("points", "points", first.value, 0)
    return Outcome(status, _plan(asked, first.options), (stage,), None, stopped_by)


def _plan(asked: Straight, taken: NDArray[np.int64]) -> Plan:
    """What people do who have taken these options."""
    scenario = asked.instance.scenario
    bare = Plan(
        scenario=scenario.key,
        operating_model=scenario.operating_model_key,
        contracts=(),
        segmentation=(),
        roster=tuple(sorted(asked.duties(taken))),
        escalation=(),
        seats=(),
    )
    return with_seats(asked.instance, bare)
