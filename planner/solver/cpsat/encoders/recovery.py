"""Encoder of `planner.rules.recovery`."""

from __future__ import annotations

from planner.rules.recovery import PreferredRest
from planner.solver.cpsat.context import Context
from planner.solver.cpsat.limits import Penalty
from planner.solver.cpsat.variables import Linear


def preferred_rest(rule: PreferredRest, context: Context) -> list[Penalty]:
    """Two duties with a short rest and no duty in it exclude each other, or cost the hours that are missing."""
    x = context.decisions
    penalties = []
    for person in x.people:
        duties = list(x.duties_of(person))
        ends: list[tuple[int, Linear]] = [(slot.end, on) for slot, on in duties]
        if past := context.past(person):
            ends.append((max(slot.end for slot in past), 1))
        for after, on_after in duties:
            for end, on_before in ends:
                rest = after.start - end
                if not 0 <= rest < rule.rest_minutes:
                    continue
                within = sum(on for slot, on in duties if end <= slot.start and slot.end <= after.start)
                missing = -((rest - rule.rest_minutes) // 60)
                is_short = on_before + on_after - within - 1
                penalties += context.at_most(rule, missing * is_short, 0, worst=missing)
    return penalties
