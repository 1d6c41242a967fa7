"""Who works with whom, from the spans of written duties."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations, permutations

from planner.plan.result import Measure
from planner.rules.teams import TraineeBesideMentor, WorkApart, WorkTogether
from planner.scenario.work import STAND_BY
from planner.verifier.evidence import Evidence
from planner.verifier.lines import Work
from planner.verifier.spans import joined, measure, overlap
from planner.verifier.words import duration


def work_together(rule: WorkTogether, evidence: Evidence) -> Iterator[Measure]:
    """Whether each duty of one has a duty of the other beside it, unless the other is on leave that day."""
    if not evidence.staff.keys() >= set(rule.members):
        return
    for person, other in permutations(rule.members):
        for work in _duties(evidence, person):
            away = any(
                leave.first_day <= work.day <= leave.last_day for leave in evidence.leave.get(other, ())
            )
            if work.past or away:
                continue
            longest = max((_common(work, beside) for beside in _duties(evidence, other)), default=0)
            alone = longest < rule.overlap_minutes
            yield measure(
                person,
                (work.start, work.end),
                int(alone),
                0,
                int(alone),
                f"{evidence.name(person)} works from {evidence.words.moment(work.start)}, with "
                f"{evidence.name(other)} for {duration(longest)}; {duration(rule.overlap_minutes)} are the least",
            )


def work_apart(rule: WorkApart, evidence: Evidence) -> Iterator[Measure]:
    """Pairs of duties at the same time, for every two of the people."""
    for first, second in combinations([key for key in rule.members if key in evidence.staff], 2):
        clashes = [
            (one, other)
            for one in _duties(evidence, first)
            for other in _duties(evidence, second)
            if _common(one, other) and not (one.past and other.past)
        ]
        where = (
            ": " + ", ".join(evidence.words.moment(max(one.start, other.start)) for one, other in clashes)
            if clashes
            else ""
        )
        yield measure(
            first,
            (evidence.start, evidence.end),
            len(clashes),
            0,
            len(clashes),
            f"{evidence.name(first)} and {evidence.name(second)} are on duty at the same time "
            f"{len(clashes)} times{where}",
        )


def trainee_beside_mentor(rule: TraineeBesideMentor, evidence: Evidence) -> Iterator[Measure]:
    """Minutes of each duty of a trainee in which no mentor is at one of the posts."""
    posts = rule.posts or tuple(evidence.scenario.facts.posts)
    mentored = list(
        joined(
            (work.start, work.end)
            for mentor in rule.mentors
            for work in evidence.lines.get(mentor, ())
            if work.post in posts
        )
    )
    for trainee in rule.trainees:
        for work in evidence.lines.get(trainee, ()):
            if work.past or work.post not in posts:
                continue
            with_mentor = sum(overlap(work.start, work.end, start, end) for start, end in mentored)
            alone = work.end - work.start - with_mentor
            yield measure(
                trainee,
                (work.start, work.end),
                alone,
                0,
                alone,
                f"{evidence.name(trainee)} works from {evidence.words.moment(work.start)}, "
                f"{duration(alone)} of it with no mentor at a post",
            )


def _duties(evidence: Evidence, person: str) -> list[Work]:
    return [work for work in evidence.lines[person] if work.kind != STAND_BY]


def _common(one: Work, other: Work) -> int:
    return overlap(one.start, one.end, other.start, other.end)
