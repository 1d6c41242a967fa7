"""Runs that must not be too long, and what may follow what on the next day."""

from __future__ import annotations

from collections.abc import Callable

from planner.instance.model import Employee, Instance, ShiftSlot
from planner.rules.base import Rule
from planner.rules.stretches import ForbiddenSuccession, MaxConsecutiveDays, MaxConsecutiveNights
from planner.solver.lines.graph import Piece, Step
from planner.solver.lines.pieces.base import automaton


def longest_run(
    rule: Rule, instance: Instance, employee: Employee, longest: int, counts: Callable[[ShiftSlot], bool]
) -> Piece:
    """The state is the length of the present run, up to the longest."""

    def view(_: int, slot: ShiftSlot | None) -> bool:
        return slot is not None and counts(slot)

    def step(run: int, such: bool) -> Step:
        return Step(min(run + 1, longest), int(run == longest)) if such else Step(0)

    return automaton(rule, instance, employee, 0, view, step)


def max_consecutive_days(rule: MaxConsecutiveDays, instance: Instance, employee: Employee) -> Piece:
    """Working days of the present run, up to the longest."""
    return longest_run(rule, instance, employee, rule.days, lambda _: True)


def max_consecutive_nights(rule: MaxConsecutiveNights, instance: Instance, employee: Employee) -> Piece:
    """Nights of the present run, up to the longest."""
    return longest_run(rule, instance, employee, rule.nights, lambda slot: slot.night)


def forbidden_succession(rule: ForbiddenSuccession, instance: Instance, employee: Employee) -> Piece:
    """The state is what yesterday's duty may begin a pair with."""
    pairs = rule.split()
    firsts = {first for first, _ in pairs}

    def view(_: int, slot: ShiftSlot | None) -> tuple[str, ...]:
        return () if slot is None else (slot.kind, slot.shift)

    def step(before: tuple[str, ...], names: tuple[str, ...]) -> Step:
        wrong = sum(first in before and second in names for first, second in pairs)
        return Step(tuple(name for name in names if name in firsts), wrong)

    return automaton(rule, instance, employee, (), view, step)
