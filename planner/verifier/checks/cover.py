"""What every minute of a post needs. Counts people in every minute of the horizon, then tells stretches."""

from __future__ import annotations

from collections.abc import Iterator

from planner.plan.result import Measure
from planner.rules.cover import CoverRequirement, HandoverOverlap, MinimumPresence, SkillMix
from planner.verifier.evidence import Evidence
from planner.verifier.spans import measure, stretches
from planner.verifier.words import count, day_name, duration


def cover_requirement(rule: CoverRequirement, evidence: Evidence) -> Iterator[Measure]:
    """People at each post against what its load needs and what `seats.csv` asks for, by equal stretches."""
    for post in evidence.scenario.facts.posts:
        own, asked = evidence.own_need[post], evidence.written_need[post]
        for first, end, (need, written, people) in stretches(own, asked, evidence.presence[post]):
            limit = max(need, written)
            span = (evidence.start + first, evidence.start + end)
            because = f"its load needs {need}" if need >= written else f"seats.csv asks for {written}"
            yield measure(
                post,
                span,
                people,
                limit,
                max(0, limit - people),
                f"{evidence.words.posts[post]} has {_people(people)} {evidence.words.span(*span)}; {because}",
            )


def minimum_presence(rule: MinimumPresence, evidence: Evidence) -> Iterator[Measure]:
    """People at the post in every minute of the windows, by equal stretches."""
    presence = evidence.presence[rule.post]
    for first, end, (asked, people) in stretches(_inside(rule.windows, evidence), presence):
        if not asked:
            continue
        span = (evidence.start + first, evidence.start + end)
        yield measure(
            rule.post,
            span,
            people,
            rule.people,
            max(0, rule.people - people),
            f"{evidence.words.posts[rule.post]} has {_people(people)} {evidence.words.span(*span)}; "
            f"at least {rule.people} must be there",
        )


def skill_mix(rule: SkillMix, evidence: Evidence) -> Iterator[Measure]:
    """Holders of the skill among those at the posts, in every minute of the windows in which anybody is there."""
    there = [work for work in evidence.works if work.post in rule.posts]
    holders = [work for work in there if rule.skill in evidence.skills.get(work.person, ())]
    lines = (_inside(rule.windows, evidence), evidence.count_people(there), evidence.count_people(holders))
    posts = " and ".join(evidence.words.posts[post] for post in rule.posts)
    skill = evidence.scenario.facts.skills[rule.skill].title
    for first, end, (asked, people, holding) in stretches(*lines):
        if not (asked and people):
            continue
        span = (evidence.start + first, evidence.start + end)
        yield measure(
            "+".join(rule.posts),
            span,
            holding,
            rule.people,
            max(0, rule.people - holding),
            f"Of {_people(people)} at {posts} {evidence.words.span(*span)}, "
            f"{_holding(holding)} {skill}; at least {rule.people} must",
        )


def handover_overlap(rule: HandoverOverlap, evidence: Evidence) -> Iterator[Measure]:
    """How long before a duty's end somebody who stays has been at the post, where it goes on being needed."""
    for post in evidence.scenario.facts.posts:
        need = evidence.own_need[post]
        here = [work for work in evidence.works if work.post == post]
        for work in here:
            earliest = evidence.start + rule.overlap_minutes
            if not earliest <= work.end < evidence.end or need[work.end - evidence.start] == 0:
                continue
            stays = [
                other.start
                for other in here
                if other.person != work.person and other.start <= work.end < other.end
            ]
            overlapped = work.end - min(stays) if stays else 0
            yield measure(
                post,
                (work.end - rule.overlap_minutes, work.end),
                overlapped,
                rule.overlap_minutes,
                max(0, rule.overlap_minutes - overlapped),
                f"{evidence.name(work.person)} leaves {evidence.words.posts[post]} after {work.shift} on "
                f"{day_name(work.day)}, overlapped for {duration(overlapped)} by somebody who stays; "
                f"{duration(rule.overlap_minutes)} are needed",
            )


def _inside(windows: tuple[str, ...], evidence: Evidence) -> list[int]:
    """1 in each minute of the horizon that belongs to one of the service windows, else 0."""
    return [int(window in windows) for window, _ in evidence.classes]


def _people(number: int) -> str:
    return count(number, "person", "people") if number else "nobody"


def _holding(number: int) -> str:
    return "nobody holds" if number == 0 else "one holds" if number == 1 else f"{number} hold"
