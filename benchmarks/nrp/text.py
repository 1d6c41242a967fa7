"""Instance files of the benchmark, read strictly: what is not understood is refused with its line.

Format: sections that begin with `SECTION_…`, comma-separated lines, `#` begins a comment line. Days count from 0, a
Monday.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from benchmarks.reading import InstanceUnreadable, Line, content_lines

SECTIONS = (
    "SECTION_HORIZON",
    "SECTION_SHIFTS",
    "SECTION_STAFF",
    "SECTION_DAYS_OFF",
    "SECTION_SHIFT_ON_REQUESTS",
    "SECTION_SHIFT_OFF_REQUESTS",
    "SECTION_COVER",
)


@dataclass(frozen=True)
class ShiftType:
    """A shift: its working time, and the shifts that may not be worked on the next day."""

    minutes: int
    not_followed_by: frozenset[str]


@dataclass(frozen=True)
class Employee:
    """Limits of one person; all are hard."""

    most_of: Mapping[str, int]
    maximum_minutes: int
    minimum_minutes: int
    most_in_a_row: int
    fewest_in_a_row: int
    fewest_days_off: int
    most_weekends: int


@dataclass(frozen=True)
class Request:
    """A wish for or against a shift, with the penalty when it is not met."""

    staff: str
    day: int
    shift: str
    weight: int


@dataclass(frozen=True)
class Cover:
    """People wanted on a shift, with the penalty of each one missing or too many."""

    day: int
    shift: str
    people: int
    under: int
    over: int


@dataclass(frozen=True)
class Instance:
    """Everything that a file says."""

    days: int
    shifts: Mapping[str, ShiftType]
    staff: Mapping[str, Employee]
    days_off: Mapping[str, frozenset[int]]
    wanted: tuple[Request, ...]
    unwanted: tuple[Request, ...]
    cover: tuple[Cover, ...]


def read_instance(path: Path) -> Instance:
    """The instance in a file. Raises InstanceUnreadable, or OSError when there is no such file."""
    return parse_instance(path.read_text(encoding="utf-8"), path.name)


def parse_instance(text: str, file: str = "text") -> Instance:
    """The instance that a text describes. Raises InstanceUnreadable."""
    sections = _sections(text, file)
    for name in SECTIONS:
        if name not in sections:
            raise InstanceUnreadable(f"{file}: {name} is missing")
    days = _horizon(sections["SECTION_HORIZON"], file)
    shifts = _shifts(sections["SECTION_SHIFTS"])
    staff = _staff(sections["SECTION_STAFF"], shifts)
    return Instance(
        days=days,
        shifts=shifts,
        staff=staff,
        days_off=_days_off(sections["SECTION_DAYS_OFF"], staff, days),
        wanted=_requests(sections["SECTION_SHIFT_ON_REQUESTS"], staff, shifts, days),
        unwanted=_requests(sections["SECTION_SHIFT_OFF_REQUESTS"], staff, shifts, days),
        cover=_cover(sections["SECTION_COVER"], shifts, days),
    )


def _fields(line: Line, number: int) -> list[str]:
    """Exactly so many fields."""
    found = [field.strip() for field in line.text.split(",")]
    if len(found) != number:
        raise line.wrong(f"{number} fields expected, found {len(found)}")
    return found


def _sections(text: str, file: str) -> dict[str, list[Line]]:
    sections: dict[str, list[Line]] = {}
    current: list[Line] | None = None
    for line in content_lines(text, file):
        if line.text.startswith("#"):
            continue
        if line.text.startswith("SECTION_"):
            line.known(line.text, SECTIONS, "section")
            if line.text in sections:
                raise line.wrong("this section was there before")
            current = sections[line.text] = []
        elif current is None:
            raise line.wrong("content before the first section")
        else:
            current.append(line)
    return sections


def _horizon(lines: list[Line], file: str) -> int:
    if len(lines) != 1:
        raise InstanceUnreadable(f"{file}: SECTION_HORIZON has {len(lines)} lines in place of one")
    days = lines[0].whole(lines[0].text)
    if days == 0 or days % 7:
        raise lines[0].wrong("the horizon is not whole weeks")
    return days


def _shifts(lines: list[Line]) -> dict[str, ShiftType]:
    codes = [line.text.partition(",")[0].strip() for line in lines]
    shifts: dict[str, ShiftType] = {}
    for line in lines:
        code, minutes, after = _fields(line, 3)
        if code in shifts:
            raise line.wrong("this shift was there before")
        length = line.whole(minutes)
        if not 0 < length <= 1440:
            raise line.wrong("a shift takes more than no time and no more than a day")
        followers = [name.strip() for name in after.split("|")] if after else []
        shifts[code] = ShiftType(length, frozenset(line.known(name, codes, "shift") for name in followers))
    return shifts


def _staff(lines: list[Line], shifts: Mapping[str, ShiftType]) -> dict[str, Employee]:
    staff: dict[str, Employee] = {}
    for line in lines:
        key, most_of, *numbers = _fields(line, 8)
        if key in staff:
            raise line.wrong("this person was there before")
        maximum, minimum, in_a_row, fewest_in_a_row, days_off, weekends = map(line.whole, numbers)
        if minimum > maximum:
            raise line.wrong("the least minutes are above the most")
        staff[key] = Employee(
            dict(_most_of(line, most_of, shifts)),
            maximum,
            minimum,
            in_a_row,
            fewest_in_a_row,
            days_off,
            weekends,
        )
    return staff


def _most_of(line: Line, text: str, shifts: Mapping[str, ShiftType]) -> Iterator[tuple[str, int]]:
    seen: set[str] = set()
    for part in text.split("|"):
        code, equals, number = (piece.strip() for piece in part.partition("="))
        if not equals or code in seen:
            raise line.wrong(f"{part!r} is not a limit of a shift, each once")
        seen.add(line.known(code, shifts, "shift"))
        yield code, line.whole(number)
    if seen != set(shifts):
        raise line.wrong("not every shift has a limit")


def _days_off(lines: list[Line], staff: Mapping[str, Employee], days: int) -> dict[str, frozenset[int]]:
    found: dict[str, frozenset[int]] = {}
    for line in lines:
        key, *numbers = (field.strip() for field in line.text.split(","))
        if line.known(key, staff, "person") in found:
            raise line.wrong("days off of this person were there before")
        found[key] = frozenset(_day(line, number, days) for number in numbers)
    return found


def _requests(
    lines: list[Line], staff: Mapping[str, Employee], shifts: Mapping[str, ShiftType], days: int
) -> tuple[Request, ...]:
    found: dict[tuple[str, int, str], Request] = {}
    for line in lines:
        key, day, shift, weight = _fields(line, 4)
        request = Request(
            line.known(key, staff, "person"),
            _day(line, day, days),
            line.known(shift, shifts, "shift"),
            line.whole(weight),
        )
        where = (request.staff, request.day, request.shift)
        if where in found:
            raise line.wrong("this request was there before")
        found[where] = request
    return tuple(found.values())


def _cover(lines: list[Line], shifts: Mapping[str, ShiftType], days: int) -> tuple[Cover, ...]:
    found: dict[tuple[int, str], Cover] = {}
    for line in lines:
        day, shift, *numbers = _fields(line, 5)
        cover = Cover(_day(line, day, days), line.known(shift, shifts, "shift"), *map(line.whole, numbers))
        if (cover.day, cover.shift) in found:
            raise line.wrong("cover of this shift was there before")
        found[cover.day, cover.shift] = cover
    return tuple(found.values())


def _day(line: Line, text: str, days: int) -> int:
    day = line.whole(text)
    if day >= days:
        raise line.wrong(f"day {day} is not in the horizon of {days} days")
    return day
