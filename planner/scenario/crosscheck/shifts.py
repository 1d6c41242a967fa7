"""Codes of shift types, as requests, history and labour flags know them."""

from __future__ import annotations

from collections.abc import Iterator

from planner.errors import Problem
from planner.scenario.draft import Draft
from planner.scenario.sources.closeness import closest, one_of


def shift_problem(
    draft: Draft, where: str, code: str, *, usable: bool, also: tuple[str, ...] = ()
) -> Iterator[Problem]:
    """A problem when the shift system has no such code or, asked for a `usable` one, when its flag is not set."""
    system = draft.shift_system
    if system is None or not system.has("shifts"):
        return
    shifts = system.record.shifts
    flags = draft.facts.record.labour.flags if draft.facts.has("labour") else ()
    open_to_use = [
        key for key, shift in shifts.items() if not usable or shift.when is None or shift.when in flags
    ]
    allowed = one_of([*open_to_use, *also])
    if code not in shifts:
        yield Problem(where, "shift", code, "unknown shift", allowed, closest(code, [*open_to_use, *also]))
    elif code not in open_to_use:
        flag = shifts[code].when
        reason = f"this shift needs the labour flag {flag}, which the scenario does not set"
        yield Problem(where, "shift", code, reason, allowed, f"labour.flags: [{flag}] in scenario.yaml?")


def flags_exist(draft: Draft) -> Iterator[Problem]:
    """The labour pack knows every flag that the scenario sets."""
    pack = draft.labour_pack
    if pack is None or not pack.has("flags") or not draft.facts.has("labour"):
        return
    known = list(pack.record.flags)
    for flag in draft.facts.record.labour.flags:
        if flag not in known:
            where = draft.facts.where("labour", "flags")
            allowed = one_of(known) or f"none, the pack {draft.facts.record.labour.pack} has no flags"
            yield Problem(where, "labour.flags", flag, "unknown flag", allowed, closest(flag, known))
