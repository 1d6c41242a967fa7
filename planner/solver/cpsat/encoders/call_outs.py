"""Encoders of `planner.rules.call_outs`: expected call-outs, linear in who is responsible for what."""

from __future__ import annotations

from math import ceil, floor

from ortools.sat.python.cp_model import IntVar

from planner.instance.demand import category_of
from planner.instance.model import MICRO, Employee, Level
from planner.instance.stand_by import call_outs_within
from planner.rules.base import Strength
from planner.rules.call_outs import CallOutLoad, WorkWithCallOuts
from planner.scenario.work import StandByTime
from planner.solver.cpsat.context import Context
from planner.solver.cpsat.limits import Penalty
from planner.solver.cpsat.variables import Linear


def call_out_load(rule: CallOutLoad, context: Context) -> list[Penalty]:
    """Expected call-outs of each period, in millionths."""
    model, x = context.model, context.decisions
    penalties = []
    for level in context.instance.levels:
        if rule.levels and level.level not in rule.levels:
            continue
        for start, end in level.periods:
            expected = call_outs_within(context.instance, level, start, end)
            most = floor(rule.call_outs * MICRO * (end - start) / (60 * rule.per_hours))
            beyond = sum(expected.values()) - most
            if beyond <= 0:
                continue
            total = sum(amount * x.given(*key) for key, amount in expected.items())
            if rule.strength is Strength.MUST:
                model.add(total <= most)
                continue
            excess = model.new_int_var(0, ceil(beyond / MICRO), f"{rule.id} excess")
            model.add(MICRO * excess >= total - most)
            penalties.append(Penalty(rule.id, rule.points, excess))
    return penalties


def work_with_call_outs(rule: WorkWithCallOuts, context: Context) -> list[Penalty]:
    """Working time and expected call-out minutes of every window of days, history included.

    Windows are those of `max_hours`. Minutes need a bound from below only, since the rule limits them from above.
    """
    x, instance = context.decisions, context.instance
    first_end = min(max(0, rule.days - 1 - instance.history_days), instance.days - 1)
    due: dict[tuple[str, int, int, int], IntVar | None] = {}
    penalties = []
    for employee in instance.employees:
        past = context.past(employee.key)
        called = [_called_out(context, employee, day, due) for day in range(instance.days)]
        for last in range(first_end, instance.days):
            first = last - rule.days + 1
            parts: list[tuple[int, Linear]] = [(slot.paid, 1) for slot in past if first <= slot.day <= last]
            parts += [
                (slot.paid, x.on(employee.key, slot))
                for day in range(first, last + 1)
                for slot in x.slots_on(employee.key, day)
            ]
            work = sum(paid * on for paid, on in parts)
            calls = [minutes for day in range(max(0, first), last + 1) for minutes in called[day]]
            most = sum(paid for paid, _ in parts) + sum(most for _, most in calls)
            total = work + sum(minutes for minutes, _ in calls)
            penalties += context.at_most(rule, total, rule.work_minutes, worst=most - rule.work_minutes)
    return penalties


def _called_out(
    context: Context, employee: Employee, day: int, due: dict[tuple[str, int, int, int], IntVar | None]
) -> list[tuple[IntVar, int]]:
    """Minutes of call-outs that a person may expect on a day, with the most of them, for each period on it."""
    model, instance, x = context.model, context.instance, context.decisions
    opens = instance.midnight_of(employee.key, day) if day else 0
    closes = instance.midnight_of(employee.key, day + 1)
    found = []
    for number, level in enumerate(instance.levels):
        if level.stand_by is StandByTime.WORK:
            continue
        for period, (start, end) in enumerate(level.periods):
            key = (employee.site, number, period, day)
            if key not in due:
                due[key] = _minutes_due(context, level, max(start, opens), min(end, closes))
            if (whole := due[key]) is None:
                continue
            most = whole.proto.domain[1]
            mine = model.new_int_var(0, most, f"{employee.key} called out {level.level} {period} {day}")
            absent = 1 - x.holds(employee.key, number, period)
            if level.duties:  # where call-outs are frequent, the period is a duty as a whole
                absent += x.on(employee.key, level.duties[employee.site][period])
            model.add(mine >= whole - most * absent)
            found.append((mine, most))
    return found


def _minutes_due(context: Context, level: Level, start: int, end: int) -> IntVar | None:
    """Whole minutes of work that call-outs at a level take in `[start, end)`, or None where there are none."""
    if start >= end:
        return None
    work = {
        key: amount * category_of(context.instance.scenario, key[0]).handling_minutes(key[0].phase)
        for key, amount in call_outs_within(context.instance, level, start, end).items()
    }
    if not work:
        return None
    minutes = context.model.new_int_var(0, ceil(sum(work.values()) / MICRO), f"{level.level} called {start}")
    context.model.add(
        MICRO * minutes >= sum(amount * context.decisions.given(*key) for key, amount in work.items())
    )
    return minutes
