"""The CSV tables of a scenario: their columns, and how a row becomes a record."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from pathlib import Path
from typing import Generic, TypeVar

from pydantic import ValidationError

from planner.errors import Problem, ScenarioInvalid
from planner.scenario.base import Record
from planner.scenario.people import (
    Leave,
    PastDuty,
    PastHoliday,
    PastOnCall,
    PastWeek,
    Person,
    PersonalLimit,
    Request,
)
from planner.scenario.preferred_cover import PreferredPeople
from planner.scenario.publication import PublishedDuty
from planner.scenario.sources import Row, read_csv
from planner.scenario.translate import problems_of
from planner.scenario.work import AlertCategory

R = TypeVar("R", bound=Record)

MOST_WEEKLY_HOURS = 60
"""Above this a weekly working time is a mistake of the unit (Directive 2003/88/EC allows 48 on average)."""

HOURS_OF_A_WEEK = 168

MOST_PROBLEMS_OF_A_FILE = 200
"""After that many the file is of another kind, and reading on only takes time."""

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_INSTANT = re.compile(r"\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}(:\d{2})?(Z|[+-]\d{2}:\d{2})")
_DAY_ELSEWHERE = re.compile(r"(\d{1,2})\.(\d{1,2})\.(\d{4})")


@dataclass(frozen=True)
class TableForm(Generic[R]):
    """How one CSV file is read: its columns, and what a row becomes."""

    file: str
    record: type[R]
    columns: tuple[str, ...]
    optional: tuple[str, ...] = ()
    lists: tuple[str, ...] = ()
    days: tuple[str, ...] = ()
    hours: tuple[str, ...] = ()
    """Columns in hours, up to those of a week, that become a field in minutes: `work_hours`, `work_minutes`."""
    instants: tuple[str, ...] = ()
    may_be_absent: bool = False


@dataclass(frozen=True)
class Rows(Generic[R]):
    """The good rows of a table with their lines, and the problems of the others."""

    file: str
    rows: tuple[tuple[int, R], ...] = ()
    problems: tuple[Problem, ...] = ()
    keys: frozenset[str] = frozenset()
    """First column of all rows: a reference to a row that is broken is not a second problem."""
    readable: bool = True
    """False when the file could not be read as a table at all."""

    def __iter__(self) -> Iterator[tuple[str, R]]:
        """Each good record with its place, `people.csv:14`."""
        return ((f"{self.file}:{line}", record) for line, record in self.rows)

    @property
    def records(self) -> tuple[R, ...]:
        """The good records in the order of the file."""
        return tuple(record for _, record in self.rows)


PEOPLE = TableForm(
    "people.csv",
    Person,
    columns=("person", "name", "grade", "skills", "weekly_hours"),
    optional=("restrictions", "operating_models", "site", "agreements"),
    lists=("skills", "restrictions", "operating_models", "agreements"),
)
LEAVE = TableForm(
    "leave.csv",
    Leave,
    columns=("person", "first_day", "last_day"),
    days=("first_day", "last_day"),
    may_be_absent=True,
)
REQUESTS = TableForm(
    "requests.csv",
    Request,
    columns=("person", "date", "wish", "shift", "points"),
    days=("date",),
    may_be_absent=True,
)
HISTORY = TableForm(
    "history.csv",
    PastDuty,
    columns=("person", "post", "shift", "start", "end"),
    instants=("start", "end"),
    may_be_absent=True,
)
PAST_WEEKS = TableForm(
    "past_weeks.csv",
    PastWeek,
    columns=("person", "week", "work_hours"),
    optional=(
        "neutral_days",
        "nights",
        "weekends",
        "holidays",
        "on_call_days",
        "undesired",
        "refused_points",
    ),
    days=("week",),
    hours=("work_hours",),
    may_be_absent=True,
)
PAST_HOLIDAYS = TableForm(
    "past_holidays.csv",
    PastHoliday,
    columns=("person", "holiday", "date"),
    days=("date",),
    may_be_absent=True,
)
PAST_ON_CALL = TableForm(
    "past_on_call.csv",
    PastOnCall,
    columns=("person", "day"),
    days=("day",),
    may_be_absent=True,
)
PUBLISHED = TableForm(
    "published.csv",
    PublishedDuty,
    columns=("person", "shift", "start", "end"),
    instants=("start", "end"),
    may_be_absent=True,
)
PREFERRED_COVER = TableForm(
    "preferred_cover.csv",
    PreferredPeople,
    columns=("date", "shift", "preferred", "under_points", "over_points"),
    optional=("post", "minimum"),
    days=("date",),
    may_be_absent=True,
)
LIMITS = TableForm(
    "limits.csv",
    PersonalLimit,
    columns=("person", "limit", "hours"),
    hours=("hours",),
    may_be_absent=True,
)
CATEGORIES = TableForm("alert_categories.csv", AlertCategory, columns=tuple(AlertCategory.model_fields))


def read_rows(folder: Path, form: TableForm[R]) -> Rows[R]:
    """The records of one table of a scenario folder; never raises for what is in the file."""
    path = folder / form.file
    if form.may_be_absent and not path.exists() and not path.is_symlink():
        return Rows(form.file)
    try:
        table = read_csv(path, form.columns, form.optional)
    except ScenarioInvalid as refusal:
        return Rows(form.file, problems=refusal.problems, readable=False)
    good: list[tuple[int, R]] = []
    problems = list(table.problems)
    for row in table.rows:
        if len(problems) > MOST_PROBLEMS_OF_A_FILE:
            break
        values, wrong = _values(row, form)
        if not wrong:
            try:
                good.append((row.line, form.record.model_validate(values)))
            except ValidationError as error:
                place = f"{form.file}:{row.line}"
                wrong = [_in_column(place, problem) for problem in problems_of(error, str, form.record)]
        problems.extend(wrong)
    return Rows(form.file, tuple(good), tuple(problems), table.keys)


def _in_column(where: str, problem: Problem) -> Problem:
    """The problem at a row: a cell with several values is one column."""
    return replace(problem, where=where, field=problem.field.partition(".")[0])


def _values(row: Row, form: TableForm[R]) -> tuple[dict[str, object], list[Problem]]:
    """Cells as the record takes them; an empty cell is a value not given."""
    where = f"{form.file}:{row.line}"
    values: dict[str, object] = {}
    problems: list[Problem] = []
    for column, cell in row.cells.items():
        if not cell:
            continue
        if column in form.lists:
            if "," in cell or ";" in cell:
                listed = " ".join(cell.replace(",", " ").replace(";", " ").split())
                reason = "several values are separated by blanks here"
                problems.append(Problem(where, column, cell, reason, maybe=f"{listed!r}?"))
            values[column] = tuple(cell.split())
        elif column in form.days and not _DAY.fullmatch(cell):
            allowed = "a day as YYYY-MM-DD, for example 2027-03-15"
            problems.append(Problem(where, column, cell, "not a date", allowed, _iso_day(cell)))
        elif column in form.instants and not _INSTANT.fullmatch(cell):
            allowed = "date, time and UTC offset, for example 2027-03-14T22:00+01:00"
            problems.append(Problem(where, column, cell, "not an instant", allowed))
        elif column == "weekly_hours":
            match weekly_minutes(where, cell):
                case Problem() as problem:
                    problems.append(problem)
                case minutes:
                    values["weekly_minutes"] = minutes
        elif column in form.hours:
            match whole_minutes(where, column, cell):
                case Problem() as problem:
                    problems.append(problem)
                case minutes:
                    values[column.replace("hours", "minutes")] = minutes
        else:
            values[column] = cell
    if "weekly_hours" in form.columns and not row.cells["weekly_hours"]:
        reason = "this person has no contract: the weekly working time is missing"
        problems.append(Problem(where, "weekly_hours", "", reason, "hours such as 38.5, up to 60"))
    for column in form.hours:
        if not row.cells[column]:
            reason = "this value is missing"
            problems.append(Problem(where, column, "", reason, "hours such as 38.5, up to 168"))
    return values, problems


def weekly_minutes(where: str, cell: str) -> int | Problem:
    """Minutes of a weekly working time in hours such as `38.5`, or what is wrong with it."""
    minutes = whole_minutes(where, "weekly_hours", cell, MOST_WEEKLY_HOURS, "more than a working week has")
    if minutes == 0:
        reason, maybe = "this person has no contract", "leave out people who are not employed?"
        return Problem(where, "weekly_hours", cell, reason, "hours such as 38.5, up to 60", maybe)
    return minutes


def whole_minutes(
    where: str,
    column: str,
    cell: str,
    most: int = HOURS_OF_A_WEEK,
    too_many: str = "more than a week has",
) -> int | Problem:
    """Minutes of a time in hours such as `38.5`, up to `most` hours, or what is wrong with it."""

    def wrong(reason: str, maybe: str = "") -> Problem:
        return Problem(where, column, cell, reason, f"hours such as 38.5, up to {most}", maybe)

    if not re.fullmatch(r"\d{1,9}(\.\d{1,9})?", cell):
        dotted = cell.replace(",", ".", 1)
        return wrong("not a number of hours", f"{dotted}?" if re.fullmatch(r"\d+\.\d+", dotted) else "")
    hours = Decimal(cell)
    if hours > most:
        as_hours = float(hours / 60)
        looks = 5 <= as_hours <= most
        return wrong("this looks like minutes" if looks else too_many, f"{as_hours:g}?" if looks else "")
    minutes = hours * 60
    if minutes != minutes.to_integral_value():
        # Steps of three minutes are the finest that have two decimals.
        return wrong("not a whole number of minutes", f"{round(float(hours) * 20) / 20:g}?")
    return int(minutes)


def _iso_day(cell: str) -> str:
    found = _DAY_ELSEWHERE.fullmatch(cell)
    return f"{found[3]}-{int(found[2]):02d}-{int(found[1]):02d}?" if found else ""
