"""Branch and price (Barnhart et al. 1998): the gap between the root's bound and the best plan, split away.

All missing cover of one weight is a whole number whose linear optimum often is not, and whether somebody works on a
day says much about the lines around it: such splits (see `splits`) leave little to the tree. Which of them is made
is tried beforehand (strong branching, Applegate et al. 1995). The tree is searched best bound first, and deep first
among bounds that are equal once rounded up to whole numbers, as values are. Every bound is Lagrangian: it holds
whether or not the node's master was solved to its end.
"""

from __future__ import annotations

import heapq
import math
import threading
from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from planner.solver.lines.dive import dive
from planner.solver.lines.master import Master
from planner.solver.lines.pricing import Line, Pricer
from planner.solver.lines.question import Over, Question
from planner.solver.lines.root import generate
from planner.solver.lines.splits import DayLimit, Limit, Split, Splitter, SumLimit, narrowed, restrict

GLANCED = 8
"""Splits of each kind that are tried on the lines that are there."""

KEPT = 12
"""Lines a person that a node hands on, beside those in use."""

LEAST_RISE = 0.01
"""What a side that does not rise counts when splits are compared: the other side counts still."""


Lines = dict[int, Line]
"""A plan: the line of each worker."""


@dataclass(order=True)
class Node:
    """A part of all plans: no plan that keeps the limits is better than `bound`, a whole number."""

    bound: float
    turn: int
    """Of equal bounds the least comes first; the newest node has it."""
    limits: tuple[Limit, ...] = field(compare=False)
    lines: list[Line] = field(compare=False)
    """What its master begins with."""
    solved: bool = field(compare=False)
    """Whether its master has no better line to find."""


class Tree:
    """The open parts of a question. Searches in several threads may share it, one at a time (`lock`).

    Each comes with its own pricers, by number.
    """

    def __init__(self, question: Question, missing: float, lines: list[Line], bound: float) -> None:
        """Begins at the root, with the `lines` of its master and its `bound`."""
        self.lock = threading.Lock()
        self._question = question
        self._missing = missing
        self._splitter = Splitter(question)
        self._made = 0
        self._open = [Node(_rounded(bound), 0, (), lines, True)]
        self._whole = math.inf
        """Least bound of the nodes that nothing splits."""

    @property
    def bound(self) -> float:
        """No plan is better, unless it is one that `grow` returned or was given."""
        return min(self._whole, self._open[0].bound if self._open else math.inf)

    def grows(self, value: float) -> bool:
        """Whether splitting may raise the bound, or find a plan better than one of this value."""
        return bool(self._open) and self._open[0].bound <= min(value - 0.5, self._whole)

    def grow(self, pricers: Sequence[Pricer], lines: Lines, value: float, over: Over) -> tuple[Lines, float]:
        """Splits the node of the least bound, where a plan better than this one may be.

        Returns a better plan if one turned up, or the same.
        """
        if not self.grows(value):
            return lines, value
        node = heapq.heappop(self._open)
        try:
            return self._split(pricers, node, value, over) or (lines, value)
        finally:
            for pricer in pricers:
                pricer.release()

    def plunge(
        self, pricers: Sequence[Pricer], value: float, random: np.random.Generator, over: Over
    ) -> Lines | None:
        """Dives from the node of the least bound to lines of a plan better than this value, if it comes to any.

        What was split away is no longer in the way there: where all missing cover was a fraction at the root, the
        master has made up its mind what to leave open.
        """
        if not self.grows(value):
            return None
        node = self._open[0]
        try:
            _, master = self._solve(pricers, node, value, over)
            found = dive(narrowed(self._question, node.limits), master, pricers, value, over, hasty=random)
        finally:
            for pricer in pricers:
                pricer.release()
        return found.lines

    def _split(
        self, pricers: Sequence[Pricer], node: Node, value: float, over: Over
    ) -> tuple[Lines, float] | None:
        """Puts two nodes in the place of one; what is returned is a plan that was seen on the way."""
        node, master = self._solve(pricers, node, value, over)
        if over():
            heapq.heappush(self._open, node)
            return None
        kinds = self._splitter.splits(master)
        if not kinds:
            self._whole = min(self._whole, node.bound)
            return _plan(master, self._question.constant, len(pricers), value)
        split = self._most_telling(master, kinds, value)
        for limit in (split.below, split.above):
            self._made += 1
            side = Node(node.bound, -self._made, (*node.limits, limit), node.lines, False)
            heapq.heappush(self._open, self._solve(pricers, side, value, over)[0])
        return None

    def _most_telling(self, master: Master, kinds: list[list[Split]], value: float) -> Split:
        """The split that raises the master most with the lines that are there."""
        most = value - self._question.constant

        def worth(split: Split) -> float:
            """By how much the two sides rise (Achterberg, Koch & Martin 2005)."""
            rises = [min(_glance(master, limit), most) - master.value for limit in (split.below, split.above)]
            return math.prod(max(rise, LEAST_RISE) for rise in rises)

        return max((split for kind in kinds for split in kind[:GLANCED]), key=worth)

    def _solve(self, pricers: Sequence[Pricer], node: Node, value: float, over: Over) -> tuple[Node, Master]:
        """The node with its bound raised, and its master."""
        for pricer in pricers:
            pricer.release()
        restrict(pricers, node.limits)
        question = narrowed(self._question, node.limits)
        master = Master(question.rows, range(len(pricers)), self._missing, over)
        master.add(line for line in node.lines if pricers[line.worker].allows(line.letters))
        if node.solved:
            master.solve()
            return node, master
        bound = node.bound

        def raised(least: float, _: NDArray[np.float64]) -> None:
            nonlocal bound
            bound = max(bound, least)

        def enough() -> bool:
            return over() or _rounded(bound) > value - 0.5

        generate(question, master, pricers, over=enough, on_bound=raised)
        lines = _handed_on(master)
        return Node(_rounded(bound), node.turn, node.limits, lines, not over()), master


def _plan(master: Master, constant: float, people: int, value: float) -> tuple[Lines, float] | None:
    """The plan that a whole master is, if everybody has a line, nothing is missing and it is better than `value`."""
    lines = {
        line.worker: line
        for line, weight in zip(master.lines, master.weights, strict=True)
        if weight > 1 - 1e-6
    }
    cost = master.value + constant
    complete = len(lines) == people and master.lacking < 1e-6
    return (lines, cost) if complete and cost < value - 0.5 else None


def _rounded(bound: float) -> float:
    """A bound on values that are whole numbers, less the noise of floating point."""
    return math.ceil(bound - 1e-6) if math.isfinite(bound) else bound


def _glance(master: Master, limit: Limit) -> float:
    """Value of the master with the limit and the lines that it has."""
    if isinstance(limit, SumLimit):
        return master.with_row(limit.columns, (), limit.low, limit.high)
    assert isinstance(limit, DayLimit)
    forbidden = [place for place, line in enumerate(master.lines) if not limit.keeps(line)]
    return master.with_row((), forbidden, 0.0, 0.0)


def _handed_on(master: Master) -> list[Line]:
    """Lines in use, and the most promising others of each person."""
    duals = master.duals[: master.rows]
    kept = []
    others: dict[int, list[tuple[float, int]]] = {}
    for place, line in enumerate(master.lines):
        if place < len(master.weights) and master.weights[place] > 1e-9:
            kept.append(line)
        else:
            reduced = line.cost - float(line.values @ duals[line.rows])
            others.setdefault(line.worker, []).append((reduced, place))
    for found in others.values():
        kept += [master.lines[place] for _, place in sorted(found)[:KEPT]]
    return kept
