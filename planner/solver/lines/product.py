"""The product of automata over the days, and the merging of what is alike, whole layers at a time.

Two nodes are merged when the same may follow at the same cost, or at costs that differ by one amount: that is moved
to the arcs before them (minimisation of an acyclic automaton, Revuz 1992; pushing of weights, Mohri 2000).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

I64 = NDArray[np.int64]
B8 = NDArray[np.bool_]

WHOLE = 1 << 62
"""Codes stay below this."""


MOST_STATES = 30_000
"""Of one day, before they are merged; a search through more takes longer than what the rule is worth there."""


class TooManyStates(ValueError):
    """What is laid out has more states on some day than MOST_STATES."""


class Layer(NamedTuple):
    """The arcs of a day, node by node and choice by choice: `target` is -1 where there is none.

    `tally` is the row of `counts` (rows x counts, no two alike) that an arc adds: many arcs count the same.
    """

    target: I64
    points: I64
    tally: I64
    counts: I64

    def counting(self, kept: Sequence[int]) -> Layer:
        """The layer with these counts only."""
        number, counts = rows_once(self.counts[:, list(kept)])
        return self._replace(tally=number[self.tally], counts=counts)


def rows_once(counts: I64) -> tuple[I64, I64]:
    """A number for each row, and the rows of the numbers."""
    if not counts.shape[1]:
        return np.zeros(len(counts), np.int64), counts[:1]
    number, first = numbered(counts.T)
    return number, counts[first]


def product(pieces: Sequence[Sequence[Layer]]) -> list[Layer]:
    """All of the pieces at once, from where each begins, explored day by day. Raises TooManyStates."""
    states = np.zeros((1, len(pieces)), np.int64)
    layers = []
    for together in zip(*pieces, strict=True):
        targets = np.stack([part.target[states[:, p]] for p, part in enumerate(together)])
        points = np.sum([part.points[states[:, p]] for p, part in enumerate(together)], axis=0)
        open_ = (targets >= 0).all(axis=0)
        after = targets[:, open_]
        number, first = numbered(after)
        if len(first) > MOST_STATES:
            raise TooManyStates
        target = np.full(open_.shape, -1, np.int64)
        target[open_] = number
        layers.append(Layer(target, points, *_tallies(together, states)))
        states = after[:, first].T
    return layers


def _tallies(together: Sequence[Layer], states: I64) -> tuple[I64, I64]:
    """What the arcs of several parts count, one part after the other."""
    counting = [(part, states[:, p]) for p, part in enumerate(together) if part.counts.shape[1]]
    if not counting:
        return np.zeros((len(states), together[0].target.shape[1]), np.int64), np.zeros((1, 0), np.int64)
    tallies = [part.tally[own] for part, own in counting]
    number, first = numbered(tally.ravel() for tally in tallies)
    counts = [part.counts[tally.ravel()[first]] for (part, _), tally in zip(counting, tallies, strict=True)]
    return number.reshape(tallies[0].shape), np.concatenate(counts, axis=1)


def merged(layers: Sequence[Layer]) -> list[Layer] | None:
    """The layers without dead ends and with alike nodes merged, from the last day back; None when nothing is left."""
    found: list[Layer] = []
    # Of each node of the layer below: its merged number, -1 for a dead end, and what was moved from it to the arcs
    # before it. All nodes after the last day are one.
    last = int(layers[-1].target.max(initial=-1)) + 1
    number, moved = np.zeros(last, np.int64), np.zeros(last, np.int64)
    for place in range(len(layers) - 1, -1, -1):
        target, points, tally, counts = layers[place]
        goes: B8 = target >= 0
        goes[goes] = number[target[goes]] >= 0
        alive = np.asarray(goes.any(axis=1))
        if not alive.any():
            return None
        target, points, tally, goes = target[alive], points[alive], tally[alive], goes[alive]
        below = np.where(goes, target, 0)
        target = np.where(goes, number[below], -1)
        points = np.where(goes, points + moved[below], 0)
        tally = np.where(goes, tally, 0)
        number, moved = np.full(len(alive), -1, np.int64), np.zeros(len(alive), np.int64)
        if place:
            least = np.where(goes, points, np.iinfo(np.int64).max).min(axis=1)
            points = np.where(goes, points - least[:, None], 0)
            moved[alive] = least
        arcs, _ = numbered((target.ravel(), points.ravel(), tally.ravel()))
        number[alive], first = numbered(arcs.reshape(target.shape).T)
        found.append(Layer(target[first], points[first], tally[first], counts))
    found.reverse()
    return found


def numbered(columns: Iterable[I64]) -> tuple[I64, I64]:
    """A number for each row of the columns, equal for equal rows and in their order, and a row of each number."""
    code: I64 | None = None
    for column in columns:
        low = int(column.min(initial=0))
        span = int(column.max(initial=0)) - low + 1
        if code is None:
            code = column - low
        else:
            if (int(code.max(initial=0)) + 1) * span >= WHOLE:
                code = np.unique(code, return_inverse=True)[1]
            code = code * span + (column - low)
    if code is None:
        raise ValueError("no columns to number rows by")
    _, first, inverse = np.unique(code, return_index=True, return_inverse=True)
    return inverse, first
