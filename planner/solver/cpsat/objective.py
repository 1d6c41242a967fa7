"""Stage 1: all money of FORMULATION §4 as one linear expression over the decisions."""

from __future__ import annotations

from planner.solver.cpsat.context import Context
from planner.solver.cpsat.payroll import call_outs, payroll
from planner.solver.cpsat.variables import Linear


def money(context: Context) -> Linear:
    """Total cost of the horizon in minor units."""
    return payroll(context) + call_outs(context) + _cases(context) + _offers(context) + _seat_hours(context)


def _cases(context: Context) -> Linear:
    """Case prices, which hang on who is responsible."""
    instance, x = context.instance, context.decisions
    return sum(
        amount * x.given(item, window, option)
        for (item, window, option), amount in instance.case_money.items()
    )


def _offers(context: Context) -> Linear:
    """Fees, and whole cases beyond the included volume."""
    instance, x = context.instance, context.decisions
    total: Linear = 0
    for price in instance.prices:
        total += price.fee * x.bought(price.option)
        if price.included_milli is None or not price.overage_price:
            continue
        cases = sum(
            milli * x.given(item, window, price.option)
            for (item, window), milli in instance.case_milli.items()
        )
        most = sum(instance.case_milli.values()) // 1000 + 1
        beyond = context.model.new_int_var(0, most, f"{price.option} overage")
        context.model.add(1000 * beyond >= cases - price.included_milli)
        total += price.overage_price * beyond
    return total


def _seat_hours(context: Context) -> Linear:
    instance = context.instance
    prices = {price.option: price.seat_price for price in instance.prices}
    return sum(
        seats * prices[option][demand] * literal
        for (option, post, demand), literals in context.decisions.manned().items()
        for seats, literal in zip(instance.loads[post].seats, literals, strict=True)
        if seats
    )
