"""Fatigue-likelihood matrix: five features of a roster, each worth 0, 1, 2, 4 or 8 points; it assumes no sleep.

| points | hours in 7 days | longest shift | shortest break | hours 21-09 in 7 days | days without a long break |
|---|---|---|---|---|---|
| 0 | up to 36 | up to 8 h | 16 h or more | none | up to 7 |
| 1 | under 44 | under 10 h | 13 h or more | up to 8 | up to 14 |
| 2 | under 48 | under 12 h | 10 h or more | up to 16 | up to 21 |
| 4 | under 55 | under 14 h | 8 h or more | up to 24 | up to 28 |
| 8 | 55 or more | 14 h or more | under 8 h | over 24 | over 28 |

Source: Transport Canada, TP 14575 (2007), Developing and Implementing a Fatigue Risk Management System, after Dawson
and McCulloch (2005); the cut points are recalled, not read again. Hours are elapsed, breaks inside a duty included. A
long break holds two nights (23:00 to 07:00) and the day between.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

from planner.fatigue.sleep import Span
from planner.fatigue.worked import DAY, Worked, days_from
from planner.units import local_to_utc

HOUR = timedelta(hours=1)
WEEK = timedelta(days=7)
POINTS = (0, 1, 2, 4, 8)

NIGHT_FROM, NIGHT_TO = 21 * 60, 9 * 60
"""Night work of the matrix, in minutes after local midnight."""

BED, RISE = 23 * 60, 7 * 60
"""A night of a long break, in minutes after local midnight."""


@dataclass(frozen=True)
class Likelihood:
    """The five features of one person's roster, with their points in the same order.

    `shortest_break` is None for fewer than two duties. A stretch runs from the start of its first duty to the end of
    its last, with no long break inside.
    """

    most_in_week: timedelta
    longest_shift: timedelta
    shortest_break: timedelta | None
    most_night_in_week: timedelta
    longest_stretch: timedelta
    points: tuple[int, int, int, int, int]

    @property
    def total(self) -> int:
        """Points of all features, 0 to 40."""
        return sum(self.points)


def likelihood(line: Sequence[Worked], zone: ZoneInfo) -> Likelihood | None:
    """Features of one person's duties by start; None without a duty that is not past.

    Weeks are any 168 hours that end in the roster, and look back into history as breaks and stretches do.
    """
    counted = [duty for duty in line if not duty.past]
    if not counted:
        return None
    roster_begins = counted[0].start
    in_week = _most_in_week([(duty.start, duty.end) for duty in line], roster_begins)
    shift = max(duty.end - duty.start for duty in counted)
    breaks = [after.start - before.end for before, after in pairwise(line) if not after.past]
    shortest = min(breaks, default=None)
    night = _most_in_week([piece for duty in line for piece in _night_pieces(duty, zone)], roster_begins)
    stretch = _longest_stretch(line, zone)
    return Likelihood(
        most_in_week=in_week,
        longest_shift=shift,
        shortest_break=shortest,
        most_night_in_week=night,
        longest_stretch=stretch,
        points=(
            _points(in_week <= 36 * HOUR, *(in_week < hours * HOUR for hours in (44, 48, 55))),
            _points(shift <= 8 * HOUR, *(shift < hours * HOUR for hours in (10, 12, 14))),
            0 if shortest is None else _points(*(shortest >= hours * HOUR for hours in (16, 13, 10, 8))),
            _points(*(night <= hours * HOUR for hours in (0, 8, 16, 24))),
            _points(*(stretch <= days * DAY for days in (7, 14, 21, 28))),
        ),
    )


def _points(*kept: bool) -> int:
    """Points of the first reference that is kept."""
    return POINTS[kept.index(True) if True in kept else len(kept)]


def _most_in_week(spans: Sequence[Span], since: datetime) -> timedelta:
    """Most time of the spans within 168 hours.

    Moving such a window to the next end of a span loses nothing, so only windows that end there, after `since`, count.
    """
    ends = [end for _, end in spans if end > since]
    return max((_within(spans, end - WEEK, end) for end in ends), default=timedelta())


def _within(spans: Sequence[Span], since: datetime, until: datetime) -> timedelta:
    inside = (min(end, until) - max(start, since) for start, end in spans)
    return sum((length for length in inside if length > timedelta()), timedelta())


def _longest_stretch(line: Sequence[Worked], zone: ZoneInfo) -> timedelta:
    """Longest time from the first start to the last end of duties that no long break parts, up to one not past."""
    longest, begins = timedelta(), line[0].start
    for number, duty in enumerate(line):
        if number and _has_long_break(line[number - 1].end, duty.start, zone):
            begins = duty.start
        if not duty.past:
            longest = max(longest, duty.end - begins)
    return longest


def _has_long_break(free_from: datetime, free_to: datetime, zone: ZoneInfo) -> bool:
    """Whether a free time holds two nights and the day between."""
    return any(
        free_from <= local_to_utc(day, BED, zone) and local_to_utc(day + 2 * DAY, RISE, zone) <= free_to
        for day in days_from(free_from.astimezone(zone).date(), free_to.astimezone(zone).date())
    )


def _night_pieces(duty: Worked, zone: ZoneInfo) -> Iterator[Span]:
    """The parts of a duty from 21:00 to 09:00 local."""
    last = duty.end.astimezone(zone).date()
    for day in days_from(duty.day - DAY, last):
        start = max(duty.start, local_to_utc(day, NIGHT_FROM, zone))
        end = min(duty.end, local_to_utc(day + DAY, NIGHT_TO, zone))
        if start < end:
            yield start, end
