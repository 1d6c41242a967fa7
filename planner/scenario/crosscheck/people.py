"""People, leave, requests and history among themselves."""

from __future__ import annotations

from collections.abc import Iterator

from planner.errors import Problem
from planner.scenario.draft import Draft


def overlapping_leave(draft: Draft) -> Iterator[Problem]:
    """No day is granted twice to one person."""
    last: dict[str, tuple[str, object]] = {}
    rows = sorted(draft.leave, key=lambda row: (row[1].person, row[1].first_day, row[1].last_day))
    for where, leave in rows:
        if leave.person in last and leave.first_day <= last[leave.person][1].last_day:
            yield Problem(
                where, "first_day", str(leave.first_day), f"overlaps the leave of {last[leave.person][0]}"
            )
        last[leave.person] = (where, leave)
