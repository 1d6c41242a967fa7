"""Encoder of `planner.rules.notification`."""

from __future__ import annotations

from planner.rules.notification import NotificationAuthority
from planner.solver.cpsat.context import Context
from planner.solver.cpsat.limits import Penalty
from planner.solver.cpsat.variables import Linear


def notification_authority(rule: NotificationAuthority, context: Context) -> list[Penalty]:
    """Some duty or period on call in every stretch that is a minute longer than allowed.

    A time without anybody begins with the horizon or where a duty or period ends, so stretches from there are enough.
    """
    instance, x = context.instance, context.decisions
    spans: list[tuple[int, int, Linear]] = []
    for employee in instance.employees:
        if rule.skill not in employee.skills:
            continue
        spans += [(slot.start, slot.end, 1) for slot in context.past(employee.key)]
        spans += [(slot.start, slot.end, on) for slot, on in x.shifts_of(employee.key)]
        spans += [
            (start, end, x.holds(employee.key, number, period))
            for number, level in enumerate(instance.levels)
            for period, (start, end) in enumerate(level.periods)
        ]
    for opens in {0, *(end for _, end, _ in spans if end > 0)}:
        closes = opens + rule.within_minutes + 1
        if closes <= instance.minutes:
            reachable = [on for start, end, on in spans if start < closes and opens < end]
            context.model.add(sum(reachable) >= 1)
    return []
