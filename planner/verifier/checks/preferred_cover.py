"""People on a shift as written in the roster, against those preferred or needed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from planner.plan.result import Measure
from planner.rules.preferred_cover import MinimumCover, PreferredCover
from planner.scenario.preferred_cover import PreferredPeople
from planner.verifier.evidence import Evidence
from planner.verifier.spans import measure
from planner.verifier.words import count, day_name


def preferred_cover(rule: PreferredCover, evidence: Evidence) -> Iterator[Measure]:
    """Points of each row of the table for a day of the horizon."""
    for row, found, where in _rows(evidence):
        missing, beyond = max(0, row.preferred - found), max(0, found - row.preferred)
        points = missing * row.under_points + beyond * row.over_points
        yield _of_row(evidence, row, where, (points, 0, points), found, f"{row.preferred} preferred")


def minimum_cover(rule: MinimumCover, evidence: Evidence) -> Iterator[Measure]:
    """People of each row that has a minimum."""
    for row, found, where in _rows(evidence):
        if row.minimum:
            numbers = (found, row.minimum, max(0, row.minimum - found))
            yield _of_row(evidence, row, where, numbers, found, f"{row.minimum} are the fewest")


def _rows(evidence: Evidence) -> Iterator[tuple[PreferredPeople, int, str]]:
    """Each row for a day of the horizon, with the people who are there, and where that is when it is one post."""
    posts = evidence.scenario.facts.posts
    there: dict[tuple[int, str], list[tuple[str, str]]] = defaultdict(list)
    for work in evidence.works:
        if not work.past and work.post in posts:
            there[work.day, work.shift].append((work.person, work.post))
    for row in evidence.scenario.preferred_cover:
        if row.date.toordinal() in evidence.days:
            here = there[row.date.toordinal(), row.shift]
            where = f" at {evidence.words.posts[row.post]}" if row.post else ""
            yield row, len({who for who, post in here if row.post in (None, post)}), where


def _of_row(
    evidence: Evidence,
    row: PreferredPeople,
    where: str,
    numbers: tuple[int, int, int],
    found: int,
    wanted: str,
) -> Measure:
    """`numbers`: measured, limit, excess."""
    day = row.date.toordinal()
    span = (evidence.clock.midnight(day), evidence.clock.midnight(day + 1))
    has = count(found, "person", "people")
    sentence = f"{row.shift} on {day_name(day)}{where} has {has}; {wanted}"
    return measure(f"shift {row.shift}{where}", span, *numbers, sentence)
