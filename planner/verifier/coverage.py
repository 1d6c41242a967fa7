"""Minutes of the horizon in which the promise of 24/7 is not kept, whatever the rule book says."""

from __future__ import annotations

from collections.abc import Iterable

from planner.rules.cover import MinimumPresence
from planner.scenario.base import INTERNAL
from planner.verifier.checks.cover import minimum_presence
from planner.verifier.checks.escalation import holders_of, is_reachable
from planner.verifier.checks.segmentation import covers
from planner.verifier.clock import minute_of
from planner.verifier.demand import NO_WINDOW
from planner.verifier.evidence import Evidence


def uncovered_minutes(evidence: Evidence) -> int:
    """Minutes in which a post lacks people, a work item a party that may do it, or a level a reachable holder."""
    uncovered: set[int] = set()
    for minutes in (_short_posts(evidence), _unattended(evidence), _unheld_levels(evidence)):
        uncovered.update(minutes)
    return len(uncovered)


def _short_posts(evidence: Evidence) -> Iterable[int]:
    for post, presence in evidence.presence.items():
        yield from (
            minute
            for minute, (people, need) in enumerate(zip(presence, evidence.own_need[post], strict=True))
            if people < need
        )
    for rule in evidence.scenario.must_rules():
        if isinstance(rule, MinimumPresence):
            for found in minimum_presence(rule, evidence):
                if found.excess:
                    yield from evidence.minutes_within(minute_of(found.start), minute_of(found.end))


def _unattended(evidence: Evidence) -> Iterable[int]:
    """Minutes of windows in which nobody who may is responsible for some work item."""
    open_windows = {NO_WINDOW}
    for item in evidence.items:
        for window in evidence.windows:
            parties = evidence.responsible.get((*item.key, window), ())
            bought = (evidence.bought[party] for party in parties if party in evidence.bought)
            if INTERNAL not in parties and not any(covers(offer, item, window) for offer in bought):
                open_windows.add(window)
    return (minute for minute, (window, _) in enumerate(evidence.classes) if window in open_windows)


def _unheld_levels(evidence: Evidence) -> Iterable[int]:
    for level in evidence.scenario.facts.escalation:
        for start, end, holders in holders_of(evidence, level):
            if not is_reachable(evidence, level, holders):
                yield from evidence.minutes_within(start, end)
