"""Pay of each person as a linear expression, and the components of on-costs on it (FORMULATION §4).

Minimising, every overtime and on-cost variable comes down to the amount that is billed. Exact but for the regular
rate of overtime, of which `overtime` says where it is a bound from below.
"""

from __future__ import annotations

from collections import defaultdict

from planner.instance.model import ALL_HUNDREDTHS, Employee, OnCost
from planner.solver.cpsat.bounded import Bounded
from planner.solver.cpsat.changes import day_off, not_as_published
from planner.solver.cpsat.context import Context
from planner.solver.cpsat.overtime import overtime
from planner.solver.cpsat.variables import Linear


def payroll(context: Context) -> Linear:
    """Pay and on-costs of everybody."""
    stipends = _stipends(context)
    # Summed at the end: `+=` on an expression of CP-SAT would change the operand that it began as.
    parts: list[Linear] = []
    for employee in context.instance.employees:
        fixed = Bounded(employee.fixed_pay, employee.fixed_pay, employee.fixed_pay)
        gross = fixed + _duties(context, employee) + overtime(context, employee) + stipends[employee.key]
        gross += _changes(context, employee)
        parts += [employee.per_head, gross.value]
        parts += [_on_cost(context, part, gross, employee.key) for part in context.instance.on_costs]
    return sum(parts)


def call_outs(context: Context) -> Linear:
    """Call-outs of each level, which hang on who is responsible, with every component of on-costs on all of them."""
    instance, x = context.instance, context.decisions
    gross: dict[str, Bounded] = defaultdict(lambda: Bounded(0, 0, 0))
    for (item, window, option), amount in instance.call_outs.items():
        gross[instance.called[item, window]] += Bounded(amount * x.given(item, window, option), 0, amount)
    return sum(
        money.value
        + sum(_on_cost(context, part.on_every_penny(), money, level) for part in instance.on_costs)
        for level, money in gross.items()
    )


def _duties(context: Context, employee: Employee) -> Bounded:
    costs = [
        (context.instance.duty_cost[employee.key, slot.day, slot.shift], on)
        for slot, on in context.decisions.shifts_of(employee.key)
    ]
    return Bounded(sum(cost * on for cost, on in costs if cost), 0, sum(cost for cost, _ in costs))


def _stipends(context: Context) -> dict[str, Bounded]:
    held: dict[str, Bounded] = defaultdict(lambda: Bounded(0, 0, 0))
    for holder, level, period, literal in context.decisions.holding():
        amount = context.instance.levels[level].stipends[period]
        if amount:
            held[holder] += Bounded(amount * literal, 0, amount)
    return held


def _changes(context: Context, employee: Employee) -> Bounded:
    """Days that are not as published; where all was cut, the price of that."""
    total, publication = Bounded(0, 0, 0), context.instance.publication
    if publication is None:
        return total
    for (person, day), price in context.instance.change_prices.items():
        if person == employee.key:
            value = price.moved * not_as_published(context, publication, person, day)
            if price.cut != price.moved:
                value += (price.cut - price.moved) * day_off(context, person, day)
            total += Bounded(value, 0, max(price))
    return total


def _on_cost(context: Context, part: OnCost, gross: Bounded, who: str) -> Linear:
    """The least whole number that is not below the percentage less a half.

    An allowance bends the cost upwards, which a minimum needs nothing for; a ceiling bends it downwards, so where the
    person may come to lie on either side of it, a literal says that the full amount is due.
    """
    full = part.of(gross.most)
    if part.of(gross.least) == full:
        return full
    cost = context.model.new_int_var(part.of(gross.least), full, f"{who} on-costs {part.key}")
    share = part.hundredths * (gross.value - part.above) - (ALL_HUNDREDTHS // 2 - 1)
    if part.up_to is None or gross.most <= part.up_to:
        context.model.add(ALL_HUNDREDTHS * cost >= share)
        return cost
    above = context.model.new_bool_var(f"{who} above the ceiling of {part.key}")
    slack = part.hundredths * (gross.most - part.above) - ALL_HUNDREDTHS * full
    context.model.add(ALL_HUNDREDTHS * cost >= share - max(0, slack) * above)
    context.model.add(cost >= full * above)
    return cost
