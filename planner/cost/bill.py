"""The smallest billed thing."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from planner.scenario.base import INTERNAL
from planner.units import round_half_up


@dataclass(frozen=True)
class Bill:
    """One billed thing, already rounded. `rate` (perhaps with a fraction) and `amount` are minor units."""

    party: str
    who: str
    item: str
    quantity: Fraction
    unit: str
    rate: Fraction
    amount: int


def pay_bill(who: str, item: str, hours: Fraction, rate: Fraction | int) -> Bill:
    """Gross pay of some hours: hours times rate, rounded once."""
    return Bill(INTERNAL, who, item, hours, "h", Fraction(rate), round_half_up(hours * rate))


def overtime_bill(who: str, item: str, quarters: int, quarter_price: int) -> Bill:
    """Gross pay of started quarter hours, each of which is a billed thing."""
    return Bill(
        INTERNAL, who, item, Fraction(quarters, 4), "h", Fraction(4 * quarter_price), quarters * quarter_price
    )


def flat_bill(who: str, item: str, quantity: Fraction, unit: str, rate: int) -> Bill:
    """A sum for each of something: quantity times rate, rounded once."""
    return Bill(INTERNAL, who, item, quantity, unit, Fraction(rate), round_half_up(quantity * rate))
