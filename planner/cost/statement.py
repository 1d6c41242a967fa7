"""The cost statement: every billed thing of FORMULATION §4, added up by party, person or offer, and item."""

from __future__ import annotations

from collections.abc import Iterable

from planner.cost.bill import Bill
from planner.cost.demand import Volumes
from planner.cost.on_call import call_outs, stipends
from planner.cost.pay import pay
from planner.cost.provider import provider_bills
from planner.plan.model import Plan
from planner.plan.result import CostLine, CostStatement
from planner.scenario.scenario import Scenario


def price(scenario: Scenario, plan: Plan) -> CostStatement:
    """All money of the plan over the horizon, in minor units; the sum of the lines is exact.

    Works on a plan as read back from its files and uses nothing that a solver computed.
    """
    volumes = Volumes(scenario)
    bills = [
        *pay(scenario, plan),
        *stipends(scenario, plan),
        *call_outs(scenario, plan, volumes),
        *provider_bills(scenario, plan, volumes),
    ]
    return CostStatement(
        currency=scenario.facts.currency,
        days=len(scenario.days),
        lines=tuple(sorted(_lines(bills))),
    )


def _lines(bills: Iterable[Bill]) -> Iterable[CostLine]:
    """One line per party, who and item. A rate is shown when it is the same for everything on the line."""
    grouped: dict[tuple[str, str, str, str], list[Bill]] = {}
    for bill in bills:
        if bill.amount or bill.quantity:
            grouped.setdefault((bill.party, bill.who, bill.item, bill.unit), []).append(bill)
    for (party, who, item, unit), same in grouped.items():
        rates = {bill.rate for bill in same}
        yield CostLine(
            party=party,
            who=who,
            item=item,
            quantity=float(round(sum(bill.quantity for bill in same), 6)),
            unit=unit,
            rate=rates.pop() if len(rates) == 1 else 0,
            amount=sum(bill.amount for bill in same),
        )
