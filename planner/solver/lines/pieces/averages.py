"""Working time of reference periods as counts, one for each period."""

from __future__ import annotations

from collections.abc import Iterator
from math import gcd
from typing import Any, NamedTuple

from planner.instance.model import Employee, Instance, ShiftSlot
from planner.rules.averages import AverageHours, NightAverage
from planner.scenario.people import Agreement
from planner.solver.lines.graph import Limit, Piece, State, Step
from planner.solver.reference_weeks import Period, reference_periods


def average_hours(rule: AverageHours, instance: Instance, employee: Employee) -> Piece:
    """Working time of each reference period of who has not opted out."""
    periods = list(reference_periods(rule, rule.work_minutes, instance, employee))
    if rule.opt_out_possible and Agreement.AVERAGE_HOURS_OPT_OUT in employee.agreements:
        periods = []

    def view(day: int, slot: ShiftSlot | None) -> tuple[int, ...]:
        paid = 0 if slot is None else slot.paid
        return tuple(paid if day in period.days else 0 for period in periods)

    def step(state: State, paid: Any) -> Step:
        return Step(state, 0, paid)

    limits = tuple(Limit(0, period.limit - period.past_work) for period in periods)
    days = tuple(period.days for period in periods)
    return Piece(("average hours", days), 0, view, step, limits)


class _Day(NamedTuple):
    """What the average of night workers sees of a day: which periods it is in, which end with it, and its duty."""

    inside: tuple[bool, ...]
    ends: tuple[bool, ...]
    paid: int
    night: bool


def night_average(rule: NightAverage, instance: Instance, employee: Employee) -> Piece:
    """The same for who is a night worker, by agreement or by the nights of the period.

    The state is how many nights each period has, up to those of a night worker. The night that makes somebody one
    counts as an allowance, more than shifts can last together, which others have and who is one then lacks.
    """
    of_a_week, from_nights = rule.working_days * rule.work_minutes, rule.night_worker_from
    periods = list(reference_periods(rule, of_a_week, instance, employee))
    by_agreement = Agreement.NIGHT_WORKER in employee.agreements
    start = tuple(from_nights if by_agreement else min(period.past_nights, from_nights) for period in periods)
    allowances = tuple(_allowances(periods, instance, employee))

    def view(day: int, slot: ShiftSlot | None) -> _Day:
        inside = tuple(day in period.days for period in periods)
        ends = tuple(day == period.days[-1] for period in periods)
        return _Day(inside, ends, slot.paid if slot else 0, bool(slot and slot.night))

    def step(nights: Any, seen: Any) -> Step:
        after, counts = [], []
        for had, allowance, inside, ends in zip(nights, allowances, seen.inside, seen.ends, strict=True):
            has = min(had + int(seen.night and inside), from_nights)
            becomes = had < has == from_nights
            counts.append((seen.paid if inside else 0) + (allowance if becomes else 0))
            after.append(0 if ends else has)
        return Step(tuple(after), 0, tuple(counts))

    limits = []
    for period, nights, allowance in zip(periods, start, allowances, strict=True):
        most = period.limit - period.past_work
        # Where it is too much already, no night worker is left any line, and who is none has the whole allowance.
        limits.append(Limit(0, most if nights == from_nights else allowance + max(most, -1)))
    days = tuple(period.days for period in periods)
    return Piece(("night average", from_nights, days, start), start, view, step, tuple(limits))


def _allowances(periods: list[Period], instance: Instance, employee: Employee) -> Iterator[int]:
    """In whole units of what shifts last, so that all that is counted is."""
    longest = [0] * instance.days
    unit = 0
    for slot in instance.slots:
        if slot.site == employee.site:
            longest[slot.day] = max(longest[slot.day], slot.paid)
            unit = gcd(unit, slot.paid)
    for period in periods:
        yield (sum(longest[day] for day in period.days) // (unit or 1) + 1) * unit
