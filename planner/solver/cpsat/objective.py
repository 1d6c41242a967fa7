"""Stage 1: all money of FORMULATION §4 as one linear expression over the decisions."""

from __future__ import annotations

from planner.scenario.pay import OvertimeBasis
from planner.solver.cpsat.context import Context
from planner.solver.cpsat.links import SeatChoices
from planner.solver.cpsat.variables import Linear

QUARTER_HOUR = 15


def money(context: Context, offer_seats: SeatChoices) -> Linear:
    """Total cost of the horizon in minor units."""
    return (
        _pay(context)
        + _overtime(context)
        + _on_call(context)
        + _items(context)
        + _offers(context)
        + _seat_hours(context, offer_seats)
    )


def _pay(context: Context) -> Linear:
    instance, x = context.instance, context.decisions
    fixed = sum(employee.fixed_pay for employee in instance.employees)
    duties = [
        (instance.duty_cost[person, slot.day, slot.shift], on)
        for person in x.people
        for slot, on in x.duties_of(person)
    ]
    return fixed + sum(cost * on for cost, on in duties if cost)


def _overtime(context: Context) -> Linear:
    """Started quarter hours beyond the threshold, per horizon or per week."""
    instance, x = context.instance, context.decisions
    overtime = instance.scenario.pay.overtime
    total: Linear = 0
    for employee in instance.employees:
        duties = list(x.duties_of(employee.key))
        if overtime.basis is OvertimeBasis.CONTRACT_HORIZON:
            paid = sum(slot.paid * on for slot, on in duties)
            stretches = [(paid + employee.credit_minutes, employee.contract_minutes)]
        else:
            stretches = [
                (sum(slot.paid * on for slot, on in duties if slot.day // 7 == week), overtime.weekly_minutes)
                for week in range(instance.days // 7)
            ]
        for worked, threshold in stretches:
            quarters = context.model.new_int_var(0, 4 * 24 * instance.days, f"{employee.key} overtime")
            context.model.add(QUARTER_HOUR * quarters >= worked - threshold)
            total += employee.overtime_unit * quarters
    return total


def _on_call(context: Context) -> Linear:
    instance, x = context.instance, context.decisions
    return sum(
        instance.levels[level].stipends[period] * literal
        for holder, level, period, literal in x.holding()
        if holder in x.people
    )


def _items(context: Context) -> Linear:
    """Call-outs and case prices, which hang on who is responsible."""
    instance, x = context.instance, context.decisions
    return sum(
        amount * x.given(item, window, option)
        for table in (instance.call_outs, instance.case_money)
        for (item, window, option), amount in table.items()
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


def _seat_hours(context: Context, offer_seats: SeatChoices) -> Linear:
    instance = context.instance
    prices = {price.option: price.seat_price for price in instance.prices}
    return sum(
        seats * prices[option][demand] * literal
        for (option, post, demand), literals in offer_seats.items()
        for seats, literal in zip(instance.loads[post].seats, literals, strict=True)
        if seats
    )
