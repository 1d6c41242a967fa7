"""Where a question may be split in two so that no plan is lost: on whole sums of own columns, on a person's day.

Both leave the pricing of lines what it was: a sum is one more row of own columns alone, a day's letters are allowed
or not. What such a split says about a solution of the linear master is `Fractional`.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from planner.solver.lines.graph import OFF
from planner.solver.lines.master import Master
from planner.solver.lines.pricing import Line, Pricer
from planner.solver.lines.question import Question, Rows

WHOLE = 1e-3
"""Nearer than this to a whole number, a value is one."""


@dataclass(frozen=True)
class SumLimit:
    """`low <= sum of own columns <= high`. Own columns are whole numbers, so are their sums."""

    columns: tuple[int, ...]
    low: float
    high: float


@dataclass(frozen=True)
class DayLimit:
    """The letter of a worker's day is among `letters` (`among`), or it is not."""

    worker: int
    day: int
    letters: frozenset[int]
    among: bool

    def keeps(self, line: Line) -> bool:
        """Whether the line keeps the limit, if it is about its worker at all."""
        return line.worker != self.worker or (int(line.letters[self.day]) in self.letters) is self.among


Limit = SumLimit | DayLimit


@dataclass(frozen=True)
class Split:
    """Two limits of which every plan keeps one, and the value between them in a linear solution."""

    below: Limit
    above: Limit
    value: float

    @property
    def distance(self) -> float:
        """How far the value is from being whole, at most a half."""
        return abs(self.value - round(self.value))


def narrowed(question: Question, limits: Iterable[Limit]) -> Question:
    """The question with one more row for each limited sum."""
    sums = [limit for limit in limits if isinstance(limit, SumLimit)]
    if not sums:
        return question
    rows = question.rows
    places = np.arange(len(rows.low), len(rows.low) + len(sums), dtype=np.int32)
    lengths = [len(limit.columns) for limit in sums]
    owner = np.concatenate([rows.owner, *(np.array(limit.columns, np.int32) for limit in sums)])
    order = np.argsort(owner, kind="stable")
    return replace(
        question,
        rows=Rows(
            low=np.append(rows.low, [limit.low for limit in sums]),
            high=np.append(rows.high, [limit.high for limit in sums]),
            cost=rows.cost,
            least=rows.least,
            most=rows.most,
            first=np.searchsorted(owner[order], np.arange(len(rows.cost) + 1)).astype(np.int32),
            row=np.concatenate((rows.row, np.repeat(places, lengths)))[order],
            value=np.concatenate((rows.value, np.ones(sum(lengths))))[order],
        ),
    )


def restrict(pricers: Sequence[Pricer], limits: Iterable[Limit]) -> None:
    """Forbids the workers what the limits forbid, beside what was forbidden before. `pricers` by number."""
    for limit in limits:
        if isinstance(limit, DayLimit):
            allowed = pricers[limit.worker].allowed[limit.day]
            for letter in range(len(allowed)):
                if (letter in limit.letters) is not limit.among:
                    allowed[letter] = np.inf


class Splitter:
    """Finds the splits of a question that a linear solution lies between."""

    def __init__(self, question: Question) -> None:
        self._question = question
        self._letters = max(worker.letters for worker in question.workers)
        days = _days_of_rows(question)
        rows = question.rows
        of_cost: dict[float, list[int]] = defaultdict(list)
        of_day: dict[tuple[float, int], list[int]] = defaultdict(list)
        for column in np.flatnonzero(rows.cost):
            cost, first, end = rows.cost[column], rows.first[column], rows.first[column + 1]
            of_cost[cost].append(int(column))
            if end > first:
                of_day[cost, int(days[rows.row[first:end]].min())].append(int(column))
        alone = [(column,) for columns in of_cost.values() for column in columns]
        self._kinds = (
            [tuple(columns) for columns in of_cost.values()],
            [tuple(columns) for columns in of_day.values()],
            alone,
        )
        self._free = [(int(column),) for column in np.flatnonzero(rows.cost == 0)]

    def splits(self, master: Master) -> list[list[Split]]:
        """By kind, the most telling first within a kind; a kind that is whole throughout is left out."""
        kinds = [list(_of_sums(master, sums)) for sums in self._kinds]
        weight = self._weights(master)
        off = weight[:, :, OFF]
        kinds.append([_of_day((*cell, OFF), off[cell]) for cell in _cells(off)])
        if not kinds[-1]:
            kinds.append([_of_day(cell, weight[cell]) for cell in _cells(weight)])
        if not any(kinds):
            kinds.append(list(_of_sums(master, self._free)))
        return [sorted(kind, key=lambda split: -split.distance) for kind in kinds if kind]

    def _weights(self, master: Master) -> NDArray[np.float64]:
        """Weight of each letter by worker and day."""
        question = self._question
        weight = np.zeros((len(question.workers), question.days, self._letters))
        every_day = np.arange(question.days)
        for place in np.flatnonzero(master.weights > 1e-9):
            line = master.lines[place]
            weight[line.worker, every_day, line.letters] += master.weights[place]
        return weight


def _of_sums(master: Master, sums: Iterable[tuple[int, ...]]) -> Iterator[Split]:
    for columns in sums:
        value = float(master.own_values[list(columns)].sum())
        if abs(value - round(value)) > WHOLE:
            low = float(np.floor(value))
            yield Split(SumLimit(columns, -np.inf, low), SumLimit(columns, low + 1, np.inf), value)


def _cells(weight: NDArray[np.float64]) -> Iterator[tuple[int, ...]]:
    """Where a weight is between none and all."""
    for cell in np.argwhere((weight > WHOLE) & (weight < 1 - WHOLE)):
        yield tuple(int(place) for place in cell)


def _of_day(cell: tuple[int, ...], weight: float) -> Split:
    worker, day, letter = cell
    letters = frozenset((letter,))
    return Split(DayLimit(worker, day, letters, False), DayLimit(worker, day, letters, True), float(weight))


def _days_of_rows(question: Question) -> NDArray[np.int64]:
    """The first day on which some option adds to a row."""
    days = np.full(len(question.rows.low), question.days - 1, np.int64)
    for worker in question.workers:
        np.minimum.at(days, worker.options.row, worker.options.day[worker.options.owner])
    return days
