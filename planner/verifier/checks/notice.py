"""The roster against the one that was published, and the days on which both were made known."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from planner.plan.result import Measure
from planner.rules.notice import PublishedChanges, PublishNotice
from planner.scenario.work import STAND_BY
from planner.verifier.clock import minute_of
from planner.verifier.evidence import Evidence
from planner.verifier.spans import measure
from planner.verifier.words import count, day_name

Known = tuple[str, int, int]
"""Shift, start and end of a published duty."""


def publish_notice(rule: PublishNotice, evidence: Evidence) -> Iterator[Measure]:
    """Local days from the day on which each rostered duty is made known to the day on which it starts."""
    publication = evidence.scenario.facts.publication
    if publication is None:
        return
    published = _published(evidence)
    for person in _protected(rule, evidence):
        for work in evidence.lines[person]:
            if work.past or work.kind == STAND_BY:
                continue
            known = (work.shift, work.start, work.end) in published.get((person, work.day), ())
            told = publication.published_on if known and publication.published_on else publication.today
            notice = work.day - told.toordinal()
            yield measure(
                person,
                (work.start, work.end),
                notice,
                rule.days,
                max(0, rule.days - notice),
                f"{evidence.name(person)} is told of {work.shift} on {day_name(work.day)} on "
                f"{day_name(told.toordinal())}, {count(notice, 'day')} before; {count(rule.days, 'day')} are due",
            )


def published_changes(rule: PublishedChanges, evidence: Evidence) -> Iterator[Measure]:
    """Whether a person's duties of a day differ from the published ones, for each day that is too near to change."""
    publication, published = evidence.scenario.facts.publication, _published(evidence)
    if publication is None or not published:
        return
    free_from = publication.today.toordinal() + rule.notice_days
    for person in _protected(rule, evidence):
        clock = evidence.clock_of(person)
        worked: dict[int, set[Known]] = defaultdict(set)
        for work in (work for work in evidence.lines[person] if work.kind != STAND_BY):
            worked[work.day].add((work.shift, work.start, work.end))
        for day in evidence.days:
            if day >= free_from:
                break
            before = published.get((person, day), set())
            differs = int(worked[day] != before)
            yield measure(
                person,
                (clock.midnight(day), clock.midnight(day + 1)),
                differs,
                0,
                differs,
                f"{evidence.name(person)} has {_shifts(worked[day])} on {day_name(day)}; published was "
                f"{_shifts(before)}",
            )


def _published(evidence: Evidence) -> dict[tuple[str, int], set[Known]]:
    """Published duties of each person and local day."""
    found: dict[tuple[str, int], set[Known]] = defaultdict(set)
    for duty in evidence.scenario.published:
        start, end = minute_of(duty.start), minute_of(duty.end)
        day, _ = evidence.clock_of(duty.person).shows(start)
        found[duty.person, day].add((duty.shift, start, end))
    return found


def _protected(rule: PublishNotice | PublishedChanges, evidence: Evidence) -> list[str]:
    return [person for person, who in evidence.staff.items() if not rule.grades or who.grade in rule.grades]


def _shifts(duties: set[Known]) -> str:
    return " and ".join(shift for shift, _, _ in sorted(duties, key=lambda duty: duty[1:])) or "no duty"
