"""Yearly costs of each position: licences, training, hiring and turnover. They are no pay and bear no on-costs."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from planner.cost.bill import Bill, flat_bill
from planner.scenario.scenario import Scenario

DAYS_OF_A_YEAR = 365


def per_head(scenario: Scenario) -> Iterator[Bill]:
    """Every yearly cost of everybody on the staff, by days of the horizon."""
    years = Fraction(scenario.facts.horizon.days, DAYS_OF_A_YEAR)
    turnover = scenario.pay.turnover
    for person in scenario.staff:
        for key, cost in scenario.pay.per_head.items():
            if not cost.grades or person.grade in cost.grades:
                yield flat_bill(person.person, f"per_head:{key}", years, "years", cost.per_year)
        if turnover is not None:
            leavers = years * turnover.percent_per_year / 100
            yield flat_bill(person.person, "turnover", leavers, "leavers", turnover.replacement_cost)
