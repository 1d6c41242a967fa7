"""Rest between and around duties, in elapsed minutes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from planner.plan.result import Measure
from planner.rules.rest import MinRest, RestAfterNights, WeeklyRest
from planner.verifier.evidence import Evidence
from planner.verifier.lines import Work
from planner.verifier.spans import joined, measure
from planner.verifier.words import count, day_name, duration


def min_rest(rule: MinRest, evidence: Evidence) -> Iterator[Measure]:
    """Minutes from the end of what a person did before to the start of each rostered duty."""
    for person, line in evidence.lines.items():
        for before, after in _one_after_another(line):
            rest = after.start - before.end
            yield measure(
                person,
                (min(before.end, after.start), max(before.end, after.start)),
                rest,
                rule.rest_minutes,
                max(0, rule.rest_minutes - rest),
                f"{evidence.name(person)} {_rests(rest)} between {before.shift} on {day_name(before.day)} and "
                f"{after.shift} on {day_name(after.day)}; {duration(rule.rest_minutes)} are needed",
            )


def _one_after_another(line: Sequence[Work]) -> Iterator[tuple[Work, Work]]:
    """Each rostered duty with the one before it that ended last (not always the one that started last)."""
    latest: Work | None = None
    for work in line:
        if latest is not None and not work.past:
            yield latest, work
        if latest is None or work.end > latest.end:
            latest = work


def _rests(minutes: int) -> str:
    return f"rests {duration(minutes)}" if minutes >= 0 else f"is in two duties for {duration(-minutes)}"


def weekly_rest(rule: WeeklyRest, evidence: Evidence) -> Iterator[Measure]:
    """Longest rests inside each window of local days that ends in the horizon and whose history is complete."""
    for person in evidence.lines:
        yield from rests_of(person, rule, evidence)


def rests_of(person: str, rule: WeeklyRest, evidence: Evidence) -> Iterator[Measure]:
    """The windows of one person."""
    complete_from = evidence.days[0] - evidence.scenario.facts.horizon.history_days
    clock = evidence.clock_of(person)
    for last in evidence.days:
        first = last - rule.days + 1
        if first < complete_from or not (rule.rolling or _is_monday(first)):
            continue
        window = (clock.midnight(first), clock.midnight(last + 1))
        rest = _longest_rests(evidence.lines[person], *window, rule.rests)
        times = "at a stretch" if rule.rests == 1 else f"at a stretch {count(rule.rests, 'time')}"
        yield measure(
            person,
            window,
            rest,
            rule.rest_minutes,
            max(0, rule.rest_minutes - rest),
            f"{evidence.name(person)} rests {duration(rest)} {times} in the {rule.days} days from "
            f"{day_name(first)} to {day_name(last)}; {duration(rule.rest_minutes)} are needed",
        )


def _is_monday(day: int) -> bool:
    return day % 7 == 1


def _longest_rests(line: Sequence[Work], start: int, end: int, number: int) -> int:
    """Longest length that so many rests inside `[start, end)` can have; what lies outside of it does not count."""
    inside = [(work.start, work.end) for work in line if work.end > start and work.start < end]
    edges = [(start, start), *joined(inside), (end, end)]
    # Work that runs out of the window ends after it, which leaves no gap.
    gaps = [max(0, later - earlier) for (_, earlier), (later, _) in pairwise(edges)]
    # A gap can be cut into pieces of equal length; of all such pieces the longest are taken.
    lengths = {gap // pieces for gap in gaps for pieces in range(1, number + 1)}
    return max(
        (length for length in lengths if length and sum(gap // length for gap in gaps) >= number), default=0
    )


def rest_after_nights(rule: RestAfterNights, evidence: Evidence) -> Iterator[Measure]:
    """Minutes from the end of a run of enough night duties to the next, rostered duty."""
    for person, line in evidence.lines.items():
        nights = {work.day for work in line if work.is_night}
        for work, following in pairwise(line):
            run = _run_up_to(work.day, nights)
            goes_on = following.is_night and following.day == work.day + 1
            if not work.is_night or following.past or goes_on or run < rule.nights:
                continue
            rest = following.start - work.end
            yield measure(
                person,
                (min(work.end, following.start), max(work.end, following.start)),
                rest,
                rule.rest_minutes,
                max(0, rule.rest_minutes - rest),
                f"{evidence.name(person)} {_rests(rest)} after {run} nights in a row, the last on "
                f"{day_name(work.day)}, before {following.shift} on {day_name(following.day)}; "
                f"{duration(rule.rest_minutes)} are needed",
            )


def _run_up_to(day: int, nights: set[int]) -> int:
    """How many days in a row up to `day` have a night duty."""
    run = 0
    while day - run in nights:
        run += 1
    return run
