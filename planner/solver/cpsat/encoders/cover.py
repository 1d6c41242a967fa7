"""Encoders of `planner.rules.cover`: who is there while a cover segment lasts."""

from __future__ import annotations

from collections.abc import Iterator

from planner.instance.model import CoverSegment, Instance
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
    slots = sorted(segment.slots)
    for employee in context.instance.employees:
        if context.may_sit(employee, segment.post):
            for site, day, shift in slots:
                if site == employee.site:
                    yield employee.key, x.sits(employee.key, day, shift, segment.post)


def _present(context: Context, segment: CoverSegment) -> Linear:
    return len(segment.past) + sum(sits for _, sits in _sitting(context, segment))


def skill_mix(rule: SkillMix, context: Context) -> list[Penalty]:
    """Whoever sits at one of the posts is accompanied by enough people with the skill (perhaps himself)."""
    x = context.decisions
    skilled = {e.key for e in context.instance.employees if rule.skill in e.skills}
    late_skilled = {who for who, skills in context.instance.late_skills.items() if rule.skill in skills}
    for (slots, late), start in _moments(rule, context.instance).items():
        sitting = [
            (employee.key, x.sits(employee.key, day, shift, post))
            for employee in context.instance.employees
            for post in rule.posts
            if post in context.instance.posts and context.may_sit(employee, post)
            for site, day, shift in sorted(slots)
            if site == employee.site
        ]
        with_skill = len(late & late_skilled) + sum(sits for person, sits in sitting if person in skilled)
        if late:
            context.model.add(with_skill >= rule.people)
            continue
        # One literal for all who need company, so that the long sum stands in one row and not in everybody's.
        accompanied = context.model.new_bool_var(f"{rule.id} at {start}")
        context.model.add(with_skill >= rule.people * accompanied)
        for person, sits in sitting:
            if rule.people > 1 or person not in skilled:
                context.model.add_implication(sits, accompanied)
    return []


Moment = tuple[frozenset[tuple[str, int, str]], frozenset[str]]
"""Shifts that run together, and who of history is still there."""


def _moments(rule: SkillMix, instance: Instance) -> dict[Moment, int]:
    """Moments at the rule's posts in its windows, with a minute of each."""
    late = [
        (person, past.slot.start, past.slot.end) for person, past in instance.late if past.post in rule.posts
    ]
    edges = {edge for slot in instance.slots for edge in (slot.start, slot.end)}
    edges |= {edge for start, end, _ in instance.stretches for edge in (start, end)}
    edges |= {end for _, _, end in late}
    moments: dict[Moment, int] = {}
    for start in sorted(edge for edge in edges if 0 <= edge < instance.minutes):
        if instance.class_at(start).window in rule.windows:
            running = ((s.site, s.day, s.shift) for s in instance.slots if s.start <= start < s.end)
            still = (person for person, since, until in late if since <= start < until)
            moments[frozenset(running), frozenset(still)] = start
    return moments


def handover_overlap(rule: HandoverOverlap, context: Context) -> list[Penalty]:
    """Who leaves a post that is needed right afterwards leaves somebody behind who came early enough."""
    instance, x = context.instance, context.decisions
    late = [past for _, past in instance.late]
    planned_ends = {slot.end for slot in instance.slots}
    for end in sorted(planned_ends | {past.slot.end for past in late}):
        if not rule.overlap_minutes <= end < instance.minutes:
            continue
        arrived = end - rule.overlap_minutes
        staying = [slot for slot in instance.slots if slot.start <= arrived and slot.end > end]
        leaving = [slot for slot in instance.slots if slot.end == end]
        for post in instance.posts:
            able = [employee for employee in instance.employees if context.may_sit(employee, post)]
            stay: Linear = sum(
                x.sits(employee.key, slot.day, slot.shift, post)
                for employee in able
                for slot in staying
                if slot.site == employee.site
            )
            # Who of history is still there has been since before the horizon, so early enough.
            stay += sum(past.post == post and past.slot.end > end for past in late)
            left_alone = stay + x.unneeded(post, instance.class_at(end))
            if any(past.post == post and past.slot.end == end for past in late):
                context.model.add(left_alone >= 1)
            # One literal for whoever leaves, so that the long sum stands in one row and not in everybody's.
            may_leave = context.model.new_bool_var(f"{post} may be left at {end}")
            context.model.add(left_alone >= may_leave)
            for employee in able:
                for slot in leaving:
                    if slot.site == employee.site:
                        sits = x.sits(employee.key, slot.day, slot.shift, post)
                        context.model.add_implication(sits, may_leave)
    return []
