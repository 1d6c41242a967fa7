"""A first plan of a question, in a moment and without its master: something to show and to begin with."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from planner.solver.lines.greedy import insistent, is_short
from planner.solver.lines.presolve import presolved
from planner.solver.lines.pricing import Line, Pricer
from planner.solver.lines.question import Over, Question
from planner.solver.over import IsOver


@dataclass(frozen=True)
class FirstPlan:
    """Everybody's line, by number of the worker, and what they cost together."""

    lines: dict[int, Line]
    value: int

    @property
    def options(self) -> NDArray[np.int64]:
        """The option of each worker on each day."""
        return np.stack([self.lines[number].options for number in range(len(self.lines))])


def first_plan(question: Question, seed: int, over: Over) -> FirstPlan | None:
    """Greedy sweeps until nothing is missing; None when something stays so, or it is over before. Raises NoLine."""
    small = presolved(question).question
    pricers = [Pricer(number, worker) for number, worker in enumerate(small.workers)]
    missing = 1000 * float(small.rows.cost.max(initial=1.0))
    try:
        lines, value = insistent(small, pricers, missing, np.random.default_rng(seed), over)
    except IsOver:
        return None
    return None if is_short(small, lines) else FirstPlan(lines, round(value))
