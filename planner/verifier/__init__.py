"""The independent judge of written plans: own clock, own demand, own queue, one check a rule; no solver needed."""

from planner.verifier.judge import verify

__all__ = ["verify"]
