"""Encoders of `planner.rules.spells`."""

from __future__ import annotations

from planner.instance.model import ShiftSlot
from planner.rules.spells import MaxConsecutiveDaysOff, MinConsecutiveKind
from planner.solver.cpsat.context import Context
from planner.solver.cpsat.encoders.mix import is_one_of
from planner.solver.cpsat.encoders.runs import by_day, no_shorter_run
from planner.solver.cpsat.limits import Penalty
from planner.solver.cpsat.variables import Linear


def max_consecutive_days_off(rule: MaxConsecutiveDaysOff, context: Context) -> list[Penalty]:
    """In each window of one day more than allowed, without leave, some duty starts."""
    penalties = []
    for employee in context.instance.employees:
        for first in range(context.first_day(rule.days), context.instance.days - rule.days):
            window = range(first, first + rule.days + 1)
            if employee.leave_days.isdisjoint(window):
                duties = sum(on for day in window for on in context.decisions.starts(employee.key, day))
                penalties += context.at_most(rule, 1 - duties, 0, worst=1)
    return penalties


def min_consecutive_kind(rule: MinConsecutiveKind, context: Context) -> list[Penalty]:
    """No run of fewer such duties between two days without one."""

    def is_such(slot: ShiftSlot) -> bool:
        return is_one_of(slot, rule.kinds, rule.shifts)

    penalties = []
    for person in context.decisions.people:

        def such_duties(day: int, person: str = person) -> list[Linear]:
            return context.decisions.starts_that(person, day, is_such)

        penalties += no_shorter_run(rule, context, by_day(context, such_duties), rule.duties)
    return penalties
