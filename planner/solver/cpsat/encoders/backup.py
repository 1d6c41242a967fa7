"""Encoders of `planner.rules.backup`: pairs of periods of a level and of the one that backs it up."""

from __future__ import annotations

from collections.abc import Iterator

from planner.rules.backup import DistinctHolders, SecondaryBecomesPrimary
from planner.rules.base import Strength
from planner.solver.cpsat.context import Context
from planner.solver.cpsat.limits import Penalty


def distinct_holders(rule: DistinctHolders, context: Context) -> list[Penalty]:
    """Two periods that overlap have different holders."""
    levels, x = context.instance.levels, context.decisions
    for primary, secondary in _pairs(context):
        for first, (start, end) in enumerate(levels[primary].periods):
            for second, (begin, until) in enumerate(levels[secondary].periods):
                if start < until and begin < end:
                    for holder in x.holders:
                        context.not_both(x.holds(holder, primary, first), x.holds(holder, secondary, second))
    return []


def secondary_becomes_primary(rule: SecondaryBecomesPrimary, context: Context) -> list[Penalty]:
    """At each hand-on of a level, what its secondary held implies what the primary holds."""
    levels, x, model = context.instance.levels, context.decisions, context.model
    penalties = []
    for primary, secondary in _pairs(context):
        for period, (start, _) in enumerate(levels[primary].periods):
            if period == 0:
                continue
            before = next(
                n for n, (begin, end) in enumerate(levels[secondary].periods) if begin < start <= end
            )
            pairs = [(x.holds(h, secondary, before), x.holds(h, primary, period)) for h in x.holders]
            if rule.strength is Strength.MUST:
                for was, becomes in pairs:
                    model.add_implication(was, becomes)
                continue
            excess = model.new_int_var(0, 1, f"{rule.id} excess")
            for was, becomes in pairs:
                model.add(excess >= was - becomes)
            penalties.append(Penalty(rule.id, rule.points, excess))
    return penalties


def _pairs(context: Context) -> Iterator[tuple[int, int]]:
    """Numbers of each level and of the one that backs it up."""
    numbers = {(level.domain, level.level): number for number, level in enumerate(context.instance.levels)}
    for (domain, _), number in numbers.items():
        if (primary := context.instance.levels[number].backs_up) is not None:
            yield numbers[domain, primary], number
