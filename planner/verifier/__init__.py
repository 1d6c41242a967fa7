"""The independent judge of written plans: own clock, own demand, own queue, one check a rule; no solver needed.

Honest limits: judge and solver share the scenario's records, the text of the rules and their authors' reading of
both. What a rule should mean is held to worked cases with their legal source, not to either of the two.
"""

from planner.verifier.judge import Measured, measures, verify
from planner.verifier.shares import fairness

__all__ = ["Measured", "fairness", "measures", "verify"]
