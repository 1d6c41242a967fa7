"""The verdict: what was held against the plan, what was found, what could not be judged."""

from __future__ import annotations

from dataclasses import replace
from typing import ClassVar, Literal

import pytest

from planner.plan.model import Plan
from planner.rules.base import Rule, RuleCard, Scope
from planner.rules.catalogue import RULE_KINDS
from planner.scenario.scenario import Scenario
from planner.verifier import verify
from planner.verifier.checks import CHECKS
from tests.support.tiny import tiny_scenario
from tests.support.tiny_plan import line_duties, tiny_plan
from tests.verifier.support import RULES, breaches_of, sound_week


def test_every_rule_kind_has_its_check_in_the_order_of_the_rule_book() -> None:
    assert list(CHECKS) == [kind.model_fields["kind"].default for kind in RULE_KINDS]


def test_checks_are_called_like_the_rules_they_hold() -> None:
    # `leave` is the rule NoDutyOnLeave; every function bears the kind's name.
    assert {kind: check.__name__ for kind, check in CHECKS.items()} == {kind: kind for kind in CHECKS}


def test_a_sound_week_is_clean_and_every_minute_was_checked() -> None:
    scenario, plan = sound_week()
    verdict = verify(scenario, plan)
    assert verdict.is_clean
    assert (verdict.minutes_checked, verdict.uncovered_minutes, verdict.points) == (10080, 0, 0)
    assert [run.rule_id for run in verdict.runs[5:]] == [rule["kind"] for rule in RULES]


def test_a_run_says_how_much_was_looked_at() -> None:
    scenario, plan = sound_week()
    runs = {run.kind: run for run in verify(scenario, plan).runs}
    # ann: six rests between seven duties; ben: seven, the first after a night of history; cem: none.
    assert (runs["min_rest"].subjects, runs["min_rest"].measures, runs["min_rest"].breaches) == (2, 13, 0)


def test_the_week_of_a_clock_change_has_the_minutes_that_it_has() -> None:
    for start, minutes in [("2027-03-22", 10020), ("2027-10-25", 10140)]:
        scenario = tiny_scenario(start=start)
        assert verify(scenario, tiny_plan(scenario)).minutes_checked == minutes


class Unheard(Rule):
    """A rule kind that nobody has written a check for."""

    kind: Literal["unheard"] = "unheard"
    card: ClassVar = RuleCard(
        title="Unheard", scope=Scope.TEAM, unit="min", says="-", boundary="-", sources=("-",)
    )


def test_a_rule_without_a_check_is_unverified_and_the_verdict_not_clean() -> None:
    scenario, plan = sound_week()
    facts = scenario.facts.model_copy(update={"rules": (*scenario.facts.rules, Unheard(id="new"))})
    verdict = verify(scenario.model_copy(update={"facts": facts}), plan)
    assert verdict.unverified == ("new",)
    assert verdict.breaches == ()
    assert not verdict.is_clean


def test_points_of_should_rules_add_up_and_leave_the_verdict_clean() -> None:
    scenario, plan = _wishing(
        {"kind": "requests", "strength": "should", "points": 2},
        {"kind": "max_consecutive_days", "id": "five", "days": 5, "strength": "should", "points": 10},
    )
    verdict = verify(scenario, plan)
    # A wish of 3 points not met, twice; ann works seven days, two windows of six; ben eight.
    assert {run.rule_id: run.points for run in verdict.runs if run.points} == {"requests": 6, "five": 50}
    assert verdict.points == 56
    assert sum(breach.points for breach in verdict.breaches) == 56
    assert verdict.is_clean
    assert {breach.strength for breach in verdict.breaches} == {"should"}


def test_the_same_rule_as_a_must_has_no_points_and_is_not_clean() -> None:
    scenario, plan = _wishing({"kind": "max_consecutive_days", "days": 5})
    verdict = verify(scenario, plan)
    assert (len(verdict.must_breaches), verdict.points, verdict.is_clean) == (5, 0, False)


def _wishing(*rules: dict[str, object]) -> tuple[Scenario, Plan]:
    _, plan = sound_week()
    scenario = tiny_scenario(
        people=("ann", "ben", "cem"),
        history={"ben": "N"},
        requests=["ann 2027-03-03 avoid D 3"],
        rules=(*RULES, *rules),
    )
    return scenario, plan


def edit_roster(plan: Plan, scenario: Scenario, person: str, line: str) -> Plan:
    """The plan with another line of one person."""
    others = (duty for duty in plan.roster if duty.person != person)
    return replace(plan, roster=tuple(sorted((*others, *line_duties(scenario, person, line)))))


def test_one_duty_taken_out_is_a_gap_and_nothing_else_of_the_rule_book() -> None:
    scenario, plan = sound_week()
    verdict = verify(scenario, edit_roster(plan, scenario, "ann", "D D D - D D D"))
    rules = [(rule, sentence) for rule, sentence in breaches_of(verdict) if rule != "seats_integrity"]
    assert rules == [
        ("cover_requirement", "desk has nobody from Thu 4 March 07:00 to Thu 4 March 19:00; its load needs 1")
    ]
    assert verdict.uncovered_minutes == 720


def test_one_duty_too_many_is_a_short_rest_and_nothing_else_of_the_rule_book() -> None:
    scenario, plan = sound_week()
    verdict = verify(scenario, edit_roster(plan, scenario, "cem", "N D"))
    rules = {rule for rule, _ in breaches_of(verdict)}
    # cem is on call all week, so the night is also beside it.
    assert rules == {"min_rest", "on_call_exclusion", "seats_integrity"}


@pytest.mark.parametrize(
    ("change", "uncovered"),
    [
        ({"escalation": ()}, 10080),
        ({"segmentation": ()}, 10080),
        ({"roster": ()}, 10080 - 420),  # ben's night of history lasts until Monday 07:00
        ({"seats": ()}, 0),
    ],
)
def test_uncovered_minutes_are_those_without_people_party_or_holder(
    change: dict[str, tuple[object, ...]], uncovered: int
) -> None:
    scenario, plan = sound_week()
    edited = replace(plan, **change)  # type: ignore[arg-type]  # fields of the plan
    assert verify(scenario, edited).uncovered_minutes == uncovered


def test_gaps_are_counted_also_when_no_rule_asks() -> None:
    scenario = tiny_scenario()
    verdict = verify(scenario, tiny_plan(scenario, lines={"ann": "D D D D D D D"}, on_call={"lead": "ann"}))
    assert verdict.uncovered_minutes == 7 * 720


def test_a_provider_without_a_contract_covers_nothing() -> None:
    scenario = tiny_scenario(providers={"mdr": {}})
    given_away = {"mail triage always": "mdr"}
    for bought, uncovered in [({"mdr": "full"}, 0), ({}, 10080)]:
        plan = tiny_plan(scenario, responsible=given_away, bought=bought, on_call={"lead": "ann"})
        assert verify(scenario, plan).uncovered_minutes == uncovered


def test_presence_that_a_must_asks_for_is_covered_time_too() -> None:
    rule = {"kind": "minimum_presence", "post": "it_desk", "windows": ["always"], "people": 2}
    scenario = tiny_scenario(people=("ann", "ben"), rules=[rule])
    plan = tiny_plan(
        scenario,
        lines={"ann": "D D D D D D D", "ben": "D D D D D D -"},
        on_call={"lead": "ann"},
        responsible={"mail triage always": "internal"},
    )
    # Nights and the whole of Sunday have fewer than two.
    assert verify(scenario, plan).uncovered_minutes == 10080 - 6 * 720


def test_the_verdict_does_not_depend_on_the_order_of_rows() -> None:
    scenario, plan = sound_week()
    edited = edit_roster(plan, scenario, "ann", "D D+N - D D")
    turned = replace(edited, roster=edited.roster[::-1], seats=edited.seats[::-1])
    one, other = verify(scenario, edited), verify(scenario, turned)
    assert sorted(breaches_of(one)) == sorted(breaches_of(other))
    assert one.runs == other.runs
