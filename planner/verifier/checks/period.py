"""Working time of the horizon against fixed numbers."""

from __future__ import annotations

from collections.abc import Iterator

from planner.plan.result import Measure
from planner.rules.period import PeriodHours
from planner.verifier.evidence import Evidence
from planner.verifier.spans import measure
from planner.verifier.words import duration


def period_hours(rule: PeriodHours, evidence: Evidence) -> Iterator[Measure]:
    """Working time of each person's rostered duties, against the number that it is nearer to."""
    for person, line in evidence.lines.items():
        worked = sum(work.paid for work in line if not work.past)
        to_least, to_most = worked - rule.minimum_minutes, rule.maximum_minutes - worked
        yield measure(
            person,
            (evidence.start, evidence.end),
            worked,
            rule.minimum_minutes if to_least < to_most else rule.maximum_minutes,
            max(0, -to_least, -to_most),
            f"{evidence.name(person)} works {duration(worked)} in the horizon; {duration(rule.minimum_minutes)} to "
            f"{duration(rule.maximum_minutes)} are agreed",
        )
