"""Encoder of `planner.rules.period`."""

from __future__ import annotations

from planner.rules.period import PeriodHours
from planner.solver.cpsat.context import Context
from planner.solver.cpsat.limits import Penalty


def period_hours(rule: PeriodHours, context: Context) -> list[Penalty]:
    """Paid minutes of each person's duties in the horizon."""
    for person in context.decisions.people:
        worked = sum(slot.paid * on for slot, on in context.decisions.duties_of(person))
        context.model.add(worked >= rule.minimum_minutes)
        context.model.add(worked <= rule.maximum_minutes)
    return []
