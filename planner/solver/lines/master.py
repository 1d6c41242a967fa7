"""The linear master: one convexity row a person, the coupling rows, a column for each line (Dantzig & Wolfe 1960)."""

from __future__ import annotations

import os
import sys
import threading
from collections.abc import Iterable, Sequence
from functools import cache

import highspy
import numpy as np
from numpy.typing import NDArray

from planner.solver.lines.pricing import Line
from planner.solver.lines.question import Over, Rows, never


@cache
def _spend_banner() -> None:
    """The first solver of a process prints a banner, which no option of it stops, where a program's answer goes."""
    sys.stdout.flush()
    kept = os.dup(1)
    nowhere = os.open(os.devnull, os.O_WRONLY)
    try:
        os.dup2(nowhere, 1)
        highspy.Highs()  # type: ignore[no-untyped-call]
    finally:
        os.dup2(kept, 1)
        os.close(kept)
        os.close(nowhere)


_FIRST = threading.Lock()


def quiet_highs() -> highspy.Highs:
    """A solver that prints nothing, in whatever thread."""
    with _FIRST:  # two that turned the output away at once would leave it there
        _spend_banner()
    return highspy.Highs()  # type: ignore[no-untyped-call]


ASKED = 100
"""Steps of the simplex between two looks at the clock."""


SETTLED = highspy.HighsModelStatus.kOptimal, highspy.HighsModelStatus.kInterrupt
"""How a run ends that needs no second one."""


class Master:
    """Columns may be added and dropped; the basis is kept where it still fits."""

    def __init__(self, rows: Rows, workers: Sequence[int], missing: float, over: Over = never) -> None:
        """`missing` is the price of leaving a person without a line, or of a unit that a hard row lacks."""
        self._highs = quiet_highs()
        for name, value in (
            ("output_flag", False),
            ("threads", 1),
            ("presolve", "off"),
            ("simplex_strategy", 4),
        ):
            self._highs.setOptionValue(name, value)
        self.workers = {worker: len(rows.low) + place for place, worker in enumerate(workers)}
        self.rows = len(rows.low)
        inf = highspy.kHighsInf
        low = np.concatenate((rows.low, np.ones(len(workers))))
        high = np.concatenate((rows.high, np.ones(len(workers))))
        low, high = np.clip(low, -inf, inf), np.clip(high, -inf, inf)
        self._highs.addRows(
            len(low), low, high, 0, np.zeros(len(low), np.int32), np.zeros(0, np.int32), np.zeros(0)
        )
        self._highs.addCols(
            len(rows.cost),
            rows.cost,
            rows.least,
            rows.most,
            len(rows.row),
            rows.first[:-1],
            rows.row,
            rows.value,
        )
        slack = np.arange(len(low), dtype=np.int32)
        for sign in (1.0, -1.0):
            self._highs.addCols(
                len(low),
                np.full(len(low), missing),
                np.zeros(len(low)),
                np.full(len(low), inf),
                len(low),
                slack,
                slack,
                np.full(len(low), sign),
            )
        self._asked = 0
        if over is not never:
            self._highs.cbSimplexInterrupt.subscribe(lambda event: self._halt(event, over))
        self.own = len(rows.cost)
        self._fixed = self.own + 2 * len(low)
        self.lines: list[Line] = []
        self._known: set[tuple[int, bytes]] = set()
        self.value = np.inf
        self.duals: NDArray[np.float64] = np.zeros(len(low))
        self.weights: NDArray[np.float64] = np.zeros(0)
        self.own_values: NDArray[np.float64] = np.zeros(self.own)
        self.lacking = np.inf

    def add(self, lines: Iterable[Line]) -> int:
        """Adds the lines that are new; returns how many."""
        new = []
        for line in lines:
            key = line.key
            if key not in self._known:
                self._known.add(key)
                new.append(line)
        if new:
            starts, index, value = [], [], []
            length = 0
            for line in new:
                starts.append(length)
                index.append(line.rows)
                value.append(line.values)
                index.append(np.array([self.workers[line.worker]], np.int32))
                value.append(np.ones(1))
                length += len(line.rows) + 1
            self._highs.addCols(
                len(new),
                np.array([line.cost for line in new]),
                np.zeros(len(new)),
                np.full(len(new), highspy.kHighsInf),
                length,
                np.array(starts, np.int32),
                np.concatenate(index).astype(np.int32),
                np.concatenate(value),
            )
            self.lines += new
        return len(new)

    def solve(self) -> None:
        """Solves the linear program, or leaves it as it was when `over`.

        Raises RuntimeError when the solver does not call it optimal.
        """
        self._highs.run()
        if self._highs.getModelStatus() not in SETTLED:
            # A fresh start from no basis settles what a warm one could not.
            self._highs.clearSolver()
            self._highs.run()
        status = self._highs.getModelStatus()
        if status == highspy.HighsModelStatus.kInterrupt:
            self.weights = np.concatenate((self.weights, np.zeros(len(self.lines) - len(self.weights))))
            return
        if status != highspy.HighsModelStatus.kOptimal:
            raise RuntimeError(f"the master is {status}")
        solution = self._highs.getSolution()
        self.value = self._highs.getInfo().objective_function_value
        self.duals = np.array(solution.row_dual)
        values = np.array(solution.col_value)
        self.own_values = values[: self.own]
        self.lacking = float(values[self.own : self._fixed].sum())
        self.weights = values[self._fixed :]

    def _halt(self, event: highspy.HighsCallbackEvent, over: Over) -> None:
        """Called at every step of the simplex."""
        self._asked += 1
        if self._asked % ASKED == 0 and over():
            event.interrupt()

    def with_row(self, own: Sequence[int], lines: Sequence[int], low: float, high: float) -> float:
        """The value if the sum of own columns and lines, by place, had to be inside two limits; inf where it cannot be.

        Nothing else changes, and no line is added.
        """
        basis = self._highs.getBasis()
        index = np.array([*own, *(self._fixed + place for place in lines)], np.int32)
        self._highs.addRow(low, high, len(index), index, np.ones(len(index)))
        # A row more leaves the basis feasible in the dual.
        self._highs.setOptionValue("simplex_strategy", 1)
        self._highs.run()
        solved = self._highs.getModelStatus() == highspy.HighsModelStatus.kOptimal
        value = self._highs.getInfo().objective_function_value if solved else np.inf
        self._highs.setOptionValue("simplex_strategy", 4)
        self._highs.deleteRows(1, np.array([len(self.duals)], np.int32))
        self._highs.setBasis(basis)
        return value

    def keep(self, wanted: NDArray[np.bool_]) -> None:
        """Drops the lines that are not wanted."""
        if wanted.all():
            return
        self.weights = self.weights[wanted[: len(self.weights)]]
        gone = (np.flatnonzero(~wanted) + self._fixed).astype(np.int32)
        self._highs.deleteCols(len(gone), gone)
        self._known -= {line.key for line, stays in zip(self.lines, wanted, strict=True) if not stays}
        self.lines = [line for line, stays in zip(self.lines, wanted, strict=True) if stays]
