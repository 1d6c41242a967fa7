"""The employer's on-costs on all gross pay of a person, and of a level's call-outs."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from fractions import Fraction

from planner.cost.bill import Bill, overtime_bill
from planner.scenario.base import INTERNAL
from planner.scenario.scenario import Scenario
from planner.units import round_half_up

DAYS_OF_A_YEAR = 365


def on_costs(scenario: Scenario, pay: Sequence[Bill]) -> Iterator[Bill]:
    """The single percentage on each billed thing, or every component once for everybody who is paid."""
    if scenario.pay.on_cost_percent:
        for bill in pay:
            yield from _single(scenario, bill)
    else:
        yield from _components(scenario, pay)


def _single(scenario: Scenario, bill: Bill) -> Iterator[Bill]:
    """One percentage, rounded once on each billed thing; of overtime that is the quarter hour."""
    percent = Fraction(scenario.pay.on_cost_percent)
    if bill.item.partition(":")[0] == "overtime":
        each = round_half_up(bill.rate / 4 * percent / 100)
        yield overtime_bill(bill.who, f"on_costs:{bill.item}", int(4 * bill.quantity), each)
    else:
        yield from _bill(scenario, bill.who, "on_costs", percent, bill.amount)


def _components(scenario: Scenario, pay: Sequence[Bill]) -> Iterator[Bill]:
    """Call-outs are billed to the level that is called, not to who holds it: they lie on top of somebody's pay, so no
    allowance is left for them, and no ceiling is known to have been reached.
    """
    gross: dict[str, int] = defaultdict(int)
    for bill in pay:
        gross[bill.who] += bill.amount
    people = {person.person for person in scenario.staff}
    for who, amount in gross.items():
        for key, part in scenario.pay.on_costs.items():
            counted = amount
            if who in people:
                if part.up_to is not None:
                    counted = min(counted, _pro_rata(scenario, part.up_to))
                counted = max(0, counted - _pro_rata(scenario, part.above))
            yield from _bill(scenario, who, f"on_costs:{key}", Fraction(part.percent), counted)


def _pro_rata(scenario: Scenario, yearly: int) -> int:
    return round_half_up(Fraction(yearly * scenario.facts.horizon.days, DAYS_OF_A_YEAR))


def _bill(scenario: Scenario, who: str, item: str, percent: Fraction, counted: int) -> Iterator[Bill]:
    if counted and percent:
        unit = f"{scenario.facts.currency} of pay"
        amount = round_half_up(counted * percent / 100)
        yield Bill(INTERNAL, who, item, Fraction(counted, 100), unit, percent, amount)
