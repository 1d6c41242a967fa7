"""What compiled rules are made of: automata that were led through history, and counts of the horizon."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from typing import Any

from planner.instance.model import Employee, Instance, ShiftSlot
from planner.rules.base import Rule, Strength
from planner.solver.lines.graph import Limit, Piece, State, Step, View

Compiler = Callable[[Any, Instance, Employee], Piece | None]
"""A rule for one person as a piece; None where these parameters have no compiled form."""

Seen = Callable[[int, ShiftSlot | None], View]
Move = Callable[[Any, Any], Step]


def automaton(
    rule: Rule, instance: Instance, employee: Employee, start: State, view: Seen, step: Move
) -> Piece:
    """The rule's automaton from the first day of the horizon on; `step` returns units of excess as points."""
    state = after_history(instance, employee, start, view, step)

    def held(state: State, seen: View) -> Step | None:
        after = step(state, seen)
        if not after.points:
            return after
        return None if rule.strength is Strength.MUST else after._replace(points=after.points * rule.points)

    return Piece((rule, state), state, view, held)


def after_history(instance: Instance, employee: Employee, start: State, view: Seen, step: Move) -> State:
    """Where the days of known history lead to; what was is a fact, so nothing of it is forbidden or costs."""
    state = start
    for day in range(-instance.history_days, 0):
        slot = next((past.slot for past in employee.history if past.slot.day == day), None)
        state = step(state, view(day, slot)).state
    return state


def without_excess(step: Move) -> Callable[[State, View], Step | None]:
    """The moves of a must: none of those with an excess."""

    def held(state: State, seen: View) -> Step | None:
        after = step(state, seen)
        return None if after.points else after

    return held


def count(rule: Rule, amount: Callable[[ShiftSlot], int], limit: Limit) -> Piece:
    """A count of the horizon alone; only a must has a limit to hold."""

    def view(_: int, slot: ShiftSlot | None) -> int:
        return 0 if slot is None else amount(slot)

    def step(state: State, units: Any) -> Step:
        return Step(state, 0, (units,))

    return Piece(rule, 0, view, step, (limit,))


def has_plain_history(instance: Instance, employee: Employee) -> bool:
    """Whether all known duties lie in the days of complete history, one a day at most."""
    days = [past.slot.day for past in employee.history]
    return len(set(days)) == len(days) and all(-instance.history_days <= day < 0 for day in days)


def together(pieces: Sequence[Piece]) -> Piece:
    """Several pieces as one; of none it allows everything."""

    def view(day: int, slot: ShiftSlot | None) -> tuple[View, ...]:
        return tuple(piece.view(day, slot) for piece in pieces)

    def step(states: Any, seen: Any) -> Step | None:
        steps = [piece.step(*each) for piece, *each in zip(pieces, states, seen, strict=True)]
        if None in steps:
            return None
        made = [each for each in steps if each is not None]
        return Step(
            tuple(each.state for each in made),
            sum(each.points for each in made),
            tuple(number for each in made for number in each.counts),
        )

    return Piece(
        tuple(piece.key for piece in pieces),
        tuple(piece.start for piece in pieces),
        view,
        step,
        tuple(limit for piece in pieces for limit in piece.limits),
    )


def is_one_of(slot: ShiftSlot, kinds: Collection[str], shifts: Collection[str]) -> bool:
    """Whether a duty is of one of the kinds and one of the types; an empty filter matches all."""
    return (not kinds or slot.kind in kinds) and (not shifts or slot.shift in shifts)


class Running:
    """On how many local days in a row, from its own on, a duty has a minute."""

    def __init__(self, instance: Instance, employee: Employee) -> None:
        self._midnights = instance.site_day_starts[employee.site]
        self._past = instance.history_days

    def days(self, slot: ShiftSlot | None) -> int:
        """0 without a duty."""
        if slot is None:
            return 0
        later = self._midnights[slot.day + self._past + 1 :]
        return 1 + sum(midnight < slot.end for midnight in later)
