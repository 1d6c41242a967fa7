"""Calendars of a plan: one file per person, per provider that has work, and one for the team."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path

from planner.export.calendar_changes import follow_up
from planner.export.calendar_entries import Entries, scenario_mark
from planner.export.calendar_file import (
    CalendarFile,
    Entry,
    Published,
    calendar_bytes,
    one_line,
    read_calendar,
)
from planner.plan.model import Plan
from planner.scenario.scenario import Scenario

TEAM = "team"
PROVIDER = "provider-"
PERSON = "person-"
SUFFIX = ".ics"

PLAIN = re.compile(r"[a-z0-9_][a-z0-9_-]{0,59}")
"""Keys that are file names as they stand."""

DEVICES = frozenset(
    {"con", "prn", "aux", "nul", *(f"{port}{number}" for port in ("com", "lpt") for number in range(10))}
)
"""Names that Windows keeps for devices, with any suffix."""


def write_calendars(
    scenario: Scenario, plan: Plan, folder: Path, *, stamp: datetime, previous: Path | None
) -> tuple[Path, ...]:
    """Write the calendars of `plan` into `folder` (made if need be) and return their paths, sorted.

    `stamp` is the instant of publication. `previous` is the folder of the calendars sent out before: an event that
    is still the same keeps its SEQUENCE and time stamp, a changed one is renewed, and one that has gone is
    cancelled, also where its person or provider has no calendar any more. Files there that are missing, broken or
    of another scenario count as none. `previous` may be `folder` itself.

    Raises ValueError for a `stamp` without a time zone, OSError where `folder` cannot be written.
    """
    if stamp.tzinfo is None:
        raise ValueError(f"the time stamp {stamp.isoformat()} has no time zone")
    instant = stamp.astimezone(UTC).replace(microsecond=0)
    before = _read_all(previous) if previous is not None else {}
    wanted = _wanted(scenario, plan)
    contents = {}
    for stem in sorted({*wanted, *before}):
        old = before.get(stem, CalendarFile("", ()))
        name, entries = wanted.get(stem, (old.name, ()))
        events = follow_up(scenario, entries, _of_scenario(scenario, old), instant)
        if stem in wanted or events:
            contents[stem] = calendar_bytes(CalendarFile(name, events))
    folder.mkdir(parents=True, exist_ok=True)
    written = []
    for stem, content in contents.items():
        path = folder / f"{stem}{SUFFIX}"
        path.write_bytes(content)
        written.append(path)
    return tuple(written)


def person_file(person: str) -> str:
    """File name of a person's calendar. A key that another kind of calendar could have is set apart."""
    taken = person == TEAM or person.startswith((PROVIDER, PERSON))
    return f"{PERSON if taken else ''}{_portable(person)}{SUFFIX}"


def provider_file(provider: str) -> str:
    """File name of a provider's calendar."""
    return f"{PROVIDER}{_portable(provider)}{SUFFIX}"


def _portable(key: str) -> str:
    """The key as a name that every file system takes, and takes for no other key's.

    Some do not tell Anna from anna, or one spelling of é from the other, refuse long names, or keep `con` for a
    device. Such a key is simplified and marked with a part of its hash.
    """
    if PLAIN.fullmatch(key) and key not in DEVICES:
        return key
    simple = unicodedata.normalize("NFKD", key.lower()).encode("ascii", "ignore").decode()
    return f"{simple[:40]}-{sha256(key.encode()).hexdigest()[:10]}".lstrip("-")


def _wanted(scenario: Scenario, plan: Plan) -> Mapping[str, tuple[str, Iterable[Entry]]]:
    """Name and entries of each calendar, by file name without suffix."""
    entries = Entries(scenario, plan)
    duties, on_call = entries.duties(), entries.on_call()
    leave, responsibility = entries.leave(), entries.responsibility()
    title = one_line(scenario.facts.title)
    calendars: dict[str, tuple[str, Iterable[Entry]]] = {}
    for person in scenario.staff:
        key = person.person
        own = (*duties.get(key, ()), *on_call.get(key, ()), *leave.get(key, ()))
        calendars[_stem(person_file(key))] = (f"{one_line(person.name)} · {title}", own)
    for key, provider in scenario.providers.items():
        if own := (*on_call.get(key, ()), *responsibility.get(key, ())):
            calendars[_stem(provider_file(key))] = (f"{one_line(provider.title)} · {title}", own)
    everybody = (*entries.duties(named=True).values(), *entries.on_call(named=True).values())
    calendars[TEAM] = (f"Team · {title}", [entry for own in everybody for entry in own])
    return calendars


def _read_all(folder: Path) -> Mapping[str, CalendarFile]:
    """Readable calendars of a folder, by file name without suffix."""
    read = {_stem(path.name): read_calendar(path) for path in sorted(folder.glob(f"*{SUFFIX}"))}
    return {stem: calendar for stem, calendar in read.items() if calendar is not None}


def _of_scenario(scenario: Scenario, calendar: CalendarFile) -> Mapping[str, Published]:
    """Events by UID; those of another scenario that was planned into the same folder are not ours to cancel."""
    mark = f"{scenario_mark(scenario)}-"
    return {event.entry.uid: event for event in calendar.events if event.entry.uid.startswith(mark)}


def _stem(name: str) -> str:
    return name.removesuffix(SUFFIX)
