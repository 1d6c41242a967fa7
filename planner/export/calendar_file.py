"""One calendar file, both ways: events as iCalendar bytes (RFC 5545), and the bytes read back.

Times are UTC instants and need no VTIMEZONE: a local time in the doubled hour cannot be told apart, and programs
read it differently.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from icalendar import (
    Calendar,
    Component,
    Event,
    Timezone,
    TimezoneStandard,
    vCategory,
    vDDDTypes,
    vDuration,
    vInt,
    vText,
)

PRODUCT = "-//soc-planner//calendars//EN"
REFRESH = timedelta(hours=1)
"""How often a subscriber may ask again."""

HIGHEST_SEQUENCE = 2**31 - 2
"""INTEGER of RFC 5545 has 32 bits with a sign; one below, since a change adds one."""

ESCAPED = re.compile(r"\\(.)")
"""An escaped sign of a text in one line."""

UNREADABLE = (OSError, ValueError, LookupError, AttributeError, TypeError, RecursionError)
"""What the parser and our reading of its parts raise for a file that is no calendar, or is broken."""


@dataclass(frozen=True)
class Entry:
    """What a calendar says about one slot: a duty, an on-call period, leave, or a provider's stretch.

    `start` and `end` are UTC instants, or local days for an all-day entry; the end is exclusive. `busy` tells
    whether the time counts as taken. Texts are plain (see `one_line`); only `description` has line ends.
    """

    uid: str
    start: datetime | date
    end: datetime | date
    summary: str
    description: str
    category: str
    busy: bool
    cancelled: bool = False


@dataclass(frozen=True)
class Published:
    """An entry as it went out: how often it has changed, and when it last did (UTC, whole seconds)."""

    entry: Entry
    sequence: int
    stamp: datetime


@dataclass(frozen=True)
class CalendarFile:
    """The name that a calendar program shows, and the events."""

    name: str
    events: tuple[Published, ...]


def one_line(text: str) -> str:
    """`text` in one line and without control characters, which RFC 5545 (3.1) has no way to write."""
    control = ("Cc", "Zl", "Zp")
    return " ".join("".join(" " if unicodedata.category(sign) in control else sign for sign in text).split())


def calendar_bytes(calendar: CalendarFile) -> bytes:
    """The calendar in the given order of events; equal content gives equal bytes."""
    made = Calendar()
    made.add("PRODID", PRODUCT)
    made.add("VERSION", "2.0")
    made.add("METHOD", "PUBLISH")
    for title in ("NAME", "X-WR-CALNAME"):
        made.add(title, _Text(calendar.name))
    # The library's own way leaves out the parameter that RFC 7986 demands.
    made.add("REFRESH-INTERVAL", vDuration(REFRESH), parameters={"VALUE": "DURATION"})
    made.add("X-PUBLISHED-TTL", vDuration(REFRESH))
    made.pop("UID", None)  # with a calendar UID a program takes the whole file for one event
    for event in calendar.events:
        made.add_component(_event(event))
    if not calendar.events:
        made.add_component(_utc_zone())
    content: bytes = made.to_ical()
    return content


def read_calendar(path: Path) -> CalendarFile | None:
    """What `calendar_bytes` wrote, or None where there is no such file or it has been damaged."""
    try:
        read = Calendar.from_ical(path.read_bytes())
        if not isinstance(read, Calendar):
            raise ValueError("the file has no calendar")
        events = [_published(part) for part in read.subcomponents if part.name == "VEVENT"]
        # The library reads NAME as it stands, with its escapes.
        return CalendarFile(ESCAPED.sub(r"\1", _text(read, "NAME")), tuple(events))
    except UNREADABLE:
        return None


class _Text(vText):
    """A text escaped as RFC 5545, 3.3.11 says; the library's own way makes a line end of `\\N`, as in `C:\\Net`."""

    def to_ical(self) -> bytes:
        """The escaped text, UTF-8."""
        text = self.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,").replace("\n", "\\n")
        return text.encode()


def _event(event: Published) -> Event:
    entry = event.entry
    made = Event()
    made.add("UID", entry.uid)
    made.add("DTSTAMP", event.stamp)
    made.add("LAST-MODIFIED", event.stamp)
    made.add("SEQUENCE", event.sequence)
    made.add("DTSTART", entry.start)
    made.add("DTEND", entry.end)
    made.add("SUMMARY", _Text(entry.summary))
    made.add("DESCRIPTION", _Text(entry.description))
    made.add("CATEGORIES", [entry.category])
    made.add("STATUS", "CANCELLED" if entry.cancelled else "CONFIRMED")
    made.add("TRANSP", "OPAQUE" if entry.busy else "TRANSPARENT")
    return made


def _utc_zone() -> Timezone:
    """A time zone that nothing refers to: a calendar must have one component (RFC 5545, 3.6)."""
    standard = TimezoneStandard()
    standard.add("DTSTART", datetime(1970, 1, 1))  # noqa: DTZ001 - local time of the zone, as the RFC demands
    standard.add("TZOFFSETFROM", timedelta(0))
    standard.add("TZOFFSETTO", timedelta(0))
    standard.add("TZNAME", "UTC")
    zone = Timezone()
    zone.add("TZID", "Etc/UTC")
    zone.add_component(standard)
    return zone


def _published(part: Component) -> Published:
    start, end, stamp = (_time(part, name) for name in ("DTSTART", "DTEND", "DTSTAMP"))
    if not isinstance(stamp, datetime) or isinstance(start, datetime) != isinstance(end, datetime):
        raise ValueError("a day stands where a time should, or the other way round")
    sequence, categories = part["SEQUENCE"], part["CATEGORIES"]
    if not isinstance(sequence, vInt) or not 0 <= sequence <= HIGHEST_SEQUENCE:
        raise ValueError(f"SEQUENCE {sequence} is no number in range")
    if not isinstance(categories, vCategory):
        raise ValueError("CATEGORIES stands twice")
    entry = Entry(
        uid=_text(part, "UID"),
        start=start,
        end=end,
        summary=_text(part, "SUMMARY"),
        description=_text(part, "DESCRIPTION"),
        category=str(categories.cats[0]),
        busy=_text(part, "TRANSP") == "OPAQUE",
        cancelled=_text(part, "STATUS") == "CANCELLED",
    )
    return Published(entry, int(sequence), stamp)


def _text(part: Component, name: str) -> str:
    value = part[name]
    if not isinstance(value, str):  # a list where the property stands twice
        raise ValueError(f"{name} is not one text")
    return str(value)


def _time(part: Component, name: str) -> datetime | date:
    property_ = part[name]
    value = property_.dt if isinstance(property_, vDDDTypes) else None
    if isinstance(value, datetime) and value.tzinfo is not None:
        return value.astimezone(UTC)
    if isinstance(value, date) and not isinstance(value, datetime):
        return value
    raise ValueError(f"{name} is no day and no instant")
