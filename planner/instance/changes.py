"""What a change to the published roster costs, for each person and day that is near enough."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from planner.scenario.pay import ChangePay
from planner.scenario.people import Person
from planner.scenario.scenario import Scenario
from planner.units import round_half_up

from .model import ChangePrice, Publication
from .money import with_on_costs


def change_prices(scenario: Scenario, publication: Publication | None) -> dict[tuple[str, int], ChangePrice]:
    """Price by person and day number; none where there is no change pay, or nothing has been published."""
    terms = scenario.pay.change_pay
    if terms is None or publication is None or not publication.duties:
        return {}
    last = min(len(scenario.days), publication.today + terms.notice_days)
    return {
        (person.person, day): price
        for person in scenario.staff
        if terms.is_for(person.grade)
        for day, price in _prices(scenario, publication, terms, person, last)
    }


def _prices(
    scenario: Scenario, publication: Publication, terms: ChangePay, person: Person, last: int
) -> Iterator[tuple[int, ChangePrice]]:
    rate = scenario.pay.grades[person.grade].hourly_rate
    moved = with_on_costs(scenario, round_half_up(Fraction(rate * terms.minutes, 60)))
    for day in range(last):
        lost = sum(
            end - start - scenario.shift_system.shifts[shift].break_minutes
            for shift, start, end in publication.duties.get((person.person, day), ())
        )
        if lost and day < publication.today + terms.cut_days:
            gross = round_half_up(Fraction(rate * terms.cut_percent * lost, 6000))
            yield day, ChangePrice(moved, with_on_costs(scenario, gross))
        else:
            yield day, ChangePrice(moved, moved)
