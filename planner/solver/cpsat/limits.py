"""One helper turns a rule's strength into the model: a must is a constraint, a should an excess with points."""

from __future__ import annotations

from dataclasses import dataclass

from ortools.sat.python import cp_model

from planner.rules.base import Rule, Strength
from planner.solver.cpsat.variables import Linear


@dataclass(frozen=True)
class Penalty:
    """Excess of a should-rule and the points for each unit of it."""

    rule_id: str
    points: int
    excess: cp_model.IntVar


def at_most(model: cp_model.CpModel, rule: Rule, value: Linear, limit: int, worst: int) -> list[Penalty]:
    """`value <= limit` for a must. For a should: a variable that is at least the excess, up to `worst` of it."""
    if rule.strength is Strength.MUST:
        model.add(value <= limit)
        return []
    excess = model.new_int_var(0, max(0, worst), f"{rule.id} excess")
    model.add(excess >= value - limit)
    return [Penalty(rule.id, rule.points, excess)]
