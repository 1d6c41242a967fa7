"""Duties and weekends of the horizon; where excess has a price, the state is what was counted so far."""

from __future__ import annotations

from planner.instance.model import Employee, Instance, ShiftSlot
from planner.rules.base import Strength
from planner.rules.counts import DutyCount, MaxWeekends
from planner.solver.lines.graph import Limit, Piece, Step
from planner.solver.lines.pieces.base import automaton, count

LONGEST = 56
"""Most days over which duties are counted as states: the graph grows with the square of the days."""


def duty_count(rule: DutyCount, instance: Instance, employee: Employee) -> Piece | None:
    """Duties of the horizon; no compiled form for a should over a long one."""
    most, least = rule.maximum_duties, rule.minimum_duties
    if rule.strength is Strength.MUST:
        return count(rule, lambda _: 1, Limit(least, most))
    if instance.days > LONGEST:
        return None

    def view(day: int, slot: ShiftSlot | None) -> tuple[bool, bool]:
        return day >= 0 and slot is not None, day == instance.days - 1

    def step(duties: int, seen: tuple[bool, bool]) -> Step:
        works, ends = seen
        beyond = int(works and duties == most)
        duties = min(duties + works, most)
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
