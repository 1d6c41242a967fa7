"""Call-outs expected where nobody sits at the post, as the written segmentation gives them."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterator, Mapping
from fractions import Fraction
from itertools import pairwise

from planner.plan.result import Measure
from planner.rules.call_outs import CallOutLoad, WorkWithCallOuts
from planner.scenario.work import EscalationLevel, Rotation
from planner.verifier.clock import DAY, HOUR, minute_of
from planner.verifier.evidence import Evidence
from planner.verifier.spans import measure
from planner.verifier.words import day_name, duration


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


def work_with_call_outs(rule: WorkWithCallOuts, evidence: Evidence) -> Iterator[Measure]:
    """Working time of a person with expected call-outs in each run of days that ends on a day of the horizon."""
    for person, line in evidence.lines.items():
        clock = evidence.clock_of(person)
        by_day = Counter(called_out(evidence, person))
        for work in line:
            by_day[work.day] += work.paid
        for last in evidence.days:
            first = last - rule.days + 1
            found = sum(by_day[day] for day in range(first, last + 1))
            yield measure(
                person,
                (clock.midnight(first), clock.midnight(last + 1)),
                found,
                rule.work_minutes,
                max(0, found - rule.work_minutes),
                f"{evidence.name(person)} works {duration(found)}, expected call-outs included, in the {rule.days} "
                f"days to {day_name(last)}; {duration(rule.work_minutes)} are the most",
            )


def called_out(evidence: Evidence, person: str) -> Mapping[int, int]:
    """Minutes of expected call-outs of a person on each day, in periods on call that are not work as a whole."""
    clock = evidence.clock_of(person)
    minutes = dict.fromkeys(evidence.days, 0)
    for row in evidence.plan.escalation:
        level = evidence.level(row.domain, row.level)
        if row.holder != person or level is None or evidence.waits_at_work(row):
            continue
        for day in evidence.days:
            opens = clock.midnight(day) if day > evidence.days[0] else evidence.start
            within = evidence.minutes_within(
                max(opens, minute_of(row.start)), min(clock.midnight(day + 1), minute_of(row.end))
            )
            calls = evidence.demand.call_outs_by_item(level, evidence.classes[within.start : within.stop])
            minutes[day] += math.ceil(sum((number * item.handling for item, number in calls), Fraction(0)))
    return minutes


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
