"""Encoders of `planner.rules.duties`."""

from __future__ import annotations

from planner.rules.duties import NoDutyOnLeave, NoNights, OneDutyADay, PostQualification
from planner.solver.cpsat.context import Context
from planner.solver.cpsat.limits import Penalty
from planner.units import MINUTES_PER_DAY


def one_duty_a_day(rule: OneDutyADay, context: Context) -> list[Penalty]:
    """At most one shift of a day."""
    x = context.decisions
    for person in x.people:
        for day in range(context.instance.days):
            context.model.add_at_most_one(x.on(person, slot) for slot in x.slots_on(person, day))
    return []


def leave(rule: NoDutyOnLeave, context: Context) -> list[Penalty]:
    """No shift that touches a leave day, a night that runs into it included."""
    instance, x = context.instance, context.decisions
    for employee in instance.employees:
        away = [
            (instance.midnight_of(employee.key, day), instance.midnight_of(employee.key, day + 1))
            for day in employee.leave_days
            if 0 <= day < instance.days
        ]
        # The first day after the horizon matters too: the last night may run into leave that starts there.
        if instance.days in employee.leave_days:
            after = instance.midnight_of(employee.key, instance.days)
            away.append((after, after + MINUTES_PER_DAY))
        context.forbid(
            on
            for slot, on in x.duties_of(employee.key)
            if any(slot.start < end and start < slot.end for start, end in away)
        )
    return []


def no_nights(rule: NoNights, context: Context) -> list[Penalty]:
    """No night duty for restricted persons."""
    for employee in context.instance.employees:
        if employee.no_nights:
            context.forbid(on for slot, on in context.decisions.duties_of(employee.key) if slot.night)
    return []


def post_qualification(rule: PostQualification, context: Context) -> list[Penalty]:
    """Nobody sits at a post without its skill."""
    instance, x = context.instance, context.decisions
    for employee in instance.employees:
        for post in instance.posts:
            if instance.scenario.facts.posts[post].skill not in employee.skills:
                context.forbid(
                    x.sits(employee.key, slot.day, slot.shift, post) for slot, _ in x.shifts_of(employee.key)
                )
    return []
