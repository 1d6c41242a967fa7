"""Large neighbourhood search: part of the plan is opened, and the same column generation looks for better lines.

Opened is either everything of some people, or some days of everybody; how much adapts to what came of it.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from planner.solver.lines.dive import dive
from planner.solver.lines.greedy import Prices
from planner.solver.lines.master import Master
from planner.solver.lines.pricing import Line, Pricer
from planner.solver.lines.question import Over, Question
from planner.solver.lines.root import generate

LINES_A_PERSON = 25
"""Known lines of each opened person that a neighbourhood begins with."""

FORGETTING = 0.7
"""What a kind of neighbourhood took and gained counts so much less with each new try of it."""


@dataclass
class Kind:
    """A kind of neighbourhood: how large it is now, and within which bounds."""

    name: str
    size: float
    least: float
    most: float
    seconds: float = 0.0
    gained: float = 0.0

    @property
    def worth(self) -> float:
        """What a second has gained of late, as far as can be told: untried kinds promise much."""
        return (self.gained + 1.0) / (self.seconds + 0.05)

    def tried(self, seconds: float, gained: float) -> None:
        """One more of it: what the last ones took and gained says more about the next than what the first did."""
        self.seconds = FORGETTING * self.seconds + seconds
        self.gained = FORGETTING * self.gained + gained

    def grow(self) -> None:
        """Nothing to be gained: look further."""
        self.size = min(self.most, self.size * 1.15)

    def shrink(self) -> None:
        """Something is there, but it was not found: look closer."""
        self.size = max(self.least, self.size / 1.15)


class Neighbourhoods:
    """Opens one part of a plan after the other."""

    def __init__(
        self,
        question: Question,
        pricers: Sequence[Pricer],
        random: np.random.Generator,
        missing: float,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._question = question
        self._clock = clock
        self._pricers = {pricer.number: pricer for pricer in pricers}
        self._random = random
        self._missing = missing
        self._prices = Prices(question.rows, missing)
        self._row_days = _days_of_rows(question)
        people, days = float(len(pricers)), float(question.days)
        self.kinds = (
            Kind("days", min(10.0, days), min(4.0, days), days),
            Kind("some", min(21.0, days), min(7.0, days), days),
            Kind("people", min(6.0, people), min(2.0, people), min(24.0, people)),
        )

    def improve(
        self, lines: dict[int, Line], value: float, pool: Sequence[Line], over: Over
    ) -> tuple[dict[int, Line], float]:
        """One neighbourhood: the lines it leaves, and their value."""
        worth = np.array([kind.worth for kind in self.kinds])
        share = 0.9 * worth / worth.sum() + 0.1 / len(worth)
        kind = self.kinds[int(self._random.choice(len(share), p=share))]
        began = self._clock()
        activity = np.zeros(len(self._question.rows.low))
        for line in lines.values():
            activity[line.rows] += line.values
        try:
            chosen = set(lines)
            if kind.name == "people":
                chosen = self._people(lines, activity, round(kind.size))
            elif kind.name == "some":
                chosen = self._people(lines, activity, max(2, len(lines) // 3))
            if kind.name != "people":
                self._open_days(lines, activity, round(kind.size))
            found = self._solve(kind, lines, value, chosen, activity, pool, over)
        finally:
            for pricer in self._pricers.values():
                pricer.release()
        kind.tried(self._clock() - began, 0.0 if found is None else value - found[1])
        return (lines, value) if found is None else found

    def _solve(
        self,
        kind: Kind,
        lines: dict[int, Line],
        value: float,
        chosen: set[int],
        activity: NDArray[np.float64],
        pool: Sequence[Line],
        over: Over,
    ) -> tuple[dict[int, Line], float] | None:
        rows = self._question.rows
        rest = activity.copy()
        for number in chosen:
            rest[lines[number].rows] -= lines[number].values
        part = replace(
            self._question,
            rows=replace(rows, low=rows.low - rest, high=rows.high - rest),
            constant=self._question.constant
            + sum(line.cost for number, line in lines.items() if number not in chosen),
        )
        pricers = [self._pricers[number] for number in sorted(chosen)]
        master = Master(part.rows, sorted(chosen), self._missing, over)
        master.add(lines[number] for number in sorted(chosen))
        master.add(
            line for line in pool if line.worker in chosen and self._pricers[line.worker].allows(line.letters)
        )
        generate(part, master, pricers, over=over, certify=False, blocks=1, smoothing=0.3)
        # What is left of it has to be better by a unit.
        enough = value - part.unit + 1e-5
        if master.value + part.constant > enough:
            kind.grow()
            return None
        allowed = [pricer.allowed.copy() for pricer in pricers]
        found = dive(part, master, pricers, enough, over)
        for pricer, before in zip(pricers, allowed, strict=True):
            pricer.allowed[:] = before
        if found.lines is None or found.value + part.constant >= value - 0.5:
            kind.shrink()
            return None
        return {**lines, **found.lines}, found.value + part.constant

    def _bad_row(self, activity: NDArray[np.float64]) -> int | None:
        """A row that costs something, the dearer the likelier."""
        rows = self._question.rows
        outside = (activity < rows.low - 1e-9) | (activity > rows.high + 1e-9)
        worth = np.abs(self._prices.worth(activity)) * outside
        return int(self._random.choice(len(worth), p=worth / worth.sum())) if worth.any() else None

    def _people(self, lines: dict[int, Line], activity: NDArray[np.float64], size: int) -> set[int]:
        """Some at random, or those who could work where the rows cost most."""
        numbers = sorted(lines)
        size = min(len(numbers), size)
        bad = self._bad_row(activity)
        near: list[int] = []
        if bad is not None and self._random.random() >= 0.4:
            near = [number for number in numbers if (self._pricers[number].worker.options.row == bad).any()]
        chosen = set(self._random.permutation(near)[:size].tolist())
        others = [number for number in numbers if number not in chosen]
        return chosen | set(self._random.permutation(others)[: size - len(chosen)].tolist())

    def _open_days(self, lines: dict[int, Line], activity: NDArray[np.float64], size: int) -> None:
        """Everybody keeps the duties of all days but some in a row."""
        days = self._question.days
        bad = self._bad_row(activity)
        if bad is not None and self._random.random() >= 0.4:
            first = int(self._row_days[bad]) - int(self._random.integers(size))
        else:
            first = int(self._random.integers(days))
        first = min(max(first, 0), days - size)
        for number, line in lines.items():
            for day in (*range(first), *range(first + size, days)):
                self._pricers[number].fix(day, int(line.letters[day]))


def _days_of_rows(question: Question) -> NDArray[np.int64]:
    """The first day on which some option adds to a row."""
    days = np.full(len(question.rows.low), question.days - 1, np.int64)
    for worker in question.workers:
        np.minimum.at(days, worker.options.row, worker.options.day[worker.options.owner])
    return days


def best_of_pool(pool: Sequence[Line], duals: NDArray[np.float64]) -> list[Line]:
    """The most promising lines of each person under the duals of the root."""
    by_worker: dict[int, list[tuple[float, int]]] = {}
    for place, line in enumerate(pool):
        reduced = line.cost - float(line.values @ duals[line.rows])
        by_worker.setdefault(line.worker, []).append((reduced, place))
    return [pool[place] for found in by_worker.values() for _, place in sorted(found)[:LINES_A_PERSON]]
