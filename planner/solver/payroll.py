"""Pay of each person under a finished plan, in the instance's integers, and the components of on-costs on it."""

from __future__ import annotations

from math import ceil

from planner.instance.clock import HorizonClock, site_clocks
from planner.instance.model import Employee, Instance
from planner.plan.model import Plan
from planner.scenario.pay import OvertimeBasis


def payroll(instance: Instance, plan: Plan) -> int:
    """Pay and on-costs of everybody, in minor units; on-costs are rounded once for each person and component."""
    clocks = site_clocks(instance.scenario)
    total = 0
    for employee in instance.employees:
        gross = (
            employee.fixed_pay
            + _duties(instance, plan, employee, clocks[employee.site])
            + _stipends(instance, plan, employee)
        )
        total += gross + sum(part.of(gross) for part in instance.on_costs)
    return total


def _duties(instance: Instance, plan: Plan, employee: Employee, clock: HorizonClock) -> int:
    overtime = instance.scenario.pay.overtime
    total = 0
    paid_by_day: list[tuple[int, int]] = []
    for duty in plan.roster:
        if duty.person == employee.key:
            day = clock.day_number(clock.wall(clock.minute(duty.start))[0])
            total += instance.duty_cost[employee.key, day, duty.shift]
            paid_by_day.append((day, duty.paid_minutes))
    if overtime.basis is OvertimeBasis.CONTRACT_HORIZON:
        worked = employee.credit_minutes + sum(paid for _, paid in paid_by_day)
        beyond = [worked - employee.contract_minutes]
    else:
        beyond = [
            sum(paid for day, paid in paid_by_day if day // 7 == week) - overtime.weekly_minutes
            for week in range(instance.days // 7)
        ]
    return total + employee.overtime_unit * sum(ceil(max(0, minutes) / 15) for minutes in beyond)


def _stipends(instance: Instance, plan: Plan, employee: Employee) -> int:
    clock = HorizonClock(instance.scenario)
    stipends = {
        (level.domain, level.level, start, end): money
        for level in instance.levels
        for (start, end), money in zip(level.periods, level.stipends, strict=True)
    }
    return sum(
        stipends[duty.domain, duty.level, clock.minute(duty.start), clock.minute(duty.end)]
        for duty in plan.escalation
        if duty.holder == employee.key
    )
