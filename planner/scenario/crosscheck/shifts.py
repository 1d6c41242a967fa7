"""Codes of shift types, as the scenario, its requests and its history know them."""

from __future__ import annotations

from collections.abc import Iterator

from planner.errors import Problem
from planner.scenario.draft import Draft
from planner.scenario.sources.closeness import closest, one_of


def shift_problem(
    draft: Draft, where: str, code: str, *, usable: bool, also: tuple[str, ...] = ()
) -> Iterator[Problem]:
    """A problem when the shift system has no such code or, asked for a `usable` one, when the scenario uses others."""
    system = draft.shift_system
    if system is None or not system.has("shifts"):
        return
    shifts = system.record.shifts
    used = (draft.facts.record.shifts if usable and draft.facts.has("shifts") else ()) or tuple(shifts)
    allowed = one_of([*used, *also])
    if code not in shifts:
        yield Problem(where, "shift", code, "unknown shift", allowed, closest(code, [*used, *also]))
    elif code not in used:
        reason = "this shift is not among those that scenario.yaml uses"
        yield Problem(where, "shift", code, reason, allowed, f"add {code} to 'shifts' in scenario.yaml?")


def used_shifts_exist(draft: Draft) -> Iterator[Problem]:
    """The shift system has every shift type that the scenario uses."""
    system = draft.shift_system
    if system is None or not system.has("shifts") or not draft.facts.has("shifts"):
        return
    known = list(system.record.shifts)
    for index, code in enumerate(draft.facts.record.shifts):
        if code not in known:
            where = draft.facts.where("shifts", draft.facts.position("shifts", index))
            yield Problem(where, "shifts", code, "unknown shift", one_of(known), closest(code, known))
