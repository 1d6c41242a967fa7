"""Encoders of `planner.rules.breaks`: shifts that nobody may work."""

from __future__ import annotations

from planner.rules.breaks import Breaks, NightShiftLength
from planner.solver.cpsat.context import Context
from planner.solver.cpsat.limits import Penalty


def breaks(rule: Breaks, context: Context) -> list[Penalty]:
    """No shift with so much work and too short a break."""
    for person in context.decisions.people:
        context.forbid(
            on
            for slot, on in context.decisions.shifts_of(person)
            if slot.paid > rule.over_minutes and slot.end - slot.start - slot.paid < rule.break_minutes
        )
    return []


def night_shift_length(rule: NightShiftLength, context: Context) -> list[Penalty]:
    """No night with more work than allowed, or points for each minute of it."""
    penalties = []
    for person in context.decisions.people:
        for slot, on in context.decisions.duties_of(person):
            if slot.night and (excess := slot.paid - rule.work_minutes) > 0:
                penalties += context.at_most(rule, excess * on, 0, worst=excess)
    return penalties
