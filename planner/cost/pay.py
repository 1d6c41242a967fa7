"""Pay of people for contract, duties, premia and overtime."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from fractions import Fraction

from planner.cost.bill import Bill, flat_bill, pay_bill
from planner.cost.overtime import overtime
from planner.cost.owed import contract_minutes, credited_minutes
from planner.cost.premia import PremiumMinutes, premium_minutes
from planner.plan.model import Duty, Plan
from planner.scenario.pay import Grade
from planner.scenario.people import Person
from planner.scenario.scenario import Scenario


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
            kind = scenario.shift_system.shifts[duty.shift].kind
            if allowance := scenario.pay.shift_allowances.get(kind):
                yield flat_bill(person.person, f"allowance:{kind}", Fraction(1), "duties", allowance)
        yield from overtime(scenario, person, grade, duties)


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
