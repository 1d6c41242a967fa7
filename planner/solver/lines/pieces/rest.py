"""Rest between duties, after nights and in weeks, in elapsed minutes from one local midnight to the next.

A duty starts on the day that it belongs to, and those of a day before all of the next.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable
from typing import NamedTuple

from planner.instance.model import Employee, Instance, ShiftSlot
from planner.rules.rest import MinRest, RestAfterNights, WeeklyRest
from planner.solver.lines.graph import Piece, Step
from planner.solver.lines.pieces.base import after_history, without_excess


def min_rest(rule: MinRest, instance: Instance, employee: Employee) -> Piece:
    """No duty starts before the rest after an earlier one is over."""
    return apart(instance, employee, rule.rest_minutes)


def apart(instance: Instance, employee: Employee, minutes: int) -> Piece:
    """Duties start at least so many minutes after all earlier ones have ended.

    The state is how long shifts are blocked, see `_Blocked`.
    """
    blocked = _Blocked(instance, employee, minutes)

    def step(until: int, seen: _Day) -> Step:
        left = max(0, until - seen.length)
        if seen.start is None:
            return Step(left)
        return Step(max(left, seen.blocks), int(seen.start < until))

    past_end = max((past.slot.end for past in employee.history), default=None)
    state = 0 if past_end is None else blocked.until(-1, past_end)
    return Piece(("apart", minutes, state), state, blocked.view, without_excess(step))


def rest_after_nights(rule: RestAfterNights, instance: Instance, employee: Employee) -> Piece:
    """The state is the length of the present run of nights, up to the shortest judged, and how long shifts are blocked.

    A night on the day after a night goes on with the run, so the rest counts from its end instead.
    """
    blocked = _Blocked(instance, employee, rule.rest_minutes)

    def step(state: tuple[int, int], seen: _Day) -> Step:
        run, until = state
        left = max(0, until - seen.length)
        if seen.start is None:
            return Step((0, left))
        broken = int(seen.start < until and not (seen.night and run))
        run = min(run + 1, rule.nights) if seen.night else 0
        return Step((run, seen.blocks if run == rule.nights else left), broken)

    state = after_history(instance, employee, (0, 0), blocked.view, step)
    key = ("rest after nights", rule.nights, rule.rest_minutes, state)
    return Piece(key, state, blocked.view, without_excess(step))


class _Day(NamedTuple):
    """What a rest between duties sees of a day: its minutes, and of its duty the start after midnight.

    `blocks` is how long after the next midnight shifts are blocked by the duty.
    """

    length: int
    start: int | None = None
    blocks: int = 0
    night: bool = False


class _Blocked:
    """How long a duty blocks shifts, told apart only as far as shifts that start later differ in it.

    The value is the minute after the last start that is blocked, in minutes after a midnight; 0 where none is.
    """

    def __init__(self, instance: Instance, employee: Employee, rest: int) -> None:
        self._starts = sorted({slot.start for slot in instance.slots if slot.site == employee.site})
        self._midnight = _midnights(instance, employee)
        self._rest = rest

    def view(self, day: int, slot: ShiftSlot | None) -> _Day:
        """The day of a line."""
        midnight, following = self._midnight(day), self._midnight(day + 1)
        if slot is None:
            return _Day(following - midnight)
        return _Day(following - midnight, slot.start - midnight, self.until(day, slot.end), slot.night)

    def until(self, day: int, end: int) -> int:
        """How long shifts are blocked, after the midnight that ends a day, by a duty of it with this end."""
        before = bisect_left(self._starts, end + self._rest)
        following = self._midnight(day + 1)
        return max(0, self._starts[before - 1] + 1 - following) if before else 0


def _midnights(instance: Instance, employee: Employee) -> Callable[[int], int]:
    starts = instance.site_day_starts[employee.site]
    return lambda day: starts[day + instance.history_days]


class _Window(NamedTuple):
    """What a weekly rest sees of a day.

    `start` of its duty after midnight and `end` after the next, if it has one; `before` are the ages, at the end of
    the day, of the windows that may open before rests which end with the start of the duty; `at_end` the same of rests
    that end with the day. `closes`: a window closes with it.
    """

    length: int
    closes: bool
    at_end: tuple[int, ...]
    start: int | None = None
    end: int | None = None
    before: tuple[int, ...] = ()


def weekly_rest(rule: WeeklyRest, instance: Instance, employee: Employee) -> Piece:
    """Rests are laid as late as they can be, so that each is inside all windows in which it can be.

    The state is how long it has been free at midnight (negative: how long the duty still runs), as far as it matters,
    and for the rests before that, latest first, the age in days of the latest window that has the rest inside.
    """
    midnights = instance.site_day_starts[employee.site]
    past, rest = instance.history_days, rule.rest_minutes
    never = rule.days + 1

    def ages(day: int, end: int) -> tuple[int, ...]:
        """Days from the latest window that opens before each rest, up to the midnight after a day."""
        found = []
        for number in range(1, rule.rests + 1):
            opening = bisect_right(midnights, end - number * rest) - 1 - past
            if not rule.rolling:
                opening -= opening % 7
            found.append(min(never, day + 1 - opening) if opening >= -past else never)
        return tuple(found)

    def view(day: int, slot: ShiftSlot | None) -> _Window:
        midnight, following = midnights[day + past], midnights[day + 1 + past]
        opening = day + 1 - rule.days
        closes = day >= 0 and opening >= -past and (rule.rolling or opening % 7 == 0)
        off = _Window(following - midnight, closes, ages(day, following))
        if slot is None:
            return off
        return off._replace(
            start=slot.start - midnight, end=slot.end - following, before=ages(day, slot.start)
        )

    def step(state: tuple[int, tuple[int, ...]], seen: _Window) -> Step:
        free, found = state
        found = tuple(min(never, age + 1) for age in found)
        if seen.start is not None:
            found = latest(free + seen.start, seen.before, found)
        free = min(free + seen.length, rule.rests * rest)
        if seen.end is not None:
            free = min(free, -seen.end)
        inside = latest(free, seen.at_end, found)
        broken = int(seen.closes and inside[-1] > rule.days)
        needed = rule.rests - max(0, free // rest)
        return Step((free, found[:needed]), broken)

    def latest(free: int, ends_now: tuple[int, ...], found: tuple[int, ...]) -> tuple[int, ...]:
        """As many rests as are asked for: those at the end of what is free now, then those before."""
        return (*ends_now[: max(0, free // rest)], *found)[: rule.rests]

    state = after_history(instance, employee, (0, (never,) * rule.rests), view, step)
    key = ("weekly rest", rest, rule.rolling, rule.days, rule.rests, state)
    return Piece(key, state, view, without_excess(step))
