"""Duties that begin at another time of day than the day before, too soon after the last, or make nights too long."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from planner.instance.model import Employee, Instance, ShiftSlot
from planner.rules.breaks import NightShiftLength
from planner.rules.recovery import PreferredRest
from planner.rules.stretches import BackwardRotation, StableStartTimes
from planner.solver.lines.graph import Piece, Step
from planner.solver.lines.pieces.base import automaton


def backward_rotation(rule: BackwardRotation, instance: Instance, employee: Employee) -> Piece:
    """The clock time at which yesterday's duty started."""
    return _clock_pairs(rule, instance, employee, lambda before, after: before - after)


def stable_start_times(rule: StableStartTimes, instance: Instance, employee: Employee) -> Piece:
    """The clock time at which yesterday's duty started."""
    return _clock_pairs(rule, instance, employee, lambda before, after: abs(before - after))


def _clock_pairs(
    rule: BackwardRotation | StableStartTimes,
    instance: Instance,
    employee: Employee,
    moved: Callable[[int, int], int],
) -> Piece:
    def view(_: int, slot: ShiftSlot | None) -> int | None:
        return None if slot is None else slot.clock

    def step(before: int | None, after: int | None) -> Step:
        if before is None or after is None:
            return Step(after)
        return Step(after, int(moved(before, after) > rule.tolerance_minutes))

    return automaton(rule, instance, employee, None, view, step)


def night_shift_length(rule: NightShiftLength, instance: Instance, employee: Employee) -> Piece:
    """Nothing: each night is judged alone."""

    def view(_: int, slot: ShiftSlot | None) -> int:
        return max(0, slot.paid - rule.work_minutes) if slot is not None and slot.night else 0

    return automaton(rule, instance, employee, None, view, lambda _, beyond: Step(None, beyond))


class _Day(NamedTuple):
    """What a rest sees of a day: its minutes, and of its duty the start after midnight and the end after the next."""

    length: int
    start: int | None = None
    end: int = 0


def preferred_rest(rule: PreferredRest, instance: Instance, employee: Employee) -> Piece:
    """Minutes since the latest end at midnight (negative: until it), up to those after which no rest is too short."""
    midnights = instance.site_day_starts[employee.site]

    def view(day: int, slot: ShiftSlot | None) -> _Day:
        midnight, following = midnights[day + instance.history_days : day + instance.history_days + 2]
        if slot is None:
            return _Day(following - midnight)
        return _Day(following - midnight, slot.start - midnight, slot.end - following)

    def step(rested: int, seen: _Day) -> Step:
        after = min(rested + seen.length, rule.rest_minutes)
        if seen.start is None:
            return Step(after)
        missing = max(0, rule.rest_minutes - rested - seen.start)
        return Step(min(after, -seen.end), -(-missing // 60))

    return automaton(rule, instance, employee, rule.rest_minutes, view, step)
