"""The line engine behind the same door as CP-SAT: an instance in, an outcome out.

Lines are chosen here; what follows from them (and every rule that has no compiled form) is settled by the whole
CP-SAT model with the lines fixed, so that no plan leaves without having kept all of the model.
"""

from __future__ import annotations

import math
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from planner.instance.model import Instance
from planner.plan.result import Progress, SolveStatus, StageResult
from planner.solver.cpsat.build import PlanModel, build_model
from planner.solver.cpsat.stage import Reporter, StageRun, run_stage
from planner.solver.extract import extract_plan
from planner.solver.lines.certificate import points_prices
from planner.solver.lines.compile import Compiled, compile_question
from planner.solver.lines.graph import NoLine
from planner.solver.lines.search import Found, search
from planner.solver.outcome import Outcome, SolveOptions

COMPLETION_SECONDS = 10.0
"""Most that the whole model may take to settle what follows from the lines; it is a matter of propagation."""


def least_points(
    instance: Instance,
    options: SolveOptions,
    *,
    on_progress: Callable[[Progress], None] | None = None,
    stop: threading.Event | None = None,
) -> Outcome:
    """The roster of least points where money is not in question: nothing of it hangs on who works when.

    `stop` ends the search with the best plan so far. Needs a rule of one duty a day for everybody. Raises
    ModelRejected when our own model is malformed.
    """
    stop = stop or threading.Event()
    reporter = Reporter(on_progress)
    reporter.begin("building", "points")
    model = build_model(instance)
    try:
        compiled = compile_question(model, model.points)
    except NoLine:
        return Outcome(SolveStatus.INFEASIBLE, None, (), None, "infeasible")
    reporter.begin("lines", "points")
    ends = time.monotonic() + options.time_limit_seconds - reporter.elapsed()

    def over() -> bool:
        return stop.is_set() or time.monotonic() > ends

    def tell(found: Found) -> None:
        if math.isfinite(found.value):
            reporter.incumbent(found.value)
        if math.isfinite(found.bound):
            reporter.bound(_whole(found.bound))

    try:
        found = search(compiled.question, over, options.seed, tell)
    except NoLine:
        return Outcome(SolveStatus.INFEASIBLE, None, (), None, "infeasible")
    run = _complete(model, compiled, found, options, stop)
    stopped_by = "optimal" if found.proved else "stop" if stop.is_set() else "limit"
    if not run.found:
        return Outcome(SolveStatus.NO_ROSTER_IN_TIME, None, (), None, stopped_by)
    bound = _whole(found.bound) if math.isfinite(found.bound) else 0
    status = SolveStatus.OPTIMAL if bound >= run.objective else SolveStatus.FEASIBLE
    stage = StageResult("points", "points", run.objective, bound)
    prices = None if found.duals is None else points_prices(model, compiled, found.duals)
    return Outcome(status, extract_plan(model.decisions, run.value), (stage,), None, stopped_by, prices)


def _whole(bound: float) -> int:
    """Points are whole numbers, so a bound rounds up, less the noise of floating point."""
    return math.ceil(bound - 1e-6)


def _complete(
    model: PlanModel, compiled: Compiled, found: Found, options: SolveOptions, stop: threading.Event
) -> StageRun:
    """All of the model's variables for the lines that were found."""
    with _fixed(model, compiled, found):
        return run_stage(model.model, model.points, options, COMPLETION_SECONDS, Reporter(None), stop)


@contextmanager
def _fixed(model: PlanModel, compiled: Compiled, found: Found) -> Iterator[None]:
    """While it lasts, everybody works the line that was found."""
    variables = model.model.proto.variables
    chosen = {
        compiled.variable[number][option] for number, line in found.lines.items() for option in line.options
    }
    before = {index: tuple(variables[index].domain) for index in compiled.literals}
    try:
        for index in compiled.literals:
            _allow(variables[index].domain, (int(index in chosen),) * 2)
        yield
    finally:
        for index, domain in before.items():
            _allow(variables[index].domain, domain)


def _allow(domain: object, allowed: tuple[int, ...]) -> None:
    domain.clear()  # type: ignore[attr-defined]
    domain.extend(allowed)  # type: ignore[attr-defined]
