"""Pay of each person under a finished plan, in the instance's integers, and the components of on-costs on it."""

from __future__ import annotations

from collections import Counter, defaultdict
from fractions import Fraction

from planner.instance.clock import HorizonClock, site_clocks
from planner.instance.model import Employee, Instance, OvertimeAccount, WeekPart
from planner.instance.money import with_on_costs
from planner.instance.overtime import QUARTER_HOUR, quarters
from planner.plan.model import Plan
from planner.units import round_half_up


def payroll(instance: Instance, plan: Plan) -> int:
    """Pay and on-costs of everybody, in minor units; on-costs are rounded once for each person and component."""
    clocks = site_clocks(instance.scenario)
    total = 0
    for employee in instance.employees:
        gross = (
            employee.fixed_pay
            + _duties(instance, plan, employee, clocks[employee.site])
            + _stipends(instance, plan, employee)
            + _changes(instance, plan, employee, clocks[employee.site])
        )
        total += employee.per_head + gross + sum(part.of(gross) for part in instance.on_costs)
    return total


def _duties(instance: Instance, plan: Plan, employee: Employee, clock: HorizonClock) -> int:
    total = 0
    parts: list[WeekPart] = []
    for duty in plan.roster:
        if duty.person == employee.key:
            day = clock.day_number(clock.wall(clock.minute(duty.start))[0])
            total += instance.duty_cost[employee.key, day, duty.shift]
            parts += instance.week_parts[employee.key, day, duty.shift]
    for number, account in enumerate(employee.accounts):
        here = [part for part in parts if part.account == number]
        total += _overtime(instance, employee, account, here)
    return total


def _overtime(instance: Instance, employee: Employee, account: OvertimeAccount, parts: list[WeekPart]) -> int:
    """Started quarter hours beyond the threshold and, by the regular rate, their percentage of the premia as well."""
    minutes = account.past.minutes + sum(part.minutes for part in parts)
    counts = [quarters(minutes - account.begins(step.over)) for step in employee.overtime_steps]
    money = sum(step.price * count for step, count in zip(employee.overtime_steps, counts, strict=True))
    paid = account.past.paid + sum(part.paid for part in parts)
    premia = account.past.premia + sum(part.premia for part in parts)
    if premia:
        by_percent: Counter[int] = Counter()
        for step, count, above in zip(employee.overtime_steps, counts, [*counts[1:], 0], strict=True):
            by_percent[step.percent] += count - above
        for part in parts:
            by_percent.update(dict(part.daily))
        for percent, count in by_percent.items():
            if not count:
                continue  # a week of nothing but a break has premia and no paid time
            share = round_half_up(Fraction(premia * QUARTER_HOUR * count * percent, 600_000 * paid))
            money += with_on_costs(instance.scenario, share)
    return money


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


def _changes(instance: Instance, plan: Plan, employee: Employee, clock: HorizonClock) -> int:
    publication = instance.publication
    if publication is None or not instance.change_prices:
        return 0
    worked: dict[int, set[tuple[str, int, int]]] = defaultdict(set)
    for duty in plan.roster:
        if duty.person == employee.key:
            start, end = clock.minute(duty.start), clock.minute(duty.end)
            worked[clock.day_number(clock.wall(start)[0])].add((duty.shift, start, end))
    total = 0
    for (person, day), price in instance.change_prices.items():
        if person == employee.key and worked[day] != publication.duties.get((person, day), frozenset()):
            total += price.moved if worked[day] else price.cut
    return total
