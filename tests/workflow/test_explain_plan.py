"""Room under the rules of tiny plans, by sums done by hand."""

from __future__ import annotations

from datetime import date

from planner.rules.rest import MinRest
from planner.rules.stretches import MaxConsecutiveDays
from planner.verifier import measures
from planner.workflow.explain import Explanation, RuleRoom, explain
from tests.support.tiny import tiny_scenario
from tests.support.tiny_plan import tiny_plan

SHIFTS = {"D": "07:00+12h", "L": "12:00+11h"}


def told(line: str, person: str | None = "ann", day: date | None = None) -> Explanation:
    scenario = tiny_scenario(
        people=["ann", "ben"],
        shifts=SHIFTS,
        rules=[
            MinRest(kind="min_rest", rest_minutes=660),
            MaxConsecutiveDays(kind="max_consecutive_days", days=3),
        ],
    )
    return explain(scenario, measures(scenario, tiny_plan(scenario, lines={"ann": line})), person, day)


def rest_in(explanation: Explanation) -> RuleRoom:
    (found,) = (one for one in explanation.rules if one.rule.id == "min_rest")
    return found


def test_the_tightest_of_all_rests_counts() -> None:
    # D ends 19:00, L starts 12:00: 17 h. L ends 23:00, L starts 12:00: 13 h, 2 h above 11 h.
    found = rest_in(told("D L L"))
    assert (found.looked_at, found.room, found.room_in_words()) == (2, 120, "room 2 h")


def test_a_day_shows_only_what_overlaps_it() -> None:
    assert rest_in(told("D L L", day=date(2027, 3, 1))).room == 360  # 17 h from Monday 19:00, less 11 h
    assert "min_rest" in told("D L L", day=date(2027, 3, 5)).silent


def test_a_broken_rule_comes_first_and_has_no_room() -> None:
    # L ends 23:00, D starts 07:00: 8 h of 11 h.
    explanation = told("L D")
    assert explanation.rules[0].rule.id == "min_rest"
    assert explanation.rules[0].room_in_words() == "broken by 3 h"
    assert not explanation.is_clean


def test_a_limit_that_is_reached_binds() -> None:
    (days,) = (one for one in told("D D D").rules if one.rule.id == "max_consecutive_days")
    assert days.binds


def test_nobody_answers_for_another() -> None:
    assert "min_rest" in told("D L L", person="ben").silent
    assert rest_in(told("D L L", person=None)).looked_at == 2
