"""Runs that must not be too short: of working days, days off and nights."""

from __future__ import annotations

from collections.abc import Callable

from planner.instance.model import Employee, Instance, ShiftSlot
from planner.rules.base import Rule
from planner.rules.runs import MinConsecutiveDays, MinConsecutiveDaysOff, MinConsecutiveNights
from planner.solver.lines.graph import Piece, Step
from planner.solver.lines.pieces.base import automaton


def shortest_run(
    rule: Rule,
    instance: Instance,
    employee: Employee,
    shortest: int,
    inside: Callable[[ShiftSlot | None], bool],
) -> Piece:
    """The state is the length of the present run, 0 outside one; `shortest` also where no run is judged."""

    def view(_: int, slot: ShiftSlot | None) -> bool:
        return inside(slot)

    def step(run: int, goes_on: bool) -> Step:
        if goes_on:
            return Step(min(run + 1, shortest))
        return Step(0, shortest - run if run else 0)

    return automaton(rule, instance, employee, shortest, view, step)


def min_consecutive_days(rule: MinConsecutiveDays, instance: Instance, employee: Employee) -> Piece:
    """A run of working days that ends is long enough; one from before what is known is."""
    return shortest_run(rule, instance, employee, rule.days, lambda slot: slot is not None)


def min_consecutive_days_off(rule: MinConsecutiveDaysOff, instance: Instance, employee: Employee) -> Piece:
    """A run of days off that ends is long enough; one from before what is known is."""
    return shortest_run(rule, instance, employee, rule.days, lambda slot: slot is None)


def min_consecutive_nights(rule: MinConsecutiveNights, instance: Instance, employee: Employee) -> Piece:
    """A run of nights that ends is long enough; one from before what is known is."""
    return shortest_run(rule, instance, employee, rule.nights, lambda slot: slot is not None and slot.night)
