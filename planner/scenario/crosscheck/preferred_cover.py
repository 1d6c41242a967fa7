"""Preferred cover: of shifts and posts that exist, on days that are planned, each once, and with its rule."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from planner.errors import Problem
from planner.scenario.crosscheck.calendar import horizon_is_usable
from planner.scenario.crosscheck.known import post_names, rules_are_known, unknown
from planner.scenario.crosscheck.rules import every_rule
from planner.scenario.crosscheck.shifts import shift_problem
from planner.scenario.draft import Draft


def preferred_cover_fits(draft: Draft) -> Iterator[Problem]:
    """A row names a usable shift, a post or none, and a day of the horizon that no other row names with them."""
    first: dict[tuple[date, str, str | None], str] = {}
    for where, row in draft.preferred_cover:
        yield from shift_problem(draft, where, row.shift, usable=True)
        yield from unknown(where, "post", [row.post] if row.post else [], post_names(draft), "post")
        key = (row.date, row.shift, row.post)
        if key in first:
            reason = f"people for this shift were given before, in {first[key]}"
            yield Problem(where, "date", str(row.date), reason, "each day, shift and post once")
        first.setdefault(key, where)
        if horizon_is_usable(draft):
            start, days = draft.facts.record.horizon.start, draft.facts.record.horizon.days
            last = start + timedelta(days=days - 1)
            if not start <= row.date <= last:
                yield Problem(where, "date", str(row.date), "this day is not planned", f"{start} to {last}")


def preferred_cover_has_its_rule(draft: Draft) -> Iterator[Problem]:
    """Points and minima are not silently ignored."""
    if not rules_are_known(draft):
        return
    kinds = {rule.kind for _, _, rule in every_rule(draft)}
    for where, row in draft.preferred_cover:
        if "preferred_cover" not in kinds and row.under_points + row.over_points:
            yield _unseen(where, "under_points", row.under_points, _PREFERRED)
        if "minimum_cover" not in kinds and row.minimum:
            yield _unseen(where, "minimum", row.minimum, _MINIMUM)


_PREFERRED = "{kind: preferred_cover, strength: should, points: 1}"
_MINIMUM = "{kind: minimum_cover}"


def _unseen(where: str, field: str, value: int, rule: str) -> Problem:
    reason = "no rule of labour pack, operating model or scenario looks at this"
    return Problem(where, field, str(value), reason, maybe=f"add {rule} to the rules of scenario.yaml?")
