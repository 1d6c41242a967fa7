"""Rest, held against a scan of every single minute, and told to a lead."""

from __future__ import annotations

from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as st

from planner.plan.model import Plan
from planner.rules.rest import MinRest, RestAfterNights, WeeklyRest
from planner.scenario.scenario import Scenario
from planner.units import local_to_utc
from tests.support.tiny import tiny_scenario
from tests.support.tiny_plan import tiny_plan
from tests.verifier.support import broken, found, utc

SHIFTS = {
    "D": "07:00+12h",
    "E": "05:30+8h30m-30m early",
    "L": "14:00+9h late",
    "N": "19:00+12h",
    "S": "01:30+5h",
}
MINUTE = timedelta(minutes=1)

lines = st.lists(st.sampled_from(["-", "-", *SHIFTS, "E+L"]), min_size=7, max_size=7).map(" ".join)
weeks = st.sampled_from(["2027-03-01", "2027-03-22", "2027-10-25"])


def work_by_minute(scenario: Scenario, plan: Plan) -> tuple[list[int], list[int]]:
    """How many duties run in each minute from two weeks before the horizon on, and minutes of rostered starts."""
    origin = scenario.start - timedelta(days=15)
    minutes = [0] * (24 * 1440)
    spans = [(row.start, row.end) for row in scenario.history]
    spans += [(row.start, row.end) for row in plan.roster]
    for start, end in spans:
        for minute in range((start - origin) // MINUTE, (end - origin) // MINUTE):
            minutes[minute] += 1
    return minutes, [(duty.start - origin) // MINUTE for duty in plan.roster]


@given(week=weeks, history=lines, line=lines)
def test_daily_rest_is_what_a_scan_of_the_minutes_finds(week: str, history: str, line: str) -> None:
    scenario = tiny_scenario(start=week, shifts=SHIFTS, history={"ann": history})
    plan = tiny_plan(scenario, lines={"ann": line})
    minutes, starts = work_by_minute(scenario, plan)
    scanned = []
    for start in starts:
        back = 0
        while back < start and minutes[start - 1 - back] == 0:
            back += 1
        if back < start:  # else there is no duty before this one
            scanned.append(back)
    # Where duties overlap, rest is less than nothing; a scan that looks back from a start sees none at all.
    measured = [
        max(0, round(measure.measured)) for measure in found(MinRest(rest_minutes=660), scenario, plan)
    ]
    assert sorted(measured) == sorted(scanned)


@given(week=weeks, history=lines, line=lines)
def test_weekly_rest_is_the_longest_run_of_free_minutes(week: str, history: str, line: str) -> None:
    scenario = tiny_scenario(start=week, shifts=SHIFTS, history={"ann": history}, history_days=7)
    plan = tiny_plan(scenario, lines={"ann": line})
    minutes, _ = work_by_minute(scenario, plan)
    origin = scenario.start - timedelta(days=15)
    scanned = []
    for back in range(6, -1, -1):
        first = scenario.days[0] - timedelta(days=back)
        start, end = (
            (local_to_utc(day, 0, scenario.zone) - origin) // MINUTE
            for day in (first, first + timedelta(days=7))
        )
        longest = run = 0
        for working in minutes[start:end]:
            run = 0 if working else run + 1
            longest = max(longest, run)
        scanned.append(longest)
    rule = WeeklyRest(rest_minutes=2100, rolling=True)
    assert [measure.measured for measure in found(rule, scenario, plan)] == scanned


def test_a_short_rest_is_told_with_its_duties_and_lengths() -> None:
    scenario = tiny_scenario(
        shifts={"N": "22:00+8h", "L": "15:30+8h"}, people={"ann": {"name": "Ana Müller"}}
    )
    plan = tiny_plan(scenario, lines={"ann": "- N L"})
    assert broken(MinRest(rest_minutes=660), scenario, plan) == [
        "Ana Müller rests 9 h 30 min between N on Tue 2 March and L on Wed 3 March; 11 h are needed"
    ]


def test_two_duties_at_once_are_told_as_such() -> None:
    scenario = tiny_scenario(shifts={"D": "07:00+12h", "L": "14:00+9h"})
    plan = tiny_plan(scenario, lines={"ann": "D+L"})
    (sentence,) = broken(MinRest(rest_minutes=660), scenario, plan)
    assert sentence.startswith("Ann is in two duties for 5 h between D on Mon 1 March and L on Mon 1 March")


def test_rest_counts_from_the_duty_that_ended_last() -> None:
    # Monday 07:00 to 19:00, inside it 08:00 to 10:00; Tuesday 05:30 is 10 h 30 min after 19:00.
    scenario = tiny_scenario(shifts={"D": "07:00+12h", "M": "08:00+2h", "E": "05:30+8h"})
    plan = tiny_plan(scenario, lines={"ann": "D+M E"})
    measured = [measure.measured for measure in found(MinRest(rest_minutes=660), scenario, plan)]
    assert measured == [-660, 630]


def test_what_was_looked_at_is_told_also_where_the_rule_is_kept() -> None:
    scenario = tiny_scenario()
    plan = tiny_plan(scenario, lines={"ann": "D D - D"})
    measures = found(MinRest(rest_minutes=660), scenario, plan)
    assert [(measure.measured, measure.excess) for measure in measures] == [(720, 0), (2160, 0)]
    # Monday 19:00 to Tuesday 07:00 local time, an hour less in UTC.
    assert (measures[0].start, measures[0].end) == (utc(1, 18), utc(2, 6))


def test_a_short_weekly_rest_names_its_seven_days() -> None:
    scenario = tiny_scenario()
    plan = tiny_plan(scenario, lines={"ann": "D D D D D D D"})
    rule = WeeklyRest(rest_minutes=2100, rolling=False)
    assert broken(rule, scenario, plan) == [
        "Ann rests 12 h at a stretch in the 7 days from Mon 1 March to Sun 7 March; 35 h are needed"
    ]


def test_a_short_rest_after_nights_names_the_run() -> None:
    scenario = tiny_scenario(history={"ann": "N"})
    plan = tiny_plan(scenario, lines={"ann": "N N - D"})
    rule = RestAfterNights(nights=2, rest_minutes=2880)
    # Wednesday 07:00 to Thursday 07:00.
    assert broken(rule, scenario, plan) == [
        "Ann rests 24 h after 3 nights in a row, the last on Tue 2 March, before D on Thu 4 March; 48 h are needed"
    ]
