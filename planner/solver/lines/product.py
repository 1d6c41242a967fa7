"""The product of automata over the days, and the merging of what is alike, whole layers at a time.

Two nodes are merged when the same may follow at the same cost, or at costs that differ by one amount: that is moved
to the arcs before them (minimisation of an acyclic automaton, Revuz 1992; pushing of weights, Mohri 2000).
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numba import njit
from numpy.typing import NDArray

I64 = NDArray[np.int64]
B8 = NDArray[np.bool_]

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
    number, first = _numbered(np.ascontiguousarray(counts))
    return number, counts[first]


def product(pieces: Sequence[Sequence[Layer]]) -> list[Layer]:
    """All of the pieces at once, from where each begins, explored day by day. Raises TooManyStates."""
    states = np.zeros((1, len(pieces)), np.int64)
    layers = []
    for together in zip(*pieces, strict=True):
        first = np.cumsum([0, *(part.target.size for part in together[:-1])])
        counting = np.array([part.counts.shape[1] > 0 for part in together])
        arcs = [np.concatenate([part[field].ravel() for part in together]) for field in range(3)]
        choices = together[0].target.shape[1]
        target, points, tally, counted, states = _crossed(
            states, choices, first, arcs[0], arcs[1], arcs[2], counting
        )
        if len(states) > MOST_STATES:
            raise TooManyStates
        counts = [part.counts[rows] for part, rows in zip(together, counted.T, strict=True)]
        layers.append(Layer(target, points, tally, np.concatenate(counts, axis=1)))
    return layers


def merged(layers: Sequence[Layer]) -> list[Layer] | None:
    """The layers without dead ends and with alike nodes merged, from the last day back; None when nothing is left."""
    found: list[Layer] = []
    # Of each node of the layer below: its merged number, -1 for a dead end, and what was moved from it to the arcs
    # before it. All nodes after the last day are one.
    last = int(layers[-1].target.max(initial=-1)) + 1
    number, moved = np.zeros(last, np.int64), np.zeros(last, np.int64)
    for place in range(len(layers) - 1, -1, -1):
        target, points, tally, counts = map(np.ascontiguousarray, layers[place])
        target, points, tally, number, moved = _alike_merged(target, points, tally, number, moved, place > 0)
        if not len(target):
            return None
        found.append(Layer(target, points, tally, counts))
    found.reverse()
    return found


@njit(cache=True, nogil=True)
def _numbered(rows: I64) -> tuple[I64, I64]:
    """A number for each row, equal for equal rows and in order of their first ones, and the first row of each."""
    many, width = rows.shape
    size = 2
    while size < 2 * many:
        size *= 2
    places = np.full(size, -1, np.int64)  # a hash table with linear probing
    number = np.empty(many, np.int64)
    first = np.empty(many, np.int64)
    found = 0
    for row in range(many):
        mixed = np.uint64(0)
        for k in range(width):
            mixed = (mixed ^ np.uint64(rows[row, k])) * np.uint64(0x9E3779B97F4A7C15)
            mixed ^= mixed >> np.uint64(29)
        place = np.int64(mixed & np.uint64(size - 1))
        while True:
            other = places[place]
            if other < 0:
                places[place] = found
                first[found] = row
                number[row] = found
                found += 1
                break
            equal = True
            for k in range(width):
                if rows[row, k] != rows[first[other], k]:
                    equal = False
                    break
            if equal:
                number[row] = other
                break
            place = (place + 1) & (size - 1)
    return number, first[:found].copy()


@njit(cache=True, nogil=True)
def _crossed(
    states: I64, choices: int, first: I64, target: I64, points: I64, tally: I64, counting: B8
) -> tuple[I64, I64, I64, I64, I64]:
    """The arcs from states of several parts, whose own arcs begin at `first` in the arrays, one part after the other.

    Returns target, points and tally of the arcs, the tallies of the parts that a tally of theirs has, and the states
    after the day. Parts that are not `counting` have one tally.
    """
    many, parts = states.shape
    to = np.full((many, choices), -1, np.int64)
    cost = np.zeros((many, choices), np.int64)
    rows = np.zeros((many * choices, parts), np.int64)
    after = np.empty((many * choices, parts), np.int64)
    reached = 0
    for node in range(many):
        for choice in range(choices):
            arc = node * choices + choice
            is_open = True
            for part in range(parts):
                own = first[part] + states[node, part] * choices + choice
                if counting[part]:
                    rows[arc, part] = tally[own]
                cost[node, choice] += points[own]
                after[reached, part] = target[own]
                if target[own] < 0:
                    is_open = False
            if is_open:
                to[node, choice] = reached
                reached += 1
    number, once = _numbered(after[:reached])
    for node in range(many):
        for choice in range(choices):
            if to[node, choice] >= 0:
                to[node, choice] = number[to[node, choice]]
    counted, some = _numbered(rows)
    return to, cost, counted.reshape(many, choices), rows[some], after[once]


@njit(cache=True, nogil=True)
def _alike_merged(
    target: I64, points: I64, tally: I64, number: I64, moved: I64, moves: bool
) -> tuple[I64, I64, I64, I64, I64]:
    """The arcs of merged nodes, each node's merged number, and what was moved from it if anything `moves`.

    `number` and `moved` are those of the nodes after the day.
    """
    many, choices = target.shape
    rows = np.empty((many, 3 * choices), np.int64)
    alive = np.empty(many, np.int64)
    taken = np.zeros(many, np.int64)
    living = 0
    for node in range(many):
        least = np.int64(1 << 62)
        for choice in range(choices):
            after = target[node, choice]
            if after >= 0 and number[after] >= 0:
                least = min(least, points[node, choice] + moved[after])
        if least == 1 << 62:
            continue
        if moves:
            taken[node] = least
        for choice in range(choices):
            after = target[node, choice]
            if after >= 0 and number[after] >= 0:
                rows[living, choice] = number[after]
                rows[living, choices + choice] = points[node, choice] + moved[after] - taken[node]
                rows[living, 2 * choices + choice] = tally[node, choice]
            else:
                rows[living, choice] = -1
                rows[living, choices + choice] = 0
                rows[living, 2 * choices + choice] = 0
        alive[living] = node
        living += 1
    same, first = _numbered(rows[:living])
    own = np.full(many, -1, np.int64)
    for place in range(living):
        own[alive[place]] = same[place]
    once = rows[first]
    return (
        once[:, :choices].copy(),
        once[:, choices : 2 * choices].copy(),
        once[:, 2 * choices :].copy(),
        own,
        taken,
    )
