"""One person's part of a cost statement, in the order of a payslip."""

from __future__ import annotations

from dataclasses import dataclass

from planner.plan.result import CostLine, CostStatement

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
    lines = [line for line in costs.lines if line.who == who]
    beside = [line for line in lines if _kind(line) in BESIDE_PAY]
    return Payslip(
        who=who,
        pay=tuple(line for line in lines if _kind(line) not in BESIDE_PAY),
        beside=tuple(sorted(beside, key=lambda line: (BESIDE_PAY.index(_kind(line)), line.item))),
    )


def _kind(line: CostLine) -> str:
    return line.item.partition(":")[0]
