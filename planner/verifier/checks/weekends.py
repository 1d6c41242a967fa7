"""Weekends: Saturday and Sunday by the calendar on the wall where a person works."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from planner.plan.result import Measure
from planner.rules.weekends import CompleteWeekends, FreeWeekends
from planner.verifier.evidence import Evidence
from planner.verifier.spans import measure, overlap
from planner.verifier.words import count, day_name


def complete_weekends(rule: CompleteWeekends, evidence: Evidence) -> Iterator[Measure]:
    """Whether a duty starts on just one day of a weekend."""
    for sunday in _sundays(evidence):
        for person, line in evidence.lines.items():
            started = {work.day for work in line} & {sunday - 1, sunday}
            is_split = int(len(started) == 1)
            on = " and ".join(day_name(day) for day in sorted(started)) or "neither day"
            yield measure(
                person,
                _weekend(evidence, person, sunday),
                is_split,
                0,
                is_split,
                f"{evidence.name(person)} has duties that start on {on} of the weekend to {day_name(sunday)}",
            )


def free_weekends(rule: FreeWeekends, evidence: Evidence) -> Iterator[Measure]:
    """Weekends on which no duty runs, of each so many that end with one of the horizon."""
    for last in _sundays(evidence):
        sundays = range(last - 7 * (rule.weekends - 1), last + 1, 7)
        for person in evidence.lines:
            free = sum(_is_free(evidence, person, sunday) for sunday in sundays)
            yield measure(
                person,
                (_weekend(evidence, person, sundays[0])[0], _weekend(evidence, person, last)[1]),
                free,
                rule.free,
                max(0, rule.free - free),
                f"{evidence.name(person)} has {count(free, 'free weekend')} of the {rule.weekends} up to "
                f"{day_name(last)}; {rule.free} are the fewest",
            )


def _is_free(evidence: Evidence, person: str, sunday: int) -> bool:
    start, end = _weekend(evidence, person, sunday)
    monday = date.fromordinal(sunday - 6)
    carried = any(
        week.person == person and week.week == monday and week.weekends
        for week in evidence.scenario.past_weeks
    )
    return not carried and not any(overlap(w.start, w.end, start, end) for w in evidence.lines[person])


def _sundays(evidence: Evidence) -> list[int]:
    return [day for day in evidence.days if day % 7 == 0]


def _weekend(evidence: Evidence, person: str, sunday: int) -> tuple[int, int]:
    clock = evidence.clock_of(person)
    return clock.midnight(sunday - 1), clock.midnight(sunday + 1)
