"""Encoders of `planner.rules.sundays`: days on which no minute is worked."""

from __future__ import annotations

from collections.abc import Iterator

from planner.instance.model import Employee
from planner.rules.sundays import FreeSundays, SubstituteDay
from planner.solver.cpsat.context import Context
from planner.solver.cpsat.encoders.rest import free_stretch
from planner.solver.cpsat.limits import Penalty
from planner.solver.cpsat.variables import Linear
from planner.solver.free_sundays import missing_sundays


def free_sundays(rule: FreeSundays, context: Context) -> list[Penalty]:
    """Free Sundays of the horizon fill up those of the weeks before."""
    penalties = []
    for employee in context.instance.employees:
        missing = missing_sundays(rule, context.instance, employee)
        if missing > 0:
            sundays = range(6, context.instance.days, 7)
            free = sum(_free_day(context, employee, day) for day in sundays)
            penalties += context.at_most(rule, missing - free, 0, worst=missing)
    return penalties


def substitute_day(rule: SubstituteDay, context: Context) -> list[Penalty]:
    """No run of days has more days worked whose substitutes must all lie in it than it has substitutes.

    The days that can serve for a Sunday are an interval, so by Hall's theorem these sums say that each Sunday
    finds a day of its own.
    """
    instance = context.instance
    for employee in instance.employees:
        due = list(_due(rule, context, employee))
        worked = {day: _worked_day(context, employee, day) for day, _ in due}
        free = {
            day: _free_day(context, employee, day)
            for day in range(min(worked, default=0), max((last for _, last in due), default=-1) + 1)
            if day % 7 != 6 and day not in employee.holidays | employee.leave_days
        }
        for first in {day for day, _ in due}:
            for end in {last for _, last in due}:
                inside = [worked[day] for day, last in due if first <= day and last <= end]
                if inside:
                    found = sum(literal for day, literal in free.items() if first <= day <= end)
                    context.model.add(sum(inside) <= found)
    return []


def _due(rule: SubstituteDay, context: Context, employee: Employee) -> Iterator[tuple[int, int]]:
    """Sundays and holidays with the last day of their weeks, where that is a day of the horizon."""
    for day in range(-context.instance.history_days, context.instance.days):
        is_sunday = day % 7 == 6
        if is_sunday or day in employee.holidays:
            last = day + 7 * (rule.sunday_weeks if is_sunday else rule.holiday_weeks) - 1
            if 0 <= last < context.instance.days:
                yield day, last


def _span(context: Context, employee: Employee, day: int) -> tuple[int, int]:
    instance = context.instance
    return instance.midnight_of(employee.key, day), instance.midnight_of(employee.key, day + 1)


def _was_worked(context: Context, employee: Employee, day: int) -> bool:
    start, end = _span(context, employee, day)
    return any(slot.start < end and start < slot.end for slot in context.past(employee.key))


def _free_day(context: Context, employee: Employee, day: int) -> Linear:
    """A literal that can hold only when no duty touches the day."""
    duties = sorted(context.decisions.duties_of(employee.key), key=lambda duty: duty[0].start)
    return free_stretch(context, context.past(employee.key), duties, *_span(context, employee, day))


def _worked_day(context: Context, employee: Employee, day: int) -> Linear:
    """At least 1 when a duty touches the day."""
    if _was_worked(context, employee, day):
        return 1
    start, end = _span(context, employee, day)
    worked = context.model.new_bool_var(f"works on {day}")
    for slot, on in context.decisions.duties_of(employee.key):
        if slot.start < end and start < slot.end:
            context.model.add_implication(on, worked)
    return worked
