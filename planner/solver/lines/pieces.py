"""Rules about one person as automata and counts (see `graph`), by kind.

What a rule forbids outright (leave, nights of a restricted person) needs no automaton: such duties are no options.
Kinds that are not here stay rows of the master; then their bound is weaker and their plans are as right as ever.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping
from typing import Any

from planner.instance.model import Employee, Instance, ShiftSlot
from planner.rules.base import Rule, Strength
from planner.rules.hours import ContractHours
from planner.rules.mix import KindLimit
from planner.rules.period import PeriodHours
from planner.rules.runs import MinConsecutiveDays, MinConsecutiveDaysOff, MinConsecutiveNights
from planner.rules.stretches import ForbiddenSuccession, MaxConsecutiveDays, MaxConsecutiveNights
from planner.rules.weekends import FreeWeekends
from planner.solver.lines.graph import Limit, Piece, State, Step, View

Compiler = Callable[[Any, Instance, Employee], Piece | None]
"""A rule for one person as a piece; None where these parameters have no compiled form."""


def _piece(
    rule: Rule,
    instance: Instance,
    employee: Employee,
    start: State,
    view: Callable[[int, ShiftSlot | None], View],
    step: Callable[[Any, Any], Step],
) -> Piece:
    """The rule's automaton from the first day of the horizon on; `step` returns units of excess as points.

    It is led through history first: what was is a fact, so nothing of it is forbidden or costs.
    """
    state = start
    for day in range(-instance.history_days, 0):
        slot = next((past.slot for past in employee.history if past.slot.day == day), None)
        state = step(state, view(day, slot)).state

    def held(state: State, seen: View) -> Step | None:
        after = step(state, seen)
        if not after.points:
            return after
        return None if rule.strength is Strength.MUST else after._replace(points=after.points * rule.points)

    return Piece((rule, state), state, view, held)


def _longest_run(
    rule: Rule, instance: Instance, employee: Employee, longest: int, counts: Callable[[ShiftSlot], bool]
) -> Piece:
    """The state is the length of the present run, up to the longest."""

    def view(_: int, slot: ShiftSlot | None) -> bool:
        return slot is not None and counts(slot)

    def step(run: int, such: bool) -> Step:
        return Step(min(run + 1, longest), int(run == longest)) if such else Step(0)

    return _piece(rule, instance, employee, 0, view, step)


def max_consecutive_days(rule: MaxConsecutiveDays, instance: Instance, employee: Employee) -> Piece:
    """Working days of the present run, up to the longest."""
    return _longest_run(rule, instance, employee, rule.days, lambda _: True)


def max_consecutive_nights(rule: MaxConsecutiveNights, instance: Instance, employee: Employee) -> Piece:
    """Nights of the present run, up to the longest."""
    return _longest_run(rule, instance, employee, rule.nights, lambda slot: slot.night)


def _shortest_run(
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

    return _piece(rule, instance, employee, shortest, view, step)


def min_consecutive_days(rule: MinConsecutiveDays, instance: Instance, employee: Employee) -> Piece:
    """A run of working days that ends is long enough; one from before what is known is."""
    return _shortest_run(rule, instance, employee, rule.days, lambda slot: slot is not None)


def min_consecutive_days_off(rule: MinConsecutiveDaysOff, instance: Instance, employee: Employee) -> Piece:
    """A run of days off that ends is long enough; one from before what is known is."""
    return _shortest_run(rule, instance, employee, rule.days, lambda slot: slot is None)


def min_consecutive_nights(rule: MinConsecutiveNights, instance: Instance, employee: Employee) -> Piece:
    """A run of nights that ends is long enough; one from before what is known is."""
    return _shortest_run(rule, instance, employee, rule.nights, lambda slot: slot is not None and slot.night)


def forbidden_succession(rule: ForbiddenSuccession, instance: Instance, employee: Employee) -> Piece:
    """The state is what yesterday's duty may begin a pair with."""
    pairs = rule.split()
    firsts = {first for first, _ in pairs}

    def view(_: int, slot: ShiftSlot | None) -> tuple[str, ...]:
        return () if slot is None else (slot.kind, slot.shift)

    def step(before: tuple[str, ...], names: tuple[str, ...]) -> Step:
        wrong = sum(first in before and second in names for first, second in pairs)
        return Step(tuple(name for name in names if name in firsts), wrong)

    return _piece(rule, instance, employee, (), view, step)


def _count(rule: Rule, key: Hashable, amount: Callable[[ShiftSlot], int], limit: Limit) -> Piece:
    """A count of the horizon alone; only a must has a limit to hold."""

    def view(_: int, slot: ShiftSlot | None) -> int:
        return 0 if slot is None else amount(slot)

    def step(state: State, units: Any) -> Step:
        return Step(state, 0, (units,))

    return Piece((rule, key), 0, view, step, (limit,))


def period_hours(rule: PeriodHours, _: Instance, __: Employee) -> Piece:
    """Paid minutes of the horizon."""
    limit = Limit(rule.minimum_minutes, rule.maximum_minutes)
    return _count(rule, limit, lambda slot: slot.paid, limit)


def contract_hours(rule: ContractHours, _: Instance, employee: Employee) -> Piece:
    """Paid minutes of the horizon between the edges of the band, less the credit."""
    low = -(-rule.minimum_percent * employee.contract_minutes // 100) - employee.credit_minutes
    high = rule.maximum_percent * employee.contract_minutes // 100 - employee.credit_minutes
    limit = Limit(low, high)
    return _count(rule, limit, lambda slot: slot.paid, limit)


def kind_limit(rule: KindLimit, _: Instance, __: Employee) -> Piece | None:
    """Duties of the kinds and shift types."""
    if rule.strength is Strength.SHOULD:
        return None

    def amount(slot: ShiftSlot) -> int:
        return int(
            (not rule.kinds or slot.kind in rule.kinds) and (not rule.shifts or slot.shift in rule.shifts)
        )

    return _count(rule, None, amount, Limit(0, rule.duties))


def free_weekends(rule: FreeWeekends, instance: Instance, employee: Employee) -> Piece | None:
    """Worked weekends, where the only window that can bind is the whole horizon.

    No compiled form for shorter windows, for carried weeks and history, or where a duty runs into the next day.
    """
    into_next_day = any(
        slot.site == employee.site and slot.end > instance.midnight_of(employee.key, slot.day + 1)
        for slot in instance.slots
    )
    past = employee.past_weeks or employee.history
    if rule.strength is Strength.SHOULD or rule.weekends != instance.days // 7 or past or into_next_day:
        return None

    def view(day: int, slot: ShiftSlot | None) -> tuple[int, bool]:
        return day % 7, slot is not None

    def step(saturday: Any, seen: Any) -> Step:
        weekday, works = seen
        if weekday == 5:
            return Step(works, 0, (int(works),))
        return Step(False, 0, (int(weekday == 6 and works and not saturday),))

    return Piece(rule, False, view, step, (Limit(0, rule.weekends - rule.free),))


PIECES: Mapping[str, Compiler] = {
    "period_hours": period_hours,
    "contract_hours": contract_hours,
    "max_consecutive_days": max_consecutive_days,
    "max_consecutive_nights": max_consecutive_nights,
    "min_consecutive_nights": min_consecutive_nights,
    "forbidden_succession": forbidden_succession,
    "min_consecutive_days": min_consecutive_days,
    "min_consecutive_days_off": min_consecutive_days_off,
    "free_weekends": free_weekends,
    "kind_limit": kind_limit,
}
"""Kinds with a compiled form."""
