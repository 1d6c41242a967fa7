"""Encoders of `planner.rules.teams`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import combinations, pairwise, permutations

from planner.instance.model import ShiftSlot
from planner.rules.teams import TraineeBesideMentor, WorkApart, WorkTogether
from planner.solver.cpsat.context import Context
from planner.solver.cpsat.limits import Penalty
from planner.solver.cpsat.variables import Linear


def work_together(rule: WorkTogether, context: Context) -> list[Penalty]:
    """No duty without one of the other person's that overlaps it for long enough."""
    penalties: list[Penalty] = []
    if set(rule.members) - set(context.decisions.people):
        return penalties
    for person, other in permutations(rule.members):
        leave_days = context.instance.employee(other).leave_days
        for slot, on in context.decisions.shifts_of(person):
            if slot.day in leave_days:
                continue
            beside = sum(
                with_it
                for their, with_it in _duties(context, other)
                if min(slot.end, their.end) - max(slot.start, their.start) >= rule.overlap_minutes
            )
            penalties += context.at_most(rule, on - beside, 0, worst=1)
    return penalties


def work_apart(rule: WorkApart, context: Context) -> list[Penalty]:
    """At most one of two duties at the same time; a pair of history is a fact and not looked at."""
    penalties: list[Penalty] = []
    members = [key for key in rule.members if key in context.decisions.people]
    for first, second in combinations(members, 2):
        for slot, on in _duties(context, first):
            for their, with_it in _duties(context, second):
                is_past = isinstance(on, int) and isinstance(with_it, int)
                if not is_past and slot.start < their.end and their.start < slot.end:
                    penalties += context.at_most(rule, on + with_it - 1, 0, worst=1)
    return penalties


def trainee_beside_mentor(rule: TraineeBesideMentor, context: Context) -> list[Penalty]:
    """A trainee's duty is cut where a mentor's may start or end; each part needs a mentor throughout."""
    people = context.decisions.people
    mentors = [
        duty for mentor in rule.mentors if mentor in people for duty in _seats(context, mentor, rule.posts)
    ]
    penalties = []
    for trainee in rule.trainees:
        for slot, sits in _seats(context, trainee, rule.posts) if trainee in people else ():
            if slot.day < 0:
                continue
            edges = {edge for their, _ in mentors for edge in (their.start, their.end)}
            inside = sorted(edge for edge in edges if slot.start < edge < slot.end)
            for start, end in pairwise((slot.start, *inside, slot.end)):
                there = sum(on for their, on in mentors if their.start <= start and end <= their.end)
                minutes = end - start
                penalties += context.at_most(rule, minutes * (sits - there), 0, worst=minutes)
    return penalties


def _duties(context: Context, person: str) -> Iterator[tuple[ShiftSlot, Linear]]:
    """Duties of history, 1 each, and every possible duty of the horizon."""
    for slot in context.past(person):
        yield slot, 1
    yield from context.decisions.shifts_of(person)


def _seats(context: Context, person: str, posts: Iterable[str]) -> Iterator[tuple[ShiftSlot, Linear]]:
    """Duties of a person at one of the posts (all when there are none)."""
    wanted = set(posts or context.instance.scenario.facts.posts)
    for past in context.instance.employee(person).history:
        if past.post in wanted:
            yield past.slot, 1
    for slot, _ in context.decisions.shifts_of(person):
        seats = [post for post in context.instance.posts if post in wanted]
        yield slot, sum(context.decisions.sits(person, slot.day, slot.shift, post) for post in seats)
