"""One stage of a solve: run CP-SAT, report progress, stop on request, keep the best."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from dataclasses import dataclass

from ortools.sat.python import cp_model

from planner.errors import ModelRejected
from planner.plan.result import Progress
from planner.solver.cpsat.variables import Linear, Literal
from planner.solver.outcome import SolveOptions

POLL_SECONDS = 0.05
"""How often a stop request is looked at while the solver runs."""


@dataclass(frozen=True)
class StageRun:
    """How a stage ended. `value` asks the best solution and `solution` has the
    value of every variable of the model by index; they and `objective` mean something only when `found`."""

    found: bool
    infeasible: bool
    optimal: bool
    bound: int
    value: Callable[[Literal], bool]
    solution: tuple[int, ...]
    objective: int
    stopped_by: str


class Reporter:
    """Turns solver callbacks (which come from several threads) into progress snapshots in order."""

    def __init__(self, on_progress: Callable[[Progress], None] | None) -> None:
        self._on_progress = on_progress
        self._lock = threading.Lock()
        self._began = time.monotonic()
        self._stage, self._unit = "", ""
        self._incumbent: int | None = None
        self._bound: int | None = None

    def elapsed(self) -> float:
        """Seconds since the run began."""
        return time.monotonic() - self._began

    def begin(self, stage: str, unit: str) -> None:
        """A new stage starts; figures of the last one are forgotten."""
        with self._lock:
            self._stage, self._unit, self._incumbent, self._bound = stage, unit, None, None
        self.tick()

    def incumbent(self, value: float) -> None:
        """A better solution was found."""
        with self._lock:
            self._incumbent = round(value)
        self.tick()

    def bound(self, value: float) -> None:
        """The bound has risen."""
        with self._lock:
            self._bound = round(value)
        self.tick()

    def tick(self) -> None:
        """Sends the present state. A listener that fails is told no more: the solve it watches goes on."""
        with self._lock:
            listener = self._on_progress
            snapshot = Progress(self.elapsed(), self._stage, self._unit, self._incumbent, self._bound)
        if listener is None:
            return
        try:
            listener(snapshot)
        except Exception:
            # An exception that leaves a CP-SAT callback would abort the search and lose the plan.
            with self._lock:
                self._on_progress = None


class _OnSolution(cp_model.CpSolverSolutionCallback):
    def __init__(self, reporter: Reporter) -> None:
        super().__init__()
        self._reporter = reporter

    def on_solution_callback(self) -> None:
        self._reporter.incumbent(self.objective_value)


def run_stage(
    model: cp_model.CpModel,
    objective: Linear,
    options: SolveOptions,
    seconds: float,
    reporter: Reporter,
    stop: threading.Event,
    *,
    of_whole: bool = True,
) -> StageRun:
    """Minimise `objective` for at most `seconds`. Raises ModelRejected when CP-SAT calls the model malformed.

    Unless the model is `of_whole`, some of the question is decided already: plans are told then, and bounds are not.
    """
    model.minimize(objective)
    solver = solver_for(options, seconds)
    if of_whole:
        solver.best_bound_callback = reporter.bound
    status = solve_watched(solver, model, _OnSolution(reporter), stop.is_set, reporter.tick)
    if status == cp_model.MODEL_INVALID:
        raise ModelRejected(model.validate())
    found = status in (cp_model.OPTIMAL, cp_model.FEASIBLE)
    bound = whole_bound(solver.best_objective_bound) if found else 0
    if found and of_whole:
        # The callback keeps silent about a bound that presolve alone has proved.
        reporter.bound(bound)
    return StageRun(
        found=found,
        infeasible=status == cp_model.INFEASIBLE,
        optimal=status == cp_model.OPTIMAL and solver.best_objective_bound >= solver.objective_value,
        bound=bound,
        value=solver.boolean_value,
        solution=tuple(solver.response_proto.solution) if found else (),
        objective=round(solver.objective_value) if found else 0,
        stopped_by="stop" if stop.is_set() else "optimal" if status == cp_model.OPTIMAL else "limit",
    )


def hint(model: cp_model.CpModel, run: StageRun) -> None:
    """Every variable begins at its value in a run, derived ones too: a partial hint is completed only slowly."""
    model.clear_hints()  # type: ignore[no-untyped-call]
    for index, value in enumerate(run.solution):
        model.add_hint(model.get_int_var_from_proto_index(index), value)


def solver_for(options: SolveOptions, seconds: float) -> cp_model.CpSolver:
    """CP-SAT with the limits of the options, and with the searches that suit so few workers."""
    solver = cp_model.CpSolver()
    parameters = solver.parameters
    parameters.random_seed = options.seed
    parameters.num_workers = options.workers
    parameters.relative_gap_limit = options.gap
    parameters.catch_sigint_signal = False
    if options.deterministic_limit is not None:
        parameters.max_deterministic_time = options.deterministic_limit
    else:
        parameters.max_time_in_seconds = max(0.1, seconds)
    if options.workers == 1:
        # A single search without this level finds its first roster late and no good one after it.
        parameters.linearization_level = 2
    elif options.workers <= 4:
        # With few workers the default picks a plain search; the one led by the linear relaxation is far ahead.
        parameters.subsolvers.extend(["max_lp"])
    return solver


def whole_bound(bound: float) -> int:
    """All objectives are whole numbers, so a bound rounds up (less floating-point noise)."""
    whole = int(bound - 1e-6)
    return whole + (bound - 1e-6 > whole)


def solve_watched(
    solver: cp_model.CpSolver,
    model: cp_model.CpModel,
    on_solution: cp_model.CpSolverSolutionCallback,
    over: Callable[[], bool],
    tick: Callable[[], None] | None = None,
) -> cp_model.CpSolverStatus:
    """Solve in a thread of its own, so that Ctrl-C is heard and `over` is asked while the solver works.

    `tick` is called every second. A stop asked for before the search has begun is forgotten by CP-SAT, so it is
    repeated until the thread ends.
    """
    ended: list[cp_model.CpSolverStatus] = []
    failed: list[BaseException] = []

    def work() -> None:
        try:
            ended.append(solver.solve(model, on_solution))
        except BaseException as error:
            failed.append(error)

    thread = threading.Thread(target=work, name="cp-sat")
    thread.start()
    beat = time.monotonic()
    while thread.is_alive():
        thread.join(POLL_SECONDS)
        if over():
            solver.stop_search()
        if tick is not None and time.monotonic() - beat >= 1:
            beat = time.monotonic()
            tick()
    if failed:
        raise failed[0]
    return ended[0]
