"""The line engine's way through a question: greedy start, root, dive, neighbourhoods, tree."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from planner.solver.lines.blend import Blend, boxed
from planner.solver.lines.branch import Tree
from planner.solver.lines.dive import dive
from planner.solver.lines.greedy import greedy, taken_over
from planner.solver.lines.master import Master
from planner.solver.lines.neighbourhoods import LINES_A_PERSON, Neighbourhoods, best_of_pool
from planner.solver.lines.presolve import presolved
from planner.solver.lines.pricing import Line, Pricer
from planner.solver.lines.question import Over, Question
from planner.solver.lines.root import blended, generate
from planner.solver.lines.units import next_value, unit_of

PROOF_SHARE = 0.3
"""Seconds that the proof gets for each that neighbourhoods have spent in vain."""

PLUNGE_SHARE = 0.2
"""The same for dives from where the proof has come to."""

Letters = Mapping[int, NDArray[np.int32]]
"""A plan from elsewhere: letters by day of each worker, by number in the question."""


@dataclass
class Found:
    """Best lines and best bound so far, and the duals of the coupling rows that prove most of it alone."""

    lines: dict[int, Line]
    value: float
    bound: float
    duals: NDArray[np.float64] | None = None

    @property
    def proved(self) -> bool:
        """Whether nothing better can exist: values are whole numbers."""
        return self.value < self.bound + 1 - 1e-6


@dataclass
class _Turns:
    """What has a share of the time that neighbourhoods spend in vain."""

    share: float
    last: float
    """Seconds of the last turn, and what the next one is expected to take."""
    spare: float = 0.0

    @property
    def due(self) -> bool:
        return self.spare >= self.last

    def earn(self, seconds: float) -> None:
        self.spare += self.share * seconds

    def taken(self, seconds: float) -> None:
        self.spare -= seconds
        self.last = seconds


def search(
    question: Question,
    over: Over,
    seed: int,
    tell: Callable[[Found], None],
    start: Letters | None = None,
    news: Callable[[], Letters | None] | None = None,
    clock: Callable[[], float] = time.monotonic,
) -> Found:
    """The best lines found before `over`; `tell` hears of every better line or bound.

    `start` is a plan to begin with. `news` is asked now and then for a plan that somebody else found and that is better
    than what was told; None where there is none. Letters that the rules do not allow are passed over.
    `clock` tells what the parts of the search take; a count of work in place of seconds makes it repeatable. Raises
    NoLine.
    """
    small = presolved(question)
    question = replace(small.question, unit=unit_of(small.question))
    random = np.random.default_rng(seed)
    pricers = [Pricer(number, worker) for number, worker in enumerate(question.workers)]
    missing = 1000 * float(question.rows.cost.max(initial=1.0))
    found = Found({}, np.inf, -np.inf)
    master = Master(question.rows, range(len(pricers)), missing, over)

    def better(lines: dict[int, Line], value: float) -> None:
        if value < found.value - 0.5:
            found.lines, found.value = lines, value
            tell(found)

    def take_over(letters: Letters | None) -> None:
        plan = None if letters is None else taken_over(question, pricers, missing, letters)
        if plan is not None:
            better(*plan)

    def reoptimised(lines: dict[int, Line] | None) -> None:
        if lines is not None:
            better(*greedy(question, pricers, missing, random, 6, lines, over))

    take_over(start)
    lines, value = greedy(question, pricers, missing, random, 2, over=over)
    better(lines, value)
    master.add([*lines.values(), *found.lines.values()])
    centre = None
    if boxed(question.rows, missing):
        blend = Blend(question.rows, len(pricers), missing)
        blend.add(master.lines)
        blended(pricers, blend, question.constant, random, over)
        blend.cut(LINES_A_PERSON)
        master.add(blend.lines)
        centre = blend.centre()
        better(*greedy(question, pricers, missing, random, 2, blend.heaviest(), over))
    else:
        lines, value = greedy(question, pricers, missing, random, 6, over=over)
        master.add(lines.values())
        better(lines, value)

    def raised(bound: float, duals: NDArray[np.float64] | None = None) -> None:
        if bound > found.bound:
            found.bound = next_value(question, bound)
            # What the tree proves takes more than one set of duals; the root's stay.
            found.duals = found.duals if duals is None else small.duals(duals)
            tell(found)

    began = clock()
    generate(question, master, pricers, over=over, centre=centre, on_bound=raised)
    turn = clock() - began  # seconds of the last turn of the proof
    tree = Tree(question, pricers, missing, list(master.lines), found.bound)
    pool = list(master.lines)
    duals = master.duals[: master.rows].copy()
    proof, plunges = _Turns(PROOF_SHARE, turn), _Turns(PLUNGE_SHARE, turn)
    if not found.proved and not over():
        began = clock()
        result = dive(question, master, pricers, found.value, over)
        for pricer in pricers:
            pricer.release()
        pool = _joined(pool, master.lines)
        reoptimised(result.lines)
        # Whether it is the plan or the bound that is far off, the first split and a dive from there may tell.
        proof.spare = plunges.spare = clock() - began
    known = best_of_pool(pool, duals)
    neighbourhoods = Neighbourhoods(question, pricers, random, missing, clock)
    while not found.proved and not over():
        while proof.due and tree.grows(found.value) and not over():
            began = clock()
            better(*tree.grow(found.lines, found.value, over))
            raised(min(tree.bound, found.value))
            proof.taken(clock() - began)
        if plunges.due and tree.grows(found.value) and not over():
            began = clock()
            reoptimised(tree.plunge(found.value, random, over))
            plunges.taken(clock() - began)
        if news is not None:
            take_over(news())
        before, began = found.value, clock()
        better(*neighbourhoods.improve(found.lines, found.value, known, over))
        if found.value == before:
            for turns in (proof, plunges):
                turns.earn(clock() - began)
    return found


def _joined(first: list[Line], second: list[Line]) -> list[Line]:
    return list({line.key: line for line in (*first, *second)}.values())
