"""Encoders of `planner.rules.stretches`: windows of days and pairs of days."""

from __future__ import annotations

from planner.instance.model import ShiftSlot
from planner.rules.stretches import (
    BackwardRotation,
    ForbiddenSuccession,
    MaxConsecutiveDays,
    MaxConsecutiveNights,
)
from planner.solver.cpsat.context import Context
from planner.solver.cpsat.limits import Penalty
from planner.solver.cpsat.variables import Linear


def max_consecutive_days(rule: MaxConsecutiveDays, context: Context) -> list[Penalty]:
    """Of any one day more than allowed, one is free."""
    penalties = []
    for person in context.decisions.people:
        for first in range(context.first_day(rule.days), context.instance.days - rule.days):
            worked = sum(context.decisions.count(person, first + n) for n in range(rule.days + 1))
            penalties += context.at_most(rule, worked, rule.days, worst=1)
    return penalties


def max_consecutive_nights(rule: MaxConsecutiveNights, context: Context) -> list[Penalty]:
    """Of any one day more than allowed, one has no night duty."""
    penalties = []
    for person in context.decisions.people:
        for first in range(context.first_day(rule.nights), context.instance.days - rule.nights):
            worked = sum(context.decisions.nights(person, first + n) for n in range(rule.nights + 1))
            penalties += context.at_most(rule, worked, rule.nights, worst=1)
    return penalties


def forbidden_succession(rule: ForbiddenSuccession, context: Context) -> list[Penalty]:
    """Not both kinds of a pair on two consecutive days."""
    x = context.decisions
    penalties = []
    for person in x.people:
        for day in range(context.first_day(1), context.instance.days - 1):
            for first, second in rule.split():
                both = x.count(person, day, first) + x.count(person, day + 1, second)
                penalties += context.at_most(rule, both, 1, worst=1)
    return penalties


def backward_rotation(rule: BackwardRotation, context: Context) -> list[Penalty]:
    """A shift and an earlier one by the clock on the next day exclude each other (or cost points)."""
    x = context.decisions
    penalties = []
    for person in x.people:
        for day in range(context.first_day(1), context.instance.days - 1):
            before: list[tuple[ShiftSlot, Linear]]
            if day < 0:
                before = [(slot, 1) for slot in context.past(person) if slot.day == day]
            else:
                before = [(slot, x.on(person, slot)) for slot in x.slots_on(day)]
            for slot, on in before:
                earlier = [
                    x.on(person, after)
                    for after in x.slots_on(day + 1)
                    if after.clock < slot.clock - rule.tolerance_minutes
                ]
                if earlier:
                    penalties += context.at_most(rule, on + sum(earlier), 1, worst=1)
    return penalties
