"""Runs of days, and what may follow what on the next day."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from itertools import product

from planner.plan.result import Measure
from planner.rules.stretches import (
    BackwardRotation,
    ForbiddenSuccession,
    MaxConsecutiveDays,
    MaxConsecutiveKind,
    MaxConsecutiveNights,
    StableStartTimes,
)
from planner.verifier.evidence import Evidence
from planner.verifier.lines import Work
from planner.verifier.spans import measure
from planner.verifier.words import day_name, duration


def max_consecutive_days(rule: MaxConsecutiveDays, evidence: Evidence) -> Iterator[Measure]:
    """Working days in each window of one day more than allowed that ends in the horizon."""
    for person, line in evidence.lines.items():
        yield from _windows_of(evidence, person, {work.day for work in line}, rule.days, "works")


def max_consecutive_nights(rule: MaxConsecutiveNights, evidence: Evidence) -> Iterator[Measure]:
    """Night duties in each window of one night more than allowed that ends in the horizon."""
    for person, line in evidence.lines.items():
        nights = {work.day for work in line if work.is_night}
        yield from _windows_of(evidence, person, nights, rule.nights, "has a night duty")


def max_consecutive_kind(rule: MaxConsecutiveKind, evidence: Evidence) -> Iterator[Measure]:
    """Days with a duty of the sort in each window of one day more than allowed that ends in the horizon."""
    named = ", ".join([*map(_words, rule.kinds), *rule.shifts]) or "any kind"
    sort = f"duty ({named}, from {duration(rule.length_minutes)})"
    for person, line in evidence.lines.items():
        days = {
            work.day
            for work in line
            if work.end - work.start >= rule.length_minutes
            and (work.kind in rule.kinds or not rule.kinds)
            and (work.shift in rule.shifts or not rule.shifts)
        }
        yield from _windows_of(evidence, person, days, rule.duties, f"has a {sort}")


def _windows_of(
    evidence: Evidence, person: str, days: Collection[int], limit: int, does: str
) -> Iterator[Measure]:
    for last in evidence.days:
        first = last - limit
        found = sum(day in days for day in range(first, last + 1))
        yield measure(
            person,
            (evidence.clock_of(person).midnight(first), evidence.clock_of(person).midnight(last + 1)),
            found,
            limit,
            max(0, found - limit),
            f"{evidence.name(person)} {does} on {found} of the {limit + 1} days from {day_name(first)} to "
            f"{day_name(last)}; {limit} in a row are the most",
        )


def forbidden_succession(rule: ForbiddenSuccession, evidence: Evidence) -> Iterator[Measure]:
    """Whether kinds or codes of two duties on consecutive days are a forbidden pair."""
    forbidden = set(rule.split())
    for person, line in evidence.lines.items():
        for before, after in _next_day_pairs(line):
            is_forbidden = int(not forbidden.isdisjoint(product(_names(before), _names(after))))
            yield measure(
                person,
                (before.start, after.end),
                is_forbidden,
                0,
                is_forbidden,
                f"{evidence.name(person)} has {before.shift} ({_words(before.kind)}) on {day_name(before.day)} "
                f"and {after.shift} ({_words(after.kind)}) on the day after, which is "
                f"{'not allowed' if is_forbidden else 'allowed'}",
            )


def backward_rotation(rule: BackwardRotation, evidence: Evidence) -> Iterator[Measure]:
    """Whether a duty starts earlier by the clock, beyond the tolerance, than that of the day before."""
    for person, line in evidence.lines.items():
        for before, after in _next_day_pairs(line):
            earlier = before.clock - after.clock
            is_backward = int(earlier > rule.tolerance_minutes)
            moved = f"{duration(abs(earlier))} {'earlier' if earlier > 0 else 'later'}"
            yield measure(
                person,
                (before.start, after.end),
                is_backward,
                0,
                is_backward,
                f"{evidence.name(person)} starts {moved} on {day_name(after.day)} ({after.shift}) than on the day "
                f"before ({before.shift}); up to {duration(rule.tolerance_minutes)} earlier is not counted",
            )


def stable_start_times(rule: StableStartTimes, evidence: Evidence) -> Iterator[Measure]:
    """Whether a duty starts at another clock time, beyond the tolerance, than that of the day before."""
    for person, line in evidence.lines.items():
        for before, after in _next_day_pairs(line):
            apart = abs(before.clock - after.clock)
            is_other = int(apart > rule.tolerance_minutes)
            yield measure(
                person,
                (before.start, after.end),
                is_other,
                0,
                is_other,
                f"{evidence.name(person)} starts on {day_name(after.day)} ({after.shift}) {duration(apart)} by the "
                f"clock from the day before ({before.shift}); up to {duration(rule.tolerance_minutes)} is not counted",
            )


def _next_day_pairs(line: Sequence[Work]) -> Iterator[tuple[Work, Work]]:
    """Each rostered duty with each duty of the day before."""
    for after in line:
        if not after.past:
            for before in line:
                if before.day == after.day - 1:
                    yield before, after


def _names(work: Work) -> tuple[str, str]:
    return work.kind, work.shift


def _words(kind: str) -> str:
    return kind.replace("_", " ")
