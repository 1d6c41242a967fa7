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

    def minutes_of(person: Person, duty: Duty) -> PremiumMinutes:
        same = (person.grade, person.site, duty.start, duty.end)
        if same not in counted:
            counted[same] = premium_minutes(scenario, person, duty.start, duty.end)
        return counted[same]

    for person in scenario.staff:
        grade = scenario.pay.grades[person.grade]
        duties = [duty for duty in plan.roster if duty.person == person.person]
        yield from _fixed(scenario, person, grade)
        for duty in duties:
            yield from duty_bills(scenario, person, duty, minutes_of(person, duty))
        yield from overtime(scenario, person, grade, duties)


def _fixed(scenario: Scenario, person: Person, grade: Grade) -> Iterator[Bill]:
    """The salary, or an hourly person's paid leave and holidays."""
    if grade.salaried:
        hours = Fraction(contract_minutes(scenario, person), 60)
        yield pay_bill(person.person, "base_pay", hours, grade.hourly_rate)
    elif minutes := credited_minutes(scenario, person):
        yield pay_bill(person.person, "leave_pay", Fraction(minutes, 60), grade.hourly_rate)


def duty_bills(scenario: Scenario, person: Person, duty: Duty, counted: PremiumMinutes) -> Iterator[Bill]:
    """What a duty earns by itself: base pay by the hour, premia, a flat allowance."""
    who, grade = person.person, scenario.pay.grades[person.grade]
    if not grade.salaried:
        yield pay_bill(who, "base_pay", Fraction(duty.paid_minutes, 60), grade.hourly_rate)
    for key, minutes in counted.items():
        rate = Fraction(grade.hourly_rate * scenario.pay.premia[key].percent, 100)
        yield pay_bill(who, f"premium:{key}", Fraction(minutes, 60), rate)
    kind = scenario.shift_system.shifts[duty.shift].kind
    if allowance := scenario.pay.shift_allowances.get(kind):
        yield flat_bill(who, f"allowance:{kind}", Fraction(1), "duties", allowance)
