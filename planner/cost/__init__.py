"""What a plan costs, priced from the plan's files alone: people, on-call, providers, as one statement."""

from planner.cost.statement import price

__all__ = ["price"]
