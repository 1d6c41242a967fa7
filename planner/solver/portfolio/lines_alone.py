"""Line searches with nothing beside them, for a question whose whole model is more than it is worth.

Plans count at once: graphs and rows say all that is asked, so nothing is left for another model to settle.
"""

from __future__ import annotations

import math
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from functools import partial

import numpy as np
from numpy.typing import NDArray

from planner.solver.cpsat.stage import POLL_SECONDS, Reporter
from planner.solver.lines.graph import NoLine
from planner.solver.lines.greedy import is_short
from planner.solver.lines.question import Over, Question
from planner.solver.lines.search import Found, Letters, Root, join, search
from planner.solver.outcome import SolveOptions
from planner.solver.portfolio.lines_side import whole_bound
from planner.solver.portfolio.run import OTHER_SEED, ROUNDS_PER_UNIT, Work, at_once, in_turn, tell_failures
from planner.solver.portfolio.store import Best, Store

MOST_SEARCHES = 4
"""More of them would wait for each other: what is not compiled holds the interpreter's lock."""


@dataclass(frozen=True)
class LinesRun:
    """How it ended: the best plan's value and each person's option of each day, None where there is no plan.

    `duals` of the coupling rows prove most of the bound alone, where one was found.
    """

    value: int
    options: NDArray[np.int64] | None
    bound: int
    infeasible: bool
    stopped_by: str
    duals: NDArray[np.float64] | None


class _Sides:
    """What the searches of a run share."""

    def __init__(self, question: Question, store: Store, over: Over) -> None:
        self._question = question
        self._over = over
        self._root = Root()
        self._lock = threading.Lock()
        self._proved = -math.inf
        self.store = store
        self.duals: NDArray[np.float64] | None = None

    def search(self, name: str, seed: int, over: Over, clock: Callable[[], float] = time.monotonic) -> None:
        """The first search, until it is over or knows no further; better plans of others are taken up."""
        tell, news = self._ways(name)
        try:
            search(self._question, over, seed, tell, news(), news, clock, self._root)
        except NoLine:
            self.store.prove_infeasible(name)

    def join(self, name: str, seed: int) -> None:
        """Another one from the root of the first, once it is there."""
        while not self._root.begun.wait(POLL_SECONDS):
            if self._over() or self._root.ended.is_set():
                return
        tell, news = self._ways(name)
        with suppress(NoLine):  # which the first has told, or will
            join(self._root, self._over, seed, tell, news)

    def _ways(self, name: str) -> tuple[Callable[[Found], None], Callable[[], Letters | None]]:
        """How a search tells what it found, and how it hears of others' plans."""
        store = self.store
        told: object = None
        seen: Best | None = None

        def tell(found: Found) -> None:
            nonlocal told
            if found.lines is not told:
                told = found.lines
                if not is_short(self._question, found.lines):
                    store.offer(round(found.value), lambda: self._options(found), name)
            if math.isfinite(found.bound):
                store.raise_bound(whole_bound(found.bound), name)
            with self._lock:
                if found.duals is not None and found.bound > self._proved:
                    self._proved, self.duals = found.bound, found.duals

        def news() -> Letters | None:
            nonlocal seen
            best = store.best
            if best is None or best is seen or best.by == name:
                return None
            seen = best
            return self._letters(best)

        return tell, news

    def _options(self, found: Found) -> list[int]:
        """Everybody's options in order of people and days."""
        return [
            option
            for number in range(len(self._question.workers))
            for option in found.lines[number].options.tolist()
        ]

    def _letters(self, best: Best) -> Letters:
        by_person = np.reshape(best.solution, (-1, self._question.days))
        return {
            number: worker.options.letter[options]
            for number, (worker, options) in enumerate(zip(self._question.workers, by_person, strict=True))
        }


def search_lines(
    question: Question, options: SolveOptions, seconds: float, reporter: Reporter, stop: threading.Event
) -> LinesRun:
    """The best lines found in at most `seconds`, by as many searches at once as there are workers.

    With a deterministic limit one of them works for that long in its own units, whatever the number of workers. A
    search that fails is warned of (EngineFailed) as long as there is a plan; else its error is raised.
    """
    store = Store(reporter, options.gap)
    ends = time.monotonic() + seconds
    timed = options.deterministic_limit is None
    given_up = threading.Event()

    def over() -> bool:
        late = timed and time.monotonic() >= ends
        return stop.is_set() or given_up.is_set() or store.closed or late

    sides = _Sides(question, store, over)
    if options.deterministic_limit is not None:
        work = Work(over, ROUNDS_PER_UNIT * options.deterministic_limit)
        searches = {"lines": lambda: sides.search("lines", options.seed, work.over, work.done)}
    else:
        searches = {"lines": lambda: sides.search("lines", options.seed, over)}
        for number in range(1, min(options.workers, MOST_SEARCHES)):
            name, seed = f"lines {number + 1}", options.seed + OTHER_SEED * number
            searches[name] = partial(sides.join, name, seed)
    try:
        failed = (at_once if len(searches) > 1 else in_turn)(searches, over, reporter)
    finally:
        given_up.set()
        store.seal()
    tell_failures(failed, store)
    best = store.best
    return LinesRun(
        value=0 if best is None else best.value,
        options=None if best is None else np.reshape(best.solution, (-1, question.days)),
        bound=store.bound or 0,
        infeasible=store.infeasible,
        stopped_by="stop" if stop.is_set() else "optimal" if store.closed and best else "limit",
        duals=sides.duals,
    )
