"""Duties worked before the horizon."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from planner.errors import Problem
from planner.scenario.crosscheck.calendar import horizon_is_usable, site_zone
from planner.scenario.crosscheck.known import post_names, unknown
from planner.scenario.crosscheck.shifts import shift_problem
from planner.scenario.draft import Draft
from planner.scenario.people import PastDuty
from planner.units import local_to_utc

LONGEST_DUTY = timedelta(hours=24)
"""A longer duty in history is a mistake of the date."""


def history_knows_its_names(draft: Draft) -> Iterator[Problem]:
    """Post and shift of a past duty exist, and it lasted no longer than a day."""
    for where, duty in draft.history:
        yield from unknown(where, "post", [duty.post], post_names(draft), "post")
        yield from shift_problem(draft, where, duty.shift, usable=False)
        if duty.end - duty.start > LONGEST_DUTY:
            hours = (duty.end - duty.start).total_seconds() / 3600
            yield Problem(where, "end", duty.end.isoformat(), f"the duty lasts {hours:g} h", "up to 24 h")


def history_lies_before_the_horizon(draft: Draft) -> Iterator[Problem]:
    """A past duty starts within the days on which history is complete."""
    if not horizon_is_usable(draft):
        return
    site_of = {person.person: person.site for _, person in draft.people}
    horizon = draft.facts.record.horizon
    opening = horizon.start - timedelta(days=horizon.history_days)
    for where, duty in draft.history:
        zone = site_zone(draft, site_of.get(duty.person))
        if zone is None:
            continue
        first, last = local_to_utc(opening, 0, zone), local_to_utc(horizon.start, 0, zone)
        if not first <= duty.start < last:
            reason = "the duty does not start within the days of history"
            allowed = f"{opening} to {horizon.start - timedelta(days=1)}"
            maybe = "horizon.history_days in scenario.yaml is too small?" if duty.start < first else ""
            yield Problem(where, "start", duty.start.isoformat(), reason, allowed, maybe)


def history_does_not_overlap(draft: Draft) -> Iterator[Problem]:
    """Nobody worked two duties at once."""
    latest: dict[str, tuple[str, PastDuty]] = {}
    for where, duty in sorted(draft.history, key=lambda row: (row[1].person, row[1].start, row[1].end)):
        before = latest.get(duty.person)
        if before is not None and duty.start < before[1].end:
            reason = f"overlaps the duty of {duty.person} in {before[0]}"
            yield Problem(where, "start", duty.start.isoformat(), reason, "one duty at a time")
        if before is None or duty.end > before[1].end:
            latest[duty.person] = (where, duty)
