"""Rules about public holidays by their names."""

from __future__ import annotations

from collections.abc import Iterator

from planner.plan.result import Measure
from planner.rules.holidays import HolidayTurns
from planner.scenario.work import STAND_BY
from planner.verifier.evidence import Evidence
from planner.verifier.spans import measure
from planner.verifier.words import day_name


def holiday_turns(rule: HolidayTurns, evidence: Evidence) -> Iterator[Measure]:
    """Duties of each person on each day of the horizon on which a holiday comes that they worked before."""
    for person in dict.fromkeys(row.person for row in evidence.scenario.past_holidays):
        if person not in evidence.staff:
            continue
        clock = evidence.clock_of(person)
        for date in evidence.scenario.holidays_of(person):
            day = date.toordinal()
            today = evidence.scenario.holidays_on(person, date)
            # One day may be two holidays that were worked; its duties are counted once.
            before = [
                f"{row.holiday} on {row.date}"
                for row in evidence.scenario.past_holidays
                if row.person == person and row.holiday in today
            ]
            if not before or day not in evidence.days:
                continue
            duties = [w for w in evidence.lines[person] if w.day == day and w.kind != STAND_BY]
            yield measure(
                person,
                (clock.midnight(day), clock.midnight(day + 1)),
                len(duties),
                0,
                len(duties),
                f"{evidence.name(person)} worked {' and '.join(before)}, and on {day_name(day)} has "
                f"{' and '.join(work.shift for work in duties) or 'no duty'}",
            )
