"""Reading our calendars with other people's programs, and a place to write them to."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import icalendar
import vobject

from planner.export.calendars import write_calendars
from planner.plan.model import Plan
from planner.scenario.scenario import Scenario

FIRST = datetime(2027, 1, 4, 12, 0, tzinfo=UTC)
LATER = datetime(2027, 1, 5, 12, 0, tzinfo=UTC)


@dataclass(frozen=True)
class Seen:
    """One event as a reader understands it; instants in UTC."""

    uid: str
    summary: str
    start: datetime | date
    end: datetime | date
    transp: str
    status: str
    sequence: int


Reader = Callable[[Path], list[Seen]]


def publish(
    scenario: Scenario,
    plan: Plan,
    folder: Path,
    *,
    stamp: datetime = FIRST,
    previous: Path | None = None,
) -> Path:
    """Write the calendars and return their folder."""
    write_calendars(scenario, plan, folder, stamp=stamp, previous=previous)
    return folder


def at(text: str) -> datetime:
    """An instant of `2027-03-27 18:00`, in UTC."""
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


def events(path: Path) -> list[Any]:
    """The events of a calendar, by the library that wrote it; its types of a property are thirty in one."""
    calendar = icalendar.Calendar.from_ical(path.read_bytes())
    assert isinstance(calendar, icalendar.Calendar)
    return list(calendar.events)


def texts(path: Path, name: str) -> list[str]:
    """One property of each event, in file order."""
    return [str(event[name]) for event in events(path)]


def logical_lines(path: Path) -> list[str]:
    """The content lines of a file, unfolded by the book (RFC 5545, 3.1)."""
    return path.read_bytes().replace(b"\r\n ", b"").decode().split("\r\n")


def read_icalendar(path: Path) -> list[Seen]:
    """By the library that wrote the file."""
    return [
        Seen(
            uid=str(event["UID"]),
            summary=str(event["SUMMARY"]),
            start=event["DTSTART"].dt,
            end=event["DTEND"].dt,
            transp=str(event["TRANSP"]),
            status=str(event["STATUS"]),
            sequence=int(event["SEQUENCE"]),
        )
        for event in events(path)
    ]


def read_vobject(path: Path) -> list[Seen]:
    """By vobject."""
    calendar: Any = vobject.readOne(path.read_text(encoding="utf-8"))
    return [
        Seen(
            uid=event.uid.value,
            summary=event.summary.value,
            start=event.dtstart.value,
            end=event.dtend.value,
            transp=event.transp.value,
            status=event.status.value,
            sequence=int(event.sequence.value),
        )
        for event in calendar.contents.get("vevent", [])
    ]


def node_reader(script: Path) -> Reader:
    """By a program under Node.js."""

    def read(path: Path) -> list[Seen]:
        run = subprocess.run(
            ["node", str(script), str(path)], capture_output=True, encoding="utf-8", check=True
        )
        return [
            Seen(**{**event, "start": _time(event["start"]), "end": _time(event["end"])})
            for event in json.loads(run.stdout)
        ]

    return read


def _time(text: str) -> datetime | date:
    return datetime.fromisoformat(text) if "T" in text else date.fromisoformat(text)
