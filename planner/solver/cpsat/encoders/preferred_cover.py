"""Encoders of `planner.rules.preferred_cover`."""

from __future__ import annotations

from dataclasses import replace

from planner.rules.preferred_cover import MinimumCover, PreferredCover
from planner.scenario.preferred_cover import PreferredPeople
from planner.solver.cpsat.context import Context
from planner.solver.cpsat.limits import Penalty
from planner.solver.cpsat.variables import Literal


def preferred_cover(rule: PreferredCover, context: Context) -> list[Penalty]:
    """People missing to each row, and people beyond it, with the points of one each."""
    days = {day: number for number, day in enumerate(context.instance.scenario.days)}
    penalties = []
    for row in context.instance.scenario.preferred_cover:
        if row.date not in days:
            continue
        seats = _seats(context, row, days[row.date])
        missing = row.preferred - sum(seats)
        for beyond, worst, points in (
            (missing, row.preferred, row.under_points),
            (-missing, max(0, len(seats) - row.preferred), row.over_points),
        ):
            if points:
                found = context.at_most(rule, beyond, 0, worst=worst)
                penalties += [replace(penalty, points=penalty.points * points) for penalty in found]
    return penalties


def minimum_cover(rule: MinimumCover, context: Context) -> list[Penalty]:
    """At least the minimum of each row."""
    days = {day: number for number, day in enumerate(context.instance.scenario.days)}
    for row in context.instance.scenario.preferred_cover:
        if row.minimum and row.date in days:
            context.model.add(sum(_seats(context, row, days[row.date])) >= row.minimum)
    return []


def _seats(context: Context, row: PreferredPeople, day: int) -> list[Literal]:
    x = context.decisions
    return [
        x.sits(person, day, row.shift, post)
        for person in x.people
        if any(slot.shift == row.shift for slot in x.slots_on(person, day))
        for post in context.instance.posts
        if row.post in (None, post)
    ]
