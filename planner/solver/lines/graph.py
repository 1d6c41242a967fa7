"""Everything that rules say about one person's line, as one layered graph with a layer for each day.

A *piece* is one rule about one person, compiled: a finite automaton that reads the line day by day and may count.
The graph is the product of a person's pieces. A path from the first layer to the last is a line that keeps the
rules; its cost is what the should-rules ask for, its counts are held to the limits by who searches the graph.
After each product the layers are merged from the last day backwards: two nodes from which the same may follow at the
same cost are one (minimisation of an acyclic automaton, Revuz 1992).
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from planner.instance.model import ShiftSlot

OFF = 0
"""The letter of a day without a duty."""

State = Hashable
View = Hashable


class Step(NamedTuple):
    """Where a piece goes after a day, the points of should-rules that the day costs, and what it counts."""

    state: State
    points: int = 0
    counts: tuple[int, ...] = ()


class Limit(NamedTuple):
    """Least and most of a count over the whole line."""

    low: int
    high: int


@dataclass(frozen=True)
class Piece:
    """A rule about one person as an automaton.

    `view` is all that the rule sees of a day with a duty (or None: off); `step` is the move from a state under a view,
    None where the rule forbids it. `limits` has one entry for each count that `step` returns. Pieces with equal
    `key` say the same of equal shifts.
    """

    key: Hashable
    start: State
    view: Callable[[int, ShiftSlot | None], View]
    step: Callable[[State, View], Step | None]
    limits: tuple[Limit, ...] = ()


@dataclass(frozen=True)
class LineGraph:
    """Nodes are numbered layer by layer; node 0 is before the first day. Arcs are sorted by their first node.

    Arrays by arc: `target` node, `letter`, `points`, `counts` (arcs x counts). `first_arc[n]` is the first arc of node
    n, `first_node[d]` the first node of layer d; both have one more entry at the end.
    """

    first_node: NDArray[np.int32]
    first_arc: NDArray[np.int32]
    target: NDArray[np.int32]
    letter: NDArray[np.int32]
    points: NDArray[np.float64]
    counts: NDArray[np.int64]
    low: NDArray[np.int64]
    high: NDArray[np.int64]

    @property
    def days(self) -> int:
        """Number of days."""
        return len(self.first_node) - 2

    @property
    def nodes(self) -> int:
        """Number of nodes."""
        return len(self.first_arc) - 1


class NoLine(ValueError):
    """No line at all keeps the rules of a person."""


Arc = tuple[int, int, int, tuple[int, ...]]
"""Letter, target, points, counts."""


def line_graph(
    pieces: Sequence[Piece], letters: Sequence[Sequence[tuple[int, ShiftSlot | None]]]
) -> LineGraph:
    """The product of the pieces over the days; `letters[day]` are the choices of a day.

    Raises NoLine when no path reaches the last day.
    """
    layers = _product(pieces, letters)
    merged = _merge(layers)
    limits = [limit for piece in pieces for limit in piece.limits]
    return _as_arrays(merged, limits)


def _product(
    pieces: Sequence[Piece], letters: Sequence[Sequence[tuple[int, ShiftSlot | None]]]
) -> list[list[list[Arc]]]:
    """Arcs of each node of each layer, explored from the first day on."""
    moves: dict[
        tuple[tuple[State, ...], tuple[View, ...]], tuple[tuple[State, ...], int, tuple[int, ...]] | None
    ]
    moves = {}
    layers: list[list[list[Arc]]] = []
    here: dict[tuple[State, ...], int] = {tuple(piece.start for piece in pieces): 0}
    for day, choices in enumerate(letters):
        views = [(letter, tuple(piece.view(day, slot) for piece in pieces)) for letter, slot in choices]
        following: dict[tuple[State, ...], int] = {}
        layer = []
        for states in here:
            arcs: list[Arc] = []
            for letter, seen in views:
                key = (states, seen)
                if key not in moves:
                    moves[key] = _move(pieces, states, seen)
                move = moves[key]
                if move is not None:
                    target = following.setdefault(move[0], len(following))
                    arcs.append((letter, target, move[1], move[2]))
            layer.append(arcs)
        layers.append(layer)
        here = following
    return layers


def _move(
    pieces: Sequence[Piece], states: tuple[State, ...], seen: tuple[View, ...]
) -> tuple[tuple[State, ...], int, tuple[int, ...]] | None:
    nexts: list[State] = []
    points = 0
    counts: list[int] = []
    for piece, state, view in zip(pieces, states, seen, strict=True):
        step = piece.step(state, view)
        if step is None:
            return None
        nexts.append(step.state)
        points += step.points
        counts.extend(step.counts)
    return tuple(nexts), points, tuple(counts)


def _merge(layers: list[list[list[Arc]]]) -> list[list[list[Arc]]]:
    """The layers without dead ends and with equal nodes merged."""
    merged: list[list[list[Arc]]] = []
    number: dict[
        int, int
    ] = {}  # node of the layer below -> its merged number; all nodes of the last layer are one
    last = True
    for layer in reversed(layers):
        seen: dict[tuple[Arc, ...], int] = {}
        renumbered: dict[int, int] = {}
        for node, arcs in enumerate(layer):
            kept = tuple(
                (letter, 0 if last else number[target], points, counts)
                for letter, target, points, counts in arcs
                if last or target in number
            )
            if kept:
                renumbered[node] = seen.setdefault(kept, len(seen))
        merged.append([list(arcs) for arcs in seen])
        number, last = renumbered, False
    if not merged or not merged[-1] or 0 not in number:
        raise NoLine
    merged.reverse()
    return merged


def _as_arrays(layers: list[list[list[Arc]]], limits: list[Limit]) -> LineGraph:
    sizes = [len(layer) for layer in layers] + [1]
    first_node = np.concatenate(([0], np.cumsum(sizes))).astype(np.int32)
    arcs = [
        (first_node[day + 1] + target, letter, points, counts)
        for day, layer in enumerate(layers)
        for node in layer
        for letter, target, points, counts in node
    ]
    degrees = [len(node) for layer in layers for node in layer] + [0]
    counts = np.array([arc[3] for arc in arcs], np.int64).reshape(len(arcs), len(limits))
    # In the largest units that keep whole numbers, so that the prices of counts are of one order.
    units = np.maximum(np.gcd.reduce(counts, axis=0), 1)
    return LineGraph(
        first_node=first_node,
        first_arc=np.concatenate(([0], np.cumsum(degrees))).astype(np.int32),
        target=np.array([arc[0] for arc in arcs], np.int32),
        letter=np.array([arc[1] for arc in arcs], np.int32),
        points=np.array([arc[2] for arc in arcs], np.float64),
        counts=counts // units,
        low=-(-np.array([limit.low for limit in limits], np.int64) // units),
        high=np.array([limit.high for limit in limits], np.int64) // units,
    )
