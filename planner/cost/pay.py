"""Pay of people for contract, duties, premia and overtime."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import date, datetime
from fractions import Fraction

from planner.cost.bill import Bill, pay_bills
from planner.cost.clock import QUARTER_HOUR, grain, local_steps
from planner.plan.model import Duty, Plan
from planner.scenario.pay import Combination, Grade, OvertimeBasis, Premium, PremiumDay
from planner.scenario.people import Person
from planner.scenario.scenario import Scenario

PremiumMinutes = dict[str, int]
"""Minutes that count for each premium, by its key."""


def pay(scenario: Scenario, plan: Plan) -> Iterator[Bill]:
    """Every pay bill of everybody whose position exists in the operating model."""
    # Colleagues work the same shifts, so each stretch of time is walked once for all of them.
    counted: dict[tuple[datetime, datetime], PremiumMinutes] = {}
    for person in scenario.staff:
        grade = scenario.pay.grades[person.grade]
        duties = [duty for duty in plan.roster if duty.person == person.person]
        yield from _base(scenario, person, grade, duties)
        for duty in duties:
            when = (duty.start, duty.end)
            if when not in counted:
                counted[when] = premium_minutes(scenario, *when)
            yield from _premia(scenario, person, grade, counted[when])
        yield from _overtime(scenario, person, grade, duties)


def contract_minutes(scenario: Scenario, person: Person) -> int:
    """Contract working time of the horizon, rounded down to a minute."""
    return person.weekly_minutes * scenario.facts.horizon.days // 7


def credited_minutes(scenario: Scenario, person: Person) -> int:
    """A fifth of the weekly time for each Monday-to-Friday day that is leave or a public holiday."""
    holidays = scenario.holidays_of(person.person)
    away: set[date] = {day for day in scenario.days if day in holidays}
    for leave in scenario.leave:
        if leave.person == person.person:
            away |= {day for day in scenario.days if leave.first_day <= day <= leave.last_day}
    return len([day for day in away if day.isoweekday() <= 5]) * (person.weekly_minutes // 5)


def _base(scenario: Scenario, person: Person, grade: Grade, duties: list[Duty]) -> Iterator[Bill]:
    rate = grade.hourly_rate
    if grade.salaried:
        hours = Fraction(contract_minutes(scenario, person), 60)
        yield from pay_bills(scenario, person.person, "base_pay", hours, "h", rate, hours * rate)
        return
    for duty in duties:
        hours = Fraction(duty.paid_minutes, 60)
        yield from pay_bills(scenario, person.person, "base_pay", hours, "h", rate, hours * rate)
    hours = Fraction(credited_minutes(scenario, person), 60)
    if hours:
        yield from pay_bills(scenario, person.person, "leave_pay", hours, "h", rate, hours * rate)


def premium_minutes(scenario: Scenario, start: datetime, end: datetime) -> PremiumMinutes:
    """Minutes of `[start, end)` that count for each premium; of overlapping ones all or the highest count."""
    premia = scenario.pay.premia
    edges = [edge for premium in premia.values() for edge in (premium.start, premium.end)]
    step = grain(start.minute, end.minute, *edges)
    counted: PremiumMinutes = {}
    for day, clock in local_steps(start, end, scenario.zone, step) if premia else ():
        running = [key for key, premium in premia.items() if _runs(scenario, premium, day, clock)]
        if running and scenario.pay.combination is Combination.HIGHEST:
            dearest = max(premia[key].percent for key in running)
            running = [next(key for key in running if premia[key].percent == dearest)]
        for key in running:
            counted[key] = counted.get(key, 0) + step
    return counted


def _premia(scenario: Scenario, person: Person, grade: Grade, counted: PremiumMinutes) -> Iterator[Bill]:
    for key, minutes in counted.items():
        percent, hours = scenario.pay.premia[key].percent, Fraction(minutes, 60)
        amount = hours * grade.hourly_rate * percent / 100
        yield from pay_bills(scenario, person.person, f"premium:{key}", hours, "h", 0, amount)


def _runs(scenario: Scenario, premium: Premium, day: date, clock: int) -> bool:
    """Whether a premium runs at a moment; its day is the local day the moment falls on."""
    if premium.start < premium.end:
        inside = premium.start <= clock < premium.end
    else:
        inside = clock >= premium.start or clock < premium.end
    match premium.day:
        case PremiumDay.ANY:
            return inside
        case PremiumDay.SUNDAY:
            return inside and day.isoweekday() == 7
        case PremiumDay.HOLIDAY:
            return inside and day in scenario.holiday_names


def _overtime(scenario: Scenario, person: Person, grade: Grade, duties: list[Duty]) -> Iterator[Bill]:
    """Started quarter hours; an hourly person already has the plain hour in base pay, so only the percentage."""
    overtime = scenario.pay.overtime
    if overtime.basis is OvertimeBasis.CONTRACT_HORIZON:
        worked = sum(duty.paid_minutes for duty in duties) + credited_minutes(scenario, person)
        excess = [worked - contract_minutes(scenario, person)]
    else:
        by_week: Counter[int] = Counter()
        for duty in duties:
            day = duty.start.astimezone(scenario.zone_of(person.person)).date()
            by_week[(day - scenario.days[0]).days // 7] += duty.paid_minutes
        excess = [minutes - overtime.weekly_minutes for minutes in by_week.values()]
    quarters = sum(-(-minutes // QUARTER_HOUR) for minutes in excess if minutes > 0)
    if quarters:
        percent = overtime.percent + (100 if grade.salaried else 0)
        unit_price = Fraction(grade.hourly_rate * percent, 400)
        yield from pay_bills(
            scenario, person.person, "overtime", Fraction(quarters, 4), "h", 0, unit_price, times=quarters
        )
