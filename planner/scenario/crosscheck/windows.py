"""Service windows cover every hour of the week exactly once."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from planner.errors import Problem
from planner.scenario.base import DAY_NAMES, DayName
from planner.scenario.draft import Draft
from planner.scenario.work import Window
from planner.units import MINUTES_PER_DAY, show_clock


def windows_cover_the_week(draft: Draft) -> Iterator[Problem]:
    """Every minute of the week belongs to exactly one service window."""
    if not draft.facts.has("service_windows"):
        return
    windows = draft.facts.record.service_windows
    if frozenset(windows) != draft.facts.names("service_windows"):
        return  # a broken window would look like a hole
    where = draft.facts.where("service_windows")
    days_of: dict[tuple[int, int, tuple[str, ...]], list[DayName]] = {}
    for day in DAY_NAMES:
        for start, end, owners in _stretches(day, windows):
            if len(owners) != 1:
                days_of.setdefault((start, end, tuple(owners)), []).append(day)
    for (start, end, keys), days in days_of.items():
        value = f"{', '.join(days)} {show_clock(start)}-{show_clock(end)}"
        reason = f"these hours belong to {' and '.join(keys) if keys else 'no service window'}"
        yield Problem(where, "service_windows", value, reason, "all 168 hours of the week, each once")


def _stretches(day: DayName, windows: dict[str, Window]) -> Iterator[tuple[int, int, list[str]]]:
    """Stretches of a day in minutes after midnight with the windows that own them, one entry for each span."""
    spans = [
        (span.start, span.end, key)
        for key, window in windows.items()
        for span in window.spans
        # A day written twice in one span owns its hours twice.
        for named in span.days
        if named is day
    ]
    edges = sorted({0, MINUTES_PER_DAY, *(s for s, _, _ in spans), *(e for _, e, _ in spans)})
    merged: list[tuple[int, int, list[str]]] = []
    for start, end in pairwise(edges):
        owners = [key for s, e, key in spans if s <= start and end <= e]
        if merged and merged[-1][2] == owners:
            merged[-1] = (merged[-1][0], end, owners)
        else:
            merged.append((start, end, owners))
    yield from merged
