"""Terminal layout of fair shares and answers to wishes, in order of names."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from planner.cli.paragraphs import say
from planner.plan.shares import SHARE_HEADERS, SHARE_NOTES, WISH_HEADERS, WISH_NOTES, Fairness


def show_fairness(found: Fairness) -> None:
    """Each thing that is shared, then the wishes, with formula and limits below; plain text, as names hold any sign."""
    if not found.shared:
        say("No rule of the rule book shares anything out.")
    for one in found.shared:
        say(f"{one.title} ({one.rule_id})")
        say(one.sentence())
        _rows(SHARE_HEADERS, one.rows)
    say("\nWishes")
    say(found.wish_sentence())
    _rows(WISH_HEADERS, (wish.cells() for wish in found.wishes))
    for note in (*(SHARE_NOTES if found.has_rows else ()), *(WISH_NOTES if found.wishes else ())):
        say(note)


def _rows(headers: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    for name, *cells in rows:
        say(name, "  ")
        say(" · ".join(f"{head} {cell}" for head, cell in zip(headers[1:], cells, strict=True)), "    ")
    say("")
