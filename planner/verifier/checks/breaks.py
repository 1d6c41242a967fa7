"""What a single duty is like: its break, and its length at night."""

from __future__ import annotations

from collections.abc import Iterator

from planner.plan.result import Measure
from planner.rules.breaks import Breaks, NightShiftLength
from planner.scenario.work import STAND_BY
from planner.verifier.evidence import Evidence
from planner.verifier.spans import measure
from planner.verifier.words import day_name, duration


def breaks(rule: Breaks, evidence: Evidence) -> Iterator[Measure]:
    """Break of the shift type of each rostered duty with so much work that one is due."""
    shifts = evidence.scenario.shift_system.shifts
    for person, line in evidence.lines.items():
        for work in line:
            if work.past or work.kind == STAND_BY or work.paid <= rule.over_minutes:
                continue
            pause = shifts[work.shift].break_minutes if work.shift in shifts else 0
            yield measure(
                person,
                (work.start, work.end),
                pause,
                rule.break_minutes,
                max(0, rule.break_minutes - pause),
                f"{evidence.name(person)} works {duration(work.paid)} in {work.shift} on {day_name(work.day)} with "
                f"a break of {duration(pause)}; above {duration(rule.over_minutes)} it is at least "
                f"{duration(rule.break_minutes)}",
            )


def night_shift_length(rule: NightShiftLength, evidence: Evidence) -> Iterator[Measure]:
    """Working time of each rostered night duty."""
    for person, line in evidence.lines.items():
        for work in line:
            if work.is_night and not work.past:
                yield measure(
                    person,
                    (work.start, work.end),
                    work.paid,
                    rule.work_minutes,
                    max(0, work.paid - rule.work_minutes),
                    f"{evidence.name(person)} works {duration(work.paid)} in the night duty {work.shift} on "
                    f"{day_name(work.day)}; {duration(rule.work_minutes)} are the most",
                )
