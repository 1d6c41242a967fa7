"""A first-order stand-in for the linear master: near duals for the price of a few matrix products.

The master is the saddle point of prices inside the box that lack and excess put around them, and of weights of lines
that add up to one for each person. It is followed by the primal-dual hybrid gradient (Chambolle & Pock 2011; as a
solver of linear programs Applegate et al. 2021): in a column generation the next point is near the last, so that few
steps do for each new set of lines, where the simplex needs as many as the master is degenerate (Strandmark, Qu &
Curtois 2020).
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numba import njit

from planner.solver.lines.greedy import Prices
from planner.solver.lines.kernel import F64, I32, I64
from planner.solver.lines.pricing import Line
from planner.solver.lines.question import Rows

SHORTER = 0.95
"""Steps are shorter than the longest that converge by this factor."""

POWERS = 10
"""Rounds of the power method for the norm of the matrix."""

IN_USE = 1e-7
"""Weight from which on a line is in use."""


def boxed(rows: Rows, missing: float) -> bool:
    """Whether every row may be missed at a price of its own: only then are all duals in a box."""
    prices = Prices(rows, missing)
    lack = (rows.low == -np.inf) | (prices.lack < missing)
    excess = (rows.high == np.inf) | (prices.excess < missing)
    return bool(lack.all() and excess.all() and (np.diff(rows.first) <= 1).all())


class Blend:
    """Weights of lines and prices of rows, both near their best for the lines that are there."""

    def __init__(self, rows: Rows, workers: int, missing: float) -> None:
        """`missing` is the price of a unit that a hard row lacks."""
        prices = Prices(rows, missing)
        self._rows = rows
        self._least = np.where(rows.high < np.inf, -prices.excess, 0.0)
        self._most = np.where(rows.low > -np.inf, prices.lack, 0.0)
        self._workers = workers
        self.lines: list[Line] = []
        self._known: set[tuple[int, bytes]] = set()
        self.weights: F64 = np.zeros(0)
        self.duals: F64 = np.zeros(len(rows.low))
        self.average: F64 = np.zeros(len(rows.low))
        self.value = np.inf

    def add(self, lines: Sequence[Line]) -> int:
        """Adds the lines that are new; returns how many."""
        new = [line for line in lines if line.key not in self._known]
        self._known |= {line.key for line in new}
        if not new:
            return 0
        everything = [*self.lines, *new]
        order = sorted(range(len(everything)), key=lambda place: everything[place].worker)
        weights = np.concatenate((self.weights, np.zeros(len(new))))
        self.lines = [everything[place] for place in order]
        self.weights = weights[order]
        self._lay_out()
        return len(new)

    def cut(self, kept: int) -> None:
        """Drops lines but those in use and each person's most promising."""
        reduced = self.reduced(self.average)
        wanted = self.weights > IN_USE
        for one, after in zip(self._first, self._first[1:], strict=False):
            wanted[one + np.argsort(reduced[one:after], kind="stable")[:kept]] = True
        self.lines = [line for line, stays in zip(self.lines, wanted, strict=True) if stays]
        self._known = {line.key for line in self.lines}
        self.weights = self.weights[wanted]
        self._lay_out()

    def _lay_out(self) -> None:
        lengths = [len(line.rows) for line in self.lines]
        self._start = np.concatenate(([0], np.cumsum(lengths))).astype(np.int64)
        self._row = np.concatenate([line.rows for line in self.lines])
        self._value = np.concatenate([line.values for line in self.lines])
        self._cost = np.array([line.cost for line in self.lines])
        workers = np.array([line.worker for line in self.lines])
        self._first = np.searchsorted(workers, np.arange(self._workers + 1)).astype(np.int64)
        for one, after in zip(self._first, self._first[1:], strict=False):
            if after > one and self.weights[one:after].sum() < 0.5:
                self.weights[one] = 1.0

    def reduced(self, duals: F64) -> F64:
        """Cost of each line under prices of rows."""
        return _reduced(self._start, self._row, self._value, self._cost, duals)

    def thresholds(self, duals: F64) -> F64:
        """The least of each person's lines under prices of rows."""
        return np.minimum.reduceat(self.reduced(duals), self._first[:-1])

    def heaviest(self) -> dict[int, Line]:
        """The line of most weight of each person."""
        places = [
            one + int(np.argmax(self.weights[one:after]))
            for one, after in zip(self._first, self._first[1:], strict=False)
        ]
        return {self.lines[place].worker: self.lines[place] for place in places}

    def centre(self) -> F64:
        """The mean duals of the rows, then of the people."""
        return np.concatenate((self.average, self.thresholds(self.average)))

    def approach(self, steps: int) -> None:
        """So many steps; `average` and `value` are those of the mean of all of them."""
        norm = _norm(self._start, self._row, self._value, len(self.duals))
        # Both sides are to move alike, seen from how large they are (Applegate et al. 2021).
        scale = max(1.0, float(np.linalg.norm(self.duals) / np.linalg.norm(self.weights)))
        mean, self.average = np.zeros(len(self.lines)), np.zeros(len(self.duals))
        _steps(
            self._start, self._row, self._value, self._cost, self._first,
            self._rows.low, self._rows.high, self._least, self._most,
            steps, SHORTER / norm / scale, SHORTER / norm * scale,
            self.weights, self.duals, mean, self.average,
        )  # fmt: skip
        self.value = self._worth(mean)

    def _worth(self, weights: F64) -> float:
        rows = self._rows
        activity = np.bincount(
            self._row,
            weights=self._value * np.repeat(weights, np.diff(self._start)),
            minlength=len(rows.low),
        )
        lack = np.where(activity < rows.low, (rows.low - activity) * self._most, 0.0)
        excess = np.where(activity > rows.high, (rows.high - activity) * self._least, 0.0)
        return float(self._cost @ weights + lack.sum() + excess.sum())


@njit(cache=True, nogil=True)
def _reduced(start: I64, row: I32, value: F64, cost: F64, duals: F64) -> F64:
    found = cost.copy()
    for line in range(cost.shape[0]):
        for place in range(start[line], start[line + 1]):
            found[line] -= value[place] * duals[row[place]]
    return found


@njit(cache=True, nogil=True)
def _norm(start: I64, row: I32, value: F64, rows: int) -> float:
    """The largest singular value of the matrix, from below."""
    lines = start.shape[0] - 1
    side = np.ones(lines) / np.sqrt(lines)
    size = 0.0
    for _ in range(POWERS):
        other = np.zeros(rows)
        for line in range(lines):
            for place in range(start[line], start[line + 1]):
                other[row[place]] += value[place] * side[line]
        size = 0.0
        for line in range(lines):
            total = 0.0
            for place in range(start[line], start[line + 1]):
                total += value[place] * other[row[place]]
            side[line] = total
            size += total * total
        size = np.sqrt(size)
        if size == 0.0:
            return 1.0
        side /= size
    return float(np.sqrt(size))


@njit(cache=True, nogil=True)
def _on_simplex(wished: F64, begin: int, end: int, weights: F64) -> None:
    """The nearest weights that add up to one (Held, Wolfe & Crowder 1974)."""
    ordered = np.sort(wished[begin:end])
    total = 0.0
    less = 0.0
    for place in range(end - begin):
        one = ordered[end - begin - 1 - place]
        total += one
        shift = (total - 1.0) / (place + 1)
        if one <= shift:
            break
        less = shift
    for line in range(begin, end):
        weights[line] = max(0.0, wished[line] - less)


@njit(cache=True, nogil=True)
def _steps(
    start: I64,
    row: I32,
    value: F64,
    cost: F64,
    first: I64,
    low: F64,
    high: F64,
    least: F64,
    most: F64,
    steps: int,
    stride: float,
    price_stride: float,
    weights: F64,
    duals: F64,
    mean: F64,
    average: F64,
) -> None:
    """Changes `weights` and `duals` in place and adds the means of all steps to `mean` and `average`."""
    lines, rows = cost.shape[0], duals.shape[0]
    wished = np.empty(lines)
    activity = np.zeros(rows)
    ahead = np.empty(rows)
    for line in range(lines):
        if weights[line] != 0.0:
            for place in range(start[line], start[line + 1]):
                activity[row[place]] += value[place] * weights[line]
    for _ in range(steps):
        for line in range(lines):
            reduced = cost[line]
            for place in range(start[line], start[line + 1]):
                reduced -= value[place] * duals[row[place]]
            wished[line] = weights[line] - stride * reduced
        for person in range(first.shape[0] - 1):
            _on_simplex(wished, first[person], first[person + 1], weights)
        for one in range(rows):
            ahead[one] = -activity[one]
            activity[one] = 0.0
        for line in range(lines):
            if weights[line] != 0.0:
                mean[line] += weights[line] / steps
                for place in range(start[line], start[line + 1]):
                    activity[row[place]] += value[place] * weights[line]
        for one in range(rows):
            ahead[one] += 2.0 * activity[one]
            lacking = duals[one] + price_stride * (low[one] - ahead[one])
            beyond = duals[one] + price_stride * (high[one] - ahead[one])
            if lacking > 0.0:
                duals[one] = min(lacking, most[one])
            elif beyond < 0.0:
                duals[one] = max(beyond, least[one])
            else:
                duals[one] = 0.0
            average[one] += duals[one] / steps
