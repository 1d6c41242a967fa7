"""How short runs of equal days are, for those of which both ends are known."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from itertools import groupby

from planner.plan.result import Measure
from planner.rules.runs import MinConsecutiveDays, MinConsecutiveDaysOff, MinConsecutiveNights
from planner.verifier.evidence import Evidence
from planner.verifier.spans import measure
from planner.verifier.words import count, day_name


def min_consecutive_days(rule: MinConsecutiveDays, evidence: Evidence) -> Iterator[Measure]:
    """Length of each run of working days."""
    for person, line in evidence.lines.items():
        yield from runs_of(evidence, person, {work.day for work in line}, rule.days, "working day")


def min_consecutive_days_off(rule: MinConsecutiveDaysOff, evidence: Evidence) -> Iterator[Measure]:
    """Length of each run of days on which no duty starts."""
    for person, line in evidence.lines.items():
        free = set(_known_days(evidence)) - {work.day for work in line}
        yield from runs_of(evidence, person, free, rule.days, "day off", "days off")


def min_consecutive_nights(rule: MinConsecutiveNights, evidence: Evidence) -> Iterator[Measure]:
    """Length of each run of night duties."""
    for person, line in evidence.lines.items():
        nights = {work.day for work in line if work.is_night}
        yield from runs_of(evidence, person, nights, rule.nights, "night duty", "night duties")


def runs_of(
    evidence: Evidence, person: str, days: Collection[int], shortest: int, one: str, many: str = ""
) -> Iterator[Measure]:
    """Each maximal run inside the known days, but for the first and the last if they reach the edge of these."""
    known, clock = _known_days(evidence), evidence.clock_of(person)
    for is_within, group in groupby(known, key=lambda day: day in days):
        run = list(group)
        first, last = run[0], run[-1]
        if not is_within or first == known[0] or last == known[-1] or last + 1 not in evidence.days:
            continue
        yield measure(
            person,
            (clock.midnight(first), clock.midnight(last + 1)),
            len(run),
            shortest,
            max(0, shortest - len(run)),
            f"{evidence.name(person)} has {count(len(run), one, many)} in a row from {day_name(first)} to "
            f"{day_name(last)}; {shortest} are the fewest",
        )


def _known_days(evidence: Evidence) -> range:
    history_days = evidence.scenario.facts.horizon.history_days
    return range(evidence.days[0] - history_days, evidence.days[-1] + 1)
