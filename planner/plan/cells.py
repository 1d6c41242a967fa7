"""One cell of a plan's CSV file, both ways: a value as text, and text as a value or a plain complaint.

Text that a spreadsheet would run as a formula gets an apostrophe in front when written and loses it when read
(OWASP, "CSV Injection"); text that itself starts with an apostrophe gets a second one, so the way back is exact.
"""

from __future__ import annotations

import math
from collections.abc import Collection
from datetime import UTC, datetime
from decimal import Decimal
from difflib import get_close_matches
from enum import StrEnum
from typing import Generic, Protocol, TypeVar
from zoneinfo import ZoneInfo

from planner.units import minor_to_money, rate_to_money

FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
"""First characters that make a spreadsheet take a cell for a formula, full-width forms included."""

KEYS_LISTED = 12
"""Allowed keys that a complaint lists; more would not be read."""

HIGHEST_COUNT = 100_000
"""Largest whole number in a plan: minutes and people stay far below it."""

T = TypeVar("T")
Member = TypeVar("Member", bound=StrEnum)


class BadCell(ValueError):
    """Raised by a reader of a cell: why it cannot be used, what would be, and one thing to try."""

    def __init__(self, reason: str, allowed: str = "", maybe: str = "") -> None:
        super().__init__(reason)
        self.reason, self.allowed, self.maybe = reason, allowed, maybe


class Cell(Protocol[T]):
    """How values of one column are written and read."""

    def show(self, value: T, /) -> str:
        """The cell's text."""

    def read(self, text: str, /) -> T:
        """The value of a cell's text. Raises `BadCell`."""


class Text:
    """Free text, guarded against formulas."""

    def show(self, value: str) -> str:
        """The text, with an apostrophe in front where a spreadsheet would run it."""
        return f"'{value}" if value.startswith(("'", *FORMULA_STARTS)) else value

    def read(self, text: str) -> str:
        """The text without the guard."""
        return text.removeprefix("'")


class Key(Text):
    """One of a set of keys; `what` names the kind of thing in complaints."""

    def __init__(self, what: str, allowed: Collection[str]) -> None:
        self.what, self.allowed = what, frozenset(allowed)

    def read(self, text: str) -> str:
        """The key. Raises `BadCell` when it is unknown."""
        key = super().read(text.strip())
        if key in self.allowed:
            return key
        raise BadCell(
            f"no {self.what} has this key" if key else f"the {self.what} is missing",
            _listed(self.allowed),
            _nearest(key, self.allowed),
        )


class Parties(Key):
    """Party keys joined by `+`."""

    def read(self, text: str) -> str:
        """The joined keys, each of them known. Raises `BadCell`."""
        return "+".join(Key.read(self, part) for part in text.split("+"))


class Word(Generic[Member]):
    """A member of an enumeration, by its value."""

    def __init__(self, what: str, kind: type[Member]) -> None:
        self.kind = kind
        self.key = Key(what, [member.value for member in kind])

    def show(self, value: Member) -> str:
        """The member's value."""
        return value.value

    def read(self, text: str) -> Member:
        """The member. Raises `BadCell`."""
        return self.kind(self.key.read(text.lower()))


class Instant:
    """An instant as ISO 8601 with the local offset, to the minute, inside `[first, last]`."""

    def __init__(self, zone: ZoneInfo, first: datetime, last: datetime) -> None:
        self.zone, self.first, self.last = zone, first, last

    def show(self, value: datetime) -> str:
        """Local time with offset: 2027-03-28T22:00+02:00. Raises ValueError for parts of a minute."""
        if value.second or value.microsecond:
            raise ValueError(f"{value.isoformat()}: plans are made in whole minutes")
        return value.astimezone(self.zone).isoformat(timespec="minutes")

    def read(self, text: str) -> datetime:
        """The instant in UTC. Raises `BadCell` for anything ambiguous or outside the limits."""
        allowed = "date, time and offset as in 2027-03-14T22:00+01:00"
        try:
            value = datetime.fromisoformat(text.strip())
        except ValueError:
            raise BadCell("this is not a time in ISO 8601", allowed) from None
        if value.tzinfo is None:
            maybe = value.replace(tzinfo=self.zone).isoformat(timespec="minutes")
            raise BadCell("the time has no UTC offset", allowed, maybe)
        if value.second or value.microsecond:
            raise BadCell("the time has parts of a minute", "whole minutes")
        try:
            instant = value.astimezone(UTC)
            local = instant.astimezone(self.zone)
        except OverflowError:
            raise BadCell("the time is outside the calendar", self._limits()) from None
        if value.utcoffset() not in (local.utcoffset(), instant.utcoffset()):
            raise BadCell(
                f"the clock of {self.zone.key} has another UTC offset at this instant",
                f"{local.isoformat(timespec='minutes')} for this instant",
                value.replace(tzinfo=self.zone).isoformat(timespec="minutes") + " for this clock time",
            )
        if not self.first <= instant <= self.last:
            raise BadCell("the time lies outside the horizon", self._limits())
        return instant

    def _limits(self) -> str:
        return f"{self.show(self.first)} to {self.show(self.last)}"


class Count:
    """A whole number from 0 to `HIGHEST_COUNT`."""

    def show(self, value: int) -> str:
        """Digits."""
        return str(value)

    def read(self, text: str) -> int:
        """The number. Raises `BadCell`."""
        digits = text.strip()
        # Few ASCII digits only: int() also takes 1_000 and other scripts' digits, and is slow on millions of them.
        if not (digits.isascii() and digits.isdigit() and len(digits) < 12 and int(digits) <= HIGHEST_COUNT):
            raise BadCell("this is not a whole number in range", f"0 to {HIGHEST_COUNT}")
        return int(digits)


class Number:
    """A number at least 0, with a decimal point, written so that reading gives the same number."""

    def show(self, value: float) -> str:
        """Shortest decimal text of the number, without an exponent."""
        return f"{Decimal(repr(float(value))):f}".removesuffix(".0")

    def read(self, text: str) -> float:
        """The number. Raises `BadCell`."""
        try:
            value = float(text.strip())
        except ValueError:
            maybe = text.strip().replace(",", ".") if text.count(",") == 1 else ""
            raise BadCell("this is not a number", "digits with a decimal point", maybe) from None
        if not math.isfinite(value) or value < 0:
            raise BadCell("this is not a number in range", "0 or more")
        return value


class Flag:
    """`true` or `false`, in any case, since spreadsheets write TRUE."""

    def show(self, value: bool) -> str:
        """`true` or `false`."""
        return "true" if value else "false"

    def read(self, text: str) -> bool:
        """The truth value. Raises `BadCell`."""
        word = text.strip().lower()
        if word not in ("true", "false"):
            raise BadCell("this is neither true nor false", "true, false")
        return word == "true"


class Amount:
    """Money in minor units as plain decimal text. Costs are worked out and never read, so it has no way back."""

    def show(self, value: int) -> str:
        """`2750` becomes `27.50`."""
        return minor_to_money(value)


class Rate:
    """Money per unit in minor units, perhaps with a fraction, as plain decimal text; never read."""

    def show(self, value: float) -> str:
        """`649.25` becomes `6.4925`."""
        return rate_to_money(value)


def _listed(keys: Collection[str]) -> str:
    shown = sorted(keys)[:KEYS_LISTED]
    more = len(keys) - len(shown)
    return ", ".join(shown) + (f" and {more} more" if more else "")


def _nearest(key: str, keys: Collection[str]) -> str:
    near = get_close_matches(key[:100].lower(), {known.lower(): known for known in sorted(keys)}, n=1)
    by_lower = {known.lower(): known for known in sorted(keys)}
    return f"{by_lower[near[0]]}?" if near else ""
