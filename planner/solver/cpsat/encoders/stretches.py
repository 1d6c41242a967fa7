"""Encoders of `planner.rules.stretches`: windows of days and pairs of days."""

from __future__ import annotations

from collections.abc import Sequence

from planner.instance.model import ShiftSlot
from planner.rules.base import Rule
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
            worked = sum(
                context.any_of(context.decisions.starts(person, first + n)) for n in range(rule.days + 1)
            )
            penalties += context.at_most(rule, worked, rule.days, worst=1)
    return penalties


def max_consecutive_nights(rule: MaxConsecutiveNights, context: Context) -> list[Penalty]:
    """Of any one day more than allowed, one has no night duty."""
    penalties = []
    for person in context.decisions.people:
        for first in range(context.first_day(rule.nights), context.instance.days - rule.nights):
            worked = sum(
                context.any_of(context.decisions.nights(person, first + n)) for n in range(rule.nights + 1)
            )
            penalties += context.at_most(rule, worked, rule.nights, worst=1)
    return penalties


def forbidden_succession(rule: ForbiddenSuccession, context: Context) -> list[Penalty]:
    """Not both kinds of a pair on two consecutive days."""
    x = context.decisions
    penalties = []
    for person in x.people:
        for day in range(context.first_day(1), context.instance.days - 1):
            for first, second in rule.split():
                before, after = x.starts(person, day, first), x.starts(person, day + 1, second)
                penalties += _not_after(rule, context, before, after)
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
                before = [(slot, x.on(person, slot)) for slot in x.slots_on(person, day)]
            for slot, on in before:
                earlier = [
                    x.on(person, after)
                    for after in x.slots_on(person, day + 1)
                    if after.clock < slot.clock - rule.tolerance_minutes
                ]
                penalties += _not_after(rule, context, [on], earlier)
    return penalties


def _not_after(
    rule: Rule, context: Context, before: Sequence[Linear], after: Sequence[Linear]
) -> list[Penalty]:
    """None of the duties `after` on the day after one of those `before`; each pair of duties counts."""
    if not before or not after:
        return []
    # One sum says it for all pairs, unless history has two duties on a day: then it would be too much by itself.
    if context.one_duty_a_day and sum(isinstance(duty, int) for duty in before) <= 1:
        return context.at_most(rule, sum(before) + sum(after), 1, worst=1)
    return [
        penalty
        for one in before
        for other in after
        for penalty in context.at_most(rule, one + other, 1, worst=1)
    ]
