"""Encoder of `planner.rules.risk`."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from fractions import Fraction
from itertools import pairwise

from planner.instance.model import ShiftSlot
from planner.rules.risk import RiskIndex
from planner.scenario.work import STAND_BY
from planner.solver.cpsat.context import Context
from planner.solver.cpsat.limits import Penalty
from planner.solver.cpsat.variables import Linear, Literal
from planner.units import parse_clock, round_half_up


def risk_index(rule: RiskIndex, context: Context) -> list[Penalty]:
    """A duty and the run before it exclude each other, or cost the excess, from the place on where risk is too high.

    Risk never falls along a run, so the excess of a duty is a sum of steps: the step at place `n` is due when there
    are such duties on all of the `n - 1` days before.
    """
    penalties = []
    for person in context.decisions.people:
        for is_night, run in ((True, rule.night_run_percents), (False, rule.other_run_percents)):
            worked = _worked_days(context, person, is_night, len(run) - 1)
            for day in range(context.instance.days):
                duties = [
                    (slot, context.decisions.on(person, slot))
                    for slot in context.decisions.slots_on(person, day)
                    if _is_such(slot, is_night)
                ]
                penalties += _steps(rule, context, duties, run, worked, day)
    return penalties


def _is_such(slot: ShiftSlot, is_night: bool) -> bool:
    return slot.kind != STAND_BY and slot.night is is_night


def _worked_days(context: Context, person: str, is_night: bool, look_back: int) -> Mapping[int, Linear]:
    """For each day on which the person can have such a duty: at least 1 if there is one."""
    found = {}
    for day in range(-look_back, context.instance.days - 1):
        if duties := context.decisions.starts_that(person, day, lambda slot: _is_such(slot, is_night)):
            found[day] = context.any_of(duties)
    return found


def _steps(
    rule: RiskIndex,
    context: Context,
    duties: Sequence[tuple[ShiftSlot, Literal]],
    run: Sequence[int],
    worked: Mapping[int, Linear],
    day: int,
) -> list[Penalty]:
    """What the duties of a day exceed the limit by, place by place."""
    penalties = []
    excesses = {slot: _excesses(rule, slot, run) for slot, _ in duties}
    for place in range(1, len(run) + 1):
        before = range(day - place + 1, day)
        if not worked.keys() >= set(before):
            break  # no run reaches further back
        same_step: dict[int, list[Literal]] = defaultdict(list)
        for slot, on in duties:
            same_step[excesses[slot][place] - excesses[slot][place - 1]].append(on)
        for step, such in same_step.items():
            for group in [such] if context.one_duty_a_day else [[on] for on in such]:
                if step:
                    due = sum(group) + sum(worked[earlier] for earlier in before) - len(before)
                    penalties += context.at_most(rule, step * due, 0, worst=step)
    return penalties


def _excesses(rule: RiskIndex, slot: ShiftSlot, run: Sequence[int]) -> list[int]:
    """Percentage points above the limit by place in the run, with 0 at place 0."""
    if slot.night:
        of_type = rule.night_percent
    elif slot.clock >= parse_clock(rule.afternoon_from):
        of_type = rule.afternoon_percent
    else:
        of_type = rule.morning_percent
    alone = of_type + _of_length(rule, slot.end - slot.start) - 100
    return [0, *(max(0, alone + of_place - 100 - rule.most_percent) for of_place in run)]


def _of_length(rule: RiskIndex, minutes: int) -> int:
    points = list(pairwise(zip(rule.lengths, rule.length_percents, strict=True)))
    (start, low), (end, high) = next((line for line in points if minutes <= line[1][0]), points[-1])
    return round_half_up(low + Fraction((high - low) * max(0, minutes - start), end - start))
