"""Call-outs expected where nobody sits at the post, as the written segmentation gives them."""

from __future__ import annotations

import math
from collections.abc import Iterator
from fractions import Fraction
from itertools import pairwise

from planner.plan.result import Measure
from planner.rules.call_outs import CallOutLoad
from planner.scenario.work import EscalationLevel, Rotation
from planner.verifier.clock import DAY, HOUR
from planner.verifier.evidence import Evidence
from planner.verifier.spans import measure


def call_out_load(rule: CallOutLoad, evidence: Evidence) -> Iterator[Measure]:
    """Call-outs expected in each on-call period of the levels."""
    for level in evidence.scenario.facts.escalation:
        if rule.levels and level.level not in rule.levels:
            continue
        for start, end in periods_of(evidence, level):
            within = evidence.minutes_within(start, end)
            expected = evidence.demand.call_outs(level, evidence.classes[within.start : within.stop])
            most = Fraction(rule.call_outs * (end - start), HOUR * rule.per_hours)
            yield measure(
                f"{level.domain.value} {level.level}",
                (start, end),
                float(expected),
                float(most),
                max(0, math.ceil(expected - most)),
                f"{level.title} {evidence.words.span(start, end)}: {float(expected):.2f} call-outs are expected; "
                f"{float(most):.2f} are the most",
            )


def periods_of(evidence: Evidence, level: EscalationLevel) -> Iterator[tuple[int, int]]:
    """On-call periods of a level: from one hand-on to the next, the first and last cut by the horizon."""
    clock, at = evidence.clock, level.hand_on.at
    edges = {evidence.start, evidence.end}
    for day in evidence.days:
        if level.rotation is Rotation.HALF_DAY:
            edges |= {clock.when(day, at), clock.when(day, (at + DAY // 2) % DAY)}
        elif level.rotation is Rotation.DAILY or _weekday(day) == level.hand_on.day:
            edges.add(clock.when(day, at))
    inside = sorted(edge for edge in edges if evidence.start <= edge <= evidence.end)
    if level.rotation is not Rotation.HALF_DAY:
        inside = [edge for edge in inside if edge == evidence.start or edge >= evidence.start + DAY]
    return pairwise(inside)


def _weekday(day: int) -> str:
    return ("mon", "tue", "wed", "thu", "fri", "sat", "sun")[(day - 1) % 7]
