"""Encoders of `planner.rules.stretches`: windows of days and pairs of days."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence
from itertools import product

from planner.instance.model import ShiftSlot
from planner.rules.base import Rule
from planner.rules.stretches import (
    BackwardRotation,
    ForbiddenSuccession,
    MaxConsecutiveDays,
    MaxConsecutiveKind,
    MaxConsecutiveNights,
    StableStartTimes,
)
from planner.solver.cpsat.context import Context
from planner.solver.cpsat.encoders.mix import is_one_of
from planner.solver.cpsat.limits import Penalty
from planner.solver.cpsat.variables import Linear


def max_consecutive_days(rule: MaxConsecutiveDays, context: Context) -> list[Penalty]:
    """Of any one day more than allowed, one is free."""
    return _no_longer_run(rule, context, context.decisions.starts, rule.days)


def max_consecutive_nights(rule: MaxConsecutiveNights, context: Context) -> list[Penalty]:
    """Of any one day more than allowed, one has no night duty."""
    return _no_longer_run(rule, context, context.decisions.nights, rule.nights)


def max_consecutive_kind(rule: MaxConsecutiveKind, context: Context) -> list[Penalty]:
    """Of any one day more than allowed, one has no such duty."""

    def is_such(slot: ShiftSlot) -> bool:
        return is_one_of(slot, rule.kinds, rule.shifts) and slot.end - slot.start >= rule.length_minutes

    def such_duties(person: str, day: int) -> list[Linear]:
        return context.decisions.starts_that(person, day, is_such)

    return _no_longer_run(rule, context, such_duties, rule.duties)


def _no_longer_run(
    rule: Rule, context: Context, duties: Callable[[str, int], list[Linear]], longest: int
) -> list[Penalty]:
    """In each window of one day more than `longest`, some day has none of the duties."""
    penalties = []
    for person in context.decisions.people:
        for first in range(context.first_day(longest), context.instance.days - longest):
            days = sum(context.any_of(duties(person, first + n)) for n in range(longest + 1))
            penalties += context.at_most(rule, days, longest, worst=1)
    return penalties


def forbidden_succession(rule: ForbiddenSuccession, context: Context) -> list[Penalty]:
    """Not both of a pair on two consecutive days."""
    forbidden = frozenset(rule.split())

    def is_forbidden(before: ShiftSlot, after: ShiftSlot) -> bool:
        names = product((before.kind, before.shift), (after.kind, after.shift))
        return not forbidden.isdisjoint(names)

    return _no_such_pair(rule, context, is_forbidden)


def backward_rotation(rule: BackwardRotation, context: Context) -> list[Penalty]:
    """A shift and an earlier one by the clock on the next day exclude each other (or cost points)."""
    return _no_such_pair(
        rule, context, lambda before, after: after.clock < before.clock - rule.tolerance_minutes
    )


def stable_start_times(rule: StableStartTimes, context: Context) -> list[Penalty]:
    """A shift and one of another clock time on the next day exclude each other (or cost points)."""
    return _no_such_pair(
        rule, context, lambda before, after: abs(after.clock - before.clock) > rule.tolerance_minutes
    )


def _no_such_pair(
    rule: Rule, context: Context, is_wrong: Callable[[ShiftSlot, ShiftSlot], bool]
) -> list[Penalty]:
    """No duty that is wrong on the day after another."""
    x = context.decisions
    penalties = []
    for person in x.people:
        for day in range(context.first_day(1), context.instance.days - 1):
            before: list[tuple[ShiftSlot, Linear]]
            if day < 0:
                before = [(slot, 1) for slot in context.past(person) if slot.day == day]
            else:
                before = [(slot, x.on(person, slot)) for slot in x.slots_on(person, day)]
            # Duties after which the same ones are wrong share an inequality.
            alike: dict[tuple[ShiftSlot, ...], list[Linear]] = defaultdict(list)
            for slot, on in before:
                wrong = tuple(after for after in x.slots_on(person, day + 1) if is_wrong(slot, after))
                alike[wrong].append(on)
            for wrong, befores in alike.items():
                afters = [x.on(person, slot) for slot in wrong]
                penalties += _not_after(rule, context, befores, afters)
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
