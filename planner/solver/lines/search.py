"""The line engine's way through a question: greedy start, root, dive, neighbourhoods, tree.

Others may join at the root of the first: one of them then looks after the tree, and all try neighbourhoods.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace

import numpy as np
from numpy.typing import NDArray

from planner.solver.lines.blend import Blend, boxed
from planner.solver.lines.branch import Tree
from planner.solver.lines.dive import dive
from planner.solver.lines.greedy import greedy, taken_over
from planner.solver.lines.master import Master
from planner.solver.lines.neighbourhoods import LINES_A_PERSON, Neighbourhoods, best_of_pool
from planner.solver.lines.presolve import Presolved, presolved
from planner.solver.lines.pricing import Line, Pricer
from planner.solver.lines.question import Over, Question, never
from planner.solver.lines.recreate import recreate
from planner.solver.lines.root import blended, generate
from planner.solver.lines.units import next_value, unit_of

PROOF_SHARE = 0.3
"""Seconds that the proof gets for each that neighbourhoods have spent in vain."""

PLUNGE_SHARE = 0.2
"""The same for dives from where the proof has come to."""

JOINED_PROOF_SHARE, JOINED_PLUNGE_SHARE = 1.0, 0.6
"""The same for a search that joined: twice and three times, as the other then has neither."""

Letters = Mapping[int, NDArray[np.int32]]
"""A plan from elsewhere: letters by day of each worker, by number in the question."""


@dataclass
class Found:
    """Best lines and best bound so far, and the duals of the coupling rows that prove most of it alone."""

    lines: dict[int, Line]
    value: float
    bound: float
    duals: NDArray[np.float64] | None = None

    @property
    def proved(self) -> bool:
        """Whether nothing better can exist: values are whole numbers."""
        return self.value < self.bound + 1 - 1e-6


@dataclass
class _Turns:
    """What has a share of the time that neighbourhoods spend in vain."""

    share: float
    last: float
    """Seconds of the last turn, and what the next one is expected to take."""
    spare: float = 0.0

    @property
    def due(self) -> bool:
        return self.spare >= self.last

    def earn(self, seconds: float) -> None:
        self.spare += self.share * seconds

    def taken(self, seconds: float) -> None:
        self.spare -= seconds
        self.last = seconds


@dataclass
class Root:
    """Where a search hands on what it knows: `begun` once there is a question, `ready` once its root is solved.

    `joined` while somebody else looks after the tree, `ended` when the search has, whatever came of it.
    """

    begun: threading.Event = field(default_factory=threading.Event)
    ready: threading.Event = field(default_factory=threading.Event)
    joined: threading.Event = field(default_factory=threading.Event)
    ended: threading.Event = field(default_factory=threading.Event)
    small: Presolved | None = None
    tree: Tree | None = None
    lines: list[Line] = field(default_factory=list)
    duals: NDArray[np.float64] = field(default_factory=lambda: np.zeros(0))
    bound: float = -np.inf
    seconds: float = 0.0
    """What the master took."""


def search(
    question: Question,
    over: Over,
    seed: int,
    tell: Callable[[Found], None],
    start: Letters | None = None,
    news: Callable[[], Letters | None] | None = None,
    clock: Callable[[], float] = time.monotonic,
    root: Root | None = None,
) -> Found:
    """The best lines found before `over`; `tell` hears of every better line or bound.

    `start` is a plan to begin with. `news` is asked now and then for a plan that somebody else found and that is better
    than what was told; None where there is none. Letters that the rules do not allow are passed over.
    `clock` tells what the parts of the search take; a count of work in place of seconds makes it repeatable. `root` is
    filled for another search to `join`. Raises NoLine.
    """
    root = Root() if root is None else root
    try:
        small = presolved(question)
        root.small = replace(small, question=replace(small.question, unit=unit_of(small.question)))
        root.begun.set()
        work = _Search(root.small, over, seed, tell, news, clock)
        master = work.solve_root(start, root)
        root.ready.set()
        if not work.found.proved and not over():
            work.dive(master)
        work.go_on(PROOF_SHARE, PLUNGE_SHARE, relieved=root.joined.is_set)
        return work.found
    finally:
        root.ended.set()


def join(
    root: Root,
    over: Over,
    seed: int,
    tell: Callable[[Found], None],
    news: Callable[[], Letters | None],
) -> Found:
    """Goes on from the root of another search that has begun. As `search` otherwise.

    Until that root is solved the plan gets better by ruin and recreate.
    """
    assert root.small is not None
    work = _Search(root.small, over, seed, tell, news, time.monotonic)
    if not root.ready.is_set():
        work.recreate_until(root.ready)
    if over():
        return work.found
    root.joined.set()
    try:
        work.join(root)
        work.go_on(JOINED_PROOF_SHARE, JOINED_PLUNGE_SHARE)
    finally:
        root.joined.clear()
    return work.found


class _Search:
    """One search's way through a presolved question."""

    def __init__(
        self,
        small: Presolved,
        over: Over,
        seed: int,
        tell: Callable[[Found], None],
        news: Callable[[], Letters | None] | None,
        clock: Callable[[], float],
    ) -> None:
        self._small = small
        self._question = small.question
        self._over = over
        self._tell = tell
        self._news = news
        self._clock = clock
        self._random = np.random.default_rng(seed)
        self._pricers = [Pricer(number, worker) for number, worker in enumerate(self._question.workers)]
        self._missing = 1000 * float(self._question.rows.cost.max(initial=1.0))
        self._pool: list[Line] = []
        self._duals: NDArray[np.float64] = np.zeros(0)
        self._tree: Tree | None = None
        self._last = self._spare = 0.0
        """Seconds that a turn of the proof is expected to take, and that it has to spare."""
        self.found = Found({}, np.inf, -np.inf)

    def solve_root(self, start: Letters | None, root: Root) -> Master:
        """Greedy lines, then the master's column generation, which `root` gets the result of."""
        question, pricers, over = self._question, self._pricers, self._over
        master = Master(question.rows, range(len(pricers)), self._missing, over)
        self._take_over(start)
        lines, value = self._greedy(2)
        self._better(lines, value)
        master.add([*lines.values(), *self.found.lines.values()])
        centre = None
        if boxed(question.rows, self._missing):
            blend = Blend(question.rows, len(pricers), self._missing)
            blend.add(master.lines)
            blended(pricers, blend, question.constant, self._random, over)
            blend.cut(LINES_A_PERSON)
            master.add(blend.lines)
            centre = blend.centre()
            self._better(*self._greedy(2, blend.heaviest()))
        else:
            lines, value = self._greedy(6)
            master.add(lines.values())
            self._better(lines, value)
        began = self._clock()
        generate(question, master, pricers, over=over, centre=centre, on_bound=self._raised)
        root.lines, root.duals = list(master.lines), master.duals[: master.rows].copy()
        root.bound, root.seconds = self.found.bound, self._clock() - began
        root.tree = Tree(question, self._missing, root.lines, root.bound)
        self._begin_at(root)
        return master

    def recreate_until(self, ready: threading.Event) -> None:
        """Makes the plan there is better without a linear program."""
        self._take_news_or_begin()

        def enough() -> bool:
            return self._over() or ready.is_set()

        def tell(lines: dict[int, Line]) -> None:
            self._better(*self._greedy(0, lines))

        lines, value = self.found.lines, self.found.value
        self._better(
            *recreate(self._question, self._pricers, self._missing, self._random, lines, value, enough, tell)
        )

    def join(self, root: Root) -> None:
        """Begins where another search's root ended."""
        self.found.bound = root.bound
        self._begin_at(root)
        self._take_news_or_begin()

    def _begin_at(self, root: Root) -> None:
        self._tree, self._pool, self._duals = root.tree, root.lines, root.duals
        self._last, self._spare = root.seconds, 0.0

    def dive(self, master: Master) -> None:
        """A first dive from the root's master."""
        self._take_news()
        began = self._clock()
        result = dive(self._question, master, self._pricers, self.found.value, self._over)
        for pricer in self._pricers:
            pricer.release()
        self._pool = _joined(self._pool, master.lines)
        self._reoptimised(result.lines)
        # Whether it is the plan or the bound that is far off, the first split and a dive from there may tell.
        self._spare = self._clock() - began

    def go_on(self, proof_share: float, plunge_share: float, relieved: Over = never) -> None:
        """Neighbourhoods, with shares of the time that they spend in vain for the tree and for plunges into it.

        No tree and no plunges while it is `relieved` of them, or somebody else is at the tree.
        """
        found, tree, over = self.found, self._tree, self._over
        assert tree is not None
        proof = _Turns(proof_share, self._last, self._spare)
        plunges = _Turns(plunge_share, self._last, self._spare)
        known = best_of_pool(self._pool, self._duals)
        neighbourhoods = Neighbourhoods(
            self._question, self._pricers, self._random, self._missing, self._clock
        )

        def in_tree(turns: _Turns, turn: Callable[[], None]) -> bool:
            """Takes a turn that is due, if it may; whether another one may follow."""
            if not turns.due or over() or relieved() or not tree.lock.acquire(blocking=False):
                return False
            try:
                if not tree.grows(found.value):
                    return False
                began = self._clock()
                turn()
                turns.taken(self._clock() - began)
            finally:
                tree.lock.release()
            return True

        def grow() -> None:
            self._better(*tree.grow(self._pricers, found.lines, found.value, over))
            self._raised(min(tree.bound, found.value))

        def plunge() -> None:
            self._reoptimised(tree.plunge(self._pricers, found.value, self._random, over))

        while not found.proved and not over():
            while in_tree(proof, grow):
                pass
            in_tree(plunges, plunge)
            self._take_news()
            before, began = found.value, self._clock()
            self._better(*neighbourhoods.improve(found.lines, found.value, known, over))
            if found.value == before:
                for turns in (proof, plunges):
                    turns.earn(self._clock() - began)

    def _better(self, lines: dict[int, Line], value: float) -> None:
        if value < self.found.value - 0.5:
            self.found.lines, self.found.value = lines, value
            self._tell(self.found)

    def _raised(self, bound: float, duals: NDArray[np.float64] | None = None) -> None:
        found = self.found
        if bound > found.bound:
            found.bound = next_value(self._question, bound)
            # What the tree proves takes more than one set of duals; the root's stay.
            found.duals = found.duals if duals is None else self._small.duals(duals)
            self._tell(found)

    def _greedy(self, sweeps: int, lines: dict[int, Line] | None = None) -> tuple[dict[int, Line], float]:
        return greedy(
            self._question, self._pricers, self._missing, self._random, sweeps, lines, over=self._over
        )

    def _reoptimised(self, lines: dict[int, Line] | None) -> None:
        if lines is not None:
            self._better(*self._greedy(6, lines))

    def _take_news(self) -> None:
        if self._news is not None:
            self._take_over(self._news())

    def _take_news_or_begin(self) -> None:
        self._take_news()
        if not self.found.lines:
            self._better(*self._greedy(2))

    def _take_over(self, letters: Letters | None) -> None:
        plan = None
        if letters is not None:
            plan = taken_over(self._question, self._pricers, self._missing, letters)
        if plan is not None:
            self._better(*plan)


def _joined(first: list[Line], second: list[Line]) -> list[Line]:
    return list({line.key: line for line in (*first, *second)}.values())
