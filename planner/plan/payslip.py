"""One person's part of a cost statement, in the order of a payslip, and all payslips as one table."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Any

from planner.plan.cells import Amount, Number, Rate, Text
from planner.plan.result import CostLine, CostStatement
from planner.plan.summary import item_words, show_cents
from planner.plan.tables import table_text
from planner.scenario.base import INTERNAL
from planner.units import rate_to_money, round_half_up

BESIDE_PAY = ("on_costs", "per_head", "turnover")
"""Kinds of item that the employer bears beside gross pay, in order."""


@dataclass(frozen=True)
class Payslip:
    """Gross pay line by line, then what the employer bears beside it; sums in minor units.

    Call-outs are not on it: they are billed to the level that is called.
    """

    who: str
    pay: tuple[CostLine, ...]
    beside: tuple[CostLine, ...]

    @property
    def gross(self) -> int:
        """Gross pay."""
        return sum(line.amount for line in self.pay)

    @property
    def employer_cost(self) -> int:
        """Gross pay and everything beside it."""
        return self.gross + sum(line.amount for line in self.beside)


def payslip(costs: CostStatement, who: str) -> Payslip:
    """The lines of a person of our own; empty for somebody without any."""
    lines = [line for line in costs.lines if (line.party, line.who) == (INTERNAL, who)]
    beside = [line for line in lines if _kind(line) in BESIDE_PAY]
    return Payslip(
        who=who,
        pay=tuple(line for line in lines if _kind(line) not in BESIDE_PAY),
        beside=tuple(sorted(beside, key=lambda line: (BESIDE_PAY.index(_kind(line)), line.item))),
    )


@dataclass(frozen=True)
class LineWords:
    """One line of a payslip as people read it: `quantity` times `rate`, rounded, and `rounding` make `amount`.

    Each billed thing (a duty, say) is rounded by itself, so that a line of many can be some cents away from its
    product; `rounding` is empty where it is not.
    """

    item: str
    quantity: str
    unit: str
    rate: str
    rounding: str
    amount: str


def line_words(line: CostLine) -> LineWords:
    """A line with every decimal that counts."""
    cents = rounding(line)
    return LineWords(
        item=item_words(line.item),
        quantity=_quantity(line.quantity),
        unit=line.unit,
        rate=rate_to_money(line.rate),
        rounding=show_cents(cents) if cents else "",
        amount=show_cents(line.amount),
    )


def rounding(line: CostLine) -> int:
    """Minor units by which a line differs from its quantity times its rate, rounded once."""
    return line.amount - round_half_up(Fraction(str(line.quantity)) * Fraction(str(line.rate)))


def payslips_csv(costs: CostStatement, names: Mapping[str, str]) -> str:
    """Payslips of some people as one CSV table, a row for each line; money with all cents, texts safe to open.

    names: what each person is called, by key, in the order of the rows.
    """
    return table_text(_COLUMNS, _rows(costs, names))


_COLUMNS: Mapping[str, Any] = {
    "person": Text(),
    "name": Text(),
    "part": Text(),
    "item": Text(),
    "quantity": Number(),
    "unit": Text(),
    "rate": Rate(),
    "rounding": Amount(),
    "amount": Amount(),
    "currency": Text(),
}


def _rows(costs: CostStatement, names: Mapping[str, str]) -> Iterable[Mapping[str, object]]:
    for who, name in names.items():
        slip = payslip(costs, who)
        for part, lines in (("pay", slip.pay), ("employer", slip.beside)):
            for line in lines:
                yield {
                    "person": who,
                    "name": name,
                    "part": part,
                    "item": line.item,
                    "quantity": line.quantity,
                    "unit": line.unit,
                    "rate": line.rate,
                    "rounding": rounding(line),
                    "amount": line.amount,
                    "currency": costs.currency,
                }


def _quantity(quantity: float) -> str:
    """At least two decimals, and as many as there are."""
    whole, _, decimals = f"{Decimal(str(quantity)):,f}".partition(".")
    return f"{whole}.{decimals.rstrip('0').ljust(2, '0')}"


def _kind(line: CostLine) -> str:
    return line.item.partition(":")[0]
