"""Leave, nights, qualification, hours and runs of days: edges, and what a lead reads. Worked cases: tests/rules."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.rules.duties import NoDutyOnLeave, NoNights, OneDutyADay, PostQualification
from planner.rules.hours import ContractHours, MaxHours, MaxShiftLength
from planner.rules.stretches import (
    BackwardRotation,
    ForbiddenSuccession,
    MaxConsecutiveDays,
    MaxConsecutiveNights,
)
from tests.support.tiny import tiny_scenario
from tests.support.tiny_plan import tiny_plan
from tests.verifier.support import broken, found

WEEK_LINES = st.lists(st.sampled_from(["-", "D", "N"]), min_size=7, max_size=7)


def test_two_duties_on_a_day_are_told() -> None:
    scenario = tiny_scenario()
    plan = tiny_plan(scenario, lines={"ann": "- D+N"})
    assert broken(OneDutyADay(), scenario, plan) == ["Ann starts 2 duties on Tue 2 March; one is the most"]


def test_every_day_of_the_horizon_is_looked_at_also_those_off() -> None:
    scenario = tiny_scenario(people=("ann", "ben"))
    measures = found(OneDutyADay(), scenario, tiny_plan(scenario))
    assert len(measures) == 2 * 7
    assert measures[0].sentence == "Ann starts no duty on Mon 1 March; one is the most"


def test_a_night_into_leave_across_the_spring_change_takes_what_the_clock_leaves() -> None:
    # Saturday 19:00 into leave on Sunday: 00:00 to 02:00 and 03:00 to 07:00.
    scenario = tiny_scenario(start="2027-03-22", leave={"ann": "2027-03-28"})
    plan = tiny_plan(scenario, lines={"ann": "- - - - - N"})
    assert broken(NoDutyOnLeave(), scenario, plan) == [
        "Ann is on leave for 6 h of N on Sat 27 March; no minute may be leave"
    ]


def test_leave_before_and_after_a_duty_adds_up() -> None:
    # Tuesday 19:00 to Wednesday 07:00 between leave that ends on Tuesday and leave that starts on Wednesday.
    scenario = tiny_scenario(leave={"ann": "2027-03-02"})
    both = (*scenario.leave, *tiny_scenario(leave={"ann": "2027-03-03"}).leave)
    scenario = scenario.model_copy(update={"leave": both})
    plan = tiny_plan(scenario, lines={"ann": "- N"})
    assert [measure.measured for measure in found(NoDutyOnLeave(), scenario, plan)] == [720]


def test_people_without_leave_are_not_looked_at() -> None:
    scenario = tiny_scenario()
    assert found(NoDutyOnLeave(), scenario, tiny_plan(scenario, lines={"ann": "D"})) == []


def test_a_night_of_somebody_restricted_is_told_with_its_night_time() -> None:
    scenario = tiny_scenario(people={"ann": {"restrictions": ["no_nights"]}})
    plan = tiny_plan(scenario, lines={"ann": "N"})
    assert broken(NoNights(), scenario, plan) == [
        "Ann may not work nights; N on Mon 1 March has 7 h of night time and is a night duty"
    ]


def test_a_missing_skill_is_told() -> None:
    scenario = tiny_scenario(posts={"it_desk": {}, "ot_desk": {"domain": "ot", "skill": "ot_basics"}})
    plan = tiny_plan(scenario, lines={"ann": "D@ot_desk"})
    assert broken(PostQualification(), scenario, plan) == [
        "Ann does not hold ot_basics, needed for desk (D on Mon 1 March)"
    ]


def test_too_many_hours_name_their_days() -> None:
    scenario = tiny_scenario(history={"ann": "D"})
    plan = tiny_plan(scenario, lines={"ann": "D D"})
    (first, *_) = broken(MaxHours(days=3, work_minutes=2000), scenario, plan)
    assert first == "Ann works 36 h in the 3 days to Tue 2 March; 33 h 20 min are the most"


@given(history=WEEK_LINES, line=WEEK_LINES, days=st.integers(1, 10))
def test_hours_in_a_window_are_the_worked_minutes_of_its_days(
    history: list[str], line: list[str], days: int
) -> None:
    scenario = tiny_scenario(history={"ann": " ".join(history)})
    plan = tiny_plan(scenario, lines={"ann": " ".join(line)})
    worked = [0 if cell == "-" else 720 for cell in history + line]
    expected = [sum(worked[max(0, last - days + 1) : last + 1]) for last in range(7, 14)]
    rule = MaxHours(days=days, work_minutes=1)
    assert [measure.measured for measure in found(rule, scenario, plan)] == expected


def test_hours_against_the_contract_name_work_and_leave() -> None:
    scenario = tiny_scenario(leave={"ann": "2027-03-01"}, holidays=["2027-03-02"])
    plan = tiny_plan(scenario, lines={"ann": "- - D"})
    rule = ContractHours(minimum_percent=90, maximum_percent=110)
    assert broken(rule, scenario, plan) == [
        "Ann has 12 h of work and 16 h of leave and holidays, together 28 h; 36 h to 44 h are agreed"
    ]


def test_a_long_shift_is_told() -> None:
    scenario = tiny_scenario(start="2027-10-25")
    plan = tiny_plan(scenario, lines={"ann": "- - - - - N"})
    assert broken(MaxShiftLength(work_minutes=720), scenario, plan) == [
        "Ann works 13 h in N on Sat 30 October; 12 h are the most"
    ]


@given(history=WEEK_LINES, line=WEEK_LINES, limit=st.integers(1, 6))
def test_runs_are_counted_in_every_window_that_ends_in_the_horizon(
    history: list[str], line: list[str], limit: int
) -> None:
    scenario = tiny_scenario(history={"ann": " ".join(history)})
    plan = tiny_plan(scenario, lines={"ann": " ".join(line)})
    row = history + line
    windows = [row[last - limit : last + 1] for last in range(7, 14)]
    days = found(MaxConsecutiveDays(days=limit), scenario, plan)
    assert sum(measure.excess for measure in days) == sum("-" not in window for window in windows)
    nights = found(MaxConsecutiveNights(nights=limit), scenario, plan)
    assert sum(measure.excess for measure in nights) == sum(set(window) == {"N"} for window in windows)


def test_a_run_is_told_with_its_window() -> None:
    scenario = tiny_scenario(history={"ann": "D"})
    plan = tiny_plan(scenario, lines={"ann": "D D"})
    assert broken(MaxConsecutiveDays(days=2), scenario, plan) == [
        "Ann works on 3 of the 3 days from Sun 28 February to Tue 2 March; 2 in a row are the most"
    ]


def test_a_forbidden_succession_names_both_kinds() -> None:
    scenario = tiny_scenario(shifts={"E": "06:00+8h early", "N": "19:00+10h long_night"})
    plan = tiny_plan(scenario, lines={"ann": "N E"})
    assert broken(ForbiddenSuccession(pairs=("long_night>early",)), scenario, plan) == [
        "Ann has N (long night) on Mon 1 March and E (early) on the day after, which is not allowed"
    ]


def test_backward_rotation_tells_by_how_much() -> None:
    scenario = tiny_scenario()
    plan = tiny_plan(scenario, lines={"ann": "N D"})
    assert broken(BackwardRotation(tolerance_minutes=60), scenario, plan) == [
        "Ann starts 12 h earlier on Tue 2 March (D) than on the day before (N); up to 1 h earlier is not counted"
    ]


@pytest.mark.parametrize("line", ["D+N D", "N+D D"])
def test_each_duty_of_a_day_is_compared_with_each_of_the_day_before(line: str) -> None:
    scenario = tiny_scenario()
    plan = tiny_plan(scenario, lines={"ann": line})
    rule = BackwardRotation(tolerance_minutes=0)
    assert sorted(measure.measured for measure in found(rule, scenario, plan)) == [0, 1]
