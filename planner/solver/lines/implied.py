"""Counts that need no limit: no line of the graph breaks it, or one that breaks it breaks another as well.

A count c with a most h is implied by one with a most h' when `c - c' <= h - h'` on every line, for then `c <= h`
follows from `c' <= h'`. The left side is a longest path over the layers.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from itertools import pairwise

import numpy as np

from planner.solver.lines.product import I64, Layer

FAR = 1 << 60
"""Beyond every sum of counts."""


def needed(layers: Sequence[Layer], low: I64, high: I64) -> list[int]:
    """Numbers of the counts whose limits are not implied by the graph and the limits of the others among these.

    Another with a smaller most is not tried, nor are two together.
    """
    above = -_most(layers, lambda counts: -counts) >= low
    open_ = _most(layers, lambda counts: counts) > high
    kept = [int(count) for count in np.flatnonzero(open_ | ~above)]
    for count in [count for count in kept if above[count]]:
        others = [other for other in kept if other != count and high[other] <= high[count]]
        beyond = _most(layers, partial(_differences, count, others))
        if (beyond <= high[count] - high[others]).any():
            kept.remove(count)
    return kept


def _differences(count: int, others: list[int], counts: I64) -> I64:
    differences: I64 = counts[..., [count]] - counts[..., others]
    return differences


def _most(layers: Sequence[Layer], weight: Callable[[I64], I64]) -> I64:
    """The largest sum of each weight over a path from the first node."""
    weights = weight(layers[-1].counts)[layers[-1].tally]
    for layer, before in pairwise(reversed(layers)):
        rest = np.where(layer.target[..., None] >= 0, weights, -FAR).max(axis=1)
        weights = weight(before.counts)[before.tally] + rest[before.target]
    most: I64 = np.where(layers[0].target[..., None] >= 0, weights, -FAR).max(axis=1)[0]
    return most
