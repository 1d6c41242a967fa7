"""Linear constraints of a CP-SAT model as rows."""

from __future__ import annotations

from collections import defaultdict
from typing import Any, NamedTuple

import numpy as np

LINEAR = 1 << 62
"""Bounds of a CP-SAT domain from which on a row is open."""


class Row(NamedTuple):
    """A linear constraint of the model, and its place there."""

    low: float
    high: float
    terms: dict[int, float]
    place: int = -1


def linear(constraint: Any) -> Row | None:
    """A constraint as a row; None when it is not linear, or holds only under a condition that is no clause."""
    conditions = list(constraint.enforcement_literal)
    if conditions:
        return _implied(constraint, conditions)
    if constraint.has_linear():
        domain = list(constraint.linear.domain)
        if len(domain) != 2:
            return None
        terms: dict[int, float] = defaultdict(float)
        for index, factor in zip(list(constraint.linear.vars), list(constraint.linear.coeffs), strict=True):
            terms[index] += factor
        low = -np.inf if domain[0] <= -LINEAR else float(domain[0])
        high = np.inf if domain[1] >= LINEAR else float(domain[1])
        return Row(low, high, dict(terms))
    for name, low, high in (
        ("bool_or", 1.0, np.inf),
        ("at_most_one", -np.inf, 1.0),
        ("exactly_one", 1.0, 1.0),
    ):
        if getattr(constraint, f"has_{name}")():
            return _literals(list(getattr(constraint, name).literals), low, high)
    return None


def _literals(literals: list[int], low: float, high: float) -> Row:
    """A sum of literals between two bounds; a negative one is `1 - x` of variable `-literal - 1`."""
    terms: dict[int, float] = defaultdict(float)
    constant = 0.0
    for literal in literals:
        if literal >= 0:
            terms[literal] += 1.0
        else:
            terms[-literal - 1] -= 1.0
            constant += 1.0
    return Row(low - constant, high - constant, dict(terms))


def _implied(constraint: Any, conditions: list[int]) -> Row | None:
    """A clause, or one literal, under conditions: one of the conditions fails, or one of the literals holds."""
    if constraint.has_bool_or():
        literals = list(constraint.bool_or.literals)
    elif constraint.has_bool_and() and len(constraint.bool_and.literals) == 1:
        literals = list(constraint.bool_and.literals)
    else:
        return None
    return _literals([-condition - 1 for condition in conditions] + literals, 1.0, np.inf)
