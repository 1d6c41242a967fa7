"""Everything that rules say about one person's line, as one layered graph with a layer for each day.

A *piece* is one rule about one person, compiled: a finite automaton that reads the line day by day and may count.
The graph is the product of a person's pieces. A path from the first layer to the last is a line that keeps the
rules; its cost is what the should-rules ask for, its counts are held to the limits by who searches the graph.
It is merged from the last day backwards (see `product`).
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Hashable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from planner.instance.model import ShiftSlot
from planner.solver.lines.alike import alike, only
from planner.solver.lines.implied import needed
from planner.solver.lines.kernel import F64, I32
from planner.solver.lines.product import (
    I64,
    MOST_STATES,
    Layer,
    TooManyStates,
    merged,
    product,
    rows_once,
)
from planner.solver.over import Over, go_on, never

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
    `key` say the same of equal shifts, but for their limits.
    """

    key: Hashable
    start: State
    view: Callable[[int, ShiftSlot | None], View]
    step: Callable[[State, View], Step | None]
    limits: tuple[Limit, ...] = ()


@dataclass(frozen=True)
class LineGraph:
    """Nodes are numbered layer by layer; node 0 is before the first day. Arcs are sorted by their first node.

    Arrays by arc: `target` node, `letter`, `points`, and `tally`, its row of `counts` (rows x counts).
    `first_arc[n]` is the first arc of node n, `first_node[d]` the first node of layer d; both have one more entry at
    the end. Counts and their limits `low` and `high` are in multiples of `units` of what the pieces count; `counted`
    are the numbers of these limits among all of the pieces, for one that is kept anyway is left out. Arcs have one of
    the letters that mean the same on a day: `stands_for[day, letter]` is the one that has the arcs of a letter.
    """

    first_node: NDArray[np.int32]
    first_arc: NDArray[np.int32]
    target: NDArray[np.int32]
    letter: NDArray[np.int32]
    points: NDArray[np.float64]
    tally: NDArray[np.int32]
    counts: NDArray[np.int64]
    low: NDArray[np.int64]
    high: NDArray[np.int64]
    units: NDArray[np.int64]
    counted: tuple[int, ...]
    stands_for: NDArray[np.int32]

    @property
    def arrays(self) -> tuple[I32, I32, I32, I32, F64, I32, I64]:
        """What the kernels ask for first, in their order."""
        return (
            self.first_node,
            self.first_arc,
            self.target,
            self.letter,
            self.points,
            self.tally,
            self.counts,
        )

    @cached_property
    def has_alike(self) -> bool:
        """Whether some letter has the arcs of another."""
        return bool((self.stands_for != np.arange(self.stands_for.shape[1])).any())

    def on_arcs(self, letters: NDArray[np.int32]) -> NDArray[np.int32]:
        """The letters by day as the arcs have them."""
        return self.stands_for[np.arange(self.days), letters]

    def folded(self, price: NDArray[np.float64]) -> NDArray[np.float64]:
        """The least price of the letters that an arc's letter stands for, from prices by day and letter."""
        if not self.has_alike:
            return price
        least = np.full(price.shape, np.inf)
        days, letters = self.stands_for.shape
        np.minimum.at(least, (np.arange(days)[:, None], self.stands_for), price[:, :letters])
        return least

    def cheapest(self, letters: NDArray[np.int32], price: NDArray[np.float64]) -> NDArray[np.int32]:
        """Letters of arcs by day as the cheapest of those that they stand for."""
        if not self.has_alike:
            return letters
        among = self.stands_for == letters[:, None]
        price = price[:, : among.shape[1]]
        taken: NDArray[np.int32] = np.where(among, price, np.inf).argmin(axis=1).astype(np.int32)
        return taken

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


class TooLarge(ValueError):
    """The graph is too large to search; `piece` is the number of the piece that has most states by itself."""

    def __init__(self, piece: int) -> None:
        super().__init__(f"too many states, most of them of piece {piece}")
        self.piece = piece


Letters = Sequence[Sequence[tuple[int, ShiftSlot | None]]]
"""The choices of each day."""


def line_graph(pieces: Sequence[Piece], letters: Letters) -> LineGraph:
    """All lines that keep the pieces, with their limits. Raises NoLine when there is none, and TooLarge."""
    return LineGraphs(letters).of(pieces)


class LineGraphs:
    """Graphs of the same letters. What several share is worked out once; pieces and layers are known by their keys."""

    def __init__(
        self, letters: Letters, uses: Mapping[Hashable, int] | None = None, over: Over = never
    ) -> None:
        """`uses` says how many people have the piece of a key, where that is known. Once `over`, none is made."""
        self._over = over
        self._letters = letters
        self._uses = {**(uses or {}), ANYTHING.key: sys.maxsize}
        self._steps: dict[Hashable, list[Layer]] = {}
        self._alone: dict[Hashable, list[Layer]] = {}
        self._fewer: dict[Hashable, list[Layer]] = {}
        self._layers: dict[Hashable, tuple[list[Layer], list[I64]]] = {}
        self._graphs: dict[Hashable, LineGraph] = {}

    def of(self, pieces: Sequence[Piece]) -> LineGraph:
        """The product of the pieces over the days. Raises TooLarge, IsOver, and NoLine when no path gets to the end.

        Each piece is merged alone first, so that states which no longer matter towards the end, or never do, do not
        enter the product. The limits that the counts alone imply are left out before the product is made, so that what
        only they look at does not enter it either; those that it implies, after.
        """
        pieces = (ANYTHING, *pieces)
        limits = tuple(limit for piece in pieces for limit in piece.limits)
        said = tuple(piece.key for piece in pieces)
        if (said, limits) not in self._graphs:
            low = np.array([limit.low for limit in limits], np.int64)
            high = np.array([limit.high for limit in limits], np.int64)
            counting = [place for place, piece in enumerate(pieces) if piece.limits or piece is ANYTHING]
            layers, _ = self._product(pieces, counting, range(len(limits)))
            kept = needed(layers, low, high)
            layers, same = self._product(pieces, range(len(pieces)), kept)
            again = needed(layers, low[kept], high[kept])
            kept = [kept[count] for count in again]
            layers = _merged([layer.counting(again) for layer in layers])
            self._graphs[said, limits] = _as_arrays(
                layers, self._letters, same, low[kept], high[kept], tuple(kept)
            )
        return self._graphs[said, limits]

    def _product(
        self, pieces: Sequence[Piece], places: Sequence[int], counted: Sequence[int]
    ) -> tuple[list[Layer], list[I64]]:
        """The product of some of the pieces with some of the counts of all, merged, over choices that differ.

        With it, for each day, the choice that each one is like.
        """
        parts, said, first = [], [], 0
        for place, piece in enumerate(pieces):
            own = tuple(count - first for count in counted if 0 <= count - first < len(piece.limits))
            first += len(piece.limits)
            if place in places:
                parts.append(self._part(pieces, place, own))
                said.append((piece.key, own))
        key = tuple(said)
        if key not in self._layers:
            same = alike(parts)
            try:
                layers = self._together(parts, said, [np.unique(each) for each in same])
            except TooManyStates as too_many:
                most = max(
                    range(len(parts)), key=lambda part: sum(len(layer.target) for layer in parts[part])
                )
                raise TooLarge(places[most] - 1) from too_many
            self._layers[key] = layers, same
        return self._layers[key]

    def _together(
        self, parts: list[list[Layer]], said: list[tuple[Hashable, tuple[int, ...]]], choices: list[I64]
    ) -> list[Layer]:
        """The product of parts over some choices, one after the other and merged at each step.

        Far fewer states are seen so than in the product of all at once, unless a rule holds back what others let grow.
        What most people have comes first, so that its product is made once; what counts keeps its order and comes last.
        """
        fewer = [only(part, choices) for part in parts]
        order = sorted(
            range(len(parts)),
            key=lambda part: (1, 0) if said[part][1] else (0, -self._uses.get(said[part][0], 0)),
        )
        open_ = tuple(each.tobytes() for each in choices)
        layers = fewer[order[0]]
        try:
            for number, part in enumerate(order[1:], start=2):
                go_on(self._over)
                key = open_, tuple(said[before] for before in order[:number])
                if key not in self._steps:
                    self._steps[key] = _merged(product([layers, fewer[part]]))
                layers = self._steps[key]
        except TooManyStates:
            return _merged(product(fewer))
        return layers

    def _part(self, pieces: Sequence[Piece], place: int, counted: tuple[int, ...]) -> list[Layer]:
        """A piece alone with some of its counts."""
        piece = pieces[place]
        go_on(self._over)
        if piece.key not in self._alone:
            try:
                self._alone[piece.key] = _laid_out(piece, self._letters)
            except TooManyStates as too_many:
                raise TooLarge(place - 1) from too_many
        alone = self._alone[piece.key]
        if len(counted) == len(piece.limits):
            return alone
        if (piece.key, counted) not in self._fewer:
            self._fewer[piece.key, counted] = _merged([layer.counting(counted) for layer in alone])
        return self._fewer[piece.key, counted]


def _merged(layers: Sequence[Layer]) -> list[Layer]:
    found = merged(layers)
    if found is None:
        raise NoLine
    return found


ANYTHING = Piece("anything", 0, lambda _, __: None, lambda state, _: Step(state))
"""The piece of whom no rule is about."""


def _laid_out(piece: Piece, letters: Letters) -> list[Layer]:
    """The piece alone, day by day, merged."""
    moves: dict[tuple[State, View], Step | None] = {}
    here: dict[State, int] = {piece.start: 0}
    layers = []
    for day, choices in enumerate(letters):
        views = [piece.view(day, slot) for _, slot in choices]
        following: dict[State, int] = {}
        shape = len(here), len(views)
        target, points = np.full(shape, -1, np.int64), np.zeros(shape, np.int64)
        counts = np.zeros((*shape, len(piece.limits)), np.int64)
        for node, state in enumerate(here):
            for place, seen in enumerate(views):
                if (state, seen) not in moves:
                    moves[state, seen] = piece.step(state, seen)
                step = moves[state, seen]
                if step is not None:
                    target[node, place] = following.setdefault(step.state, len(following))
                    points[node, place] = step.points
                    counts[node, place] = step.counts
        number, rows = rows_once(counts.reshape(target.size, len(piece.limits)))
        layers.append(Layer(target, points, number.reshape(shape), rows))
        here = following
        if len(here) > MOST_STATES:
            raise TooManyStates
    return _merged(layers)


def _as_arrays(
    layers: list[Layer],
    letters: Letters,
    same: list[I64],
    low: NDArray[np.int64],
    high: NDArray[np.int64],
    counted: tuple[int, ...],
) -> LineGraph:
    first_node = np.concatenate(([0], np.cumsum([len(layer.target) for layer in layers] + [1])))
    degrees, target, letter, points, tally, counts = [], [], [], [], [], []
    rows = 0
    most = max(name for choices in letters for name, _ in choices)
    stands_for = np.tile(np.arange(most + 1, dtype=np.int32), (len(layers), 1))
    for day, (layer, choices, like, below) in enumerate(
        zip(layers, letters, same, first_node[1:], strict=False)
    ):
        goes = layer.target >= 0
        names = np.array([name for name, _ in choices])
        stands_for[day, names] = names[like]
        degrees.append(goes.sum(axis=1))
        target.append(below + layer.target[goes])
        letter.append(np.broadcast_to(names[np.unique(like)], goes.shape)[goes])
        points.append(layer.points[goes])
        tally.append(rows + layer.tally[goes])
        counts.append(layer.counts)
        rows += len(layer.counts)
    used, rows_of = np.unique(np.concatenate(tally), return_inverse=True)
    number, amounts = rows_once(np.concatenate(counts)[used])
    # In the largest units that keep whole numbers, so that the prices of counts are of one order.
    units = np.maximum(np.gcd.reduce(amounts, axis=0), 1)
    return LineGraph(
        first_node=first_node.astype(np.int32),
        first_arc=np.concatenate(([0], np.cumsum(np.concatenate([*degrees, [0]])))).astype(np.int32),
        target=np.concatenate(target).astype(np.int32),
        letter=np.concatenate(letter).astype(np.int32),
        points=np.concatenate(points).astype(np.float64),
        tally=number[rows_of].astype(np.int32),
        counts=amounts // units,
        low=-(-low // units),
        high=high // units,
        units=units,
        counted=counted,
        stands_for=stands_for,
    )
