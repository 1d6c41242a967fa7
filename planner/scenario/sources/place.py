"""Places inside a file: the path of keys and positions to a value."""

from __future__ import annotations

from collections.abc import Hashable

Location = tuple[Hashable, ...]
"""Keys of mappings and positions in lists (from 0), outermost first."""


def location_text(location: Location) -> str:
    """The path as text, `posts.ot_desk.phases.1`; empty for the file itself."""
    return ".".join(str(step) for step in location)
