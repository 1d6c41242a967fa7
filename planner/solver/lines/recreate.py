"""Ruin and recreate (Schrimpf et al. 2000): a few people lose their lines and get new ones beside all others'.

It needs no linear program, so it works where one is too large to be solved; a little that is worse is accepted at
first, and ever less (record-to-record travel, Dueck 1993).
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor

import numpy as np

from planner.solver.lines.greedy import greedy, is_short
from planner.solver.lines.pricing import Line, Pricer
from planner.solver.lines.question import Over, Question

FEWEST, MOST = 2, 7
"""People that lose their lines at once."""

DEVIATION = 0.002
"""How far a plan may lie above the best, as a share of what lines and rows cost, before the first improvement fails."""


def recreate(
    question: Question,
    pricers: Sequence[Pricer],
    missing: float,
    random: np.random.Generator,
    lines: dict[int, Line],
    value: float,
    over: Over,
    tell: Callable[[dict[int, Line]], None],
    turns: int | None = None,
    workers: int = 1,
) -> tuple[dict[int, Line], float]:
    """The best lines found before `over`, or in so many turns, and their value; `tell` hears of each that is better.

    None of them leaves missing what a row insists on, however much that would save. With several workers, each a thread
    (a search for a line leaves the interpreter's lock alone), `tell` may miss some, and no run repeats itself.
    """
    search = _Recreation(question, pricers, missing, lines, value, over, tell, turns)
    workers = min(workers, len(pricers) // MOST)
    if workers <= 1:
        search.run(random)
    else:
        with ThreadPoolExecutor(workers, "recreate") as pool:
            for run in [pool.submit(search.run, own) for own in random.spawn(workers)]:
                run.result()
    return search.best, search.least


class _Recreation:
    """What the workers have in common. Each works on people of whom no other has any at the time."""

    def __init__(
        self,
        question: Question,
        pricers: Sequence[Pricer],
        missing: float,
        lines: dict[int, Line],
        value: float,
        over: Over,
        tell: Callable[[dict[int, Line]], None],
        turns: int | None,
    ) -> None:
        self.best, self.least = lines, value
        self._here = lines
        self._question = question
        self._missing = missing
        self._pricers = {pricer.number: pricer for pricer in pricers}
        self._free = set(self._pricers)
        self._allowed = DEVIATION * abs(value - question.constant)
        self._left = turns
        self._over = over
        self._ended = False
        self._tell = tell
        self._lock, self._telling = threading.Lock(), threading.Lock()

    def run(self, random: np.random.Generator) -> None:
        """One worker's turns, until one of them ends."""
        try:
            while not (self._ended or self._over() or self._left == 0):
                if self._turn(random) and self._telling.acquire(blocking=False):
                    try:
                        self._tell(self.best)
                    finally:
                        self._telling.release()
        finally:
            self._ended = True

    def _turn(self, random: np.random.Generator) -> bool:
        """New lines for a few; whether the best is better for it."""
        with self._lock:
            if self._left is not None:
                self._left -= 1
            free = np.array(sorted(self._free))
            size = min(len(free), int(random.integers(FEWEST, MOST + 1)))
            chosen = random.choice(free, size, replace=False).tolist()
            self._free.difference_update(chosen)
            before = self._here
        others = {number: line for number, line in before.items() if number not in chosen}
        part = [self._pricers[number] for number in chosen]
        # Many turns with lines that are nearly the cheapest come further than few with the cheapest.
        found, worth = greedy(self._question, part, self._missing, random, 2, others, self._over, lazy=True)
        with self._lock:
            self._free.update(chosen)
            if self._here is not before:
                found = {**self._here, **{number: found[number] for number in chosen}}
                found, worth = greedy(self._question, [], self._missing, random, 0, found)
            return self._settle(found, worth)

    def _settle(self, found: dict[int, Line], worth: float) -> bool:
        if worth < self.least + self._allowed:
            self._here = found
        if worth < self.least - 0.5 and not is_short(self._question, found):
            self.best, self.least = found, worth
            return True
        self._allowed *= 0.999
        return False
