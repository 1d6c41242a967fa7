"""Days on which no minute is worked: free Sundays, and weekdays that make up for Sundays and holidays worked.

A duty takes the day on which it starts and each that it runs into. The horizon begins on a Monday, so Sundays are
the days `7 n + 6`.
"""

from __future__ import annotations

from typing import Any, NamedTuple

from planner.instance.model import Employee, Instance, ShiftSlot
from planner.rules.base import Strength
from planner.rules.sundays import FreeSundays, SubstituteDay
from planner.solver.free_sundays import missing_sundays
from planner.solver.lines.graph import Limit, Piece, Step
from planner.solver.lines.pieces.base import Running, after_history, automaton, without_excess


def free_sundays(rule: FreeSundays, instance: Instance, employee: Employee) -> Piece:
    """Sundays worked; the state is for how many days the duty still runs.

    Where excess costs, it is also how many more Sundays may be worked; below 0, so many are missing in any case.
    """
    planned = len(range(6, instance.days, 7))
    spare = planned - missing_sundays(rule, instance, employee)
    running = Running(instance, employee)

    def view(day: int, slot: ShiftSlot | None) -> tuple[int, bool, bool]:
        return running.days(slot), day % 7 == 6 and day >= 0, day == instance.days - 1

    def must(left: Any, seen: Any) -> Step:
        runs_for, is_sunday, _ = seen
        left = max(left, runs_for)
        return Step(max(0, left - 1), 0, (int(is_sunday and left > 0),))

    def should(state: tuple[int, int], seen: tuple[int, bool, bool]) -> Step:
        (left, more), (_, _, ends) = state, seen
        after, _, (worked,) = must(left, seen)
        beyond = worked if more <= 0 else 0
        return Step((after, more if beyond else more - worked), beyond + (max(0, -more) if ends else 0))

    if rule.strength is Strength.MUST:
        return Piece("free Sundays", 0, view, must, (Limit(0, spare),))
    return automaton(rule, instance, employee, (0, spare), view, should)


class _Day(NamedTuple):
    """What a substitute day sees of a day.

    `runs_for` so many days its duty runs, from this one on; `due` in so many days a substitute is needed if it is
    worked; `serves` as one if it is not.
    """

    runs_for: int
    due: int | None
    serves: bool


def substitute_day(rule: SubstituteDay, instance: Instance, employee: Employee) -> Piece:
    """Free weekdays go to the day worked whose weeks end first, so as many as possible find one.

    The state is how many days the present duty still runs, and the days left to each day worked that has none yet.
    """
    running = Running(instance, employee)
    known = range(-instance.history_days, instance.days)
    holidays, leave = (days.intersection(known) for days in (employee.holidays, employee.leave_days))

    def view(day: int, slot: ShiftSlot | None) -> _Day:
        is_sunday, is_holiday = day % 7 == 6, day in holidays
        due = 7 * (rule.sunday_weeks if is_sunday else rule.holiday_weeks) - 1
        is_due = (is_sunday or is_holiday) and 0 <= day + due < instance.days
        serves = not (is_sunday or is_holiday or day in leave)
        return _Day(running.days(slot), due if is_due else None, serves)

    def step(state: tuple[int, tuple[int, ...]], seen: _Day) -> Step:
        left, waiting = state
        left = max(left, seen.runs_for)
        if left and seen.due is not None:
            waiting = tuple(sorted((*waiting, seen.due)))
        elif not left and seen.serves:
            waiting = waiting[1:]
        late = waiting.count(0)
        return Step((max(0, left - 1), tuple(days - 1 for days in waiting[late:])), late)

    start = after_history(instance, employee, (0, ()), view, step)
    key = ("substitute day", rule.sunday_weeks, rule.holiday_weeks, holidays, leave, start)
    return Piece(key, start, view, without_excess(step))
