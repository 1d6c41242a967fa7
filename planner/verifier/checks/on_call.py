"""Days on call of each person: how many, how many in a row, how far apart."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from planner.plan.result import Measure
from planner.rules.on_call import OnCallGap, OnCallRun, OnCallShare
from planner.verifier.evidence import Evidence
from planner.verifier.spans import measure
from planner.verifier.words import count, day_name


def on_call_share(rule: OnCallShare, evidence: Evidence) -> Iterator[Measure]:
    """Days on call of each person against a share of all days."""
    for person in evidence.staff:
        found = len(_days_on_call(evidence, person))
        most = len(evidence.days) * rule.percent // 100
        yield measure(
            person,
            (evidence.start, evidence.end),
            found,
            most,
            max(0, found - most),
            f"{evidence.name(person)} is on call on {count(found, 'day')} of {len(evidence.days)}; "
            f"{rule.percent} % are {count(most, 'day')}",
        )


def on_call_run(rule: OnCallRun, evidence: Evidence) -> Iterator[Measure]:
    """Length of each time on call, in days in a row; each day above the limit ends one more window that is full."""
    today = evidence.days[0]
    for person in evidence.staff:
        for first, last in _runs(_days_known(evidence, person)):
            if last < today:
                continue
            length = last - first + 1
            yield measure(
                person,
                (evidence.clock.midnight(first), evidence.clock.midnight(last + 1)),
                length,
                rule.days,
                max(0, min(length - rule.days, last - today + 1)),
                f"{evidence.name(person)} is on call on {count(length, 'day')} in a row from {day_name(first)}; "
                f"{rule.days} are the most",
            )


def on_call_gap(rule: OnCallGap, evidence: Evidence) -> Iterator[Measure]:
    """Days between one time on call and the next."""
    for person in evidence.staff:
        for (_, last), (following, _) in pairwise(_runs(_days_known(evidence, person))):
            if following < evidence.days[0]:
                continue
            gap = following - last - 1
            yield measure(
                person,
                (evidence.clock.midnight(last + 1), evidence.clock.midnight(following)),
                gap,
                rule.days,
                max(0, rule.days - gap),
                f"{evidence.name(person)} is on call on {day_name(last)} and again on {day_name(following)}, "
                f"{count(gap, 'day')} between; {rule.days} are the fewest",
            )


def _days_known(evidence: Evidence, person: str) -> list[int]:
    """Days (ordinals) on call of history and horizon."""
    past = [row.day.toordinal() for row in evidence.scenario.past_on_call if row.person == person]
    return [*sorted(past), *_days_on_call(evidence, person)]


def _days_on_call(evidence: Evidence, person: str) -> list[int]:
    """Days (ordinals) of the horizon in whose last minute the person holds a level."""
    held = [
        (hold.start, hold.end)
        for level in evidence.scenario.facts.escalation
        for hold in evidence.holds(level)
        if hold.holder == person
    ]
    last_minutes = {day: evidence.clock.midnight(day + 1) - 1 for day in evidence.days}
    return [day for day, minute in last_minutes.items() if any(start <= minute < end for start, end in held)]


def _runs(days: list[int]) -> list[tuple[int, int]]:
    """First and last day of each run of consecutive days."""
    runs: list[tuple[int, int]] = []
    for day in days:
        if runs and runs[-1][1] == day - 1:
            runs[-1] = (runs[-1][0], day)
        else:
            runs.append((day, day))
    return runs
