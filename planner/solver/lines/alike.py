"""Choices of a day that mean the same wherever a line stands: one of them is enough in a graph.

Where thirty types of shifts differ in cover alone, a graph of five choices a day has all lines of one with thirty.
Which of those alike is taken is a question of price.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from planner.solver.lines.product import I64, Layer


def alike(parts: Sequence[Sequence[Layer]]) -> list[I64]:
    """For each day the first choice that every part takes as it takes this one, by number of the choice."""
    return [_of_a_day(together) for together in zip(*parts, strict=True)]


def _of_a_day(together: Sequence[Layer]) -> I64:
    tables = []
    for layer in together:
        tables += [layer.target.T, layer.points.T, layer.tally.T]
    rows = np.ascontiguousarray(np.hstack(tables))
    first: dict[bytes, int] = {}
    return np.array([first.setdefault(row.tobytes(), place) for place, row in enumerate(rows)], np.int64)


def only(part: Sequence[Layer], choices: Sequence[I64]) -> list[Layer]:
    """The part with these choices of each day."""
    return [
        layer
        if len(some) == layer.target.shape[1]
        else Layer(layer.target[:, some], layer.points[:, some], layer.tally[:, some], layer.counts)
        for layer, some in zip(part, choices, strict=True)
    ]
