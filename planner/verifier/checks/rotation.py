"""The speed of rotation between shift kinds, by weeks from Monday."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from planner.plan.result import Measure
from planner.rules.rotation import WeeklyRotation
from planner.verifier.evidence import Evidence
from planner.verifier.lines import Work
from planner.verifier.spans import measure
from planner.verifier.words import day_name


def weekly_rotation(rule: WeeklyRotation, evidence: Evidence) -> Iterator[Measure]:
    """Whether the middle one of three weeks is of another single kind than the week before and the week after."""
    complete_from = evidence.days[0] - evidence.scenario.facts.horizon.history_days
    for sunday in (day for day in evidence.days if day % 7 == 0):
        mondays = (sunday - 20, sunday - 13, sunday - 6)
        if mondays[0] < complete_from:
            continue
        for person, line in evidence.lines.items():
            clock = evidence.clock_of(person)
            before, between, after = (_kind_of_week(line, monday, rule.duties) for monday in mondays)
            is_single = int(all((before, between, after)) and before != between != after)
            weeks = ", ".join(
                (kind or "mixed or free").replace("_", " ") for kind in (before, between, after)
            )
            yield measure(
                person,
                (clock.midnight(mondays[0]), clock.midnight(sunday + 1)),
                is_single,
                0,
                is_single,
                f"{evidence.name(person)} has these kinds of weeks in the three up to {day_name(sunday)}: {weeks}",
            )


def _kind_of_week(line: Sequence[Work], monday: int, fewest: int) -> str:
    """The one shift kind of a week with enough duties; empty when there are several or too few."""
    kinds = [work.kind for work in line if monday <= work.day < monday + 7]
    return kinds[0] if len(kinds) >= fewest and len(set(kinds)) == 1 else ""
