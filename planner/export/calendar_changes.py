"""What has changed since the last calendar: SEQUENCE rises, time stamps move, vanished slots are cancelled.

Without a change everything is kept, so an equal plan gives an equal file and no program announces news.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date, datetime, timedelta

from planner.export.calendar_file import Entry, Published
from planner.scenario.scenario import Scenario

CANCELLED = "Cancelled: "


def follow_up(
    scenario: Scenario,
    entries: Iterable[Entry],
    before: Mapping[str, Published],
    stamp: datetime,
) -> tuple[Published, ...]:
    """The entries as they go out at `stamp` (UTC) after the events `before` (by UID), in order of time.

    Slots of `before` that have no entry any more are cancelled if they lie in the horizon; what lies outside was
    decided by an earlier plan and is left alone.
    """
    now = {entry.uid: _after(entry, before.get(entry.uid), stamp) for entry in entries}
    gone = [event for uid, event in before.items() if uid not in now and _in_horizon(scenario, event.entry)]
    events = [*now.values(), *(_withdrawn(event, stamp) for event in gone)]
    return tuple(sorted(events, key=lambda event: (event.entry.start.isoformat(), event.entry.uid)))


def _after(entry: Entry, before: Published | None, stamp: datetime) -> Published:
    if before is None:
        return Published(entry, 0, stamp)
    if entry == before.entry:
        return before
    if _weighty(entry) == _weighty(before.entry):
        # A reworded description is newer but asks nobody to look again.
        return Published(entry, before.sequence, stamp)
    return Published(entry, before.sequence + 1, stamp)


def _weighty(entry: Entry) -> tuple[object, ...]:
    """What makes a revision (RFC 5546, 2.1.4): time, title, state."""
    return entry.start, entry.end, entry.summary, entry.cancelled


def _withdrawn(event: Published, stamp: datetime) -> Published:
    if event.entry.cancelled:
        return event
    # Some programs ignore STATUS: the title says it too, and the time counts as free.
    title = CANCELLED + event.entry.summary
    entry = replace(event.entry, summary=title, cancelled=True, busy=False)
    return Published(entry, event.sequence + 1, stamp)


def _in_horizon(scenario: Scenario, entry: Entry) -> bool:
    """Whether this plan decides the slot: a duty belongs to the day on which it starts, leave to all its days."""
    if isinstance(entry.start, datetime):
        return scenario.start <= entry.start < scenario.end
    past: date = scenario.days[-1] + timedelta(days=1)
    return entry.start < past and entry.end > scenario.days[0]
