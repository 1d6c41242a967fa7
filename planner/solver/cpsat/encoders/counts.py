"""Encoders of `planner.rules.counts`: sums over a person's horizon."""

from __future__ import annotations

from planner.rules.counts import DutyCount, MaxWeekends
from planner.solver.cpsat.context import Context
from planner.solver.cpsat.limits import Penalty


def duty_count(rule: DutyCount, context: Context) -> list[Penalty]:
    """Shifts of each person."""
    penalties = []
    for person in context.decisions.people:
        duties = [on for _, on in context.decisions.shifts_of(person)]
        missing = rule.minimum_duties - sum(duties)
        most = max(0, len(duties) - rule.maximum_duties)
        penalties += context.at_most(rule, missing, 0, worst=rule.minimum_duties)
        penalties += context.at_most(rule, sum(duties), rule.maximum_duties, worst=most)
    return penalties


def max_weekends(rule: MaxWeekends, context: Context) -> list[Penalty]:
    """Weekends with a duty on either day; the horizon begins on a Monday, so Saturdays are the days `7 n + 5`."""
    x = context.decisions
    saturdays = range(5, context.instance.days - 1, 7)
    penalties = []
    for person in x.people:
        worked = []
        for saturday in saturdays:
            weekend = context.model.new_bool_var(f"{person} works on the weekend of {saturday}")
            for day in (saturday, saturday + 1):
                context.model.add(weekend >= context.any_of(x.starts(person, day)))
            worked.append(weekend)
        penalties += context.at_most(rule, sum(worked), rule.weekends, worst=len(saturdays))
    return penalties
