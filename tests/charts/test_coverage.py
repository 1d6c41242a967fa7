"""The coverage picture shows the tightest moment, and never hides a gap."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from planner.charts.coverage import (
    coverage_by_hour_of_week,
    coverage_heatmap,
    coverage_table,
    posts_on_call,
)
from planner.plan.model import Plan, SeatSlot
from planner.scenario.scenario import Scenario
from tests.support.tiny import tiny_scenario
from tests.support.tiny_plan import tiny_plan


def slot(
    scenario: Scenario, start: float, end: float, required: int, rostered: int, by: str = "internal"
) -> SeatSlot:
    """A slot at the desk, `start` and `end` in hours after the start of the horizon."""
    at = [scenario.start + timedelta(hours=hours) for hours in (start, end)]
    return SeatSlot("it_desk", at[0], at[1], 0.5, required, rostered, by)


def with_seats(scenario: Scenario, slots: tuple[SeatSlot, ...]) -> Plan:
    """A plan with these slots and nobody on duty: the picture believes the slots."""
    return replace(tiny_plan(scenario), seats=slots)


def test_a_quarter_of_an_hour_without_enough_people_makes_the_hour_a_gap() -> None:
    scenario = tiny_scenario()
    slots = (slot(scenario, 0, 9.25, 1, 1), slot(scenario, 9.25, 9.5, 2, 1), slot(scenario, 9.5, 168, 1, 2))
    table = coverage_table(scenario, with_seats(scenario, slots))
    assert len(table) == 168
    by_hour = table.set_index(table["start"].map(str))
    assert by_hour.loc["2027-03-01 08:00:00"]["state"] == "met"
    gap = by_hour.loc["2027-03-01 09:00:00"]
    assert (gap["state"], gap["surplus"], gap["required"]) == ("gap", -1, 2)
    assert by_hour.loc["2027-03-01 10:00:00"]["state"] == "excess_one"


def test_the_hour_of_the_week_shows_its_tightest_week() -> None:
    scenario = tiny_scenario(days=14)
    slots = (slot(scenario, 0, 168, 1, 3), slot(scenario, 168, 336, 1, 1))
    week = coverage_by_hour_of_week(coverage_table(scenario, with_seats(scenario, slots)))
    assert len(week) == 168
    assert set(week["state"]) == {"met"}
    assert set(week["start"].map(lambda start: start.day)) == {*range(8, 15)}


def test_the_hour_that_the_clock_skips_is_no_gap() -> None:
    # In the week of the spring change 167 hours pass; Sunday has no 02:00.
    scenario = tiny_scenario(start="2027-03-22")
    table = coverage_table(scenario, with_seats(scenario, (slot(scenario, 0, 167, 1, 1),)))
    sunday = table[table["weekday"] == 6]["hour"].tolist()
    assert sunday == [hour for hour in range(24) if hour != 2]
    assert set(table["state"]) == {"met"}


def test_hours_in_which_nobody_of_us_sits_say_who_answers() -> None:
    scenario = tiny_scenario()
    slots = (
        slot(scenario, 0, 8, 0, 0, "guard"),
        slot(scenario, 8, 16, 0, 0, "internal"),
        slot(scenario, 16, 168, 1, 1, "internal+guard"),
    )
    table = coverage_table(scenario, with_seats(scenario, slots))
    monday = table[table["weekday"] == 0].set_index("hour")["state"]
    assert [monday[hour] for hour in (0, 8, 16)] == ["provider", "on_call", "met"]


def test_a_post_that_is_only_on_call_has_no_panel() -> None:
    scenario = tiny_scenario()
    plan = with_seats(scenario, (slot(scenario, 0, 168, 0, 0),))
    assert posts_on_call(coverage_table(scenario, plan)) == ["it_desk"]
    assert list(coverage_heatmap(scenario, plan).data) == []


def test_a_gap_is_in_the_picture_with_its_numbers() -> None:
    scenario = tiny_scenario()
    plan = with_seats(scenario, (slot(scenario, 0, 9, 1, 1), slot(scenario, 9, 168, 2, 1)))
    texts = {
        text
        for trace in coverage_heatmap(scenario, plan).data
        if trace.type == "heatmap"
        for line in trace.text
        for text in line
        if text
    }
    assert texts == {"1/1", "1/2"}
