"""Paid minutes of the horizon."""

from __future__ import annotations

from planner.instance.model import Employee, Instance
from planner.rules.hours import ContractHours
from planner.rules.period import PeriodHours
from planner.solver.lines.graph import Limit, Piece
from planner.solver.lines.pieces.base import count


def period_hours(rule: PeriodHours, _: Instance, __: Employee) -> Piece:
    """Paid minutes of the horizon."""
    limit = Limit(rule.minimum_minutes, rule.maximum_minutes)
    return count(rule, limit, lambda slot: slot.paid, limit)


def contract_hours(rule: ContractHours, _: Instance, employee: Employee) -> Piece:
    """Paid minutes of the horizon between the edges of the band, less the credit."""
    low = -(-rule.minimum_percent * employee.contract_minutes // 100) - employee.credit_minutes
    high = rule.maximum_percent * employee.contract_minutes // 100 - employee.credit_minutes
    limit = Limit(low, high)
    return count(rule, limit, lambda slot: slot.paid, limit)
