"""The known word that an unknown one was probably meant to be."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches

MOST_SHOWN = 12
"""Longer lists of allowed values are cut, so that an error stays one line."""

MOST_COMPARED = 2000
"""Comparing with more words would take longer than anybody waits for a hint."""


def closest(word: str, known: Iterable[str]) -> str:
    """A hint such as `'malware_analysis'?`, or nothing when no known word resembles it (case does not count)."""
    known = list(known)
    if len(known) > MOST_COMPARED:
        return ""
    by_folded = {candidate.casefold(): candidate for candidate in known}
    matches = get_close_matches(word[:100].casefold(), by_folded, n=1, cutoff=0.6)
    return f"{by_folded[matches[0]]!r}?" if matches else ""


def one_of(known: Iterable[str]) -> str:
    """Allowed values as text, in their order, cut after a dozen."""
    words = list(known)
    more = f" and {len(words) - MOST_SHOWN} more" if len(words) > MOST_SHOWN else ""
    return ", ".join(words[:MOST_SHOWN]) + more
