"""Figures of a rotation, computed by laying its cycle out: never trusted from a template.

A rotation repeats its cycle for ever, so everything is counted on a stretch of whole cycles and whole weeks that is
long enough to show every alignment of the two. Clock changes are left out: a pattern has no dates.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise
from math import lcm

from planner.scenario.policy import Rotation, ShiftSystem
from planner.units import MINUTES_PER_DAY

WEEK = 7 * MINUTES_PER_DAY

HALF_HOUR = 30

NIGHT_KINDS = ("night", "long_night")


@dataclass(frozen=True)
class RotationMetrics:
    """What a rotation asks of a person. Times are minutes; `weekly_minutes` is an average, without breaks.

    `weekly_rest_fixed` is the shortest longest rest inside a calendar week (Monday to Sunday) over all alignments of
    the cycle to the week; `weekly_rest_rolling` the same over any 168 hours from a half hour on. `rest_after_nights` is
    to a duty of another kind. `night_average` is
    working time per 24 hours with the weekly rest day left out (hours of a week / 6; Directive 2003/88/EC, Art. 8
    and 16). `rest_after_nights` is None where the cycle has no nights.
    """

    weekly_minutes: Fraction
    nights_in_a_row: int
    days_in_a_row: int
    least_gap: int
    most_in_seven_days: int
    rest_after_nights: int | None
    weekly_rest_fixed: int
    weekly_rest_rolling: int

    @property
    def night_average(self) -> Fraction:
        """Minutes of work in 24 hours on average."""
        return self.weekly_minutes / 6


def uncovered(system: ShiftSystem, rotation: Rotation) -> list[tuple[int, str, int]]:
    """Days of the cycle on which not exactly one crew has each shift of the cycle: (day, shift, crews)."""
    length = len(rotation.cycle)
    used = [code for code in system.shifts if code in rotation.cycle]
    wrong = []
    for day in range(length):
        on = Counter(rotation.cycle[(day + offset) % length] for offset in rotation.crews)
        wrong += [(day, code, on[code]) for code in used if on[code] != 1]
    return wrong


def metrics_of(system: ShiftSystem, rotation: Rotation) -> RotationMetrics:
    """The figures of one person's line."""
    cycle = rotation.cycle
    span = lcm(len(cycle), 7)
    duties = _duties(system, cycle, 3 * span)
    worked = [code != OFF for code in cycle]
    night = [code != OFF and system.shifts[code].kind in NIGHT_KINDS for code in cycle]
    inside = [duty for duty in duties if span * MINUTES_PER_DAY <= duty[0] < 2 * span * MINUTES_PER_DAY]
    following = dict(pairwise(duties))
    after_nights = [following[duty][0] - duty[1] for duty in inside if duty[3] and not following[duty][3]]
    return RotationMetrics(
        weekly_minutes=Fraction(7 * sum(duty[2] for duty in inside), span),
        nights_in_a_row=_longest_run(night),
        days_in_a_row=_longest_run(worked),
        least_gap=min(following[duty][0] - duty[1] for duty in inside),
        most_in_seven_days=max(_work_within(duties, duty[0], duty[0] + WEEK) for duty in inside),
        rest_after_nights=min(after_nights, default=None),
        weekly_rest_fixed=min(
            _longest_rest(duties, day * MINUTES_PER_DAY, day * MINUTES_PER_DAY + WEEK)
            for offset in range(min(len(cycle), 7))
            for day in range(span + offset, 2 * span + offset, 7)
        ),
        weekly_rest_rolling=min(
            _longest_rest(duties, start, start + WEEK)
            for start in range(span * MINUTES_PER_DAY, 2 * span * MINUTES_PER_DAY, HALF_HOUR)
        ),
    )


def overtime_by_start(system: ShiftSystem, cycle: str, clock: int, threshold: int = 2400) -> list[Fraction]:
    """Minutes beyond `threshold` per person and week on average, for a workweek from each day of the first week.

    The workweek is 168 hours from `clock` (minutes after midnight) of that day; a duty is split where it begins
    (FLSA, 29 CFR 778.105).
    """
    span = lcm(len(cycle), 7)
    duties = _duties(system, cycle, 3 * span)

    def beyond(day: int) -> int:
        start = day * MINUTES_PER_DAY + clock
        return max(0, _work_within(duties, start, start + WEEK) - threshold)

    return [
        Fraction(sum(beyond(day) for day in range(span + first, 2 * span + first, 7)), span // 7)
        for first in range(7)
    ]


OFF = "O"
"""A day off in a cycle."""

Duty = tuple[int, int, int, bool]
"""Start, end, working minutes, and whether it is a night."""


def _duties(system: ShiftSystem, cycle: str, days: int) -> list[Duty]:
    found = []
    for day in range(days):
        code = cycle[day % len(cycle)]
        if code != OFF:
            shift = system.shifts[code]
            start = day * MINUTES_PER_DAY + shift.start
            work = shift.length_minutes - shift.break_minutes
            found.append((start, start + shift.length_minutes, work, shift.kind in NIGHT_KINDS))
    return found


def _longest_run(days: list[bool]) -> int:
    """Longest run in a cycle that goes on from its end to its start; the whole cycle when it never stops."""
    longest = run = 0
    for day in (*days, *days):
        run = run + 1 if day else 0
        longest = max(longest, run)
    return min(longest, len(days))


def _work_within(duties: list[Duty], start: int, end: int) -> int:
    """Working minutes in `[start, end)`; a duty that crosses an edge counts by the part inside."""
    return sum(
        (min(end, until) - max(start, begin)) * work // (until - begin)
        for begin, until, work, _ in duties
        if begin < end and start < until
    )


def _longest_rest(duties: list[Duty], start: int, end: int) -> int:
    longest, free_since = 0, start
    for begin, until, _, _ in duties:
        if begin < end and start < until:
            longest = max(longest, begin - free_since)
            free_since = max(free_since, until)
    return max(longest, end - free_since)
