"""What the judge works out from written rows before it looks for anything wrong."""

from __future__ import annotations

from dataclasses import replace

import pytest

from planner.plan.model import Duty
from planner.verifier.clock import instant_of
from planner.verifier.evidence import gather
from planner.verifier.lines import Work
from planner.verifier.spans import joined, stretches
from tests.support.tiny import tiny_scenario
from tests.support.tiny_plan import tiny_plan
from tests.verifier.support import utc

SPRING, AUTUMN = "2027-03-22", "2027-10-25"


def only_work(line: str, **scenario_fields: object) -> Work:
    scenario = tiny_scenario(**scenario_fields)  # type: ignore[arg-type]  # as the builder takes them
    (work,) = gather(scenario, tiny_plan(scenario, lines={"ann": line})).lines["ann"]
    return work


@pytest.mark.parametrize(
    ("start", "paid", "night"),
    [
        ("2027-03-01", 720, 420),  # 19:00 to 07:00; night from 23:00 to 06:00
        (SPRING, 660, 360),
        (AUTUMN, 780, 480),
    ],
)
def test_a_night_lasts_as_long_as_the_clock_lets_it(start: str, paid: int, night: int) -> None:
    work = only_work("- - - - - N", start=start)
    assert (work.paid, work.night_minutes, work.is_night) == (paid, night, True)


def test_paid_time_is_without_the_break() -> None:
    assert only_work("P", shifts={"P": "07:00+8h30m-30m"}).paid == 480


def test_a_night_period_inside_one_day_is_possible() -> None:
    work = only_work("E", shifts={"E": "03:00+8h"}, night={"from": "00:00", "to": "05:00"})
    assert (work.night_minutes, work.is_night) == (120, False)


def test_written_paid_minutes_are_not_believed() -> None:
    scenario = tiny_scenario()
    plan = tiny_plan(scenario, lines={"ann": "D"})
    forged = replace(plan, roster=tuple(replace(duty, paid_minutes=1) for duty in plan.roster))
    assert [work.paid for work in gather(scenario, forged).lines["ann"]] == [720]


def test_a_duty_belongs_to_the_local_day_on_which_it_starts() -> None:
    # 00:00 on Tuesday in Berlin is still Monday in UTC.
    work = only_work("- M", shifts={"M": "00:00+6h"})
    assert (work.day % 7, work.clock) == (2, 0)


def test_history_comes_first_in_a_line_and_is_past() -> None:
    scenario = tiny_scenario(history={"ann": "N"})
    line = gather(scenario, tiny_plan(scenario, lines={"ann": "- D"})).lines["ann"]
    assert [(work.shift, work.past) for work in line] == [("N", True), ("D", False)]


def test_skills_include_what_they_include_step_by_step() -> None:
    scenario = tiny_scenario(skills={"chief": ["senior"], "senior": ["analyst"], "analyst": []},
                             people={"ann": {"skills": ["chief"]}, "ben": {}})  # fmt: skip
    skills = gather(scenario, tiny_plan(scenario)).skills
    assert skills == {"ann": {"chief", "senior", "analyst"}, "ben": {"analyst"}}


def test_presence_counts_every_minute_and_history_until_it_ends() -> None:
    scenario = tiny_scenario(people=("ann", "ben"), history={"ben": "N"})
    presence = gather(scenario, tiny_plan(scenario, lines={"ann": "D"})).presence["it_desk"]
    runs = [(first, end, people) for first, end, (people,) in stretches(presence)]
    # Monday: ben until 07:00 (420), ann until 19:00 (1140), then nobody until the week ends (7 * 1440).
    assert runs == [(0, 1140, 1), (1140, 10080, 0)]


def test_a_person_written_twice_is_one_person() -> None:
    scenario = tiny_scenario()
    plan = tiny_plan(scenario, lines={"ann": "D+D"})
    assert max(gather(scenario, plan).presence["it_desk"]) == 1


@pytest.mark.parametrize(
    "change",
    [
        {"person": "nobody"},
        {"post": "nowhere"},
        {"start": utc(9, 6), "end": utc(9, 18)},
        {"start": utc(1, 18), "end": utc(1, 6)},
    ],
)
def test_a_row_that_does_not_fit_proves_no_presence(change: dict[str, object]) -> None:
    scenario = tiny_scenario()
    plan = tiny_plan(scenario, lines={"ann": "D"})
    (duty,) = plan.roster
    forged = replace(plan, roster=(replace(duty, **change),))  # type: ignore[arg-type]  # fields of a duty
    assert max(gather(scenario, forged).presence["it_desk"]) == 0


def test_the_horizon_has_its_real_minutes() -> None:
    evidence = gather(scenario := tiny_scenario(start=SPRING), tiny_plan(scenario))
    assert (instant_of(evidence.start), instant_of(evidence.end)) == (scenario.start, scenario.end)
    assert len(evidence.classes) == 10020  # 7 * 1440 - 60


def test_a_response_is_never_better_than_the_level_or_the_contract_promises() -> None:
    scenario = tiny_scenario(
        levels={"lead": {"provider_may_hold": True}},
        providers={"mdr": {"offers": {"full": {"holds_levels": ["lead"]}}}},
    )
    (level,) = scenario.facts.escalation
    plan = tiny_plan(scenario, on_call={"lead": "ann/5+mdr/45"}, bought={"mdr": "full"})
    # ann's level says 30 minutes; mdr acknowledges P1 within 10, and more is written.
    assert [(hold.holder, hold.response) for hold in gather(scenario, plan).holds(level)] == [
        ("ann", 30),
        ("mdr", 45),
    ]


def test_spans_that_touch_or_overlap_are_joined() -> None:
    assert list(joined([(5, 9), (0, 2), (2, 4), (6, 7)])) == [(0, 4), (5, 9)]


def test_a_plan_of_nothing_is_read() -> None:
    scenario = tiny_scenario()
    evidence = gather(scenario, tiny_plan(scenario))
    assert evidence.lines == {"ann": ()}
    assert evidence.works == ()


def test_an_absurdly_long_row_is_left_out() -> None:
    scenario = tiny_scenario()
    plan = tiny_plan(scenario)
    row = Duty("ann", utc(1, 6), utc(30, 6, month=12), "it_desk", "D", 720)
    assert gather(scenario, replace(plan, roster=(row,))).works == ()
