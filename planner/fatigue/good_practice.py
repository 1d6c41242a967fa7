"""Counts of what guides to good shift design advise against, per person. They describe; rules are elsewhere.

Sources: UK HSE, HSG256 (summary of good-practice guidelines); quick returns of 11 hours or less had 1.39 times the
injuries of returns of 15 to 17 hours (Nielsen et al. 2019, Scand. J. Work Environ. Health 45, 166-173).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

from planner.fatigue.worked import DAY, Worked
from planner.units import local_to_utc

EARLY_START = 6 * 60
"""A duty that starts before 06:00 local starts early (HSG256)."""

LONG_DUTY, LONG_NIGHT = 12 * 60, 8 * 60
"""Minutes: HSG256 advises at most 12 h, and 8 h of night work."""

SHORT_SLEEP_AFTER_NIGHTS = timedelta(hours=48)
"""Two nights of full sleep after nights (HSG256), as free time after the last of them."""


@dataclass(frozen=True)
class GoodPractice:
    """Counts over duties that start in the horizon; runs and gaps look back into history.

    `quick_returns_*` are gaps shorter than 11, 12 and 16 hours between the end of a duty and the start of the next,
    each including the shorter ones. `backward_moves` start earlier by the clock than the duty of the day before.
    """

    nights: int
    most_nights_in_a_row: int
    most_days_in_a_row: int
    quick_returns_11h: int
    quick_returns_12h: int
    quick_returns_16h: int
    early_starts: int
    over_12h: int
    nights_over_8h: int
    short_rests_after_nights: int
    backward_moves: int
    free_weekends: int
    weekends: int


def good_practice(line: Sequence[Worked], days: Sequence[date], zone: ZoneInfo) -> GoodPractice:
    """Counts for one person's duties by start; `days` are the local days of the horizon."""
    counted = [duty for duty in line if not duty.past]
    nights = [duty for duty in counted if duty.is_night]
    gaps = [(before, after, after.start - before.end) for before, after in pairwise(line) if not after.past]
    weekends = [day for day in days if day.weekday() == 5 and day + DAY in days]
    return GoodPractice(
        nights=len(nights),
        most_nights_in_a_row=_longest_run(nights, {duty.day for duty in line if duty.is_night}),
        most_days_in_a_row=_longest_run(counted, {duty.day for duty in line}),
        quick_returns_11h=_shorter(gaps, 11),
        quick_returns_12h=_shorter(gaps, 12),
        quick_returns_16h=_shorter(gaps, 16),
        early_starts=sum(duty.clock < EARLY_START for duty in counted),
        over_12h=sum(duty.minutes > LONG_DUTY for duty in counted),
        nights_over_8h=sum(duty.minutes > LONG_NIGHT for duty in nights),
        short_rests_after_nights=sum(
            before.is_night and not after.is_night and gap < SHORT_SLEEP_AFTER_NIGHTS
            for before, after, gap in gaps
        ),
        backward_moves=sum(
            after.day == before.day + DAY and after.clock < before.clock for before, after, _ in gaps
        ),
        free_weekends=sum(_is_free(line, saturday, zone) for saturday in weekends),
        weekends=len(weekends),
    )


def _longest_run(counted: Sequence[Worked], days: set[date]) -> int:
    """Longest run of consecutive days that ends on the day of a counted duty."""
    longest = 0
    for duty in counted:
        run = 1
        while duty.day - run * DAY in days:
            run += 1
        longest = max(longest, run)
    return longest


def _shorter(gaps: Sequence[tuple[Worked, Worked, timedelta]], hours: int) -> int:
    return sum(gap < timedelta(hours=hours) for _, _, gap in gaps)


def _is_free(line: Sequence[Worked], saturday: date, zone: ZoneInfo) -> bool:
    """No minute of duty from Saturday 00:00 to Monday 00:00 local."""
    opens, closes = local_to_utc(saturday, 0, zone), local_to_utc(saturday + 2 * DAY, 0, zone)
    return not any(duty.start < closes and duty.end > opens for duty in line)
