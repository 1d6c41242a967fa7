"""Strict reading and plain writing of one CSV table whose columns are described once, for both ways."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterable, Iterator, Mapping
from difflib import get_close_matches
from pathlib import Path
from typing import Any, TextIO

from planner.errors import Problem
from planner.plan.cells import BadCell, Cell
from planner.plan.layout import LARGEST_FILE

PROBLEMS_PER_FILE = 100
"""Problems told about one file before reading it stops; a longer list helps nobody."""

Columns = Mapping[str, Cell[Any]]
"""Cell forms by column name, in the order in which they are written."""

RowCheck = Callable[[Mapping[str, Any]], tuple[str, BadCell] | None]
"""Looks at the values of a row together: the column to blame and why, or None."""


def write_table(path: Path, columns: Mapping[str, Any], rows: Iterable[Mapping[str, object]]) -> None:
    """Write rows in UTF-8 with a header; each value in its column's form."""
    with path.open("w", encoding="utf-8", newline="") as file:
        _write(file, columns, rows)


def table_text(columns: Mapping[str, Any], rows: Iterable[Mapping[str, object]]) -> str:
    """What `write_table` writes, as text."""
    text = io.StringIO(newline="")
    _write(text, columns, rows)
    return text.getvalue()


def _write(file: TextIO, columns: Mapping[str, Any], rows: Iterable[Mapping[str, object]]) -> None:
    writer = csv.writer(_LineFeeds(file), lineterminator="\r\n")
    writer.writerow(columns)
    for row in rows:
        writer.writerow([cell.show(row[name]) for name, cell in columns.items()])


class _LineFeeds:
    """Ends each row of a CSV writer with a line feed alone.

    The writer itself ends rows with both signs, because it puts quotes only around those that end its rows, and an
    unquoted carriage return would be read as the end of a row.
    """

    def __init__(self, file: TextIO) -> None:
        self._file = file

    def write(self, row: str) -> int:
        """Write one row as the writer made it."""
        return self._file.write(row.removesuffix("\r\n") + "\n")


def read_table(
    path: Path, columns: Columns, check: RowCheck, problems: list[Problem]
) -> list[dict[str, Any]]:
    """Values of every sound row. What is wrong goes to `problems`, all of it; a broken row is left out."""
    found: list[Problem] = []
    rows = list(_read_rows(path, columns, check, found))
    problems.extend(found)
    return rows


def read_text(path: Path) -> str | Problem:
    """Text of a UTF-8 file, or why it cannot be read."""
    name = path.name
    try:
        if not path.exists():
            return Problem(name, "", "", "the file is missing", maybe="plan again, or copy the whole folder")
        if not path.is_file():
            reason, maybe = "this is a folder or device, not a file", "remove it and plan again"
            return Problem(name, "", "", reason, maybe=maybe)
        if path.stat().st_size > LARGEST_FILE:
            reason = f"the file has {path.stat().st_size:,} bytes"
            return Problem(name, "", "", reason, f"{LARGEST_FILE:,} bytes at most", "plan again")
        return path.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError as error:
        row = error.object[: error.start].count(b"\n") + 1
        byte = f"byte 0x{error.object[error.start]:02X}"
        return Problem(f"{name}:{row}", "", byte, "the file is not UTF-8", maybe="save it as 'CSV UTF-8'")
    except OSError as error:
        return Problem(
            name, "", "", f"the file cannot be read ({error.strerror})", maybe="let yourself read it"
        )


def _read_rows(
    path: Path, columns: Columns, check: RowCheck, found: list[Problem]
) -> Iterator[dict[str, Any]]:
    text = read_text(path)
    if isinstance(text, Problem):
        found.append(text)
        return
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    number = 0
    try:
        header = [name.strip() for name in next(reader, [])]
        number = 1
        if not _header_fits(path.name, header, columns, found):
            return
        for number, cells in enumerate(reader, start=2):
            if len(found) >= PROBLEMS_PER_FILE:
                found.append(
                    Problem(f"{path.name}:{number}", "", "", "there are more problems; mend these first")
                )
                return
            if any(cell.strip() for cell in cells):
                where = f"{path.name}:{number}"
                values = _read_row(where, header, cells, columns, found)
                if values is None:
                    continue
                if complaint := check(values):
                    name, bad = complaint
                    found.append(_problem(where, name, cells[header.index(name)], bad))
                else:
                    yield values
    except csv.Error as error:
        found.append(Problem(f"{path.name}:{number + 1}", "", "", f"the row is not CSV ({error})"))


def _header_fits(name: str, header: list[str], columns: Columns, found: list[Problem]) -> bool:
    before = len(found)
    allowed = ",".join(columns)
    if len(header) == 1 and ";" in header[0]:
        found.append(
            Problem(f"{name}:1", "", header[0], "columns are separated by ';'", "','", "save it with commas")
        )
        return False
    unknown = sorted(set(header) - set(columns))[:PROBLEMS_PER_FILE]
    missing = [column for column in columns if column not in header]
    for column in columns:
        if header.count(column) > 1:
            reason, maybe = "the column is there more than once", "remove one of them"
            found.append(Problem(f"{name}:1", column, "", reason, allowed, maybe))
        elif column in missing:
            maybe = "plan again, or copy the whole folder"
            found.append(Problem(f"{name}:1", column, "", "the column is missing", allowed, maybe))
    for column in unknown:
        near = get_close_matches(column[:100], missing, n=1)
        maybe = f"{near[0]}?" if near else "remove it"
        found.append(Problem(f"{name}:1", _plain(column), "", "no such column", allowed, maybe))
    return len(found) == before


def _plain(name: str) -> str:
    """A column's name as found, fit to stand in a sentence."""
    return name if name.isprintable() and len(name) <= 40 else repr(name[:40])


def _read_row(
    where: str, header: list[str], cells: list[str], columns: Columns, found: list[Problem]
) -> dict[str, Any] | None:
    if len(cells) != len(header):
        reason = f"the row has {len(cells)} cells"
        maybe = "put cells that hold a comma in quotes" if len(cells) > len(header) else ""
        found.append(Problem(where, "", ",".join(cells), reason, f"{len(header)} cells", maybe))
        return None
    values: dict[str, Any] = {}
    for name, text in zip(header, cells, strict=True):
        try:
            values[name] = columns[name].read(text)
        except BadCell as bad:
            found.append(_problem(where, name, text, bad))
    return values if len(values) == len(columns) else None


def _problem(where: str, column: str, text: str, bad: BadCell) -> Problem:
    return Problem(where, column, text, bad.reason, bad.allowed, bad.maybe)
