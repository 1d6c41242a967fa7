"""The unit in which plans of a question differ, and what a bound is worth in it."""

from __future__ import annotations

import math
from dataclasses import replace

import pytest

from planner.solver.lines.question import Question
from planner.solver.lines.units import next_value, unit_of
from tests.solver.test_line_search import told, ward

pytestmark = pytest.mark.slow


def times(question: Question, factor: float) -> Question:
    """The question with all costs so many times as high, in rows, options and graphs."""

    workers = tuple(
        replace(
            worker,
            options=replace(worker.options, cost=factor * worker.options.cost),
            graph=replace(worker.graph, points=factor * worker.graph.points),
        )
        for worker in question.workers
    )
    rows = replace(question.rows, cost=factor * question.rows.cost)
    return replace(question, workers=workers, rows=rows, constant=factor * question.constant)


def test_the_unit_is_the_largest_number_that_all_costs_are_multiples_of() -> None:
    question = ward(2)
    unit = unit_of(question)
    assert unit_of(times(question, 15)) == 15 * unit
    assert unit_of(times(question, 0)) == 1
    assert unit_of(times(question, 0.5 / unit)) == 1


def test_a_bound_rises_to_the_next_value_that_a_plan_can_have() -> None:
    question = replace(ward(2), constant=3.0, unit=5)
    assert [next_value(question, bound) for bound in (8.0, 8.1, 13.0000001, 3.0 - 4.9)] == [8, 13, 13, 3]
    assert next_value(question, -math.inf) == -math.inf


def test_no_bound_is_above_the_best_plan_of_a_dearer_question() -> None:
    question = ward(3)
    plain, dearer = told(question, 400)[-1], told(times(question, 5), 400)[-1]
    assert plain.proved
    assert dearer.proved
    assert dearer.bound == dearer.value == 5 * plain.value
