"""A stage of a solve by two engines side by side: lines of work in one thread, CP-SAT in the other.

Both leave the lock of the interpreter alone while they compute (numba, HiGHS, CP-SAT), so two threads keep two
processors busy.
"""

from __future__ import annotations

import threading
import time
import warnings
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from planner.errors import EngineFailed, ModelRejected
from planner.solver.cpsat.build import PlanModel
from planner.solver.cpsat.stage import POLL_SECONDS, Reporter, StageRun
from planner.solver.cpsat.variables import Linear, Literal
from planner.solver.lines.question import Over
from planner.solver.outcome import SolveOptions
from planner.solver.portfolio.copies import ModelCopy
from planner.solver.portfolio.lines_side import Begun, LineProof, Lines, complete, lines_apply
from planner.solver.portfolio.store import Best, Store
from planner.solver.portfolio.whole_side import BY_DOMAINS, Rivals, WholeSide

Sides = Mapping[str, Callable[[], None]]
"""What the engines do, by name."""

LEAVING_SECONDS = 0.8
"""How long sides may take to hear that it is over."""

OTHER_SEED = 1000
"""What is added to the seed of the first line search for the second."""

ROUNDS_PER_UNIT = 10
"""How often the line engine may ask whether it is over for each unit of a deterministic limit."""


@dataclass(frozen=True)
class PortfolioRun(StageRun):
    """How a stage of both engines ended; `proof` is what the line engine's best bound rests on, if it has one."""

    proof: LineProof | None


def run_portfolio(
    model: PlanModel,
    objective: Linear,
    options: SolveOptions,
    seconds: float,
    reporter: Reporter,
    stop: threading.Event,
    start: StageRun | None = None,
    begun: Begun | None = None,
) -> PortfolioRun:
    """Minimise `objective` for at most `seconds`, as `run_stage` does; `start` is a plan to begin with.

    `begun` has the question as lines where that is known without the model.

    With one worker the engines come one after the other: lines first, then CP-SAT with what time is left. So they do
    with a deterministic limit, which then holds for each of them in place of the seconds and makes the run
    repeatable whatever the number of workers. A question without lines is CP-SAT's alone. An engine that fails is
    warned of (EngineFailed) and leaves the other's plan; its error is raised where there is none. Raises
    ModelRejected when CP-SAT calls the model malformed.
    """
    model.model.minimize(objective)
    store = Store(reporter, options.gap)
    ends = time.monotonic() + seconds
    given_up = threading.Event()
    timed = options.deterministic_limit is None

    def left() -> float:
        return ends - time.monotonic()

    def over() -> bool:
        return stop.is_set() or given_up.is_set() or store.closed or (timed and left() <= 0)

    copy = ModelCopy(model.model, "CP-SAT")
    least = copy.least()
    store.raise_bound(least, BY_DOMAINS)
    lines = Lines(model, objective, store, over, begun.compiled if begun else None)
    rivals = Rivals()
    workers = options.workers if timed else 1
    applies = lines_apply(model)
    beside = applies and workers > 1
    whole = WholeSide(
        model, copy, store, over, replace(options, workers=workers - beside), rivals if beside else None
    )
    if start is not None and start.found:
        whole.accept(start)
    if begun is not None and begun.lines is not None:
        complete(begun.compiled, begun.lines.values(), copy, over, store, options.seed, by="start")

    def first_lines() -> None:
        try:
            if options.deterministic_limit is None:
                lines.search(own, over, options.seed)
            else:
                work = Work(over, ROUNDS_PER_UNIT * options.deterministic_limit)
                lines.search(own, work.over, options.seed, work.done)
        finally:
            rivals.ended.set()

    def more_lines() -> None:
        while not (over() or rivals.ended.is_set() or rivals.room.wait(POLL_SECONDS)):
            pass
        if rivals.room.is_set() and not over():
            lines.join(others, over, options.seed + OTHER_SEED)

    sides: dict[str, Callable[[], None]] = {}
    if applies:
        own, others = (ModelCopy(model.model, name) for name in ("lines", "more lines"))
        sides["lines"] = first_lines
    sides["CP-SAT"] = lambda: whole.search(left)
    if beside:
        sides["more lines"] = more_lines
    try:
        failed = (at_once if beside else in_turn)(sides, over, reporter)
    finally:
        given_up.set()
        store.seal()
    tell_failures(failed, store)
    return _result(store, least, lines.proof, stop)


class Work:
    """Counts how often the line engine asks whether it is over: its clock where seconds would not repeat themselves."""

    def __init__(self, over: Over, most: float) -> None:
        self._over = over
        self._most = most
        self._asked = 0

    def over(self) -> bool:
        """Over, or asked too often."""
        self._asked += 1
        return self._over() or self._asked > self._most

    def done(self) -> float:
        """The work so far."""
        return float(self._asked)


def at_once(sides: Sides, over: Over, reporter: Reporter) -> dict[str, Exception]:
    """Runs each side in a thread of its own until all are done; returns what failed.

    When it is over, a side that is long to hear of it is left to itself: it works on copies, and nobody listens.
    """
    failed: dict[str, Exception] = {}

    def run(name: str) -> None:
        try:
            sides[name]()
        except Exception as error:
            failed[name] = error

    threads = [threading.Thread(target=run, args=(name,), name=name) for name in sides]
    for thread in threads:
        thread.start()
    beat = heard = time.monotonic()
    while any(thread.is_alive() for thread in threads) and time.monotonic() - heard < LEAVING_SECONDS:
        for thread in threads:
            thread.join(POLL_SECONDS / len(threads))
        if not over():
            heard = time.monotonic()
        if time.monotonic() - beat >= 1:
            beat = time.monotonic()
            reporter.tick()
    return dict(failed)


def in_turn(sides: Sides, over: Over, reporter: Reporter) -> dict[str, Exception]:
    """Runs one side after the other until it is over; returns what failed."""
    failed: dict[str, Exception] = {}
    for number, (name, side) in enumerate(sides.items()):
        if number == 0 or not over():
            failed |= at_once({name: side}, over, reporter)
    return failed


def tell_failures(failed: dict[str, Exception], store: Store) -> None:
    for name, error in failed.items():
        if isinstance(error, ModelRejected) or (store.best is None and not store.infeasible):
            raise error
        warnings.warn(f"{name} failed, the plan is the other's: {error!r}", EngineFailed, stacklevel=3)
    for sentence in store.withdrawn:
        warnings.warn(sentence, EngineFailed, stacklevel=3)


def _result(store: Store, least: int, proof: LineProof | None, stop: threading.Event) -> PortfolioRun:
    best = store.best
    bound = least if store.bound is None else store.bound
    return PortfolioRun(
        found=best is not None,
        infeasible=store.infeasible,
        optimal=best is not None and bound >= best.value,
        bound=0 if best is None else bound,
        value=_value_in(best),
        solution=() if best is None else best.solution,
        objective=0 if best is None else best.value,
        stopped_by="stop" if stop.is_set() else "optimal" if store.closed and best else "limit",
        proof=proof,
    )


def _value_in(best: Best | None) -> Callable[[Literal], bool]:
    """Asks the best solution; a negative index is the negation of variable `-index - 1`."""

    def value(literal: Literal) -> bool:
        if best is None:
            raise ValueError("there is no solution to ask")
        index = literal.index
        return bool(best.solution[index]) if index >= 0 else not best.solution[-index - 1]

    return value
