"""Money of a finished plan in the instance's integers, with no slack left in it.

At a time limit a solver's overtime or seat variables may lie above what the decisions need; the value of a plan is
therefore always recomputed here, and a second time by the cost statement.
"""

from __future__ import annotations

from math import ceil

from planner.instance.clock import HorizonClock, site_clocks
from planner.instance.demand import to_millionth
from planner.instance.model import DemandClass, Instance, Item, Option, PostLoad
from planner.instance.money import offer_of
from planner.plan.model import Plan
from planner.scenario.base import INTERNAL
from planner.scenario.pay import OvertimeBasis


class Decided:
    """The decisions of a plan, asked in the instance's terms."""

    def __init__(self, instance: Instance, plan: Plan) -> None:
        self.instance = instance
        self.plan = plan
        self.offer = {choice.provider: Option(choice.provider, choice.offer) for choice in plan.contracts}
        self.by_item: dict[tuple[Item, str], Option] = {
            (Item(a.category, a.phase), a.window): self._option(a.responsible) for a in plan.segmentation
        }

    def _option(self, party: str) -> Option:
        return self.instance.options[0] if party == INTERNAL else self.offer[party]

    def internal_load(self, post: str, demand: DemandClass) -> int:
        """Micro-erlangs on our own people at a post in a class, hand-backs included."""
        load = 0
        for (item, window), whole in self.instance.loads[post].coefficient[demand].items():
            option = self.by_item[item, window]
            share = (
                to_millionth(offer_of(self.instance.scenario, option).hand_back_share) if option.offer else 1
            )
            load += ceil(whole * share)
        return load

    def offered_load(self, post: str, demand: DemandClass, option: Option) -> int:
        """Micro-erlangs given to an offer at a post in a class."""
        loads = self.instance.loads[post].seated[demand]
        return sum(load for key, load in loads.items() if self.by_item[key] == option)


def seats_for(load: PostLoad, micro_erlangs: int) -> int:
    """Seats required for a load at a post. Raises ValueError when no number of desks carries it."""
    for most, seats in zip(load.largest, load.seats, strict=True):
        if micro_erlangs <= most:
            return seats
    raise ValueError(f"{load.post}: {micro_erlangs} micro-erlangs are more than its desks carry")


def money_of(instance: Instance, plan: Plan) -> int:
    """Total cost of the plan in minor units (FORMULATION §4)."""
    decided = Decided(instance, plan)
    return (
        sum(employee.fixed_pay for employee in instance.employees)
        + _duties(instance, plan)
        + _on_call(instance, plan)
        + sum(
            table.get((item, window, option), 0)
            for table in (instance.call_outs, instance.case_money)
            for (item, window), option in decided.by_item.items()
        )
        + _offers(instance, decided)
    )


def _duties(instance: Instance, plan: Plan) -> int:
    clocks = site_clocks(instance.scenario)
    overtime = instance.scenario.pay.overtime
    total = 0
    for employee in instance.employees:
        clock = clocks[employee.site]
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
        total += employee.overtime_unit * sum(ceil(max(0, minutes) / 15) for minutes in beyond)
    return total


def _on_call(instance: Instance, plan: Plan) -> int:
    clock = HorizonClock(instance.scenario)
    people = {employee.key for employee in instance.employees}
    stipends = {
        (level.domain, level.level, start, end): money
        for level in instance.levels
        for (start, end), money in zip(level.periods, level.stipends, strict=True)
    }
    return sum(
        stipends[duty.domain, duty.level, clock.minute(duty.start), clock.minute(duty.end)]
        for duty in plan.escalation
        if duty.holder in people
    )


def _offers(instance: Instance, decided: Decided) -> int:
    total = 0
    for price in instance.prices:
        if price.option not in decided.offer.values():
            continue
        total += price.fee
        given = [key for key, option in decided.by_item.items() if option == price.option]
        if price.included_milli is not None:
            beyond = sum(instance.case_milli[key] for key in given) - price.included_milli
            total += price.overage_price * ceil(max(0, beyond) / 1000)
        if offer_of(instance.scenario, price.option).seat_hour_price:
            for post, load in instance.loads.items():
                for demand, seat_price in price.seat_price.items():
                    total += seat_price * seats_for(load, decided.offered_load(post, demand, price.option))
    return total
