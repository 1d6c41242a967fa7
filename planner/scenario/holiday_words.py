"""The names that a calendar gives to public holidays. It stands alone, so that records need not load the calendars."""

from __future__ import annotations

_AND, _ESTIMATED = "; ", " (estimated)"
"""How the calendar writes two holidays on one day, and a date that is not certain yet."""


def holidays_in(name: str) -> tuple[str, ...]:
    """The single holidays in the calendar's name of a day, as they are called from year to year.

    Holidays that fall on one day are one name there, and a date that a moon has yet to confirm is part of it:
    `Independence Day; Prophet's Birthday (estimated)` is `Independence Day` and `Prophet's Birthday`. A day in lieu,
    `Boxing Day (observed)`, stays a holiday of its own.
    """
    return tuple(part.removesuffix(_ESTIMATED) for part in name.split(_AND))
