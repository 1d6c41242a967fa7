"""Stretches of days off that are too long, and runs of one sort of duties that are too short."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from planner.plan.result import Measure
from planner.rules.spells import MaxConsecutiveDaysOff, MinConsecutiveKind
from planner.verifier.checks.runs import runs_of
from planner.verifier.evidence import Evidence
from planner.verifier.spans import measure
from planner.verifier.words import count, day_name


def max_consecutive_days_off(rule: MaxConsecutiveDaysOff, evidence: Evidence) -> Iterator[Measure]:
    """Length of each stretch of known days off, cut at leave, that reaches into the horizon.

    Its excess are the days of the horizon that are at least the one after the last allowed of the stretch.
    """
    first_known = evidence.days[0] - evidence.scenario.facts.horizon.history_days
    for person, line in evidence.lines.items():
        busy = {work.day for work in line}
        for away in evidence.leave.get(person, ()):
            busy |= set(range(away.first_day, away.last_day + 1))
        clock = evidence.clock_of(person)
        for is_off, group in groupby(range(first_known, evidence.days.stop), key=lambda day: day not in busy):
            days = list(group)
            if not is_off or days[-1] not in evidence.days:
                continue
            yield measure(
                person,
                (clock.midnight(days[0]), clock.midnight(days[-1] + 1)),
                len(days),
                rule.days,
                sum(day in evidence.days for day in days[rule.days :]),
                f"{evidence.name(person)} has {count(len(days), 'day')} off in a row from {day_name(days[0])} to "
                f"{day_name(days[-1])}; {rule.days} are the most",
            )


def min_consecutive_kind(rule: MinConsecutiveKind, evidence: Evidence) -> Iterator[Measure]:
    """Length of each run of such duties."""
    what = ", ".join([*(kind.replace("_", " ") for kind in rule.kinds), *rule.shifts])
    for person, line in evidence.lines.items():
        days = {
            work.day
            for work in line
            if (not rule.kinds or work.kind in rule.kinds) and (not rule.shifts or work.shift in rule.shifts)
        }
        yield from runs_of(evidence, person, days, rule.duties, f"duty ({what})", f"duties ({what})")
