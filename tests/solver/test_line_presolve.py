"""Fewer rows, the same question: plans cost the same, and duals prove the same."""

from __future__ import annotations

import numpy as np
import pytest
from numpy.typing import NDArray

from planner.solver.lines.greedy import greedy, taken_over
from planner.solver.lines.presolve import Presolved, presolved
from planner.solver.lines.pricing import Pricer
from planner.solver.lines.question import Question
from planner.solver.lines.root import lagrangian_bound
from tests.solver.test_line_search import ward

pytestmark = pytest.mark.slow

MISSING = 1e5


def pricers_of(question: Question) -> list[Pricer]:
    return [Pricer(number, worker) for number, worker in enumerate(question.workers)]


def proved(question: Question, duals: NDArray[np.float64]) -> float:
    """The Lagrangian bound of any duals."""
    lines = 0.0
    for pricer in pricers_of(question):
        lines += pricer.search(pricer.prices(pricer.reduced(duals)), np.inf).bound
    return lagrangian_bound(question, duals, lines)


def test_where_every_row_goes_all_duals_are_nothing() -> None:
    none = Presolved(ward(0), np.full(4, -1), np.ones(4))
    assert none.duals(np.zeros(0)).tolist() == [0.0] * 4


@pytest.mark.parametrize("seed", range(3))
def test_cover_is_one_row_and_plans_cost_the_same(seed: int) -> None:
    question = ward(seed)
    small = presolved(question).question
    assert len(small.rows.low) == len({(day, shift) for day in range(14) for shift in "DN"})
    random = np.random.default_rng(seed)
    lines, value = greedy(small, pricers_of(small), MISSING, random, 2)
    again = taken_over(
        question, pricers_of(question), MISSING, {number: line.letters for number, line in lines.items()}
    )
    assert again is not None
    assert again[1] == value


@pytest.mark.parametrize("seed", range(3))
def test_duals_prove_the_same_of_all_rows(seed: int) -> None:
    question = ward(seed)
    found = presolved(question)
    random = np.random.default_rng(seed)
    for _ in range(5):
        duals = random.uniform(-1.0, 5.0, len(found.question.rows.low))
        assert proved(question, found.duals(duals)) == pytest.approx(proved(found.question, duals))
