"""CP-SAT's side of a portfolio: neighbourhoods of the best plan, and the whole model begun at it."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable

from ortools.sat.python import cp_model

from planner.solver.cpsat.build import PlanModel
from planner.solver.cpsat.stage import POLL_SECONDS, StageRun, solver_for, whole_bound
from planner.solver.lines.question import Over
from planner.solver.outcome import SolveOptions
from planner.solver.portfolio.copies import ModelCopy
from planner.solver.portfolio.neighbourhoods import PlanNeighbourhoods
from planner.solver.portfolio.store import Store

START_SECONDS = 10.0
"""Most that accepting a given plan may take; all its variables have values."""

PATIENCE_SECONDS = 2.0
"""How long the whole model is searched although there is a better plan by now; each time twice as long."""

SMALL = 1000
"""Variables up to which the whole model is searched to its end: CP-SAT may prove what no relaxation does."""

BEHIND_SECONDS = 3.0
"""How long CP-SAT may be behind the lines, in plan and in bound, before it makes room for another line search."""

FAILURES = 12
"""Neighbourhoods in a row without a better plan after which it is the whole model's turn."""

RESTING = 9
"""How much longer than a neighbourhood that failed CP-SAT rests after it, once it has made room."""

BY_DOMAINS = "domains"
"""Who found the bound that needs no search."""


class Rivals:
    """The line searches beside CP-SAT: whether the first has ended, and whether there is room for another."""

    def __init__(self) -> None:
        self.ended = threading.Event()
        self.room = threading.Event()


class WholeSide:
    """CP-SAT at work on one question beside others, or alone."""

    def __init__(
        self,
        model: PlanModel,
        copy: ModelCopy,
        store: Store,
        over: Over,
        options: SolveOptions,
        rivals: Rivals | None = None,
    ) -> None:
        self._copy = copy
        self._store = store
        self._over = over
        self._options = options
        self._small = len(copy) <= SMALL
        self._rivals = None if self._small else rivals
        self._neighbourhoods = PlanNeighbourhoods(model, options.seed)
        self._led = time.monotonic()

    def accept(self, start: StageRun) -> None:
        """Puts a plan into the store if the whole model accepts it."""
        if len(start.solution) <= len(self._copy):
            self._copy.hint(start.solution)
            if self._copy.hold(dict(enumerate(start.solution))):
                # Nothing is open but variables that the plan does not know.
                solver = solver_for(SolveOptions(workers=1), START_SECONDS)
                self._copy.solve(solver, self._over, self._store, by="start")

    def search(self, left: Callable[[], float]) -> None:
        """Searches until it is over; `left` tells the seconds until then.

        Behind its rivals, in plan and in bound, CP-SAT makes room for another of them, and from then on only tries
        neighbourhoods of the best plan, with long rests as long as nothing comes of them.
        """
        if self._options.deterministic_limit is not None:
            self._whole(left(), self._over)
            return
        self._led = time.monotonic()
        patience = PATIENCE_SECONDS
        while not self._over():
            if not self._small:
                self._polish()
            if self._behind():
                assert self._rivals is not None
                self._rivals.room.set()
                self._polish_now_and_then(self._rivals)
            if self._whole(left(), self._outdated(patience)):
                return
            patience *= 2

    def _whole(self, seconds: float, over: Over) -> bool:
        """Searches the whole model, begun at the best plan; whether nothing is left to be found there."""
        copy, store = self._copy, self._store
        copy.hold({})
        copy.only_below(None)
        if store.best is not None:
            copy.hint(store.best.solution)
        solver = solver_for(self._options, seconds)
        solver.best_bound_callback = lambda bound: store.raise_bound(whole_bound(bound), copy.name)
        status = copy.solve(solver, over, store)
        if status == cp_model.INFEASIBLE:
            store.prove_infeasible(copy.name)
        if status == cp_model.OPTIMAL:
            store.raise_bound(whole_bound(solver.best_objective_bound), copy.name)
        return status in (cp_model.OPTIMAL, cp_model.INFEASIBLE)

    def _outdated(self, patience: float) -> Over:
        """Whether the search of the whole model should end: over, behind, or others have a better plan by now.

        A first plan of its own is reason enough too: neighbourhoods better it sooner.
        """
        first, began = self._store.best, time.monotonic()

        def so() -> bool:
            best = self._store.best
            own = best is not None and best.by == self._copy.name
            better = best is not first and (not own or (first is None and not self._small))
            return self._over() or self._behind() or (better and time.monotonic() - began > patience)

        return so

    def _polish(self) -> None:
        """Tries neighbourhoods of the best plan until too many have failed."""
        failures = 0
        while (
            failures < FAILURES and self._store.best is not None and not self._over() and not self._behind()
        ):
            better = self._neighbourhoods.improve(self._copy, self._store, self._over)
            failures = 0 if better else failures + 1

    def _polish_now_and_then(self, rivals: Rivals) -> None:
        while not self._over() and not rivals.ended.is_set():
            began = time.monotonic()
            if not self._neighbourhoods.improve(self._copy, self._store, self._over):
                until = time.monotonic() + RESTING * (time.monotonic() - began)
                while time.monotonic() < until and not self._over() and not rivals.ended.is_set():
                    time.sleep(POLL_SECONDS)

    def _behind(self) -> bool:
        """Whether rivals have had both the best plan and the best bound for a while."""
        store, now = self._store, time.monotonic()
        leads = store.best is None or store.led_by(self._copy.name) or store.led_by(BY_DOMAINS)
        if self._rivals is None or self._rivals.ended.is_set() or leads:
            self._led = now
        return now - self._led > BEHIND_SECONDS
