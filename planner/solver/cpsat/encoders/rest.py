"""Encoders of `planner.rules.rest`: which shifts cannot stand side by side on one line."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator
from itertools import groupby

from planner.instance.model import ShiftSlot
from planner.rules.rest import MinRest, RestAfterNights, WeeklyRest
from planner.solver.cpsat.context import Context
from planner.solver.cpsat.limits import Penalty
from planner.solver.cpsat.variables import Linear, Literal


def min_rest(rule: MinRest, context: Context) -> list[Penalty]:
    """Two duties closer than the rest exclude each other; one too close to history cannot be worked."""
    keep_apart(context, rule.rest_minutes, context.decisions.duties_of)
    return []


def keep_apart(
    context: Context, minutes: int, duties_of: Callable[[str], Iterator[tuple[ShiftSlot, Literal]]]
) -> None:
    """Each of these duties of a person starts at least so many minutes after any earlier one has ended."""
    for person in context.decisions.people:
        keep_person_apart(context, person, minutes, duties_of(person))


def keep_person_apart(
    context: Context, person: str, minutes: int, duties_of_person: Iterable[tuple[ShiftSlot, Literal]]
) -> None:
    """The same for one person."""
    duties = sorted(duties_of_person, key=lambda duty: (duty[0].start, duty[0].end))
    past_end = max((slot.end for slot in context.past(person)), default=None)
    if past_end is not None:
        context.forbid(on for slot, on in duties if slot.start < past_end + minutes)
    # Two duties are too close when one starts before the other has ended and rested. All that run or rest at one
    # instant are too close to each other, and every two that are too close do so when the later one starts.
    open_ones: list[tuple[ShiftSlot, Literal]] = []
    for moment, starting in groupby(duties, key=lambda duty: duty[0].start):
        open_ones = [(slot, on) for slot, on in open_ones if moment < slot.end + minutes]
        open_ones += starting
        if len(open_ones) > 1:
            context.model.add_at_most_one(on for _, on in open_ones)


def weekly_rest(rule: WeeklyRest, context: Context) -> list[Penalty]:
    """In every window there are so many free stretches of the rest's length."""
    for person in context.decisions.people:
        rests_in_windows(context, person, rule)
    return []


def rests_in_windows(context: Context, person: str, rule: WeeklyRest) -> None:
    """One person's windows.

    The longest free stretch of a window starts with the window or with the end of a duty, so only these starts
    need a literal; windows share them. Where two rests are asked for, a stretch may be twice as long and count
    twice, and counts only if a duty really ends where it starts: else two that overlap could count.
    """
    instance = context.instance
    first = context.first_day(rule.days - 1)
    past = context.past(person)
    duties = sorted(context.decisions.duties_of(person), key=lambda duty: duty[0].start)
    ends = sorted({slot.end for slot in past} | {slot.end for slot, _ in duties})
    free: dict[tuple[int, int, bool], Literal] = {}

    def stretch(start: int, length: int, *, opens_window: bool) -> Literal:
        key = (start, length, opens_window)
        if key not in free:
            free[key] = free_stretch(context, past, duties, start, start + length)
            if rule.rests > 1 and not opens_window and all(slot.end != start for slot in past):
                context.model.add(free[key] <= sum(on for slot, on in duties if slot.end == start))
        return free[key]

    for day in range(first, instance.days - rule.days + 1):
        if not (rule.rolling or day % 7 == 0):
            continue
        opens, closes = instance.midnight_of(person, day), instance.midnight_of(person, day + rule.days)
        candidates = [(opens, True), *((end, False) for end in ends if opens < end)]
        usable = [
            stretch(start, number * rule.rest_minutes, opens_window=opens_window)
            for start, opens_window in candidates
            for number in range(1, rule.rests + 1)
            if start + number * rule.rest_minutes <= closes
        ]
        if rule.rests == 1:
            context.model.add_bool_or(usable)
        else:
            context.model.add(sum(usable) >= rule.rests)


def free_stretch(
    context: Context, past: list[ShiftSlot], duties: list[tuple[ShiftSlot, Literal]], start: int, end: int
) -> Literal:
    """A literal that can hold only when no duty overlaps `[start, end)`; `duties` are in order of their start."""
    free = context.model.new_bool_var(f"free {start}-{end}")
    if any(slot.start < end and start < slot.end for slot in past):
        context.model.add(free == 0)
    for slot, on in duties[: bisect_left(duties, end, key=lambda duty: duty[0].start)]:
        if start < slot.end:
            context.not_both(free, on)
    return free


def rest_after_nights(rule: RestAfterNights, context: Context) -> list[Penalty]:
    """A night that ends a run, and a later duty too close to it, exclude each other.

    A night on the next day goes on with the run: it is no duty after it, and what follows it is too close to it
    or not, whatever came before.
    """
    x = context.decisions
    for person in x.people:
        duties = list(x.duties_of(person))
        nights: list[tuple[ShiftSlot, Linear]] = [(slot, 1) for slot in context.past(person) if slot.night]
        nights += [(slot, on) for slot, on in duties if slot.night]
        for last, on_last in nights:
            run = sum(context.any_of(x.nights(person, last.day - back)) for back in range(1, rule.nights))
            next_nights = [(slot, on) for slot, on in nights if slot.day == last.day + 1]
            for after, on_after in duties:
                too_close = last.start < after.start < last.end + rule.rest_minutes
                if too_close and not (after.night and after.day == last.day + 1):
                    goes_on = sum(on for slot, on in next_nights if slot.start < after.start)
                    context.model.add(run + on_last + on_after <= rule.nights + goes_on)
    return []
