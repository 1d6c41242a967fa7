"""Encoders of `planner.rules.on_call`: sums and patterns of a person's days on call."""

from __future__ import annotations

from planner.rules.on_call import OnCallGap, OnCallRun, OnCallShare
from planner.solver.cpsat.context import Context
from planner.solver.cpsat.limits import Penalty
from planner.solver.cpsat.variables import Literal


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
    """Of any one day more than allowed, one is not on call."""
    penalties = []
    for person in context.decisions.people:
        on_call = _days_on_call(context, person)
        for first in range(len(on_call) - rule.days):
            run = sum(on_call[first : first + rule.days + 1])
            penalties += context.at_most(rule, run, rule.days, worst=1)
    return penalties


def on_call_gap(rule: OnCallGap, context: Context) -> list[Penalty]:
    """Two days on call with a short gap exclude each other unless some day between them is on call."""
    penalties = []
    for person in context.decisions.people:
        on_call = _days_on_call(context, person)
        for gap in range(1, rule.days):
            missing = rule.days - gap
            for before in range(len(on_call) - gap - 1):
                after = before + gap + 1
                is_short = on_call[before] + on_call[after] - sum(on_call[before + 1 : after]) - 1
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
