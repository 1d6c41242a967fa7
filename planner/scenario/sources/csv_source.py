"""Strict CSV: known columns, each once, one value for each in every row, and the line of every row."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from planner.errors import Problem, ScenarioInvalid
from planner.scenario.sources.closeness import closest, one_of
from planner.scenario.sources.files import CSV_LIMIT_BYTES, read_text

MAX_ROWS = 100_000
"""Most rows read from one file."""

_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]")


@dataclass(frozen=True)
class Row:
    """One row: the line on which it starts (from 1) and its cells by column, without blanks around them."""

    line: int
    cells: dict[str, str]


@dataclass(frozen=True)
class Table:
    """The rows of a CSV file that could be read, and what is wrong with the others."""

    name: str
    rows: tuple[Row, ...]
    problems: tuple[Problem, ...] = ()
    keys: frozenset[str] = frozenset()
    """What the first required column holds in all rows, also in those that could not be read."""


def read_csv(path: Path, required: Sequence[str], optional: Sequence[str] = ()) -> Table:
    """Rows of a CSV file with a header line; an optional column that is not there reads as empty.

    Raises ScenarioInvalid for what `read_text` refuses and for a broken header (missing, unknown, empty or
    repeated columns, semicolons instead of commas), since then no row means anything. Rows with too many or too few
    cells are left out and told in `problems`. Rows without any value are skipped.
    """
    text = read_text(path, CSV_LIMIT_BYTES)
    lines = _numbered(text)
    try:
        start, header = next(lines, (1, []))
        problems = _header_problems(f"{path.name}:{start}", header, required, optional)
        if problems:
            raise ScenarioInvalid(problems)
        return _table(path.name, [column.strip() for column in header], lines, (*required, *optional))
    except csv.Error as error:
        reason = f"broken CSV: {error}"
        hint = "a quotation mark is not closed, or stands inside a cell without being doubled?"
        raise ScenarioInvalid([Problem(path.name, "", "", reason, maybe=hint)]) from error


def _numbered(text: str) -> Iterator[tuple[int, list[str]]]:
    """Rows that have a value, with the line on which each starts (a quoted cell may span lines)."""
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    start = 1
    for cells in reader:
        if any(cell.strip() for cell in cells):
            yield start, cells
        start = reader.line_num + 1


def _header_problems(
    where: str, header: list[str], required: Sequence[str], optional: Sequence[str]
) -> list[Problem]:
    known = (*required, *optional)
    columns = [column.strip() for column in header]
    if len(columns) == 1 and ";" in columns[0] and len(known) > 1:
        return [
            Problem(
                where,
                "",
                columns[0],
                "columns are separated by semicolons",
                "commas between columns",
                "save it as 'CSV UTF-8 (comma separated)'?",
            )
        ]
    missing = [column for column in required if column not in columns]
    if not header:
        return [Problem(where, "", "", "the file has no header line", ", ".join(required))]
    problems = []
    for position, column in enumerate(columns):
        if not column:
            problems.append(Problem(where, f"column {position + 1}", "", "this column has no name"))
        elif column not in known:
            problems.append(
                Problem(where, column, "", "unknown column", one_of(known), closest(column, missing or known))
            )
        elif column in columns[:position]:
            problems.append(Problem(where, column, "", "this column is there twice", "each column once"))
    problems.extend(
        Problem(where, column, "", "this column is missing", f"a header line with {', '.join(required)}")
        for column in missing
    )
    return problems


def _table(
    name: str, columns: list[str], lines: Iterator[tuple[int, list[str]]], known: Sequence[str]
) -> Table:
    rows: list[Row] = []
    problems: list[Problem] = []
    keys: set[str] = set()
    key_column = columns.index(known[0])
    for line, cells in lines:
        keys.update(cell.strip() for cell in cells[key_column : key_column + 1])
        if len(rows) + len(problems) >= MAX_ROWS:
            problems.append(Problem(f"{name}:{line}", "", "", f"the file has more than {MAX_ROWS} rows"))
            break
        if len(cells) != len(columns):
            problems.append(
                Problem(
                    f"{name}:{line}",
                    "",
                    ",".join(cells),
                    f"the row has {len(cells)} cells, but the header has {len(columns)}",
                    "one cell for each column",
                    "a text with a comma needs quotation marks around it?"
                    if len(cells) > len(columns)
                    else "",
                )
            )
            continue
        broken = [
            column for column, cell in zip(columns, cells, strict=True) if _CONTROL.search(cell.strip())
        ]
        if broken:
            reason = "there is a line break or another control character in this cell"
            problems.append(
                Problem(f"{name}:{line}", broken[0], "", reason, maybe="a quotation mark is not closed?")
            )
            continue
        found = dict(zip(columns, (cell.strip() for cell in cells), strict=True))
        rows.append(Row(line, {column: found.get(column, "") for column in known}))
    return Table(name, tuple(rows), tuple(problems), frozenset(keys))
