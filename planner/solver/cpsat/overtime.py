"""Overtime in the model: exact, but for the regular rate, where it is exact or a bound from below (FORMULATION §4)."""

from __future__ import annotations

from collections import defaultdict
from itertools import pairwise

from planner.instance.model import Employee, OvertimeAccount, WeekPart
from planner.instance.money import with_on_costs
from planner.instance.overtime import QUARTER_HOUR, quarters
from planner.solver.cpsat.bounded import Bounded
from planner.solver.cpsat.context import Context
from planner.solver.cpsat.variables import Linear, Literal

MOST_LEVELS = 8
"""Lengths of a week that get a literal each; more would cost more search than they tell."""

Parts = list[tuple[int, WeekPart, Literal]]
"""Day, what a duty of that day adds to an account, and the duty's variable."""


def overtime(context: Context, employee: Employee) -> Bounded:
    """Overtime of a person in all accounts."""
    by_account: dict[int, Parts] = defaultdict(list)
    for slot, on in context.decisions.shifts_of(employee.key):
        for part in context.instance.week_parts[employee.key, slot.day, slot.shift]:
            by_account[part.account].append((slot.day, part, on))
    total = Bounded(0, 0, 0)
    for number, account in enumerate(employee.accounts):
        parts = by_account[number]
        total += _beyond_threshold(context, employee, account, parts)
        total += _on_premia(context, employee, account, parts)
    return total


def _beyond_threshold(
    context: Context, employee: Employee, account: OvertimeAccount, parts: Parts
) -> Bounded:
    """Started quarter hours of each tier; each raises the price, so the minimum makes them exact."""
    minutes = account.past.minutes + sum(part.minutes * on for _, part, on in parts)
    possible = account.past.minutes + sum(part.minutes for _, part, _ in parts)
    total = Bounded(0, 0, 0)
    for step in employee.overtime_steps:
        begins = account.begins(step.over)
        most = quarters(possible - begins)
        if most:
            count = context.model.new_int_var(0, most, f"{employee.key} overtime")
            context.model.add(QUARTER_HOUR * count >= minutes - begins)
            total += Bounded(step.price * count, 0, step.price * most)
    return total


def _on_premia(context: Context, employee: Employee, account: OvertimeAccount, parts: Parts) -> Bounded:
    """The overtime percentage of the share of the week's premia that falls on overtime: premia · (1 − begin / paid).

    The share grows with the paid time of the week, so for each possible length `h` of it a literal that says "at least
    h" asks for `percent · premia · (1 − begin / h)`. Exact where every possible length has a literal and whole quarter
    hours lie beyond the threshold; a bound from below else. With daily or further tiers it is left out.
    """
    rule = context.instance.scenario.pay.overtime
    most_premia = account.past.premia + sum(part.premia for _, part, _ in parts)
    most_share = -(-rule.percent * most_premia // 600_000)
    if not most_share or rule.daily or rule.further:
        return Bounded(0, 0, 0)
    paid = account.past.paid + sum(part.paid * on for _, part, on in parts)
    premia: Linear = account.past.premia + sum(part.premia * on for _, part, on in parts)
    begins = account.begins(0)
    lengths = _lengths(context, account, parts)
    share = context.model.new_int_var(0, most_share, f"{employee.key} overtime on premia")
    before = {h: lower for lower, h in pairwise(lengths)}
    for h in _chosen([h for h in lengths if h > begins]):
        long = context.model.new_bool_var(f"{employee.key} works {h} minutes of the week")
        lower = before.get(h, 0)
        context.model.add(paid <= lower + (lengths[-1] - lower) * long)
        # share >= weight · premia / whole - 1/2, in halves to stay with whole numbers
        whole, weight = 600_000 * h, rule.percent * (h - begins)
        slack = max(0, 2 * weight * most_premia - whole + 1)
        context.model.add(2 * whole * share >= 2 * weight * premia - whole + 1 - slack * (1 - long))
    return _with_on_costs(context, Bounded(share, 0, most_share))


def _with_on_costs(context: Context, money: Bounded) -> Bounded:
    """Money that only the solver knows, with the single percentage of on-costs rounded on it."""
    scenario = context.instance.scenario
    most = with_on_costs(scenario, money.most)
    if most == money.most:
        return money
    on_costs = context.model.new_int_var(0, most - money.most, "on-costs of overtime on premia")
    context.model.add(100 * on_costs >= scenario.pay.on_cost_percent * money.value - 49)
    return Bounded(money.value + on_costs, money.least, most)


def _lengths(context: Context, account: OvertimeAccount, parts: Parts) -> list[int]:
    """Every paid time that a week may come to, in order."""
    by_day: dict[int, set[int]] = defaultdict(set)
    for index, (day, part, _) in enumerate(parts):
        by_day[day if context.one_duty_a_day else index].add(part.paid)
    reached = {account.past.paid}
    for added in by_day.values():
        reached |= {length + more for length in reached for more in added}
    return sorted(reached)


def _chosen(lengths: list[int]) -> list[int]:
    """At most `MOST_LEVELS` of them, evenly, the longest among them."""
    if len(lengths) <= MOST_LEVELS:
        return lengths
    return [lengths[(number + 1) * len(lengths) // MOST_LEVELS - 1] for number in range(MOST_LEVELS)]
