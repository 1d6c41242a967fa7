"""Runs of one sort of duties, and stretches of days off that are too long."""

from __future__ import annotations

from dataclasses import replace

from planner.instance.model import Employee, Instance, ShiftSlot
from planner.rules.spells import MaxConsecutiveDaysOff, MinConsecutiveKind
from planner.rules.stretches import MaxConsecutiveKind
from planner.solver.lines.graph import Piece, Step
from planner.solver.lines.pieces.base import automaton, is_one_of
from planner.solver.lines.pieces.runs import shortest_run
from planner.solver.lines.pieces.stretches import longest_run


def max_consecutive_kind(rule: MaxConsecutiveKind, instance: Instance, employee: Employee) -> Piece:
    """Days of the present run of such duties, up to the longest."""

    def is_such(slot: ShiftSlot) -> bool:
        return is_one_of(slot, rule.kinds, rule.shifts) and slot.end - slot.start >= rule.length_minutes

    return longest_run(rule, instance, employee, rule.duties, is_such)


def min_consecutive_kind(rule: MinConsecutiveKind, instance: Instance, employee: Employee) -> Piece:
    """A run of such duties that ends is long enough; one from before what is known is."""
    return shortest_run(
        rule,
        instance,
        employee,
        rule.duties,
        lambda slot: slot is not None and is_one_of(slot, rule.kinds, rule.shifts),
    )


def max_consecutive_days_off(rule: MaxConsecutiveDaysOff, instance: Instance, employee: Employee) -> Piece:
    """Days off of the present stretch, which begins anew after leave, up to the most."""

    def view(day: int, slot: ShiftSlot | None) -> bool:
        return slot is None and day not in employee.leave_days

    def step(run: int, is_off: bool) -> Step:
        return Step(min(run + 1, rule.days), int(run == rule.days)) if is_off else Step(0)

    piece = automaton(rule, instance, employee, 0, view, step)
    away = frozenset(day for day in employee.leave_days if 0 <= day < instance.days)
    return replace(piece, key=(piece.key, away))
