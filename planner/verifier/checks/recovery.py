"""Rest between duties against what is preferred."""

from __future__ import annotations

from collections.abc import Iterator
from math import ceil

from planner.plan.result import Measure
from planner.rules.recovery import PreferredRest
from planner.verifier.evidence import Evidence
from planner.verifier.spans import measure
from planner.verifier.words import day_name, duration


def preferred_rest(rule: PreferredRest, evidence: Evidence) -> Iterator[Measure]:
    """Hours from the latest end of what a person did before to the start of each rostered duty."""
    for person, line in evidence.lines.items():
        for number, work in enumerate(line):
            if work.past or number == 0:
                continue
            rested_from = max(before.end for before in line[:number])
            rest = work.start - rested_from
            yield measure(
                person,
                (min(rested_from, work.start), max(rested_from, work.start)),
                rest / 60,
                rule.rest_minutes / 60,
                max(0, ceil((rule.rest_minutes - rest) / 60)),
                f"{evidence.name(person)} has {duration(rest)} of rest before {work.shift} on {day_name(work.day)}; "
                f"{duration(rule.rest_minutes)} are preferred",
            )
