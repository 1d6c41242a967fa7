"""The line engine's way through a question: greedy start, root, dive, re-optimisation, neighbourhoods."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from planner.solver.lines.dive import dive
from planner.solver.lines.greedy import greedy
from planner.solver.lines.master import Master
from planner.solver.lines.neighbourhoods import Neighbourhoods, best_of_pool
from planner.solver.lines.pricing import Line, Pricer
from planner.solver.lines.question import Over, Question
from planner.solver.lines.root import generate

STARTS = 3
"""Greedy plans whose lines give the master its first duals."""


@dataclass
class Found:
    """Best lines and best bound so far."""

    lines: dict[int, Line]
    value: float
    bound: float

    @property
    def proved(self) -> bool:
        """Whether nothing better can exist: values are whole numbers."""
        return self.value < self.bound + 1 - 1e-6


def search(question: Question, over: Over, seed: int, tell: Callable[[Found], None]) -> Found:
    """The best lines found before `over`; `tell` hears of every better line or bound. Raises NoLine."""
    random = np.random.default_rng(seed)
    pricers = [Pricer(number, worker) for number, worker in enumerate(question.workers)]
    missing = 1000 * float(question.rows.cost.max(initial=1.0))
    found = Found({}, np.inf, -np.inf)
    master = Master(question.rows, range(len(pricers)), missing)
    for _ in range(STARTS):
        lines, value = greedy(question, pricers, missing, random, sweeps=6)
        master.add(lines.values())
        if value < found.value:
            found.lines, found.value = lines, value
            tell(found)

    def raised(bound: float) -> None:
        if bound > found.bound:
            found.bound = bound
            tell(found)

    generate(question, master, pricers, over=over, on_bound=raised)
    pool = list(master.lines)
    duals = master.duals[: master.rows].copy()
    if not found.proved and not over():
        result = dive(question, master, pricers, found.value, over)
        for pricer in pricers:
            pricer.release()
        pool = _joined(pool, master.lines)
        if result.lines is not None:
            _better(question, pricers, missing, random, result.lines, found)
            tell(found)
    known = best_of_pool(pool, duals)
    neighbourhoods = Neighbourhoods(question, pricers, random, missing)
    while not found.proved and not over():
        lines, value = neighbourhoods.improve(found.lines, found.value, known, over)
        if value < found.value - 0.5:
            found.lines, found.value = lines, value
            tell(found)
    return found


def _better(
    question: Question,
    pricers: list[Pricer],
    missing: float,
    random: np.random.Generator,
    lines: dict[int, Line],
    found: Found,
) -> None:
    """Re-optimises one person after the other and keeps the result if it is the best."""
    lines, value = greedy(question, pricers, missing, random, 6, lines)
    if value < found.value:
        found.lines, found.value = lines, value


def _joined(first: list[Line], second: list[Line]) -> list[Line]:
    return list({line.key: line for line in (*first, *second)}.values())
