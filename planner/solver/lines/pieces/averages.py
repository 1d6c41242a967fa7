"""Working time of reference periods as counts, one for each period that can be too long."""

from __future__ import annotations

from collections.abc import Iterable
from math import gcd
from typing import Any, NamedTuple

from planner.instance.model import Employee, Instance, ShiftSlot
from planner.rules.averages import AverageHours, NightAverage
from planner.scenario.people import Agreement
from planner.solver.lines.graph import Limit, Piece, Step
from planner.solver.reference_weeks import Period, reference_periods


def average_hours(rule: AverageHours, instance: Instance, employee: Employee) -> Piece:
    """Working time of each reference period of who has not opted out."""
    if rule.opt_out_possible and Agreement.AVERAGE_HOURS_OPT_OUT in employee.agreements:
        return _counts([])
    found = reference_periods(rule, rule.work_minutes, instance, employee)
    return _counts(_binding(((period, 0) for period in found), instance, employee))


def night_average(rule: NightAverage, instance: Instance, employee: Employee) -> Piece:
    """The same for who is a night worker, by agreement or by the nights of the period."""
    of_a_week = rule.working_days * rule.work_minutes
    from_nights = 0 if Agreement.NIGHT_WORKER in employee.agreements else rule.night_worker_from
    found = (
        (period, max(0, from_nights - period.past_nights))
        for period in reference_periods(rule, of_a_week, instance, employee)
    )
    return _counts(_binding(found, instance, employee))


class _Counted(NamedTuple):
    """Days in which who has so many `nights` works `most` minutes at most, and others `allowance` more."""

    days: range
    most: int
    nights: int
    allowance: int


class _Day(NamedTuple):
    """What the counts see of a day: which of them it is in, which end with it, and its duty."""

    inside: tuple[bool, ...]
    ends: tuple[bool, ...]
    paid: int
    night: bool


def _binding(periods: Iterable[tuple[Period, int]], instance: Instance, employee: Employee) -> list[_Counted]:
    """The periods, each with the nights that a night worker still needs, which who works all days would overstep.

    All amounts are in whole units of what shifts last, so the allowance is just enough for everything.
    """
    longest = [0] * instance.days
    unit = 0
    for slot in instance.slots:
        if slot.site == employee.site:
            longest[slot.day] = max(longest[slot.day], slot.paid)
            unit = gcd(unit, slot.paid)
    found = []
    for period, nights in periods:
        most = period.limit - period.past_work
        beyond = sum(longest[day] for day in period.days) - most
        if beyond > 0:
            found.append(_Counted(period.days, most, nights, -(-beyond // unit) * unit if nights else 0))
    return found


def _counts(periods: list[_Counted]) -> Piece:
    """The state is how many nights each period has, up to those of a night worker.

    The night that makes somebody a night worker counts as the allowance, which from then on is used up.
    """

    def view(day: int, slot: ShiftSlot | None) -> _Day:
        inside = tuple(day in period.days for period in periods)
        ends = tuple(day == period.days[-1] for period in periods)
        return _Day(inside, ends, slot.paid if slot else 0, bool(slot and slot.night))

    def step(nights: Any, seen: Any) -> Step:
        after, counts = [], []
        for period, had, inside, ends in zip(periods, nights, seen.inside, seen.ends, strict=True):
            has = min(period.nights, had + int(seen.night and inside))
            became = had < has == period.nights
            counts.append((seen.paid if inside else 0) + (period.allowance if became else 0))
            after.append(0 if ends else has)
        return Step(tuple(after), 0, tuple(counts))

    limits = tuple(Limit(0, period.most + period.allowance) for period in periods)
    return Piece(("averages", tuple(periods)), (0,) * len(periods), view, step, limits)
