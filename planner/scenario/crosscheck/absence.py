"""Leave and requests: each once, and about days that are planned."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from planner.errors import Problem
from planner.scenario.crosscheck.calendar import horizon_is_usable
from planner.scenario.crosscheck.shifts import shift_problem
from planner.scenario.draft import Draft
from planner.scenario.people import Leave

ANY_SHIFT = "any"


def leave_does_not_overlap(draft: Draft) -> Iterator[Problem]:
    """No day is granted twice to one person."""
    latest: dict[str, tuple[str, Leave]] = {}
    for where, leave in sorted(
        draft.leave, key=lambda row: (row[1].person, row[1].first_day, row[1].last_day)
    ):
        before = latest.get(leave.person)
        if before is not None and leave.first_day <= before[1].last_day:
            reason = (
                f"overlaps the leave of {leave.person} in {before[0]}, which ends on {before[1].last_day}"
            )
            yield Problem(where, "first_day", str(leave.first_day), reason, "each day once")
        if before is None or leave.last_day > before[1].last_day:
            latest[leave.person] = (where, leave)


def requests_can_be_met(draft: Draft) -> Iterator[Problem]:
    """A request names a shift of the shift system and a day of the horizon, once for each person."""
    first: dict[tuple[str, date, str], str] = {}
    for where, request in draft.requests:
        if request.shift != ANY_SHIFT:
            yield from shift_problem(draft, where, request.shift, usable=True, also=(ANY_SHIFT,))
        key = (request.person, request.date, request.shift)
        if key in first:
            reason = f"{request.person} has asked about this day and shift before, in {first[key]}"
            yield Problem(where, "date", str(request.date), reason, "one request for a day and shift")
        first.setdefault(key, where)
        if horizon_is_usable(draft):
            start, days = draft.facts.record.horizon.start, draft.facts.record.horizon.days
            last = start + timedelta(days=days - 1)
            if not start <= request.date <= last:
                reason = "this day is not planned"
                yield Problem(where, "date", str(request.date), reason, f"{start} to {last}")
