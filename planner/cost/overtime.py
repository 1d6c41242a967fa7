"""Overtime of one person: by duty first, then by week or contract on the minutes that are left."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from fractions import Fraction

from planner.cost.bill import Bill, overtime_bill
from planner.cost.clock import QUARTER_HOUR, elapsed_minutes
from planner.cost.owed import contract_minutes, credited_minutes
from planner.cost.premia import premium_minutes
from planner.plan.model import Duty
from planner.scenario.base import INTERNAL, DayName
from planner.scenario.pay import Grade, OvertimeBasis, Workweek
from planner.scenario.people import PastDuty, Person
from planner.scenario.scenario import Scenario
from planner.units import local_to_utc, round_half_up


@dataclass
class Week:
    """What lies in one week: minutes that are not yet daily overtime, all paid minutes, and premia of the regular rate.

    `known` are those minutes that history had already filled; `daily` counts quarter hours by percentage.
    """

    minutes: int = 0
    known: int = 0
    paid: int = 0
    premia: Fraction = Fraction(0)
    daily: Counter[int] = field(default_factory=Counter)


def overtime(scenario: Scenario, person: Person, grade: Grade, duties: list[Duty]) -> Iterator[Bill]:
    """Started quarter hours; an hourly person already has the plain hour in base pay, so only the percentage."""
    rule = scenario.pay.overtime
    weeks: dict[datetime | date | None, Week] = {}
    for duty in duties:
        _enter(scenario, person, weeks, duty, duty.paid_minutes)
    planned = list(weeks)
    for past in scenario.history if rule.workweek is not None else ():
        if past.person == person.person:
            _remember(scenario, person, weeks, past)
    threshold = rule.weekly_minutes
    if rule.basis is OvertimeBasis.CONTRACT_HORIZON:
        threshold = contract_minutes(scenario, person) - credited_minutes(scenario, person)
        planned = [None]
        weeks.setdefault(None, Week())
    total: Counter[int] = Counter()
    for key in planned:
        week = weeks[key]
        counted = week.daily + _beyond(scenario, week, threshold)
        total += counted
        if rule.regular_rate and week.premia:
            yield from _on_premia(scenario, person, week, counted)
    for percent, quarters in sorted(total.items()):
        whole = percent + (100 if grade.salaried else 0)
        price = round_half_up(Fraction(grade.hourly_rate * whole, 400))
        yield overtime_bill(person.person, _item(scenario, "overtime", percent), quarters, price)


def _item(scenario: Scenario, name: str, percent: int) -> str:
    return name if percent == scenario.pay.overtime.percent else f"{name}:plus_{percent}"


def _beyond(scenario: Scenario, week: Week, threshold: int) -> Counter[int]:
    """Quarter hours beyond the threshold and not in history, by the percentage of the tier that they lie in."""
    rule = scenario.pay.overtime
    tiers = [(0, rule.percent), *((tier.over_minutes, tier.percent) for tier in rule.further)]
    above = 0
    found: Counter[int] = Counter()
    for over, percent in reversed(tiers):
        begins = max(threshold + over, week.known) if week.known else threshold + over
        reached = _quarters(week.minutes - begins)
        found[percent] += reached - above
        above = reached
    return +found


def _quarters(minutes: int) -> int:
    return -(-minutes // QUARTER_HOUR) if minutes > 0 else 0


def _on_premia(scenario: Scenario, person: Person, week: Week, counted: Counter[int]) -> Iterator[Bill]:
    """Regular rate: the overtime percentage of the premia of the week that fall on overtime, hour for hour."""
    for percent, quarters in sorted(counted.items()):
        on_overtime = week.premia * quarters * QUARTER_HOUR / week.paid
        yield Bill(
            party=INTERNAL,
            who=person.person,
            item=_item(scenario, "overtime_regular_rate", percent),
            quantity=on_overtime / 100,
            unit=f"{scenario.facts.currency} of premia",
            rate=Fraction(percent),
            amount=round_half_up(on_overtime * percent / 100),
        )


def _enter(
    scenario: Scenario,
    person: Person,
    weeks: dict[datetime | date | None, Week],
    duty: Duty | PastDuty,
    paid: int,
) -> None:
    """Puts a duty into its weeks. Paid time runs from the start of a duty; its break comes last."""
    rule, start, end = scenario.pay.overtime, duty.start, duty.end
    straight = paid
    if rule.daily:
        straight = min(paid, rule.daily[0].over_minutes)
    for number, (key, first, last) in enumerate(_pieces(scenario, person, start, end)):
        week = weeks.setdefault(key, Week())
        low, high = elapsed_minutes(start, first), elapsed_minutes(start, last)
        week.minutes += max(0, min(straight, high) - low)
        week.paid += max(0, min(paid, high) - low)
        if number == 0:
            week.daily += _daily(scenario, paid)
        if rule.regular_rate:
            week.premia += _premia(scenario, person, first, last, start)
            if number == 0:
                kind = scenario.shift_system.shifts[duty.shift].kind
                week.premia += scenario.pay.shift_allowances.get(kind, 0)


def _remember(
    scenario: Scenario, person: Person, weeks: dict[datetime | date | None, Week], past: PastDuty
) -> None:
    """Puts a duty of history into weeks that the plan goes on with; it has been paid, and only fills them."""
    paid = elapsed_minutes(past.start, past.end) - scenario.shift_system.shifts[past.shift].break_minutes
    alone: dict[datetime | date | None, Week] = {}
    _enter(scenario, person, alone, past, paid)
    for key, piece in alone.items():
        if key in weeks:
            weeks[key].minutes += piece.minutes
            weeks[key].known += piece.minutes
            weeks[key].paid += piece.paid
            weeks[key].premia += piece.premia


def _daily(scenario: Scenario, paid: int) -> Counter[int]:
    """Quarter hours of a duty by the percentage of its daily tier."""
    found: Counter[int] = Counter()
    most = paid
    for tier in reversed(scenario.pay.overtime.daily):
        found[tier.percent] += _quarters(most - tier.over_minutes)
        most = min(most, tier.over_minutes)
    return +found


def _premia(scenario: Scenario, person: Person, first: datetime, last: datetime, began: datetime) -> Fraction:
    """Premia of the regular rate in minor units, not rounded."""
    premia, rate = scenario.pay.premia, scenario.pay.grades[person.grade].hourly_rate
    return sum(
        (
            Fraction(minutes * rate * premia[key].percent, 6000)
            for key, minutes in premium_minutes(scenario, person, first, last, began=began).items()
            if premia[key].in_regular_rate
        ),
        Fraction(0),
    )


def _pieces(
    scenario: Scenario, person: Person, start: datetime, end: datetime
) -> Iterable[tuple[datetime | date | None, datetime, datetime]]:
    """The weeks that a duty lies in, each with the part of the duty in it."""
    rule, zone = scenario.pay.overtime, scenario.zone_of(person.person)
    day = start.astimezone(zone).date()
    if rule.basis is OvertimeBasis.CONTRACT_HORIZON:
        return [(None, start, end)]
    if rule.workweek is None:
        return [(day - timedelta(days=day.weekday()), start, end)]
    begins = [
        local_to_utc(day + timedelta(days=offset), rule.workweek.start, zone)
        for offset in range(-7, 9)
        if _is(rule.workweek, day + timedelta(days=offset))
    ]
    return [
        (first, max(start, first), min(end, first + timedelta(days=8), *(b for b in begins if b > first)))
        for first in begins
        if first < end and not any(first < later <= start for later in begins)
    ]


def _is(workweek: Workweek, day: date) -> bool:
    return tuple(DayName)[day.weekday()] is workweek.day
