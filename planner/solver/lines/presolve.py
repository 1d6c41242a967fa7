"""A smaller master for the same question: rows that say nothing go, rows that say opposite things become one.

Cover comes from the model as two rows, `a x + lack >= low` and `-a x + excess >= -high`. With prices of lack and excess
that are not negative, `low <= a x + lack - excess <= high` asks for the same at the same cost.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from planner.solver.lines.question import Options, Question, Rows, Worker

Terms = tuple[tuple[int, int, float], ...]
"""What lines add to a row: worker, option, value."""


@dataclass(frozen=True)
class Presolved:
    """The question with fewer rows: plans, their cost and every bound stay the same.

    `place` has the row that has taken each row's place (-1: none), `sign` whether it says the same or the opposite.
    """

    question: Question
    place: NDArray[np.int64]
    sign: NDArray[np.float64]

    def duals(self, duals: NDArray[np.float64]) -> NDArray[np.float64]:
        """Duals of all rows that prove what these prove."""
        if not len(duals):
            return np.zeros(len(self.place))
        found = np.where(self.place >= 0, self.sign * duals[self.place], 0.0)
        shared = np.bincount(self.place[self.place >= 0], minlength=len(duals))[self.place] > 1
        return np.where(shared, np.maximum(found, 0.0), found)


def presolved(question: Question) -> Presolved:
    """Rows that say nothing go first, so that what is joined is worth joining."""
    idle = _idle(question.rows, *_range_of_lines(question))
    some = _keeping(question, ~idle, {})
    partner = _partners(some)
    rows = some.rows
    low, high = rows.low.copy(), rows.high.copy()
    for second, first in partner.items():
        low[first], high[first] = max(low[first], -high[second]), min(high[first], -low[second])
    kept = np.ones(len(low), bool)
    kept[list(partner)] = False
    place, sign = _places(kept, partner)
    joined = _keeping(replace(some, rows=replace(rows, low=low, high=high)), kept, partner)
    of_some, _ = _places(~idle, {})
    return Presolved(
        joined,
        np.where(of_some >= 0, place[of_some], -1),
        np.where(of_some >= 0, sign[of_some], 1.0),
    )


def _idle(rows: Rows, least: NDArray[np.float64], most: NDArray[np.float64]) -> NDArray[np.bool_]:
    """Rows that own columns of no cost, and of no other row, meet whatever lines add between `least` and `most`."""
    columns = np.bincount(rows.owner, minlength=len(rows.cost))
    free = (rows.cost[rows.owner] == 0) & (columns[rows.owner] == 1)
    reach = np.stack((rows.value * rows.least[rows.owner], rows.value * rows.most[rows.owner]))
    down = np.bincount(rows.row, weights=np.where(free, reach.min(axis=0), 0.0), minlength=len(rows.low))
    up = np.bincount(rows.row, weights=np.where(free, reach.max(axis=0), 0.0), minlength=len(rows.low))
    others = np.bincount(rows.row, weights=~free, minlength=len(rows.low)) > 0
    # Steps between the ends may be coarse: beside lines, only one end may matter.
    one_sided = np.isinf(rows.low) | np.isinf(rows.high) | ((least == 0) & (most == 0))
    idle: NDArray[np.bool_] = one_sided & ~others & (least + up >= rows.low) & (most + down <= rows.high)
    return idle


def _range_of_lines(question: Question) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Least and most that all people together may add to each row, from above and below."""
    count = len(question.rows.low)
    least, most = np.zeros(count), np.zeros(count)
    for worker in question.workers:
        options = worker.options
        cell = options.day[options.owner].astype(np.int64) * count + options.row
        cells, where = np.unique(cell, return_inverse=True)
        low, high = np.zeros(len(cells)), np.zeros(len(cells))
        np.minimum.at(low, where, options.value)
        np.maximum.at(high, where, options.value)
        np.add.at(least, cells % count, low)
        np.add.at(most, cells % count, high)
    return least, most


def _places(
    kept: NDArray[np.bool_], partner: dict[int, int]
) -> tuple[NDArray[np.int64], NDArray[np.float64]]:
    place = np.where(kept, np.cumsum(kept) - 1, -1)
    sign = np.ones(len(kept))
    for second, first in partner.items():
        place[second], sign[second] = place[first], -1.0
    return place, sign


def _keeping(question: Question, kept: NDArray[np.bool_], partner: dict[int, int]) -> Question:
    """Only the rows that are kept; own columns of a row with a partner help that one the other way round."""
    rows = question.rows
    if kept.all():
        return question
    place, sign = _places(kept, partner)
    stays = place[rows.row] >= 0
    length = np.bincount(rows.owner[stays], minlength=len(rows.cost))
    return replace(
        question,
        rows=replace(
            rows,
            low=rows.low[kept],
            high=rows.high[kept],
            first=np.concatenate(([0], np.cumsum(length))).astype(np.int32),
            row=place[rows.row[stays]].astype(np.int32),
            value=(rows.value * sign[rows.row])[stays],
        ),
        workers=tuple(replace(worker, options=_of_rows(worker, kept, place)) for worker in question.workers),
    )


def _of_rows(worker: Worker, kept: NDArray[np.bool_], place: NDArray[np.int64]) -> Options:
    """The options with their coefficients in the rows that are kept."""
    options = worker.options
    stays = kept[options.row]
    length = np.bincount(options.owner[stays], minlength=len(options.day))
    return replace(
        options,
        first=np.concatenate(([0], np.cumsum(length))).astype(np.int32),
        row=place[options.row[stays]].astype(np.int32),
        value=options.value[stays],
    )


def _partners(question: Question) -> dict[int, int]:
    """The earlier row of each row that is the opposite of one and may be joined with it."""
    first: dict[Terms, int] = {}
    partner: dict[int, int] = {}
    slack = _only_slacks(question.rows)
    for row, terms in enumerate(_terms(question)):
        if not terms or row not in slack:
            continue
        other = first.pop(tuple((worker, option, -value) for worker, option, value in terms), None)
        if other is None:
            first.setdefault(terms, row)
        elif question.rows.low[other] <= -question.rows.low[row]:
            partner[row] = other
    return partner


def _terms(question: Question) -> list[Terms]:
    """What the lines add to each row."""
    found: list[list[tuple[int, int, float]]] = [[] for _ in question.rows.low]
    for number, worker in enumerate(question.workers):
        options = worker.options
        for option, row, value in zip(
            options.owner.tolist(), options.row.tolist(), options.value.tolist(), strict=True
        ):
            found[row].append((number, option, value))
    return [tuple(terms) for terms in found]


def _only_slacks(rows: Rows) -> set[int]:
    """Rows `>=` whose own columns stand in no other row, only help, begin at nothing and are not paid for."""
    columns = Counter(rows.owner.tolist())
    bad = {
        int(row)
        for column, row, value in zip(rows.owner, rows.row, rows.value, strict=True)
        if columns[int(column)] > 1 or value <= 0 or rows.cost[column] < 0 or rows.least[column] != 0
    }
    return {row for row in range(len(rows.low)) if rows.high[row] == np.inf and row not in bad}
