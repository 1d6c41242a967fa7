"""Duties that start too soon after a night on call in which call-outs were to be expected."""

from __future__ import annotations

import math
from collections.abc import Iterator
from fractions import Fraction

from planner.plan.result import Measure
from planner.rules.night_calls import AfterCallOut
from planner.scenario.work import EscalationLevel
from planner.verifier.checks.call_outs import periods_of
from planner.verifier.clock import DAY, HOUR, minute_of
from planner.verifier.evidence import Evidence
from planner.verifier.spans import measure
from planner.verifier.words import day_name, duration


def after_call_out(rule: AfterCallOut, evidence: Evidence) -> Iterator[Measure]:
    """Hours from each such night's end to the next duty of who was on call, and to others that are too soon."""
    for person, line in evidence.lines.items():
        for first, end, expected in _broken_nights(rule, evidence, person):
            later = [work for work in line if not work.past and work.start >= first]
            too_soon = [work for work in later if work.start < end + rule.rest_minutes]
            for work in too_soon or later[:1]:
                rest = work.start - end
                yield measure(
                    person,
                    (min(end, work.start), max(end, work.start)),
                    rest / HOUR,
                    rule.rest_minutes / HOUR,
                    max(0, math.ceil(Fraction(rule.rest_minutes - rest, HOUR))),
                    f"{evidence.name(person)} starts {work.shift} on {day_name(work.day)} {duration(rest)} after a "
                    f"night on call with {float(expected):.2f} call-outs expected; {duration(rule.rest_minutes)} are "
                    "the least",
                )


def _broken_nights(
    rule: AfterCallOut, evidence: Evidence, person: str
) -> Iterator[tuple[int, int, Fraction]]:
    """Begin and end of the parts of nights that a person is on call with likely call-outs, and how many they are."""
    night, clock = evidence.scenario.night, evidence.clock_of(person)
    length = (night.end - night.start) % DAY
    for level, start, until in _held(evidence, person):
        for day in (evidence.days[0] - 1, *evidence.days):
            first = max(start, clock.when(day, night.start))
            end = min(until, clock.when(day, night.start + length))
            if first >= end:
                continue
            within = evidence.minutes_within(first, end)
            expected = evidence.demand.call_outs(level, evidence.classes[within.start : within.stop])
            if 100 * expected >= rule.call_outs:
                yield first, end, expected


def _held(evidence: Evidence, person: str) -> Iterator[tuple[EscalationLevel, int, int]]:
    """What a person holds of each on-call period, as rest and not as working time.

    By the periods of the level and not by the rows of the plan, which may cut one in two or join two.
    """
    for level in evidence.scenario.facts.escalation:
        rows = [
            (minute_of(row.start), minute_of(row.end))
            for row in evidence.plan.escalation
            if row.holder == person
            and evidence.level(row.domain, row.level) == level
            and not evidence.waits_at_work(row)
        ]
        for opens, closes in periods_of(evidence, level) if rows else ():
            held: list[tuple[int, int]] = []
            for start, end in sorted((max(start, opens), min(end, closes)) for start, end in rows):
                if start < end and held and start <= held[-1][1]:
                    held[-1] = (held[-1][0], max(held[-1][1], end))
                elif start < end:
                    held.append((start, end))
            for start, end in held:
                yield level, start, end
