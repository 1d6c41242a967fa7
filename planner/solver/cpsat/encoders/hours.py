"""Encoders of `planner.rules.hours`: sums of paid minutes."""

from __future__ import annotations

from planner.rules.hours import ContractHours, MaxHours, MaxShiftLength
from planner.solver.cpsat.context import Context
from planner.solver.cpsat.limits import Penalty


def max_hours(rule: MaxHours, context: Context) -> list[Penalty]:
    """Working time of every window of days, history included."""
    for person in context.decisions.people:
        hours_in_windows(context, person, rule)
    return []


def hours_in_windows(context: Context, person: str, rule: MaxHours) -> None:
    """One person's windows.

    A window that begins before history is part of the next one, unless the horizon ends: then it is the only one.
    """
    x, instance = context.decisions, context.instance
    past = context.past(person)
    first_end = min(max(0, rule.days - 1 - instance.history_days), instance.days - 1)
    for last in range(first_end, instance.days):
        first = last - rule.days + 1
        worked = sum(slot.paid for slot in past if first <= slot.day < first + rule.days)
        planned = sum(
            slot.paid * x.on(person, slot)
            for day in range(first, first + rule.days)
            for slot in x.slots_on(person, day)
        )
        context.model.add(worked + planned <= rule.work_minutes)


def contract_hours(rule: ContractHours, context: Context) -> list[Penalty]:
    """Credit and working time of the horizon inside the band, in per cent of the contract."""
    for employee in context.instance.employees:
        planned = sum(slot.paid * on for slot, on in context.decisions.duties_of(employee.key))
        credited = 100 * (employee.credit_minutes + planned)
        context.model.add(credited >= rule.minimum_percent * employee.contract_minutes)
        context.model.add(credited <= rule.maximum_percent * employee.contract_minutes)
    return []


def max_shift_length(rule: MaxShiftLength, context: Context) -> list[Penalty]:
    """No shift with more working time than allowed."""
    for person in context.decisions.people:
        context.forbid(
            on for slot, on in context.decisions.duties_of(person) if slot.paid > rule.work_minutes
        )
    return []
