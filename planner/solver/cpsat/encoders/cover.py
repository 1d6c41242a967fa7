"""Encoders of `planner.rules.cover`: who is there while a cover segment lasts."""

from __future__ import annotations

from collections.abc import Iterator

from planner.instance.model import CoverSegment
from planner.rules.cover import CoverRequirement, HandoverOverlap, MinimumPresence, SkillMix
from planner.solver.cpsat.context import Context
from planner.solver.cpsat.limits import Penalty
from planner.solver.cpsat.variables import Linear, Literal


def cover_requirement(rule: CoverRequirement, context: Context) -> list[Penalty]:
    """In every segment at least as many people as the load of its class needs."""
    for segment in context.instance.cover:
        required = context.decisions.required(segment.post, segment.demand)
        context.model.add(_present(context, segment) >= required)
    return []


def minimum_presence(rule: MinimumPresence, context: Context) -> list[Penalty]:
    """In every segment of the windows at least a fixed number of people."""
    for segment in context.instance.cover:
        if segment.post == rule.post and segment.demand.window in rule.windows:
            context.model.add(_present(context, segment) >= rule.people)
    return []


def _sitting(context: Context, segment: CoverSegment) -> Iterator[tuple[str, Literal]]:
    """Each person's variables at the segment's post while it lasts."""
    x = context.decisions
    for person in x.people:
        for day, shift in sorted(segment.slots):
            yield person, x.sits(person, day, shift, segment.post)


def _present(context: Context, segment: CoverSegment) -> Linear:
    return len(segment.past) + sum(sits for _, sits in _sitting(context, segment))


def skill_mix(rule: SkillMix, context: Context) -> list[Penalty]:
    """Whoever sits at one of the posts is accompanied by enough people with the skill (perhaps himself)."""
    x = context.decisions
    skilled = {e.key for e in context.instance.employees if rule.skill in e.skills}
    late_by_moment: dict[tuple[frozenset[tuple[int, str]], int], set[str]] = {}
    for segment in context.instance.cover:
        if segment.post in rule.posts and segment.demand.window in rule.windows:
            late_by_moment.setdefault((segment.slots, segment.start if segment.past else -1), set()).update(
                segment.past
            )
    for (slots, _), late in late_by_moment.items():
        sitting = [
            (person, x.sits(person, day, shift, post))
            for person in x.people
            for post in rule.posts
            if post in context.instance.posts
            for day, shift in sorted(slots)
        ]
        with_skill = len(late & skilled) + sum(sits for person, sits in sitting if person in skilled)
        if late:
            context.model.add(with_skill >= rule.people)
            continue
        for person, sits in sitting:
            if rule.people > 1 or person not in skilled:
                context.model.add(with_skill >= rule.people * sits)
    return []


def handover_overlap(rule: HandoverOverlap, context: Context) -> list[Penalty]:
    """Who leaves a post that is needed right afterwards leaves somebody behind who came early enough."""
    instance, x = context.instance, context.decisions
    late = [past for employee in instance.employees for past in employee.history if past.slot.end > 0]
    planned_ends = {slot.end for slot in instance.slots}
    for end in sorted(planned_ends | {past.slot.end for past in late}):
        if not 0 < end < instance.minutes:
            continue
        arrived = end - rule.overlap_minutes
        staying = [slot for slot in instance.slots if slot.start <= arrived and slot.end > end]
        leaving = [slot for slot in instance.slots if slot.end == end]
        for post in instance.posts:
            stay: Linear = sum(
                x.sits(person, slot.day, slot.shift, post) for person in x.people for slot in staying
            )
            stay += sum(past.post == post and past.slot.end > end for past in late)
            left_alone = stay + x.unneeded(post, instance.class_at(end))
            if any(past.post == post and past.slot.end == end for past in late):
                context.model.add(left_alone >= 1)
            for person in x.people:
                for slot in leaving:
                    context.model.add(left_alone >= x.sits(person, slot.day, slot.shift, post))
    return []
