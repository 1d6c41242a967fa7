"""Encoders of `planner.rules.averages`: sums over weeks."""

from __future__ import annotations

from planner.instance.model import Employee, ShiftSlot
from planner.rules.averages import AverageHours, NightAverage
from planner.scenario.people import Agreement
from planner.solver.cpsat.context import Context
from planner.solver.cpsat.limits import Penalty
from planner.solver.cpsat.variables import Literal
from planner.solver.reference_weeks import Period, reference_periods


def average_hours(rule: AverageHours, context: Context) -> list[Penalty]:
    """Work of each reference period within the sum of its weeks' limits."""
    for employee in context.instance.employees:
        if rule.opt_out_possible and Agreement.AVERAGE_HOURS_OPT_OUT in employee.agreements:
            continue
        for period in reference_periods(rule, rule.work_minutes, context.instance, employee):
            work = sum(slot.paid * on for slot, on in _duties(context, employee, period))
            context.model.add(period.past_work + work <= period.limit)
    return []


def night_average(rule: NightAverage, context: Context) -> list[Penalty]:
    """The same for who is a night worker in the period; where that is still open, a literal says so."""
    of_a_week = rule.working_days * rule.work_minutes
    for employee in context.instance.employees:
        for period in reference_periods(rule, of_a_week, context.instance, employee):
            duties = _duties(context, employee, period)
            within_limit = period.past_work + sum(slot.paid * on for slot, on in duties) <= period.limit
            nights = [on for slot, on in duties if slot.night]
            if Agreement.NIGHT_WORKER in employee.agreements or period.past_nights >= rule.night_worker_from:
                context.model.add(within_limit)
            elif nights:
                is_night_worker = context.model.new_bool_var("night worker")
                context.model.add(within_limit).only_enforce_if(is_night_worker)
                few = period.past_nights + sum(nights) < rule.night_worker_from
                context.model.add(few).only_enforce_if(~is_night_worker)
    return []


def _duties(context: Context, employee: Employee, period: Period) -> list[tuple[ShiftSlot, Literal]]:
    x = context.decisions
    return [(slot, x.on(employee.key, slot)) for day in period.days for slot in x.slots_on(employee.key, day)]
