"""Encoder of `planner.rules.holidays`."""

from __future__ import annotations

from planner.rules.holidays import HolidayTurns
from planner.solver.cpsat.context import Context
from planner.solver.cpsat.limits import Penalty


def holiday_turns(rule: HolidayTurns, context: Context) -> list[Penalty]:
    """No duties of a person on the days with a name that they worked before."""
    instance = context.instance
    worked = {(row.person, row.holiday) for row in instance.scenario.past_holidays}
    penalties = []
    for employee in instance.employees:
        again = {
            number
            for number, day in enumerate(instance.scenario.days)
            if any(
                (employee.key, name) in worked for name in instance.scenario.holidays_on(employee.key, day)
            )
        }
        duties = [on for slot, on in context.decisions.shifts_of(employee.key) if slot.day in again]
        if duties:
            penalties += context.at_most(rule, sum(duties), 0, worst=len(duties))
    return penalties
