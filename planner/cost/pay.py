"""Pay of people for contract, duties, premia and overtime."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import date, datetime
from fractions import Fraction

from planner.cost.bill import Bill, overtime_bill, pay_bill
from planner.cost.clock import QUARTER_HOUR
from planner.cost.premia import PremiumMinutes, premium_minutes
from planner.plan.model import Duty, Plan
from planner.scenario.pay import Grade, OvertimeBasis
from planner.scenario.people import Person
from planner.scenario.scenario import Scenario
from planner.units import round_half_up


def pay(scenario: Scenario, plan: Plan) -> Iterator[Bill]:
    """Every pay bill of everybody whose position exists in the operating model."""
    # Colleagues work the same shifts, so each stretch of time is walked once for all of a grade at a site.
    counted: dict[tuple[str, str | None, datetime, datetime], PremiumMinutes] = {}
    for person in scenario.staff:
        grade = scenario.pay.grades[person.grade]
        duties = [duty for duty in plan.roster if duty.person == person.person]
        yield from _base(scenario, person, grade, duties)
        for duty in duties:
            same = (person.grade, person.site, duty.start, duty.end)
            if same not in counted:
                counted[same] = premium_minutes(scenario, person, duty.start, duty.end)
            yield from _premia(scenario, person, grade, counted[same])
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
        yield pay_bill(person.person, "base_pay", Fraction(contract_minutes(scenario, person), 60), rate)
        return
    for duty in duties:
        yield pay_bill(person.person, "base_pay", Fraction(duty.paid_minutes, 60), rate)
    hours = Fraction(credited_minutes(scenario, person), 60)
    if hours:
        yield pay_bill(person.person, "leave_pay", hours, rate)


def _premia(scenario: Scenario, person: Person, grade: Grade, counted: PremiumMinutes) -> Iterator[Bill]:
    for key, minutes in counted.items():
        rate = Fraction(grade.hourly_rate * scenario.pay.premia[key].percent, 100)
        yield pay_bill(person.person, f"premium:{key}", Fraction(minutes, 60), rate)


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
        unit_price = round_half_up(Fraction(grade.hourly_rate * percent, 400))
        yield overtime_bill(person.person, "overtime", quarters, unit_price)
