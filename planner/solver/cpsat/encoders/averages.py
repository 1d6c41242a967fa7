"""Encoders of `planner.rules.averages`: sums over weeks."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import count
from typing import NamedTuple

from planner.instance.model import Employee
from planner.rules.averages import AverageHours, NightAverage
from planner.scenario.people import Agreement
from planner.solver.cpsat.context import Context
from planner.solver.cpsat.limits import Penalty
from planner.solver.cpsat.variables import Linear


class Week(NamedTuple):
    """A known week of a person; numbers of a week before the horizon are constants."""

    work: Linear
    nights: Linear
    neutral_days: int


def average_hours(rule: AverageHours, context: Context) -> list[Penalty]:
    """Work of each reference period within the sum of its weeks' limits."""
    for employee in context.instance.employees:
        if rule.opt_out_possible and Agreement.AVERAGE_HOURS_OPT_OUT in employee.agreements:
            continue
        for weeks in _periods(rule, context, employee):
            context.model.add(sum(week.work for week in weeks) <= _limit(rule, rule.work_minutes, weeks))
    return []


def night_average(rule: NightAverage, context: Context) -> list[Penalty]:
    """The same for who is a night worker in the period; where that is still open, a literal says so."""
    for employee in context.instance.employees:
        for weeks in _periods(rule, context, employee):
            limit = _limit(rule, rule.working_days * rule.work_minutes, weeks)
            within_limit = sum(week.work for week in weeks) <= limit
            nights = sum(week.nights for week in weeks)
            past_nights = sum(week.nights for week in weeks if isinstance(week.nights, int))
            if Agreement.NIGHT_WORKER in employee.agreements or past_nights >= rule.night_worker_from:
                context.model.add(within_limit)
            elif not isinstance(nights, int):
                is_night_worker = context.model.new_bool_var("night worker")
                context.model.add(within_limit).only_enforce_if(is_night_worker)
                context.model.add(nights < rule.night_worker_from).only_enforce_if(~is_night_worker)
    return []


def _periods(
    rule: AverageHours | NightAverage, context: Context, employee: Employee
) -> Iterator[tuple[Week, ...]]:
    """The known weeks of the reference period that ends with each week of the horizon."""
    past = list(_past_weeks(rule, context, employee))[::-1]
    planned = [
        _planned_week(rule, context, employee, monday) for monday in range(0, context.instance.days, 7)
    ]
    weeks = [*past, *planned]
    for end in range(len(past) + 1, len(weeks) + 1):
        yield tuple(weeks[max(0, end - rule.reference_weeks) : end])


def _planned_week(
    rule: AverageHours | NightAverage, context: Context, employee: Employee, monday: int
) -> Week:
    x = context.decisions
    duties = [
        (slot, x.on(employee.key, slot))
        for day in range(monday, monday + 7)
        for slot in x.slots_on(employee.key, day)
    ]
    work = sum(slot.paid * on for slot, on in duties)
    nights = sum(on for slot, on in duties if slot.night)
    return Week(work, nights, _neutral_days(rule, employee, monday))


def _past_weeks(rule: AverageHours | NightAverage, context: Context, employee: Employee) -> Iterator[Week]:
    """Weeks before the horizon, the latest first, up to one that is not known."""
    told = dict(employee.past_weeks)
    for monday in count(-7, -7):
        if monday >= -context.instance.history_days:
            duties = [slot for slot in context.past(employee.key) if monday <= slot.day < monday + 7]
            work, nights = sum(slot.paid for slot in duties), sum(slot.night for slot in duties)
            yield Week(work, nights, _neutral_days(rule, employee, monday))
        elif monday in told:
            row = told[monday]
            yield Week(row.work_minutes, row.nights, min(row.neutral_days, rule.working_days))
        else:
            return


def _neutral_days(rule: AverageHours | NightAverage, employee: Employee, monday: int) -> int:
    neutral = employee.leave_days | (employee.holidays if rule.holidays_neutral else frozenset())
    return len(neutral.intersection(range(monday, monday + rule.working_days)))


def _limit(rule: AverageHours | NightAverage, of_a_week: int, weeks: tuple[Week, ...]) -> int:
    """Minutes of all weeks together, rounded down."""
    working_days = sum(rule.working_days - week.neutral_days for week in weeks)
    return of_a_week * working_days // rule.working_days
