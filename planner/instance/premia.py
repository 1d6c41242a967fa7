"""Premia of duties as intervals of minutes (FORMULATION §4)."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from datetime import date
from fractions import Fraction
from itertools import pairwise

from planner.instance.clock import HorizonClock
from planner.scenario.pay import Combination, Grade, Premium, PremiumDay
from planner.scenario.people import Person
from planner.scenario.scenario import Scenario
from planner.units import MINUTES_PER_DAY, round_half_up


def premium_amount(grade: Grade, premium: Premium, minutes: int) -> int:
    """Gross premium of one duty."""
    return round_half_up(Fraction(grade.hourly_rate * minutes * premium.percent, 6000))


def premium_minutes(
    scenario: Scenario, clock: HorizonClock, person: Person, start: int, end: int, began: int | None = None
) -> dict[str, int]:
    """Minutes `[start, end)` of a duty that count for each premium, after each group has dropped overlaps.

    `began` is the start of the duty where `start` is not.
    """
    begin = start if began is None else began
    holidays = scenario.holidays_of(person.person).keys()
    premia = {key: premium for key, premium in scenario.pay.premia.items() if premium.is_for(person.grade)}
    intervals = {
        key: sorted(_intervals(clock, holidays, premium, begin, start, end))
        for key, premium in premia.items()
    }
    cuts = sorted({start, end, *(edge for spans in intervals.values() for span in spans for edge in span)})
    counted = dict.fromkeys(intervals, 0)
    for low, high in pairwise(cuts):
        dearest: dict[str, str] = {}
        for key, spans in intervals.items():
            if any(first <= low and high <= last for first, last in spans):
                group = _group(scenario.pay.combination, key, premia[key])
                if group not in dearest or premia[dearest[group]].percent < premia[key].percent:
                    dearest[group] = key
        for key in dearest.values():
            counted[key] += high - low
    return {key: minutes for key, minutes in counted.items() if minutes}


def _group(combination: Combination, key: str, premium: Premium) -> str:
    """Name of the group; the prefixes keep names that were given apart from those that were not."""
    if premium.group is not None:
        return f"group {premium.group}"
    return "" if combination is Combination.HIGHEST else f"alone {key}"


def _intervals(
    clock: HorizonClock, holidays: Collection[date], premium: Premium, began: int, start: int, end: int
) -> Iterator[tuple[int, int]]:
    first, last = clock.day_number(clock.wall(began)[0]), clock.day_number(clock.wall(end - 1)[0])
    shift = 1 if premium.started_before_midnight else 0
    for day in range(first + shift, last + 1):
        if not _runs_on(premium, clock.local_date(day - shift), holidays):
            continue
        spans = (
            [(premium.start, premium.end)]
            if premium.start < premium.end
            else [(0, premium.end), (premium.start, MINUTES_PER_DAY)]
        )
        for low, high in spans:
            for begin, until in clock.between(day, low, high):
                if max(start, begin) < min(end, until):
                    yield max(start, begin), min(end, until)


def _runs_on(premium: Premium, day: date, holidays: Collection[date]) -> bool:
    match premium.day:
        case PremiumDay.ANY:
            return True
        case PremiumDay.WEEKDAY:
            return day.weekday() < 5
        case PremiumDay.SATURDAY:
            return day.weekday() == 5
        case PremiumDay.SUNDAY:
            return day.weekday() == 6
        case PremiumDay.WEEKEND:
            return day.weekday() >= 5
        case PremiumDay.HOLIDAY:
            return day in holidays
        case PremiumDay.DATES:
            return f"{day:%m-%d}" in premium.dates
