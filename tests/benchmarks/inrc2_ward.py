"""A family of two nurses and two kinds of weeks, small enough to work out by hand, in the competition's text format."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from benchmarks.inrc2.score import Row
from benchmarks.inrc2.text import Problem, parse_problem, sections_of

SCENARIO = """\
SCENARIO = ward

WEEKS = 2

SKILLS = 2
Head
Nurse

SHIFT_TYPES = 2
Day (2,3)
Night (2,3)

FORBIDDEN_SHIFT_TYPES_SUCCESSIONS
Day 0
Night 1 Day

CONTRACTS = 2
Full (6,9) (2,4) (2,3) 1 1
Half (2,5) (1,3) (3,6) 2 0

NURSES = 2
ann Full 2 Head Nurse
ben Half 1 Nurse
"""

HISTORY = """\
HISTORY
0 ward

NURSE_HISTORY
ann 0 0 Night 1 2 0
ben 0 0 None 0 0 2
"""

BUSY = """\
WEEK_DATA
ward

REQUIREMENTS
Day Head (0,1) (0,0) (0,0) (1,1) (0,0) (0,0) (0,0)
Day Nurse (0,0) (0,1) (0,0) (0,1) (0,0) (0,0) (0,0)
Night Head (0,0) (0,0) (0,0) (0,0) (0,0) (0,0) (0,0)
Night Nurse (0,0) (0,0) (0,0) (0,0) (0,2) (0,0) (0,0)

SHIFT_OFF_REQUESTS = 2
ann Any Tue
ben Night Fri
"""

QUIET = """\
WEEK_DATA
ward

REQUIREMENTS
Day Head (0,0) (0,0) (0,0) (0,0) (0,0) (0,0) (0,0)
Day Nurse (0,0) (0,0) (0,0) (0,0) (0,0) (0,0) (0,0)
Night Head (0,0) (0,0) (0,0) (0,0) (0,0) (0,0) (0,0)
Night Nurse (0,0) (0,0) (0,0) (0,0) (0,0) (0,1) (0,0)

SHIFT_OFF_REQUESTS = 0
"""

CELLS = {"D": ("Day", "Nurse"), "N": ("Night", "Nurse"), "H": ("Day", "Head")}
"""Cells of a line."""


def ward(scenario: str = SCENARIO, history: str = HISTORY, weeks: Sequence[str] = (BUSY, QUIET)) -> Problem:
    """The problem of the texts."""
    return parse_problem(
        "ward",
        sections_of(scenario, "Sc-ward.txt"),
        sections_of(history, "H0-ward-0.txt"),
        [sections_of(week, f"WD-ward-{number}.txt") for number, week in enumerate(weeks)],
    )


def write_family(folder: Path) -> Path:
    """The files of the family in a folder of its name."""
    family = folder / "ward"
    family.mkdir()
    (family / "Sc-ward.txt").write_text(SCENARIO)
    (family / "H0-ward-0.txt").write_text(HISTORY)
    (family / "WD-ward-0.txt").write_text(BUSY)
    (family / "WD-ward-1.txt").write_text(QUIET)
    return family


def rows_of(lines: Mapping[str, str]) -> list[Row]:
    """The rows that lines of cells say."""
    return [
        (who, day, *CELLS[cell])
        for who, line in lines.items()
        for day, cell in enumerate(line.split())
        if cell != "-"
    ]
