"""Encoders of `planner.rules.mix`: sums over a person's duties."""

from __future__ import annotations

from collections.abc import Callable, Collection

from planner.instance.model import ShiftSlot
from planner.rules.base import Rule
from planner.rules.mix import EarlyStarts, KindLimit, PermanentNights
from planner.solver.cpsat.context import Context
from planner.solver.cpsat.limits import Penalty
from planner.units import parse_clock


def early_starts(rule: EarlyStarts, context: Context) -> list[Penalty]:
    """Duties that start between the two clock times."""
    first, end = parse_clock(rule.start_from), parse_clock(rule.start_to)
    return _at_most_such(rule, context, lambda slot: first <= slot.clock < end, rule.duties)


def kind_limit(rule: KindLimit, context: Context) -> list[Penalty]:
    """Duties of the kinds and types."""
    return _at_most_such(rule, context, lambda slot: is_one_of(slot, rule.kinds, rule.shifts), rule.duties)


def is_one_of(slot: ShiftSlot, kinds: Collection[str], shifts: Collection[str]) -> bool:
    """Whether a duty is of one of the kinds and one of the types; an empty filter matches all."""
    return (not kinds or slot.kind in kinds) and (not shifts or slot.shift in shifts)


def _at_most_such(
    rule: Rule, context: Context, is_such: Callable[[ShiftSlot], bool], most: int
) -> list[Penalty]:
    penalties = []
    for person in context.decisions.people:
        such = [on for slot, on in context.decisions.duties_of(person) if is_such(slot)]
        if len(such) > most:
            penalties += context.at_most(rule, sum(such), most, worst=len(such) - most)
    return penalties


def permanent_nights(rule: PermanentNights, context: Context) -> list[Penalty]:
    """Nights above `share`, the largest whole number of nights that the percentage allows."""
    model = context.model
    penalties = []
    for person in context.decisions.people:
        past, duties = context.past(person), list(context.decisions.duties_of(person))
        nights = [on for slot, on in duties if slot.night]
        if not nights:
            continue
        past_nights = sum(slot.night for slot in past)
        share = model.new_int_var(0, len(past) + len(duties), f"{rule.id} share {person}")
        within = model.add(100 * share <= rule.percent * (len(past) + sum(on for _, on in duties)))
        if 100 * past_nights > rule.percent * len(past):
            # History alone is above the share, and what is past is forgiven.
            eased = model.new_bool_var(f"{rule.id} eased {person}")
            within.only_enforce_if(~eased)
            model.add(share <= past_nights).only_enforce_if(eased)
        penalties += context.at_most(rule, past_nights + sum(nights) - share, 0, worst=len(nights))
    return penalties
