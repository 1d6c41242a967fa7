"""Pay for changes to the published roster: so much a changed day, or a share of what was cut at the last moment."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from fractions import Fraction

from planner.cost.bill import Bill, pay_bill
from planner.plan.model import Duty, Plan
from planner.scenario.pay import ChangePay
from planner.scenario.publication import PublishedDuty
from planner.scenario.scenario import Scenario

Days = dict[tuple[str, date], set[tuple[str, datetime, datetime]]]


def change_bills(scenario: Scenario, plan: Plan) -> Iterator[Bill]:
    """A bill for every person and local day near enough on which the duties are not those that were published."""
    terms, publication = scenario.pay.change_pay, scenario.facts.publication
    if terms is None or publication is None or not scenario.published:
        return
    before, after = _by_day(scenario, scenario.published), _by_day(scenario, plan.roster)
    for person in scenario.staff:
        if not terms.is_for(person.grade):
            continue
        rate = scenario.pay.grades[person.grade].hourly_rate
        for day in scenario.days:
            ahead = (day - publication.today).days
            told, now = before[person.person, day], after[person.person, day]
            if ahead >= terms.notice_days or told == now:
                continue
            if told and not now and ahead < terms.cut_days:
                yield _cut(scenario, terms, person.person, told, rate)
            else:
                yield pay_bill(person.person, "change_pay", Fraction(terms.minutes, 60), rate)


def _cut(
    scenario: Scenario, terms: ChangePay, person: str, told: set[tuple[str, datetime, datetime]], rate: int
) -> Bill:
    lost = sum(
        (end - start) // timedelta(minutes=1) - scenario.shift_system.shifts[shift].break_minutes
        for shift, start, end in told
    )
    return pay_bill(person, "change_pay:cut", Fraction(lost, 60), Fraction(rate * terms.cut_percent, 100))


def _by_day(scenario: Scenario, duties: tuple[Duty, ...] | tuple[PublishedDuty, ...]) -> Days:
    found: Days = defaultdict(set)
    for duty in duties:
        day = duty.start.astimezone(scenario.zone_of(duty.person)).date()
        found[duty.person, day].add((duty.shift, duty.start, duty.end))
    return found
