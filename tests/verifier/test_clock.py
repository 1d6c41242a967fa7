"""The judge's clock: found by looking at the wall, and right where clocks jump."""

from __future__ import annotations

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.units import local_to_utc
from planner.verifier.clock import LocalClock, instant_of, minute_of

ZONES = (
    "Europe/Berlin",
    "America/New_York",
    "Australia/Lord_Howe",
    "Asia/Kolkata",
    "Africa/Casablanca",
    "UTC",
)
DAYS = st.dates(date(2025, 1, 1), date(2028, 12, 31))


def shown(zone: str, instant: datetime) -> tuple[date, int]:
    day, clock = LocalClock(ZoneInfo(zone)).shows(minute_of(instant))
    return date.fromordinal(day), clock


def found(zone: str, day: date, hour: int, minute: int = 0) -> datetime:
    return instant_of(LocalClock(ZoneInfo(zone)).when(day.toordinal(), hour * 60 + minute))


def test_an_instant_becomes_whole_minutes_and_comes_back() -> None:
    instant = datetime(2027, 3, 28, 1, 0, tzinfo=UTC)
    assert instant_of(minute_of(instant)) == instant


def test_an_instant_with_another_offset_is_the_same_minute() -> None:
    berlin = datetime.fromisoformat("2027-03-28T03:00+02:00")
    assert minute_of(berlin) == minute_of(datetime(2027, 3, 28, 1, 0, tzinfo=UTC))


def test_the_wall_jumps_from_two_to_three_in_spring() -> None:
    before, after = datetime(2027, 3, 28, 0, 59, tzinfo=UTC), datetime(2027, 3, 28, 1, 0, tzinfo=UTC)
    assert shown("Europe/Berlin", before) == (date(2027, 3, 28), 119)  # 01:59
    assert shown("Europe/Berlin", after) == (date(2027, 3, 28), 180)  # 03:00


def test_a_skipped_time_moves_on_by_the_skip() -> None:
    # 02:30 does not exist; half an hour after 02:00 would have come is 03:30, 01:30 UTC.
    assert found("Europe/Berlin", date(2027, 3, 28), 2, 30) == datetime(2027, 3, 28, 1, 30, tzinfo=UTC)


def test_a_time_shown_twice_means_its_first_pass() -> None:
    # 02:30 is shown at 00:30 UTC (summer time) and at 01:30 UTC.
    assert found("Europe/Berlin", date(2027, 10, 31), 2, 30) == datetime(2027, 10, 31, 0, 30, tzinfo=UTC)


def test_a_clock_past_midnight_is_on_the_next_day() -> None:
    assert found("Europe/Berlin", date(2027, 3, 1), 31) == datetime(2027, 3, 2, 6, 0, tzinfo=UTC)  # 07:00


def test_a_day_whose_midnight_is_skipped_starts_at_one() -> None:
    # Beirut went from 00:00 to 01:00 on 28 March 2021, at 22:00 UTC.
    assert found("Asia/Beirut", date(2021, 3, 28), 0) == datetime(2021, 3, 27, 22, 0, tzinfo=UTC)
    assert shown("Asia/Beirut", datetime(2021, 3, 27, 22, 0, tzinfo=UTC)) == (date(2021, 3, 28), 60)


def test_a_time_of_a_day_that_never_was_counts_on_from_the_last_one_shown() -> None:
    # Apia had no 30 December 2011: the 29th (UTC-10) ended at 10:00 UTC on the 30th. Noon is twelve hours on.
    assert found("Pacific/Apia", date(2011, 12, 30), 12) == datetime(2011, 12, 30, 22, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("day", "minutes"), [(date(2027, 3, 27), 1440), (date(2027, 3, 28), 1380), (date(2027, 10, 31), 1500)]
)
def test_a_local_day_has_the_minutes_that_it_has(day: date, minutes: int) -> None:
    clock = LocalClock(ZoneInfo("Europe/Berlin"))
    assert clock.midnight(day.toordinal() + 1) - clock.midnight(day.toordinal()) == minutes


@given(zone=st.sampled_from(ZONES), day=DAYS, clock=st.integers(0, 2879))
def test_it_agrees_with_the_conversion_that_everybody_else_uses(zone: str, day: date, clock: int) -> None:
    where = ZoneInfo(zone)
    assert instant_of(LocalClock(where).when(day.toordinal(), clock)) == local_to_utc(day, clock, where)


@given(zone=st.sampled_from(ZONES), day=DAYS, minute=st.integers(0, 1439))
def test_the_first_pass_of_what_is_shown_now_is_not_later_than_now(zone: str, day: date, minute: int) -> None:
    clock = LocalClock(ZoneInfo(zone))
    now = minute_of(datetime(day.year, day.month, day.day, tzinfo=UTC)) + minute
    first = clock.when(*clock.shows(now))
    assert first <= now
    assert clock.shows(first) == clock.shows(now)
