"""`bound_certificate.json`: prices under which anyone can work out again that no plan can be much better.

The file proves nothing by itself. Whatever the prices are, the least of a relaxed question under them is a lower bound
(Lagrangian duality: Geoffrion 1974); whoever checks works that least out alone, and holds the written bound to it.
"""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Literal

from pydantic import Field, ValidationError

from planner.errors import PlanFilesInvalid, Problem
from planner.plan.layout import CERTIFICATE, LARGEST_FILE
from planner.scenario.base import Key, Record

LARGEST_PRICE = 10**15
"""Largest whole number in the file; sums of them stay short to add."""


class ShiftPrice(Record):
    """What one more person on a shift of a local day is counted as, at a post or at any; a row of preferred cover."""

    date: date
    shift: Key
    post: Key | None = None
    price: int = Field(ge=-LARGEST_PRICE, le=LARGEST_PRICE)


class CountPrice(Record):
    """What one more unit of what a rule counts over the horizon (minute, duty, weekend) is counted as for a person."""

    person: Key
    rule: str
    price: int = Field(ge=-LARGEST_PRICE, le=LARGEST_PRICE)


class LineFloor(Record):
    """What no line of a person undercuts under the prices, as claimed: how far a check has to look."""

    person: Key
    least: int = Field(ge=-LARGEST_PRICE, le=LARGEST_PRICE)


class PointsPrices(Record):
    """Prices in parts of a point, `scale` to the point; `bound` is in whole points."""

    bound: int = Field(ge=-LARGEST_PRICE, le=LARGEST_PRICE)
    scale: int = Field(ge=1, le=10**9)
    cover: tuple[ShiftPrice, ...] = ()
    counts: tuple[CountPrice, ...] = ()
    lines: tuple[LineFloor, ...] = ()


class Certificate(Record):
    """The whole file."""

    version: Literal[1] = 1
    scenario: Key
    operating_model: Key
    points: PointsPrices | None = None


def write_certificate(certificate: Certificate, path: Path) -> None:
    """Write the file as JSON that a person can read."""
    path.write_text(certificate.model_dump_json(indent=1) + "\n", encoding="utf-8", newline="\n")


def read_certificate(path: Path) -> Certificate | None:
    """The certificate in a file, None where there is no such file. Raises PlanFilesInvalid with every problem."""
    if not path.exists():
        return None
    try:
        if path.stat().st_size > LARGEST_FILE:
            raise PlanFilesInvalid(
                [Problem(path.name, "", "", "the file is too large", f"{LARGEST_FILE} bytes")]
            )
        return Certificate.model_validate_json(path.read_bytes(), strict=True)
    except OSError as error:
        raise PlanFilesInvalid([Problem(path.name, "", "", f"cannot be read: {error.strerror}")]) from None
    except ValidationError as error:
        raise PlanFilesInvalid([_problem(path.name, details) for details in error.errors()]) from None


def _problem(file: str, details: object) -> Problem:
    """One mistake as pydantic tells it, with the path to it in the document."""
    assert isinstance(details, dict)
    field = ".".join(map(str, details["loc"]))
    found = details["input"]
    value = str(found) if field and isinstance(found, str | int | float) else ""
    return Problem(file, field, value, str(details["msg"])[:1].lower() + str(details["msg"])[1:])


__all__ = [
    "CERTIFICATE",
    "Certificate",
    "CountPrice",
    "LineFloor",
    "PointsPrices",
    "ShiftPrice",
    "read_certificate",
    "write_certificate",
]
