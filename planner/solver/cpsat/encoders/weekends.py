"""Encoders of `planner.rules.weekends`. The horizon begins on a Monday, so Saturdays are the days `7 n + 5`."""

from __future__ import annotations

from planner.instance.model import ShiftSlot
from planner.rules.weekends import CompleteWeekends, FreeWeekends
from planner.solver.cpsat.context import Context
from planner.solver.cpsat.limits import Penalty
from planner.solver.cpsat.variables import Linear


def complete_weekends(rule: CompleteWeekends, context: Context) -> list[Penalty]:
    """Saturday and Sunday are both worked or both not."""
    x = context.decisions
    penalties = []
    for person in x.people:
        for saturday in range(5, context.instance.days - 1, 7):
            first = context.is_any(x.starts(person, saturday))
            second = context.is_any(x.starts(person, saturday + 1))
            penalties += context.at_most(rule, first - second, 0, worst=1)
            penalties += context.at_most(rule, second - first, 0, worst=1)
    return penalties


def free_weekends(rule: FreeWeekends, context: Context) -> list[Penalty]:
    """In each window of weekends at most the others are worked."""
    last_saturdays = range(5, context.instance.days - 1, 7)
    penalties = []
    for person in context.decisions.people:
        worked: dict[int, Linear] = {}
        for last in last_saturdays:
            window = range(last - 7 * (rule.weekends - 1), last + 1, 7)
            for saturday in window:
                if saturday not in worked:
                    worked[saturday] = _worked(context, person, saturday)
            total = sum(worked[saturday] for saturday in window)
            penalties += context.at_most(rule, total, rule.weekends - rule.free, worst=rule.free)
    return penalties


def _worked(context: Context, person: str, saturday: int) -> Linear:
    """At least 1 when a duty runs on the weekend of a Saturday."""

    def touches(slot: ShiftSlot) -> bool:
        if slot.day < saturday:
            return slot.end > context.instance.midnight_of(person, saturday)
        return slot.day <= saturday + 1

    past_weeks = context.instance.employee(person).past_weeks
    if any(monday == saturday - 5 and week.weekends for monday, week in past_weeks):
        return 1
    if any(touches(slot) for slot in context.past(person)):
        return 1
    if saturday < 0:
        return 0
    worked = context.model.new_bool_var(f"{person} works the weekend of {saturday}")
    for day in range(saturday - 1, saturday + 2):
        duties = [
            context.decisions.on(person, slot)
            for slot in context.decisions.slots_on(person, day)
            if touches(slot)
        ]
        context.model.add(worked >= context.any_of(duties))
    for slot, on in context.decisions.stand_by_of(person):
        if slot.day < saturday - 1 and touches(slot):  # stand-by may last for days
            context.model.add(worked >= on)
    return worked
