"""Money of a finished plan in the instance's integers, with no slack left in it.

At a time limit a solver's overtime or seat variables may lie above what the decisions need; the value of a plan is
therefore always recomputed here, and a second time by the cost statement.
"""

from __future__ import annotations

from collections import Counter
from math import ceil

from planner.instance.demand import to_millionth
from planner.instance.model import DemandClass, Instance, Item, Option, PostLoad
from planner.instance.money import offer_of
from planner.plan.model import Plan
from planner.scenario.base import INTERNAL
from planner.solver.payroll import payroll


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
        payroll(instance, plan)
        + _call_outs(instance, decided)
        + sum(
            instance.case_money.get((item, window, option), 0)
            for (item, window), option in decided.by_item.items()
        )
        + _offers(instance, decided)
    )


def _call_outs(instance: Instance, decided: Decided) -> int:
    """Call-outs by the level that is called, with every component of on-costs on all of them."""
    gross: Counter[str] = Counter()
    for (item, window), level in instance.called.items():
        gross[level] += instance.call_outs.get((item, window, decided.by_item[item, window]), 0)
    return sum(
        money + sum(part.on_every_penny().of(money) for part in instance.on_costs) for money in gross.values()
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
