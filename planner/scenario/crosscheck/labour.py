"""Labour packs together: what one pack may leave to another, some pack has to say."""

from __future__ import annotations

from collections.abc import Iterator

from planner.errors import Problem
from planner.scenario.draft import Draft


def a_pack_says_what_a_night_is(draft: Draft) -> Iterator[Problem]:
    """At least one labour pack has a night definition; told only when every pack could be read."""
    packs = draft.labour_packs.values()
    if draft.has_all_packs and all(pack.has("night") and pack.record.night is None for pack in packs):
        named = draft.facts.record.labour.packs
        where = draft.facts.where("labour", "packs")
        reason = "none of these packs says what a night is"
        allowed = "packs of which one has a night definition, for example germany"
        yield Problem(where, "labour.packs", ", ".join(named), reason, allowed)
