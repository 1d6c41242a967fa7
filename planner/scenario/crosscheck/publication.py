"""The published roster: names, its horizon, and the dates that rules of notice need."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from planner.errors import Problem
from planner.rules.notice import PublishedChanges, PublishNotice
from planner.scenario.crosscheck.calendar import horizon_is_usable, zone_of
from planner.scenario.crosscheck.rules import every_rule
from planner.scenario.crosscheck.shifts import shift_problem
from planner.scenario.draft import Draft
from planner.units import local_to_utc


def published_duties_fit(draft: Draft) -> Iterator[Problem]:
    """A published duty has a shift that exists and starts in the horizon; the day of publication is told."""
    zone, horizon = zone_of(draft), draft.facts.record.horizon if horizon_is_usable(draft) else None
    for where, duty in draft.published:
        yield from shift_problem(draft, where, duty.shift, usable=False)
        if zone is not None and horizon is not None:
            after = horizon.start + timedelta(days=horizon.days)
            if not local_to_utc(horizon.start, 0, zone) <= duty.start < local_to_utc(after, 0, zone):
                reason = "the duty does not start in the horizon"
                allowed = f"{horizon.start} to {after - timedelta(days=1)}"
                yield Problem(where, "start", duty.start.isoformat(), reason, allowed)
    if draft.published.rows and draft.facts.has("publication"):
        publication = draft.facts.record.publication
        if publication is None or publication.published_on is None:
            reason = "there is a published.csv, but not the day on which it was published"
            place = draft.facts.where("publication")
            yield Problem(place, "publication.published_on", "", reason, "a day as YYYY-MM-DD")


def rules_of_notice_have_their_dates(draft: Draft) -> Iterator[Problem]:
    """A rule of notice needs the day on which people are told."""
    if draft.facts.has("publication") and draft.facts.record.publication is None:
        for where, field, rule in every_rule(draft):
            if isinstance(rule, PublishNotice | PublishedChanges):
                reason = "the scenario does not say when people are told of their duties"
                allowed = "a line 'publication: {today: …}' in scenario.yaml"
                yield Problem(where, field, rule.kind, reason, allowed)
