"""Cheapest lines of people under the duals of the master, and what they prove."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from planner.solver.lines import kernel, labels
from planner.solver.lines.question import Worker

WIDE = 1 << 40
"""Labels a node where nothing may be dropped."""

EFFORT = 10**8
"""Comparisons of labels in one search where a bound is welcome, not a must: about a second."""

LAZY = 0.3
"""How near to its bound: the share of the way from there to what is asked for."""


@dataclass(frozen=True)
class Line:
    """A line of one worker: letters by day, what it costs, what it adds to the rows."""

    worker: int
    letters: NDArray[np.int32]
    options: NDArray[np.int64]
    cost: float
    rows: NDArray[np.int32]
    values: NDArray[np.float64]

    @property
    def key(self) -> tuple[int, bytes]:
        """Equal for lines of the same options."""
        return self.worker, self.options.tobytes()


@dataclass(frozen=True)
class Priced:
    """Answer of a search: the cheapest line found, if any, its price, and a price that no line undercuts."""

    letters: NDArray[np.int32] | None
    value: float
    bound: float


class Pricer:
    """Searches the graph of one worker; remembers the multipliers of the counts from one search to the next."""

    def __init__(self, number: int, worker: Worker) -> None:
        self.number = number
        self.worker = worker
        graph, options = worker.graph, worker.options
        cells = graph.days * worker.letters
        self._cell = options.day.astype(np.int64) * worker.letters + options.letter
        assert (np.diff(self._cell) >= 0).all()
        self._first = np.searchsorted(self._cell, np.arange(cells + 1))
        self._several = bool((np.diff(self._cell) == 0).any())
        self.allowed = np.full((graph.days, worker.letters), np.inf)
        self.allowed.ravel()[self._cell] = 0.0
        self._open = self.allowed.copy()
        self._day = np.arange(graph.days) * worker.letters
        self._graph = graph.arrays
        kinds = graph.counts.shape[1]
        self._multiplier = np.zeros(kinds)
        self._rest = np.zeros(graph.nodes)
        self._active = np.zeros(kinds, np.bool_)
        self._ranges: tuple[NDArray[np.int64], ...] = ()

    def fix(self, day: int, letter: int) -> None:
        """Only this letter on this day, until `release`."""
        kept = self.allowed[day, letter]
        self.allowed[day, :] = np.inf
        self.allowed[day, letter] = kept

    def release(self) -> None:
        """All letters that the worker's options have are allowed again."""
        self.allowed[:] = self._open

    def allows(self, letters: NDArray[np.int32]) -> bool:
        """Whether every letter is allowed on its day."""
        return bool(np.isfinite(self.allowed.ravel()[self._day + letters]).all())

    def keeps_rules(self, letters: NDArray[np.int32]) -> bool:
        """Whether the letters are a line: allowed, a path of the graph, and with every count inside its limits."""
        graph = self.worker.graph
        total = np.zeros(len(graph.low), np.int64)
        points, _ = kernel.measure(*self._graph[1:], self.allowed, graph.on_arcs(letters), total)
        inside = ((total >= graph.low) & (total <= graph.high)).all()
        return bool(np.isfinite(points) and inside and self.allows(letters))

    def reduced(self, duals: NDArray[np.float64]) -> NDArray[np.float64]:
        """Reduced cost of each option."""
        options = self.worker.options
        worth = options.value * duals[options.row]
        reduced: NDArray[np.float64] = options.cost - np.bincount(
            options.owner, weights=worth, minlength=len(options.day)
        )
        return reduced

    def prices(self, reduced: NDArray[np.float64]) -> NDArray[np.float64]:
        """Reduced cost of the best option of each day and letter; infinite where there is none."""
        price = self.allowed.copy()
        if self._several:
            best = np.full(price.size, np.inf)
            np.minimum.at(best, self._cell, reduced)
            price += best.reshape(price.shape)
            return price
        price.ravel()[self._cell] += reduced
        return price

    def search(
        self,
        price: NDArray[np.float64],
        enough: float,
        *,
        rounds: int = 12,
        width: int = WIDE,
        lazy: bool = False,
    ) -> Priced:
        """The cheapest line under `price` if it is below `enough`.

        With `lazy`, a line of the relaxation that is much nearer to its bound than to `enough` is good enough, and no
        label is set for a better one.
        """
        graph = self.worker.graph
        priced = self._searched(graph.folded(price), enough, rounds, width, lazy)
        if priced.letters is None:
            return priced
        return replace(priced, letters=graph.cheapest(priced.letters, price))

    def _searched(
        self, price: NDArray[np.float64], enough: float, rounds: int, width: int, lazy: bool
    ) -> Priced:
        """The same for prices of the letters that arcs have."""
        graph = self.worker.graph
        line = np.zeros(graph.days, np.int32)
        bound, best, _ = kernel.relaxed(
            *self._graph, graph.low, graph.high, price, self._multiplier, rounds, enough, line, self._rest
        )
        if bound >= enough - kernel.EPS:
            return Priced(line if best < np.inf else None, best, bound)
        if bound >= best - kernel.EPS or (lazy and best < bound + LAZY * (enough - bound)):
            return Priced(line, best, bound)
        return self._labelled(price, enough, width, line, best, bound)

    def _labelled(
        self,
        price: NDArray[np.float64],
        enough: float,
        width: int,
        line: NDArray[np.int32],
        best: float,
        bound: float,
    ) -> Priced:
        """Label setting with ever more counts active, until the best line keeps all limits at the bound."""
        graph = self.worker.graph
        # Whoever asks for any line at all gets one, if there is one.
        effort = EFFORT if enough < np.inf else WIDE
        found = np.zeros(graph.days, np.int32)
        total = np.zeros(len(graph.low), np.int64)
        while True:
            cutoff = min(best, enough)
            which, least, most = self._active_ranges()
            value, whole, ended = labels.exact(
                *self._graph,
                graph.low,
                graph.high,
                price,
                self._multiplier,
                self._rest,
                least,
                most,
                self._active,
                which,
                cutoff,
                width,
                effort,
                found,
            )
            if whole:
                # A line that comes so near to the cutoff is dropped like one above it.
                bound = max(bound, min(value, cutoff - kernel.EPS))
            if value == np.inf:
                if whole or not ended or best < np.inf:
                    break
                width *= 8  # Few labels a node may leave no line at all where counts are tight.
                continue
            _, cost = kernel.measure(*self._graph[1:], price, found, total)
            outside = (total < graph.low) | (total > graph.high)
            if not outside.any() and cost < best:
                best = cost
                line[:] = found
            if best <= value + kernel.EPS:
                break
            if outside.any():
                self._active |= outside
            else:
                # Kept, but the price of a count that is not at its limit hides the true cost.
                self._active |= self._multiplier != 0
            if bound >= enough - kernel.EPS:
                break
        return Priced(line if best < np.inf else None, best, bound)

    def _active_ranges(self) -> tuple[NDArray[np.int64], ...]:
        """The active counts, and what the rest of a line from each node may still add to them, least and most.

        Of those alone: a question of many weeks has so many counts and nodes that all of them would not fit in memory.
        """
        which = np.flatnonzero(self._active)
        if not self._ranges or len(self._ranges[0]) < len(which):
            graph = self.worker.graph
            least, most = (np.zeros((graph.nodes, len(which)), np.int64) for _ in range(2))
            kernel.count_range(
                graph.first_node,
                graph.first_arc,
                graph.target,
                graph.letter,
                graph.tally,
                graph.counts,
                graph.folded(self._open),
                which,
                least,
                most,
            )
            self._ranges = which, least, most
        return self._ranges

    def line(self, letters: NDArray[np.int32], reduced: NDArray[np.float64]) -> Line:
        """The letters as a line, at each day at the place that is cheapest under the reduced costs."""
        options = self.worker.options
        cells = self._day + letters
        if self._several:
            chosen = np.array(
                [
                    self._first[cell] + int(np.argmin(reduced[self._first[cell] : self._first[cell + 1]]))
                    for cell in cells
                ]
            )
        else:
            chosen = self._first[cells]
        begins, lengths = options.first[chosen], options.first[chosen + 1] - options.first[chosen]
        total = int(lengths.sum())
        index = np.repeat(begins - np.concatenate(([0], np.cumsum(lengths)[:-1])), lengths) + np.arange(total)
        rows, where = np.unique(options.row[index], return_inverse=True)
        values: NDArray[np.float64] = np.bincount(
            where, weights=options.value[index], minlength=len(rows)
        ).astype(np.float64)
        graph = self.worker.graph
        nothing = np.zeros(self.allowed.shape)
        points, _ = kernel.measure(
            *self._graph[1:], nothing, graph.on_arcs(letters), np.zeros(len(graph.low), np.int64)
        )
        cost = float(options.cost[chosen].sum()) + points
        return Line(self.number, letters.copy(), chosen, cost, rows.astype(np.int32), values)
