"""The first-order master beside the linear one: near the same value, never a false promise, and it ends when told."""

from __future__ import annotations

import numpy as np
import pytest

from planner.solver.lines.blend import Blend
from planner.solver.lines.greedy import greedy
from planner.solver.lines.master import Master
from planner.solver.lines.presolve import presolved
from planner.solver.lines.pricing import Pricer
from planner.solver.lines.question import Question, never
from planner.solver.lines.root import blended, generate, lagrangian_bound
from tests.solver.test_line_search import ward

pytestmark = pytest.mark.slow

MISSING = 1e5


def begun(question: Question, seed: int) -> tuple[list[Pricer], Blend]:
    pricers = [Pricer(number, worker) for number, worker in enumerate(question.workers)]
    blend = Blend(question.rows, len(pricers), MISSING)
    lines, _ = greedy(question, pricers, MISSING, np.random.default_rng(seed), 1)
    blend.add(list(lines.values()))
    return pricers, blend


@pytest.mark.parametrize("seed", range(4))
def test_the_first_order_master_comes_near_the_linear_one(seed: int) -> None:
    question = presolved(ward(seed)).question
    pricers, blend = begun(question, seed)
    blended(pricers, blend, question.constant, np.random.default_rng(seed), never)
    for _ in range(20):
        blend.approach(500)
    master = Master(question.rows, range(len(pricers)), MISSING)
    master.add(blend.lines)
    master.solve()
    assert blend.value >= master.value - 1e-6
    assert blend.value == pytest.approx(master.value, rel=0.02, abs=0.5)
    generate(question, master, pricers, centre=blend.centre())
    assert master.value <= blend.value + 1e-6
    lines = sum(
        pricer.search(pricer.prices(pricer.reduced(blend.average)), np.inf).bound for pricer in pricers
    )
    assert lagrangian_bound(question, blend.average, lines) <= master.value + question.constant + 1e-6


def test_a_cut_keeps_the_lines_in_use() -> None:
    question = presolved(ward(2)).question
    pricers, blend = begun(question, 2)
    blended(pricers, blend, question.constant, np.random.default_rng(2), never)
    weights = {line.key: weight for line, weight in zip(blend.lines, blend.weights, strict=True)}
    blend.cut(1)
    left = {line.key for line in blend.lines}
    assert {key for key, weight in weights.items() if weight > 1e-3} <= left
    assert len(left) < len(weights)
    assert {line.worker for line in blend.lines} == set(range(len(pricers)))


def test_it_ends_when_told() -> None:
    question = presolved(ward(2)).question
    pricers, blend = begun(question, 2)
    blended(pricers, blend, question.constant, np.random.default_rng(2), lambda: True)
    assert len(blend.lines) == len(pricers)
