"""Encoders of `planner.rules.on_call`: sums and patterns of a person's days on call."""

from __future__ import annotations

from itertools import count

from planner.rules.on_call import OnCallGap, OnCallRun, OnCallShare
from planner.solver.cpsat.context import Context
from planner.solver.cpsat.limits import Penalty
from planner.solver.cpsat.variables import Linear, Literal


def on_call_share(rule: OnCallShare, context: Context) -> list[Penalty]:
    """Days on call of each person in the horizon."""
    days = context.instance.days
    most = rule.percent * days // 100
    return [
        penalty
        for person in context.decisions.people
        for penalty in context.at_most(rule, sum(_days_on_call(context, person)), most, worst=days - most)
    ]


def on_call_run(rule: OnCallRun, context: Context) -> list[Penalty]:
    """Of any one day more than allowed, one is not on call; the first of them may be the last days of history."""
    penalties = []
    for person in context.decisions.people:
        on_call, past = _days_on_call(context, person), context.instance.employee(person).past_on_call
        before = next(number for number in count() if -1 - number not in past)
        for first in range(-min(before, rule.days), len(on_call) - rule.days):
            run = max(0, -first) + sum(on_call[max(0, first) : first + rule.days + 1])
            penalties += context.at_most(rule, run, rule.days, worst=1)
    return penalties


def on_call_gap(rule: OnCallGap, context: Context) -> list[Penalty]:
    """Two days on call with a short gap exclude each other unless some day between them is on call.

    Of history, the last day on call is the only one with none between it and the horizon.
    """
    penalties = []
    for person in context.decisions.people:
        days: dict[int, Linear] = dict(enumerate(_days_on_call(context, person)))
        if past := context.instance.employee(person).past_on_call:
            days[max(past)] = 1
        for before, on_before in days.items():
            for gap in range(1, rule.days):
                after = before + gap + 1
                if not 0 <= after < context.instance.days:
                    continue
                missing = rule.days - gap
                between = sum(days[day] for day in range(max(0, before + 1), after))
                is_short = on_before + days[after] - between - 1
                penalties += context.at_most(rule, missing * is_short, 0, worst=missing)
    return penalties


def _days_on_call(context: Context, person: str) -> list[Literal]:
    """For each day, whether the person holds some level in its last minute."""
    instance, x = context.instance, context.decisions
    found = []
    for day in range(instance.days):
        last_minute = instance.midnight(day + 1) - 1
        held = [
            x.holds(person, number, period)
            for number, level in enumerate(instance.levels)
            for period, (start, end) in enumerate(level.periods)
            if start <= last_minute < end
        ]
        if len(held) == 1:
            found += held
        else:
            some = context.model.new_bool_var(f"{person} on call {day}")
            context.model.add_max_equality(some, held)
            found.append(some)
    return found
