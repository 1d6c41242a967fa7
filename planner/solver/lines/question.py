"""What the line engine is asked: lines of people on one side, the rows that couple them on the other.

Money and points are whole numbers; a line costs the sum of its options and the points of its graph.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from planner.solver.lines.graph import LineGraph
from planner.solver.over import Over, never

__all__ = ["Options", "Over", "Question", "Rows", "Worker", "never"]


@dataclass(frozen=True)
class Options:
    """What one person may do: option `i` is letter `letter[i]` on day `day[i]` at one place, at a `cost`.

    It adds `value[j]` to row `row[j]` for `first[i] <= j < first[i + 1]`. Each letter of a day that is allowed has at
    least one option, a day off too.
    """

    day: NDArray[np.int32]
    letter: NDArray[np.int32]
    cost: NDArray[np.float64]
    first: NDArray[np.int32]
    row: NDArray[np.int32]
    value: NDArray[np.float64]

    @cached_property
    def owner(self) -> NDArray[np.int32]:
        """The option of each coefficient."""
        return np.repeat(np.arange(len(self.day), dtype=np.int32), np.diff(self.first))


@dataclass(frozen=True)
class Worker:
    """A person: the graph of all lines that the rules allow, and what each choice of a day means for the rows."""

    key: str
    graph: LineGraph
    letters: int
    options: Options


@dataclass(frozen=True)
class Rows:
    """The coupling rows `low <= A x + (lines) <= high`, with columns of their own (parties, seats, excess …)."""

    low: NDArray[np.float64]
    high: NDArray[np.float64]
    cost: NDArray[np.float64]
    least: NDArray[np.float64]
    most: NDArray[np.float64]
    first: NDArray[np.int32]
    row: NDArray[np.int32]
    value: NDArray[np.float64]

    @cached_property
    def owner(self) -> NDArray[np.int32]:
        """The own column of each coefficient."""
        return np.repeat(np.arange(len(self.cost), dtype=np.int32), np.diff(self.first))


@dataclass(frozen=True)
class Question:
    """A whole question for the line engine.

    `constant` is what every plan costs; plans differ by multiples of `unit`.
    """

    workers: tuple[Worker, ...]
    rows: Rows
    days: int
    constant: float = 0.0
    unit: int = 1
