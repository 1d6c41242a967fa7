"""The two-process model against values computed for it, and the shape it must have."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.fatigue.course import SleepWake
from planner.fatigue.two_process import TwoProcessModel

MODEL = TwoProcessModel()
LEVELS = st.floats(0, 1)
HOURS = st.floats(0, 40)


def test_the_levels_of_eight_hours_of_sleep_a_night() -> None:
    assert MODEL.rested() == pytest.approx(0.092794512339, abs=5e-13)
    assert MODEL.awake(MODEL.rested(), 16) == pytest.approx(0.623375713556, abs=5e-13)


def test_a_night_without_sleep() -> None:
    assert MODEL.awake(MODEL.rested(), 24) == pytest.approx(0.757333599356, abs=5e-13)


def test_a_night_of_eight_hours_gives_back_what_the_day_took() -> None:
    course = SleepWake(MODEL, MODEL.rested(), ((16.0, 24.0), (40.0, 48.0)))
    assert course.level(24) == pytest.approx(course.level(48), abs=1e-14)
    assert course.level(24) == pytest.approx(MODEL.rested(), abs=1e-14)


def test_thresholds_lie_half_apart_and_follow_the_clock() -> None:
    """0.67 + 0.12 at 16:48, 0.67 - 0.12 at 04:48, 0.67 at 22:48; the lower one 0.50 below."""
    assert MODEL.falls_asleep_at(16.8) == pytest.approx(0.79)
    assert MODEL.falls_asleep_at(4.8) == pytest.approx(0.55)
    assert MODEL.falls_asleep_at(22.8) == pytest.approx(0.67)
    assert MODEL.wakes_at(4.8) == pytest.approx(0.05)


def test_ordinary_sleep_begins_and_ends_near_the_thresholds() -> None:
    """From 23:00 to 07:00: S 0.623 against 0.664 (0.67 + 0.12 cos 93 degrees), and 0.093 against 0.069."""
    bedtime, waking = MODEL.awake(MODEL.rested(), 16), MODEL.rested()
    assert MODEL.falls_asleep_at(23) == pytest.approx(0.67 + 0.12 * math.cos(math.radians(93)))
    assert 0 < MODEL.falls_asleep_at(23) - bedtime < 0.05
    assert 0 < waking - MODEL.wakes_at(7) < 0.05


@given(LEVELS, HOURS, HOURS)
def test_waking_raises_and_sleep_lowers_within_bounds(level: float, one: float, more: float) -> None:
    assert level - 1e-12 <= MODEL.awake(level, one) <= MODEL.awake(level, one + more) + 1e-12 <= 1 + 1e-11
    assert 0 <= MODEL.asleep(level, one + more) <= MODEL.asleep(level, one) <= level


@given(st.floats(4, 12))
def test_rested_is_the_fixed_point_of_any_length_of_night(hours_asleep: float) -> None:
    level = MODEL.rested(hours_asleep)
    again = MODEL.asleep(MODEL.awake(level, 24 - hours_asleep), hours_asleep)
    assert again == pytest.approx(level, abs=1e-12)
