"""A finished plan laid onto a model."""

from __future__ import annotations

import pytest

from planner.instance import compile_instance
from planner.solver.cpsat.build import build_model
from planner.solver.cpsat.fixing import allows
from tests.rules.casebook import make_rule
from tests.support.tiny import tiny_scenario
from tests.support.tiny_plan import tiny_plan

TWO_DAYS_IN_A_ROW = make_rule("max_consecutive_days", {"days": 2})


@pytest.mark.parametrize(("line", "kept"), [("D D - D", True), ("D D D -", False), ("- - - -", True)])
def test_a_model_allows_just_the_plans_that_keep_its_rules(line: str, kept: bool) -> None:
    scenario = tiny_scenario(rules=[TWO_DAYS_IN_A_ROW])
    built = build_model(compile_instance(scenario), [TWO_DAYS_IN_A_ROW])
    assert allows(built.decisions, tiny_plan(scenario, lines={"ann": line}), 60) is kept


def test_a_plan_leaves_nothing_behind_in_the_model() -> None:
    scenario = tiny_scenario(rules=[TWO_DAYS_IN_A_ROW])
    built = build_model(compile_instance(scenario), [TWO_DAYS_IN_A_ROW])
    before = str(built.model.proto)
    assert not allows(built.decisions, tiny_plan(scenario, lines={"ann": "D D D"}), 60)
    assert str(built.model.proto) == before


def test_no_plan_works_a_shift_that_is_closed() -> None:
    scenario = tiny_scenario()
    built = build_model(compile_instance(scenario), [])
    closed = next(literal for slot, literal in built.decisions.shifts_of("ann") if slot.day == 1)
    built.model.add(closed == 0)
    assert not allows(built.decisions, tiny_plan(scenario, lines={"ann": "- D"}), 60)
