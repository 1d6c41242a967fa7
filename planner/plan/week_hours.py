"""Money by hour of the week as a table: a row for each hour of the day, a column for each weekday."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

HOURS_OF_A_DAY, DAYS_OF_A_WEEK = 24, 7
HOURS_OF_A_WEEK = HOURS_OF_A_DAY * DAYS_OF_A_WEEK

WeekHours = tuple[int, ...]
"""Minor units for each of the 168 hours of a week, Monday 00-01 first."""


@dataclass(frozen=True)
class HourRow:
    """Minor units of one hour of the day by weekday, Monday first."""

    hour: int
    by_day: tuple[int, ...]

    @property
    def total(self) -> int:
        """Over all weekdays."""
        return sum(self.by_day)


def hour_rows(hours: Sequence[int]) -> tuple[HourRow, ...]:
    """The 24 rows of a week."""
    return tuple(HourRow(hour, tuple(hours[hour::HOURS_OF_A_DAY])) for hour in range(HOURS_OF_A_DAY))


def day_sums(hours: Sequence[int]) -> tuple[int, ...]:
    """Minor units of each weekday, Monday first."""
    starts = range(0, HOURS_OF_A_WEEK, HOURS_OF_A_DAY)
    return tuple(sum(hours[start : start + HOURS_OF_A_DAY]) for start in starts)


def added(weeks: Iterable[Sequence[int]]) -> WeekHours:
    """Hour by hour the sum of several weeks; zeros for none."""
    return tuple(map(sum, zip((0,) * HOURS_OF_A_WEEK, *weeks, strict=True)))
