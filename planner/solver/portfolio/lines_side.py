"""The line engine's side of a portfolio: lines found here are completed by the whole model before they count."""

from __future__ import annotations

import math
import threading
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from ortools.sat.python import cp_model

from planner.rules.base import Strength
from planner.solver.cpsat.build import PlanModel
from planner.solver.cpsat.stage import POLL_SECONDS
from planner.solver.cpsat.variables import Linear
from planner.solver.lines.compile import Compiled, compile_question
from planner.solver.lines.graph import NoLine
from planner.solver.lines.pricing import Line
from planner.solver.lines.question import Over
from planner.solver.lines.search import Found, Root, join, search
from planner.solver.portfolio.copies import ModelCopy
from planner.solver.portfolio.store import Best, Store

COMPLETION_SECONDS = 10.0
"""Most that the whole model may take to settle what follows from lines; mostly it is a matter of propagation."""

GRACE_SECONDS = 0.5
"""What a completion may still take when the search is over: the last lines may be the best."""

NOISE, NOISE_SHARE = 1e-6, 1e-9
"""What floating point may add to a bound, absolutely and as a share of it, and is taken off before it rounds up."""


def lines_apply(model: PlanModel) -> bool:
    """Whether everybody has a line: at most one duty on each day, as a must."""
    return any(
        rule.kind == "one_duty_a_day" and rule.strength is Strength.MUST and not rule.only_people
        for rule, _ in model.said_by
    )


class LineProof(NamedTuple):
    """Duals of the coupling rows of a question, from which anybody may work out a bound."""

    compiled: Compiled
    duals: NDArray[np.float64]


class Begun(NamedTuple):
    """What is known of a question as lines before its model is searched: itself, and lines to begin with."""

    compiled: Compiled
    lines: Mapping[int, Line] | None


class Lines:
    """The question of a model as lines, compiled once for all line searches of a run."""

    def __init__(
        self,
        model: PlanModel,
        objective: Linear,
        store: Store,
        ends: Over,
        compiled: Compiled | None = None,
    ) -> None:
        """`ends`: when the run does. Completions ask it, as they ask by the clock and must not use up counted work."""
        # Compiled from a copy: a stop may return to the caller, who goes on with the model, before this is done.
        self._model = model if compiled else replace(model, model=model.model.clone())
        self._objective = objective
        self.store = store
        self._ends = ends
        self._lock = threading.Lock()
        self._compiled = compiled
        self._root = Root()
        self._proved = -math.inf
        self.proof: LineProof | None = None

    def search(
        self, copy: ModelCopy, over: Over, seed: int, clock: Callable[[], float] = time.monotonic
    ) -> None:
        """Searches for lines until it is over, or until the line engine knows no further.

        `clock` as in `lines.search`.
        """
        try:
            if self._compiled is None:
                self._compiled = compile_question(self._model, self._objective)
            compiled = self._compiled
            side, tell = self._side(compiled, copy, seed)
            search(compiled.question, over, seed, tell, side.news(), side.news, clock, self._root)
        except NoLine:
            # The graphs keep nobody from a line that the must-rules allow.
            self.store.prove_infeasible(copy.name)

    def join(self, copy: ModelCopy, over: Over, seed: int) -> None:
        """Goes on from the root of the search, once it is there."""
        while not self._root.begun.wait(POLL_SECONDS):
            if over() or self._root.ended.is_set():
                return
        assert self._compiled is not None
        side, tell = self._side(self._compiled, copy, seed)
        with suppress(NoLine):  # which the first search has told, or will
            join(self._root, over, seed, tell, side.news)

    def _side(self, compiled: Compiled, copy: ModelCopy, seed: int) -> tuple[_Side, Callable[[Found], None]]:
        """What a search has to do with the store."""
        side = _Side(compiled, copy, self.store, self._ends, seed)

        def tell(found: Found) -> None:
            side.tell(found)
            with self._lock:
                if found.duals is not None and found.bound > self._proved:
                    self._proved, self.proof = found.bound, LineProof(compiled, found.duals)

        return side, tell


class _Side:
    """Between one search and the store: lines go out as solutions, better solutions come in as letters."""

    def __init__(self, compiled: Compiled, copy: ModelCopy, store: Store, over: Over, seed: int) -> None:
        self._compiled = compiled
        self._copy = copy
        self._store = store
        self._over = over
        self._seed = seed
        self._told: object = None
        self._seen: Best | None = None

    def tell(self, found: Found) -> None:
        """A better line or bound: lines are completed first."""
        if found.lines is not self._told:
            self._told = found.lines
            complete(self._compiled, found.lines.values(), self._copy, self._over, self._store, self._seed)
        if math.isfinite(found.bound):
            self._store.raise_bound(whole_bound(found.bound), self._copy.name)

    def news(self) -> dict[int, NDArray[np.int32]] | None:
        """Letters of the best plan in the store where somebody else found it."""
        best = self._store.best
        if best is None or best is self._seen or best.by == self._copy.name:
            return None
        self._seen = best
        return letters_of(self._compiled, best.solution)


def complete(
    compiled: Compiled,
    lines: Iterable[Line],
    copy: ModelCopy,
    over: Over,
    store: Store,
    seed: int,
    by: str | None = None,
) -> None:
    """Settles all of a model's variables for lines of everybody, which puts the plan into the store.

    It is found `by` who is named or by the copy's.
    """
    chosen = {compiled.variable[line.worker][option] for line in lines for option in line.options}
    if not copy.hold({index: int(index in chosen) for index in compiled.literals}):
        return
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = 1
    solver.parameters.random_seed = seed
    solver.parameters.catch_sigint_signal = False
    solver.parameters.max_time_in_seconds = COMPLETION_SECONDS
    copy.solve(solver, _with_grace(over), store, by)


def letters_of(compiled: Compiled, solution: Sequence[int]) -> dict[int, NDArray[np.int32]]:
    """Everybody's letters by day in a solution of the whole model, by number of the worker."""
    letters = {}
    for number, worker in enumerate(compiled.question.workers):
        options = worker.options
        by_day = np.zeros(compiled.question.days, np.int32)
        for place, index in enumerate(compiled.variable[number]):
            if index >= 0 and solution[index]:
                by_day[options.day[place]] = options.letter[place]
        letters[number] = by_day
    return letters


def whole_bound(bound: float) -> int:
    """Values are whole numbers, so a bound rounds up, less what floating point may have added."""
    return math.ceil(bound - max(NOISE, NOISE_SHARE * abs(bound)))


def _with_grace(over: Over) -> Callable[[], bool]:
    began = time.monotonic()
    return lambda: over() and time.monotonic() - began > GRACE_SECONDS
