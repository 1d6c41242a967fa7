"""What tests of the cost statement share: its lines in few words, and providers and posts to price."""

from __future__ import annotations

from planner.cost import price
from planner.plan.model import Plan
from planner.scenario.scenario import Scenario
from planner.units import minor_to_money
from tests.support.tiny import Given

OFFICE = {
    "business": "mon-fri 08:00-18:00",
    "off": "mon-fri 00:00-08:00; mon-fri 18:00-24:00; sat,sun 00:00-24:00",
}
"""Two service windows of 50 and 118 hours of a week."""

ON_CALL_POST: Given = {
    "attendance": {"business": "seated", "off": "on_call"},
    "deferred_to": "business",
    "call_out_level": "lead",
}
"""A post at which nobody sits outside business hours; P3 and P4 wait for them."""


def lines_of(scenario: Scenario, plan: Plan, who: str) -> dict[str, tuple[float, str]]:
    """What the statement says of one person, level or offer: item to quantity and amount."""
    return {
        line.item: (line.quantity, minor_to_money(line.amount))
        for line in price(scenario, plan).lines
        if line.who == who
    }


def amounts_of(scenario: Scenario, plan: Plan, who: str) -> dict[str, str]:
    """What the statement says of one person, level or offer: item to amount."""
    return {item: amount for item, (_, amount) in lines_of(scenario, plan, who).items()}
