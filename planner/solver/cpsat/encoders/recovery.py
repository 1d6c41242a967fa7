"""Encoder of `planner.rules.recovery`."""

from __future__ import annotations

from planner.instance.model import ShiftSlot
from planner.rules.recovery import PreferredRest
from planner.scenario.work import STAND_BY
from planner.solver.cpsat.context import Context
from planner.solver.cpsat.limits import Penalty


def preferred_rest(rule: PreferredRest, context: Context) -> list[Penalty]:
    """A duty too soon after the one that ended last before it cannot be, or costs the hours that are missing."""
    penalties = []
    for person in context.decisions.people:
        duties = sorted(context.decisions.duties_of(person), key=lambda duty: (duty[0].start, duty[0].end))
        past_end = max((slot.end for slot in context.past(person)), default=None)
        for index, (after, on_after) in enumerate(duties):
            close = [
                (before, on_before)
                for before, on_before in duties[:index]
                if before.end > after.start - rule.rest_minutes and _both_possible(before, after)
            ]
            if past_end is not None and past_end > after.start - rule.rest_minutes:
                missing = _hours_missing(rule, after.start - past_end)
                since = sum(on for slot, on in close if slot.end > past_end)
                penalties += context.at_most(rule, missing * (on_after - since), 0, worst=missing)
            for number, (before, on_before) in enumerate(close):
                if past_end is not None and before.end <= past_end:
                    continue
                missing = _hours_missing(rule, after.start - before.end)
                since = sum(
                    on
                    for other, (slot, on) in enumerate(close)
                    if (slot.end, other) > (before.end, number) and _both_possible(before, slot)
                )
                is_short = on_before + on_after - 1 - since
                penalties += context.at_most(rule, missing * is_short, 0, worst=missing)
    return penalties


def _hours_missing(rule: PreferredRest, rest: int) -> int:
    return -((rest - rule.rest_minutes) // 60)


def _both_possible(first: ShiftSlot, second: ShiftSlot) -> bool:
    """Nobody is at two posts at once, but stand-by can overlap."""
    return STAND_BY in (first.kind, second.kind) or first.end <= second.start or second.end <= first.start
