"""Weekends: Saturday and Sunday by the days of the horizon, which begins on a Monday."""

from __future__ import annotations

from typing import Any

from planner.instance.model import Employee, Instance, ShiftSlot
from planner.rules.base import Strength
from planner.rules.weekends import CompleteWeekends, FreeWeekends
from planner.solver.lines.graph import Limit, Piece, Step
from planner.solver.lines.pieces.base import Running, automaton

MOST = 6
"""Most weekends in a row that are told apart: the states double with each."""


def free_weekends(rule: FreeWeekends, instance: Instance, employee: Employee) -> Piece | None:
    """Which of the last weekends were worked, and whether the present one is or its Friday's duty runs into it.

    Where the only weekends in a row are those of the horizon, a must counts them; else there is no compiled form for
    many in a row.
    """
    if rule.strength is Strength.MUST and _is_of_the_horizon(rule, instance, employee):
        return _counted(rule)
    if rule.weekends > MOST:
        return None
    running = Running(instance, employee)
    earlier = rule.weekends - 1

    def view(day: int, slot: ShiftSlot | None) -> tuple[int | None, int]:
        return (day % 7 if day >= 0 else None), running.days(slot)

    def step(state: tuple[int, bool, tuple[bool, ...]], seen: tuple[int | None, int]) -> Step:
        left, works, before = state
        weekday, runs_for = seen
        if weekday is None:
            return Step(state)
        left = max(left, runs_for)
        works = weekday >= 5 and (works or left > 0)
        left = max(0, left - 1)
        if weekday < 6:
            return Step((left, works, before))
        worked = sum(before) + works
        beyond = max(0, worked - (rule.weekends - rule.free))
        return Step((left, False, (*before, works)[1:]), beyond)

    known = tuple(
        _was_worked(instance, employee, saturday) for saturday in range(-2 - 7 * (earlier - 1), 0, 7)
    )
    return automaton(rule, instance, employee, (0, False, known), view, step)


def _was_worked(instance: Instance, employee: Employee, saturday: int) -> bool:
    """Whether a weekend before the horizon was."""
    if any(monday == saturday - 5 and week.weekends for monday, week in employee.past_weeks):
        return True
    running = Running(instance, employee)
    days = (past.slot.day + later for past in employee.history for later in range(running.days(past.slot)))
    return not {saturday, saturday + 1}.isdisjoint(days)


def _is_of_the_horizon(rule: FreeWeekends, instance: Instance, employee: Employee) -> bool:
    """Whether the only weekends in a row are those of the horizon, and no duty runs from one day into the next."""
    into_next_day = any(
        slot.site == employee.site and slot.end > instance.midnight_of(employee.key, slot.day + 1)
        for slot in instance.slots
    )
    past = employee.past_weeks or employee.history
    return rule.weekends == instance.days // 7 and not past and not into_next_day


def _counted(rule: FreeWeekends) -> Piece:
    """Weekends worked; the state is whether Saturday was."""

    def view(day: int, slot: ShiftSlot | None) -> tuple[int, bool]:
        return day % 7, slot is not None

    def step(saturday: Any, seen: Any) -> Step:
        weekday, works = seen
        if weekday == 5:
            return Step(works, 0, (int(works),))
        return Step(False, 0, (int(weekday == 6 and works and not saturday),))

    return Piece(rule, False, view, step, (Limit(0, rule.weekends - rule.free),))


def complete_weekends(rule: CompleteWeekends, instance: Instance, employee: Employee) -> Piece:
    """On a Sunday, whether Saturday was worked."""

    def view(day: int, slot: ShiftSlot | None) -> tuple[int, bool]:
        return day % 7, slot is not None

    def step(saturday: bool | None, seen: tuple[int, bool]) -> Step:
        weekday, works = seen
        if weekday == 5:
            return Step(works)
        return Step(None, int(weekday == 6 and saturday is not None and works is not saturday))

    return automaton(rule, instance, employee, None, view, step)
