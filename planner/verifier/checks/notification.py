"""Whether somebody who may notify the authority is reachable in time."""

from __future__ import annotations

from collections.abc import Iterator

from planner.plan.result import Measure
from planner.rules.notification import NotificationAuthority
from planner.verifier.evidence import Evidence
from planner.verifier.spans import joined, measure
from planner.verifier.words import duration


def notification_authority(rule: NotificationAuthority, evidence: Evidence) -> Iterator[Measure]:
    """Length of each time in which nobody with the skill is on duty or on call."""
    skilled = {person for person in evidence.staff if rule.skill in evidence.skills[person]}
    spans = [(work.start, work.end) for person in skilled for work in evidence.lines[person]]
    for level in evidence.scenario.facts.escalation:
        spans += [(hold.start, hold.end) for hold in evidence.holds(level) if hold.holder in skilled]
    title = evidence.scenario.facts.skills[rule.skill].title
    reached = evidence.start
    for start, end in (*joined(spans), (evidence.end, evidence.end)):
        nobody = max(0, min(start, evidence.end) - reached)
        yield measure(
            "team",
            (reached, reached + nobody),
            nobody,
            rule.within_minutes,
            max(0, nobody - rule.within_minutes),
            f"Nobody with {title} is on duty or on call for {duration(nobody)} from {evidence.words.moment(reached)}; "
            f"{duration(rule.within_minutes)} are the most",
        )
        reached = max(reached, min(end, evidence.end))
