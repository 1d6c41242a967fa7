"""Least points by lines of work, behind the same door as CP-SAT: an instance in, an outcome out.

Lines are chosen here; what follows from them (and every rule that has no compiled form) is settled by the whole
CP-SAT model with the lines fixed, so that no plan leaves without having kept all of the model.
"""

from __future__ import annotations

import threading
from collections.abc import Callable

from planner.instance.model import Instance
from planner.plan.result import Progress, SolveStatus, StageResult
from planner.solver.cpsat.build import build_model
from planner.solver.cpsat.stage import Reporter
from planner.solver.extract import extract_plan
from planner.solver.lines.certificate import points_prices
from planner.solver.outcome import Outcome, SolveOptions
from planner.solver.portfolio.run import run_portfolio


def least_points(
    instance: Instance,
    options: SolveOptions,
    *,
    on_progress: Callable[[Progress], None] | None = None,
    stop: threading.Event | None = None,
) -> Outcome:
    """The roster of least points where money is not in question: nothing of it hangs on who works when.

    With one worker the line engine works alone while it finds more, with two or more CP-SAT works beside it. `stop`
    ends the search with the best plan so far. Raises ModelRejected when our own model is malformed.
    """
    stop = stop or threading.Event()
    reporter = Reporter(on_progress)
    reporter.begin("building", "points")
    model = build_model(instance)
    reporter.begin("points", "points")
    left = options.time_limit_seconds - reporter.elapsed()
    run = run_portfolio(model, model.points, options, left, reporter, stop)
    if run.infeasible:
        return Outcome(SolveStatus.INFEASIBLE, None, (), None, "infeasible")
    if not run.found:
        return Outcome(SolveStatus.NO_ROSTER_IN_TIME, None, (), None, run.stopped_by)
    status = SolveStatus.OPTIMAL if run.optimal else SolveStatus.FEASIBLE
    stage = StageResult("points", "points", run.objective, run.bound)
    prices = None if run.proof is None else points_prices(model, run.proof.compiled, run.proof.duals)
    return Outcome(status, extract_plan(model.decisions, run.value), (stage,), None, run.stopped_by, prices)
