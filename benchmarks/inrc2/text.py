"""The competition's text files, read strictly: scenario, history and week data become one static problem.

What is not understood is refused with its line. Days count from 0, a Monday.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks.reading import InstanceUnreadable, Line, content_lines

WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
ANY = "Any"
NO_SHIFT = "None"

_BAND = re.compile(r"\((\d+),(\d+)\)")


@dataclass(frozen=True)
class Band:
    """From `least` to `most`, both included."""

    least: int
    most: int


@dataclass(frozen=True)
class Contract:
    """Limits of the nurses of a contract; all are soft."""

    assignments: Band
    days_in_a_row: Band
    days_off_in_a_row: Band
    weekends: int
    complete_weekends: bool


@dataclass(frozen=True)
class Nurse:
    """A nurse, and how the days before the first one were.

    `same_shift` of the last `worked` days in a row had the shift `last_shift`; one of `worked` and `off` is 0.
    """

    contract: str
    skills: tuple[str, ...]
    last_shift: str | None
    same_shift: int
    worked: int
    off: int


@dataclass(frozen=True)
class Cover:
    """Nurses needed, and best, on a shift of a day with a skill."""

    day: int
    shift: str
    skill: str
    minimum: int
    optimal: int


@dataclass(frozen=True)
class Problem:
    """Everything that the files say. A request off has no shift when it is for whatever duty of the day."""

    name: str
    days: int
    skills: tuple[str, ...]
    shifts: Mapping[str, Band]
    forbidden: frozenset[tuple[str, str]]
    contracts: Mapping[str, Contract]
    nurses: Mapping[str, Nurse]
    cover: tuple[Cover, ...]
    off: frozenset[tuple[str, int, str | None]]


Sections = Mapping[str, Sequence[Line]]


def read_problem(folder: Path, history: int, weeks: Sequence[int]) -> Problem:
    """The static problem of some weeks after a history. Raises InstanceUnreadable, or OSError for a missing file."""
    family = folder.resolve().name
    scenario = _read(folder / f"Sc-{family}.txt")
    before = _read(folder / f"H0-{family}-{history}.txt")
    data = [_read(folder / f"WD-{family}-{week}.txt") for week in weeks]
    name = f"{family}_{history}_{'-'.join(map(str, weeks))}"
    return parse_problem(name, scenario, before, data)


def parse_problem(name: str, scenario: Sections, history: Sections, weeks: Sequence[Sections]) -> Problem:
    """The problem that the sections of files describe. Raises InstanceUnreadable."""
    skills = tuple(line.text for line in _section(scenario, "SKILLS"))
    shifts = dict(_shift_types(_section(scenario, "SHIFT_TYPES")))
    contracts = dict(_contracts(_section(scenario, "CONTRACTS")))
    nurses = dict(
        _nurses(_section(scenario, "NURSES"), _section(history, "NURSE_HISTORY"), contracts, skills, shifts)
    )
    return Problem(
        name=name,
        days=7 * len(weeks),
        skills=skills,
        shifts=shifts,
        forbidden=frozenset(_forbidden(_section(scenario, "FORBIDDEN_SHIFT_TYPES_SUCCESSIONS"), shifts)),
        contracts=contracts,
        nurses=nurses,
        cover=tuple(
            cover
            for number, week in enumerate(weeks)
            for cover in _cover(_section(week, "REQUIREMENTS"), 7 * number, shifts, skills)
        ),
        off=frozenset(
            request
            for number, week in enumerate(weeks)
            for request in _requests(_section(week, "SHIFT_OFF_REQUESTS"), 7 * number, nurses, shifts)
        ),
    )


def sections_of(text: str, file: str) -> Sections:
    """The lines below each heading: a word in capitals, perhaps with ` = ` and a number or name."""
    sections: dict[str, list[Line]] = {}
    current: list[Line] | None = None
    for line in content_lines(text, file):
        heading, _, value = (part.strip() for part in line.text.partition("="))
        if re.fullmatch(r"[A-Z_]{5,}", heading):
            if heading in sections:
                raise line.wrong("this section was there before")
            current = sections[heading] = [Line(file, line.number, value)] if value else []
        elif current is None:
            raise line.wrong("content before the first heading")
        else:
            current.append(line)
    return {heading: _counted(lines) for heading, lines in sections.items()}


def _counted(lines: list[Line]) -> list[Line]:
    """The lines without the number of them that stands in the heading, which must be right."""
    if not lines or not lines[0].text.isdigit() or len(lines) == 1:
        return [] if [line.text for line in lines] == ["0"] else lines
    if int(lines[0].text) != len(lines) - 1:
        raise lines[0].wrong(f"{len(lines) - 1} lines follow in place of")
    return lines[1:]


def _read(path: Path) -> Sections:
    return sections_of(path.read_text(encoding="utf-8"), path.name)


def _section(sections: Sections, name: str) -> Sequence[Line]:
    if name not in sections:
        file = next((lines[0].file for lines in sections.values() if lines), "file")
        raise InstanceUnreadable(f"{file}: {name} is missing")
    return sections[name]


def _words(line: Line, number: int) -> list[str]:
    """Exactly so many words, bands in brackets among them."""
    words = line.text.split()
    if len(words) != number:
        raise line.wrong(f"{number} words expected, found {len(words)}")
    return words


def _band(line: Line, text: str) -> Band:
    match = _BAND.fullmatch(text)
    if match is None or int(match[1]) > int(match[2]):
        raise line.wrong(f"{text!r} is not a pair (least,most)")
    return Band(int(match[1]), int(match[2]))


def _shift_types(lines: Iterable[Line]) -> Iterator[tuple[str, Band]]:
    for line in lines:
        code, band = _words(line, 2)
        yield code, _band(line, band)


def _contracts(lines: Iterable[Line]) -> Iterator[tuple[str, Contract]]:
    for line in lines:
        key, *bands, weekends, complete = _words(line, 6)
        assignments, in_a_row, off = (_band(line, band) for band in bands)
        line.known(complete, ("0", "1"), "flag")
        yield key, Contract(assignments, in_a_row, off, line.whole(weekends), complete == "1")


def _forbidden(lines: Iterable[Line], shifts: Collection[str]) -> Iterator[tuple[str, str]]:
    for line in lines:
        first, number, *following = line.text.split()
        if line.whole(number) != len(following):
            raise line.wrong(f"{len(following)} shifts follow in place of {number}")
        for second in following:
            yield line.known(first, shifts, "shift"), line.known(second, shifts, "shift")


def _nurses(
    lines: Iterable[Line],
    history: Iterable[Line],
    contracts: Collection[str],
    skills: Collection[str],
    shifts: Collection[str],
) -> Iterator[tuple[str, Nurse]]:
    before = {line.text.split()[0]: line for line in history}
    for line in lines:
        key, contract, number, *held = line.text.split()
        if line.whole(number) != len(held):
            raise line.wrong(f"{len(held)} skills follow in place of {number}")
        if key not in before:
            raise line.wrong("this nurse has no history")
        yield (
            key,
            Nurse(
                line.known(contract, contracts, "contract"),
                tuple(line.known(skill, skills, "skill") for skill in held),
                *_days_before(before[key], shifts),
            ),
        )


def _days_before(line: Line, shifts: Collection[str]) -> tuple[str | None, int, int, int]:
    _, *totals, last, same, worked, off = _words(line, 7)
    if any(line.whole(total) for total in totals):
        raise line.wrong("only a history before the first assignment is known here")
    counts = (line.whole(same), line.whole(worked), line.whole(off))
    is_off = last == NO_SHIFT
    if is_off != (counts[:2] == (0, 0)) or is_off != (counts[2] > 0) or counts[0] > counts[1]:
        raise line.wrong("these days before the first one cannot be")
    return None if is_off else line.known(last, shifts, "shift"), *counts


def _cover(
    lines: Iterable[Line], first: int, shifts: Collection[str], skills: Collection[str]
) -> Iterator[Cover]:
    for line in lines:
        shift, skill, *bands = _words(line, 9)
        line.known(shift, shifts, "shift")
        line.known(skill, skills, "skill")
        for day, text in enumerate(bands):
            band = _band(line, text)
            yield Cover(first + day, shift, skill, band.least, band.most)


def _requests(
    lines: Iterable[Line], first: int, nurses: Collection[str], shifts: Collection[str]
) -> Iterator[tuple[str, int, str | None]]:
    for line in lines:
        nurse, shift, day = _words(line, 3)
        line.known(nurse, nurses, "nurse")
        line.known(shift, (*shifts, ANY), "shift")
        number = WEEKDAYS.index(line.known(day, WEEKDAYS, "day"))
        yield nurse, first + number, None if shift == ANY else shift
