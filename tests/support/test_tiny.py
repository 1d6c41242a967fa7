"""The builder of tiny scenarios says what it seems to say."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from planner.scenario.work import Rotation
from tests.support.tiny import shift_type, tiny_scenario
from tests.support.tiny_plan import line_duties, on_call_periods, tiny_plan


def test_what_is_not_said_makes_a_valid_week() -> None:
    scenario = tiny_scenario()
    plan = tiny_plan(scenario)
    assert (scenario.start, scenario.end) == (
        datetime(2027, 2, 28, 23, 0, tzinfo=UTC),
        datetime(2027, 3, 7, 23, 0, tzinfo=UTC),
    )
    assert [item.responsible for item in plan.segmentation] == ["internal"]


def test_a_night_across_the_spring_change_is_eleven_hours_long() -> None:
    scenario = tiny_scenario(start="2027-03-22")
    (night,) = line_duties(scenario, "ann", "- - - - - N")
    assert night.start == datetime(2027, 3, 27, 18, 0, tzinfo=UTC)  # Saturday 19:00+01:00
    assert night.end == datetime(2027, 3, 28, 5, 0, tzinfo=UTC)  # Sunday 07:00+02:00
    assert night.paid_minutes == 660


def test_history_ends_on_the_day_before_the_horizon() -> None:
    scenario = tiny_scenario(history={"ann": "D -"})
    (past,) = scenario.history
    assert past.start == datetime(2027, 2, 27, 6, 0, tzinfo=UTC)


def test_a_shift_says_start_length_break_and_kind() -> None:
    shift = shift_type("06:00+8h30m-30m early")
    assert (shift.start, shift.length_minutes, shift.break_minutes, shift.kind) == (360, 510, 30, "early")


def test_halves_of_days_change_twice_by_the_clock() -> None:
    # The week from Monday 22 March 2027; the night half from Saturday 19:00 to Sunday 07:00 is an hour shorter.
    scenario = tiny_scenario(
        start="2027-03-22", levels={"lead": {"rotation": "half_day", "hand_on": {"at": "07:00"}}}
    )
    (level,) = scenario.facts.escalation
    hours = [(end - start).total_seconds() / 3600 for start, end in on_call_periods(scenario, level)]
    assert hours == [7, *[12] * 11, 11, 12, 5]


def test_a_week_is_handed_on_when_the_level_says() -> None:
    given = {"rotation": "weekly", "hand_on": {"day": "wed", "at": "10:00"}}
    scenario = tiny_scenario(days=14, levels={"lead": given})
    (level,) = scenario.facts.escalation
    starts = [start.astimezone(scenario.zone) for start, _ in on_call_periods(scenario, level)]
    assert [(start.day, start.hour) for start in starts] == [(1, 0), (3, 10), (10, 10)]


@pytest.mark.parametrize(("rotation", "pieces"), [(Rotation.WEEKLY, 2), (Rotation.DAILY, 14)])
def test_a_first_piece_of_an_on_call_period_joins_the_next(rotation: Rotation, pieces: int) -> None:
    # Two weeks. Changes at 09:00 on 2 Mondays or 14 days, the first of them 9 h after the start: it is no change.
    scenario = tiny_scenario(days=14, levels={"lead": {"rotation": rotation}})
    (level,) = scenario.facts.escalation
    periods = on_call_periods(scenario, level)
    assert len(periods) == pieces
    assert (periods[0][0], periods[-1][1]) == (scenario.start, scenario.end)
    assert all((end - start).total_seconds() >= 15 * 3600 for start, end in periods)
