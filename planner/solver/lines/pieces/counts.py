"""Duties and weekends of the horizon; where excess has a price, the state is what was counted so far."""

from __future__ import annotations

from collections.abc import Callable

from planner.instance.model import Employee, Instance, ShiftSlot
from planner.rules.base import Rule, Strength
from planner.rules.counts import DutyCount, MaxWeekends
from planner.rules.mix import EarlyStarts, KindLimit
from planner.solver.lines.graph import Limit, Piece, Step
from planner.solver.lines.pieces.base import automaton, count, is_one_of
from planner.units import parse_clock

MOST = 48
"""Most duties that are counted by states: the graph grows with them."""


def duty_count(rule: DutyCount, instance: Instance, employee: Employee) -> Piece | None:
    """Duties of the horizon; a should over a long one has no compiled form."""
    least, most = rule.minimum_duties, rule.maximum_duties
    return _duties(rule, instance, employee, lambda _: True, least, most)


def kind_limit(rule: KindLimit, instance: Instance, employee: Employee) -> Piece | None:
    """Duties of the kinds and shift types; a should with many has no compiled form.

    Nor has a must of none: duties that are forbidden outright are no options, and people who differ in no more than
    these share a graph.
    """
    if rule.strength is Strength.MUST and not rule.duties:
        return None

    def is_such(slot: ShiftSlot) -> bool:
        return is_one_of(slot, rule.kinds, rule.shifts)

    return _duties(rule, instance, employee, is_such, 0, rule.duties)


def early_starts(rule: EarlyStarts, instance: Instance, employee: Employee) -> Piece | None:
    """Duties that start between the two clock times; a should with many has no compiled form."""
    first, end = parse_clock(rule.start_from), parse_clock(rule.start_to)
    return _duties(rule, instance, employee, lambda slot: first <= slot.clock < end, 0, rule.duties)


def _duties(
    rule: Rule,
    instance: Instance,
    employee: Employee,
    is_such: Callable[[ShiftSlot], bool],
    least: int,
    most: int,
) -> Piece | None:
    """A must is a count between limits; the state of a should are the duties so far, up to the most."""
    if rule.strength is Strength.MUST:
        return count(rule, lambda slot: int(is_such(slot)), Limit(least, most))
    if min(most, instance.days) > MOST:
        return None

    def view(day: int, slot: ShiftSlot | None) -> tuple[bool, bool]:
        return day >= 0 and slot is not None and is_such(slot), day == instance.days - 1

    def step(duties: int, seen: tuple[bool, bool]) -> Step:
        one_more, ends = seen
        beyond = int(one_more and duties == most)
        duties = min(duties + one_more, most)
        return Step(duties, beyond + (max(0, least - duties) if ends else 0))

    return automaton(rule, instance, employee, 0, view, step)


def max_weekends(rule: MaxWeekends, instance: Instance, employee: Employee) -> Piece:
    """Weekends worked so far, up to the most, and on a Sunday whether the day before was worked."""

    def view(day: int, slot: ShiftSlot | None) -> tuple[int, bool]:
        return (day % 7 if day >= 0 else 0), slot is not None

    def step(state: tuple[int, bool], seen: tuple[int, bool]) -> Step:
        (weekends, on_saturday), (weekday, works) = state, seen
        begins = works and (weekday == 5 or (weekday == 6 and not on_saturday))
        after = min(weekends + begins, rule.weekends)
        return Step((after, works and weekday == 5), int(begins and weekends == rule.weekends))

    return automaton(rule, instance, employee, (0, False), view, step)
