"""Points added to the graphs of a question of musts."""

from __future__ import annotations

import numpy as np
import pytest

from planner.instance import compile_instance
from planner.instance.model import Instance
from planner.solver.cpsat.build import build_model
from planner.solver.lines import graph, product
from planner.solver.lines.compile import compile_question
from planner.solver.lines.kept import KeptRules, kept_rules
from planner.solver.lines.pointed import MOST_DAYS, are_worth_it, moved, with_points
from planner.solver.lines.pricing import Line, Pricer
from planner.solver.lines.question import Question, never
from tests.rules.casebook import make_rule
from tests.support.tiny import tiny_scenario

POINT = 20


Asked = tuple[Instance, KeptRules, Question]


def asked(kind: str, days: int) -> Asked:
    """A must of three days in a row at most; each unit that is missing from the wish is three points."""
    musts = [make_rule("one_duty_a_day", {}), make_rule("max_consecutive_days", {"days": 3})]
    wish = {"id": "wish", "days": days, "strength": "should", "points": 3}
    instance = compile_instance(tiny_scenario(rules=[*musts, make_rule(kind, wish)]))
    kept = kept_rules(instance, musts)
    return instance, kept, compile_question(build_model(instance, musts), 0, point=0, kept=kept).question


def line_of(question: Question, letters: str) -> Line:
    pricer = Pricer(0, question.workers[0])
    days = np.array([int(letter == "D") for letter in letters], np.int32)
    return pricer.line(days, np.zeros(len(pricer.worker.options.day)))


def extra_cost(wished: Asked, letters: str) -> float:
    """What a line costs more with points than without."""
    instance, kept, question = wished
    pointed = with_points(question, kept, instance, POINT)
    assert pointed is not None
    before = line_of(question, letters)
    after = moved({0: before}, [Pricer(0, pointed.workers[0])])[0]
    assert after.key == before.key
    return after.cost - before.cost


def test_a_line_moves_with_its_options_and_costs_its_points() -> None:
    assert extra_cost(asked("max_consecutive_days", 2), "DDD-DD-") == 3 * POINT
    assert extra_cost(asked("min_consecutive_days_off", 4), "DDD-DD-") == 3 * 3 * POINT


def test_points_that_make_a_graph_too_large_are_left_out_and_no_must_is(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    wished = asked("min_consecutive_days_off", 4)
    monkeypatch.setattr(graph, "MOST_STATES", 4)
    monkeypatch.setattr(product, "MOST_STATES", 4)
    assert extra_cost(wished, "DDD-DD-") == 0
    instance, kept, question = wished
    pointed = with_points(question, kept, instance, POINT)
    assert pointed is not None
    four = np.array([1, 1, 1, 1, 0, 0, 0], np.int32)
    assert not Pricer(0, pointed.workers[0]).keeps_rules(four)


def test_it_ends_when_it_is_over() -> None:
    instance, kept, question = asked("max_consecutive_days", 2)
    assert with_points(question, kept, instance, POINT, never) is not None
    assert with_points(question, kept, instance, POINT, lambda: True) is None


def test_vast_rosters_get_no_points_in_their_graphs(monkeypatch: pytest.MonkeyPatch) -> None:
    instance = compile_instance(tiny_scenario(people=["ann", "ben"], days=7))
    assert MOST_DAYS >= 2 * 7
    monkeypatch.setattr("planner.solver.lines.pointed.MOST_DAYS", 2 * 7)
    assert are_worth_it(instance)
    monkeypatch.setattr("planner.solver.lines.pointed.MOST_DAYS", 2 * 7 - 1)
    assert not are_worth_it(instance)
