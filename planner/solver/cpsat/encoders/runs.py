"""Encoders of `planner.rules.runs`: each pattern of a run that is too short, between two days that end it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from functools import partial

from planner.rules.base import Rule
from planner.rules.runs import MinConsecutiveDays, MinConsecutiveDaysOff, MinConsecutiveNights
from planner.solver.cpsat.context import Context
from planner.solver.cpsat.limits import Penalty
from planner.solver.cpsat.variables import Linear


def min_consecutive_days(rule: MinConsecutiveDays, context: Context) -> list[Penalty]:
    """No run of fewer working days between two days off."""
    penalties = []
    for person in context.decisions.people:
        worked = by_day(context, partial(context.decisions.starts, person))
        penalties += no_shorter_run(rule, context, worked, rule.days)
    return penalties


def min_consecutive_days_off(rule: MinConsecutiveDaysOff, context: Context) -> list[Penalty]:
    """No run of fewer days off between two working days."""
    penalties = []
    for person in context.decisions.people:
        worked = by_day(context, partial(context.decisions.starts, person))
        free = {day: 1 - works for day, works in worked.items()}
        penalties += no_shorter_run(rule, context, free, rule.days)
    return penalties


def min_consecutive_nights(rule: MinConsecutiveNights, context: Context) -> list[Penalty]:
    """No run of fewer nights between two days without one."""
    penalties = []
    for person in context.decisions.people:
        nights = by_day(context, partial(context.decisions.nights, person))
        penalties += no_shorter_run(rule, context, nights, rule.nights)
    return penalties


def by_day(context: Context, duties: Callable[[int], Iterable[Linear]]) -> Mapping[int, Linear]:
    """Whether there is one of some duties, for each day of known history and horizon."""
    instance = context.instance
    return {day: context.is_any(duties(day)) for day in range(-instance.history_days, instance.days)}


def no_shorter_run(
    rule: Rule, context: Context, within: Mapping[int, Linear], shortest: int
) -> list[Penalty]:
    """A run of `length` days, and no day of it on either side, cannot be (or misses so many days)."""
    first = -context.instance.history_days
    penalties = []
    for length in range(1, shortest):
        missing = shortest - length
        for after in range(max(0, first + length + 1), context.instance.days):
            before = after - length - 1
            run = sum(within[day] for day in range(before + 1, after))
            is_short = run - within[before] - within[after] - (length - 1)
            penalties += context.at_most(rule, missing * is_short, 0, worst=missing)
    return penalties
