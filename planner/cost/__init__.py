"""What a plan costs, priced from the plan's files alone: people, on-call, providers, as one statement."""

from planner.cost.by_hour import pay_by_hour
from planner.cost.statement import price

__all__ = ["pay_by_hour", "price"]
