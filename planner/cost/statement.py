"""The cost statement: every billed thing of FORMULATION §4, added up by party, person or offer, and item."""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction

from planner.cost.bill import Bill
from planner.cost.changes import change_bills
from planner.cost.demand import Volumes
from planner.cost.on_call import call_outs, stipends
from planner.cost.on_costs import on_costs
from planner.cost.pay import pay
from planner.cost.per_head import per_head
from planner.cost.provider import provider_bills
from planner.cost.workweek import overtime_by_week_start
from planner.plan.model import Plan
from planner.plan.result import CostLine, CostStatement
from planner.scenario.scenario import Scenario


def price(scenario: Scenario, plan: Plan) -> CostStatement:
    """All money of the plan over the horizon, in minor units; the sum of the lines is exact.

    Works on a plan as read back from its files and uses nothing that a solver computed.
    """
    volumes = Volumes(scenario)
    gross = [
        *pay(scenario, plan),
        *change_bills(scenario, plan),
        *stipends(scenario, plan),
        *call_outs(scenario, plan, volumes),
    ]
    bills = [
        *gross,
        *on_costs(scenario, gross),
        *per_head(scenario),
        *provider_bills(scenario, plan, volumes),
    ]
    return CostStatement(
        currency=scenario.facts.currency,
        days=len(scenario.days),
        lines=tuple(sorted(_lines(bills))),
        overtime_by_week_start={
            day.value: amount for day, amount in overtime_by_week_start(scenario, plan).items()
        },
    )


def _lines(bills: Iterable[Bill]) -> Iterable[CostLine]:
    """One line per party, who, item and rate: it multiplies out, to half a minor unit for each bill on it."""
    grouped: dict[tuple[str, str, str, str, Fraction], list[Bill]] = {}
    for bill in bills:
        if bill.amount or bill.quantity:
            same_rate = (bill.party, bill.who, bill.item, bill.unit, bill.rate)
            grouped.setdefault(same_rate, []).append(bill)
    for (party, who, item, unit, rate), same in grouped.items():
        yield CostLine(
            party=party,
            who=who,
            item=item,
            quantity=float(round(sum(bill.quantity for bill in same), 6)),
            unit=unit,
            rate=float(round(rate, 4)),
            amount=sum(bill.amount for bill in same),
        )
