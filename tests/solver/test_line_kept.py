"""Which rules line graphs keep: all that have a form for everybody, but for those that make a graph too large."""

from __future__ import annotations

from collections import Counter
from typing import Any

import pytest

from planner.instance import compile_instance
from planner.instance.model import ShiftSlot
from planner.rules.base import Rule
from planner.scenario.scenario import Scenario
from planner.solver.cpsat.build import build_model
from planner.solver.lines import graph, product
from planner.solver.lines.compile import compile_question
from planner.solver.lines.graph import Piece, Step, TooLarge, line_graph
from planner.solver.lines.kept import kept_rules
from tests.rules.casebook import make_rule
from tests.support.line_graphs import letters_of
from tests.support.tiny import tiny_scenario

SHIFTS = {"D": "07:00+12h", "E": "08:00+10h", "L": "12:00+8h30m"}


def rules() -> list[Rule]:
    return [
        make_rule("one_duty_a_day", {}),
        make_rule("min_rest", {"rest_minutes": 660}),
        make_rule("max_hours", {"days": 4, "work_minutes": 1700}),
        make_rule("max_consecutive_days", {"days": 3}),
    ]


def test_a_rule_with_too_many_states_is_left_to_the_rows(monkeypatch: pytest.MonkeyPatch) -> None:
    scenario = tiny_scenario(shifts=SHIFTS, people=["ann", "ben"], history={"ben": "D - E"}, rules=rules())
    instance = compile_instance(scenario)
    everything = kept_rules(instance, scenario.rule_book)
    assert everything.ids == {"min_rest", "max_hours", "max_consecutive_days"}
    assert "max_hours" not in kinds_of_rows(scenario)
    monkeypatch.setattr(graph, "MOST_STATES", 8)
    monkeypatch.setattr(product, "MOST_STATES", 8)
    kept = kept_rules(instance, scenario.rule_book)
    assert kept.ids == {"min_rest", "max_consecutive_days"}
    assert [len(pieces) for pieces in kept.pieces] == [3, 3]
    assert {"max_hours"} == kinds_of_rows(scenario).keys()


def test_a_sum_of_which_nothing_may_be_only_closes_options() -> None:
    scenario = tiny_scenario(
        shifts=SHIFTS,
        facts={"publication": {"today": "2027-02-20", "published_on": "2027-02-10"}},
        rules=[make_rule("one_duty_a_day", {}), make_rule("publish_notice", {"days": 11})],
    )
    compiled = compile_question(build_model(compile_instance(scenario)), 0)
    (worker,) = compiled.question.workers
    open_days = {
        int(day) for day, letter in zip(worker.options.day, worker.options.letter, strict=True) if letter
    }
    assert open_days == {2, 3, 4, 5, 6}  # the third day of the horizon is the eleventh from today
    said = kinds_of_rows(scenario)
    assert "publish_notice" not in said


def test_stand_by_that_is_working_time_stays_in_the_rows_of_its_day() -> None:
    said = kinds_of_rows(with_stand_by(["analyst", "lead"], ["analyst", "lead"]))
    assert said["one_duty_a_day"] == 2 * 7
    assert {"min_rest", "max_hours", "max_consecutive_days"} < said.keys()


def test_graphs_keep_musts_of_those_who_hold_no_stand_by() -> None:
    scenario = with_stand_by(["analyst"], ["analyst", "lead"])
    instance = compile_instance(scenario)
    kept = kept_rules(instance, scenario.rule_book)
    assert kept.ids == set()
    assert kept.lacking == dict.fromkeys(["min_rest", "max_hours", "max_consecutive_days"], ("ben",))
    assert [len(pieces) for pieces in kept.pieces] == [4, 1]
    left = {rule.kind: rule.only_people for rule in kept.others(scenario.rule_book)}
    assert left == {
        "one_duty_a_day": (),
        "on_call_eligibility": (),
        **dict.fromkeys(["min_rest", "max_hours", "max_consecutive_days"], ("ben",)),
    }


def with_stand_by(anns: list[str], bens: list[str]) -> Scenario:
    """Who has the skill `lead` may hold a level that must answer at once, by the skills of ann and ben."""
    return tiny_scenario(
        shifts=SHIFTS,
        people={"ann": {"skills": anns}, "ben": {"skills": bens}},
        levels={"lead": {"response_minutes": 5, "rotation": "daily", "skill": "lead"}},
        facts={"stand_by": {"work_within_minutes": 10, "rest_from_minutes": 30, "call_outs_per_day": 1}},
        rules=[*rules(), make_rule("on_call_eligibility", {})],
    )


def kinds_of_rows(scenario: Scenario) -> Counter[str]:
    """How many rows each rule has in the question."""
    model = build_model(compile_instance(scenario))
    places = set(compile_question(model, 0).places)
    return +Counter({rule.kind: len(places.intersection(said)) for rule, said in model.said_by})


@pytest.mark.parametrize("days_back", [(3, 14), (4, 10)], ids=["alone", "together"])
def test_a_graph_that_is_too_large_names_the_piece_with_most_states(
    days_back: tuple[int, int], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(graph, "MOST_STATES", 2000)
    monkeypatch.setattr(product, "MOST_STATES", 2000)
    instance = compile_instance(tiny_scenario(days=28))
    pieces = [echo(shift, days) for shift, days in zip("DN", days_back, strict=True)]
    letters = letters_of(instance, instance.employee("ann"))
    with pytest.raises(TooLarge) as raised:
        line_graph(pieces, letters)
    assert raised.value.piece == 1


def echo(shift: str, days: int) -> Piece:
    """A point for a shift on which the person was so many days before too."""

    def view(_: int, slot: ShiftSlot | None) -> bool:
        return slot is not None and slot.shift == shift

    def step(state: Any, such: Any) -> Step:
        return Step((*state[1:], such), int(such and state[0]))

    return Piece(("echo", shift, days), (False,) * days, view, step)
