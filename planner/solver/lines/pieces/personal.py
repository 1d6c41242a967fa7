"""Limits of single persons, each as the rule that has it for everybody."""

from __future__ import annotations

from typing import Any

from planner.instance.model import Employee, Instance, ShiftSlot
from planner.rules.hours import MaxHours
from planner.rules.personal import PersonalLimits
from planner.rules.rest import WeeklyRest
from planner.scenario.people import Limit
from planner.solver.lines.graph import Piece, State, Step
from planner.solver.lines.pieces.base import together
from planner.solver.lines.pieces.hours import max_hours
from planner.solver.lines.pieces.rest import apart, weekly_rest


def personal_limits(_: PersonalLimits, instance: Instance, employee: Employee) -> Piece:
    """All limits of the person."""
    pieces = []
    for limit, minutes in employee.limits.items():
        match limit:
            case Limit.LONGEST_SHIFT:
                pieces.append(_no_longer_shift(minutes))
            case Limit.SEVEN_DAYS:
                pieces.append(max_hours(MaxHours(days=7, work_minutes=minutes), instance, employee))
            case Limit.FOURTEEN_DAYS:
                pieces.append(max_hours(MaxHours(days=14, work_minutes=minutes), instance, employee))
            case Limit.DAILY_REST:
                pieces.append(apart(instance, employee, minutes))
            case Limit.WEEKLY_REST:
                rule = WeeklyRest(rest_minutes=minutes, rolling=True)
                pieces.append(weekly_rest(rule, instance, employee))
    return together(pieces)


def _no_longer_shift(minutes: int) -> Piece:
    def view(_: int, slot: ShiftSlot | None) -> int:
        return 0 if slot is None else slot.paid

    def step(state: State, paid: Any) -> Step | None:
        return None if paid > minutes else Step(state)

    return Piece(("longest shift", minutes), 0, view, step)
