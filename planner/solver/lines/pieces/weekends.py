"""Weekends: Saturday and Sunday by the days of the horizon, which begins on a Monday."""

from __future__ import annotations

from typing import Any

from planner.instance.model import Employee, Instance, ShiftSlot
from planner.rules.base import Strength
from planner.rules.weekends import CompleteWeekends, FreeWeekends
from planner.solver.lines.graph import Limit, Piece, Step
from planner.solver.lines.pieces.base import automaton


def free_weekends(rule: FreeWeekends, instance: Instance, employee: Employee) -> Piece | None:
    """Worked weekends, where the only window that can bind is the whole horizon.

    No compiled form for shorter windows, for carried weeks and history, or where a duty runs into the next day.
    """
    into_next_day = any(
        slot.site == employee.site and slot.end > instance.midnight_of(employee.key, slot.day + 1)
        for slot in instance.slots
    )
    past = employee.past_weeks or employee.history
    if rule.strength is Strength.SHOULD or rule.weekends != instance.days // 7 or past or into_next_day:
        return None

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
