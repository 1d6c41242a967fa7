"""The smallest billed thing, and the on-costs that go with pay."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from planner.scenario.base import INTERNAL
from planner.scenario.scenario import Scenario
from planner.units import round_half_up


@dataclass(frozen=True)
class Bill:
    """One billed thing, already rounded. `rate` and `amount` are minor units."""

    party: str
    who: str
    item: str
    quantity: Fraction
    unit: str
    rate: int
    amount: int


def pay_bills(
    scenario: Scenario,
    who: str,
    item: str,
    quantity: Fraction,
    unit: str,
    rate: int,
    amount: Fraction,
    times: int = 1,
) -> Iterator[Bill]:
    """Pay and its on-costs: `amount` is rounded once, on-costs once on the rounded amount, both `times` over."""
    gross = round_half_up(amount)
    on_costs = round_half_up(Fraction(gross * scenario.pay.on_cost_percent, 100))
    yield Bill(INTERNAL, who, item, quantity, unit, rate, gross * times)
    if on_costs:
        percent = scenario.pay.on_cost_percent
        yield Bill(
            INTERNAL,
            who,
            "on_costs",
            Fraction(gross * times, 100),
            f"{percent} % of pay",
            0,
            on_costs * times,
        )
