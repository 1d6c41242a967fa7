"""Encoders of `planner.rules.call_outs`: expected call-outs, linear in who is responsible for what."""

from __future__ import annotations

from math import ceil, floor

from planner.instance.model import MICRO
from planner.instance.stand_by import call_outs_within
from planner.rules.base import Strength
from planner.rules.call_outs import CallOutLoad
from planner.solver.cpsat.context import Context
from planner.solver.cpsat.limits import Penalty


def call_out_load(rule: CallOutLoad, context: Context) -> list[Penalty]:
    """Expected call-outs of each period, in millionths."""
    model, x = context.model, context.decisions
    penalties = []
    for level in context.instance.levels:
        if rule.levels and level.level not in rule.levels:
            continue
        for start, end in level.periods:
            expected = call_outs_within(context.instance, level, start, end)
            most = floor(rule.call_outs * MICRO * (end - start) / (60 * rule.per_hours))
            beyond = sum(expected.values()) - most
            if beyond <= 0:
                continue
            total = sum(amount * x.given(*key) for key, amount in expected.items())
            if rule.strength is Strength.MUST:
                model.add(total <= most)
                continue
            excess = model.new_int_var(0, ceil(beyond / MICRO), f"{rule.id} excess")
            model.add(MICRO * excess >= total - most)
            penalties.append(Penalty(rule.id, rule.points, excess))
    return penalties
