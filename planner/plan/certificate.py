"""`bound_certificate.json`: prices under which anyone can work out again that no plan can be much better.

The file proves nothing by itself. Whatever the prices are, the least of a relaxed question under them is a lower bound
(Lagrangian duality: Geoffrion 1974); whoever checks works that least out alone, and holds the written bound to it.
"""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path
from typing import Annotated, Literal

from pydantic import AfterValidator, AwareDatetime, Field, ValidationError

from planner.errors import PlanFilesInvalid, Problem
from planner.plan.layout import LARGEST_FILE
from planner.scenario.base import Key, Record

LARGEST_PRICE = 10**15
"""Largest whole number in the file; sums of them stay short to add."""


def _in_utc(at: datetime) -> datetime:
    try:
        return at.astimezone(UTC)
    except OverflowError:
        raise ValueError("lies outside the years that a calendar knows") from None


Instant = Annotated[AwareDatetime, AfterValidator(_in_utc)]
"""An instant with its offset from UTC: a bare clock time would mean another one on each machine."""


class ShiftPrice(Record):
    """What one more person on a shift of a local day is counted as, at a post or at any; a row of preferred cover."""

    date: date
    shift: Key
    post: Key | None = None
    price: int = Field(ge=-LARGEST_PRICE, le=LARGEST_PRICE)


class CountPrice(Record):
    """What one more unit of what a rule counts over the horizon (minute, duty, weekend) is counted as for a person.

    `rule` is the rule's id, or `overtime` for the minutes of duties that overtime is paid by.
    """

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


class SeatPrice(Record):
    """What a seat at a post counts as at one instant: a duty that covers it earns so much, a seat needed costs it."""

    post: Key
    at: Instant
    price: int = Field(ge=0, le=LARGEST_PRICE)


class OveragePrice(Record):
    """What a case given to an offer is counted as towards its overage, which bends at the included volume."""

    offer: str
    price: int = Field(ge=0, le=LARGEST_PRICE)


class Branch(Record):
    """Prices for some of the plans, or a split of these plans in two that have prices of their own."""

    seats: tuple[SeatPrice, ...] = ()
    overage: tuple[OveragePrice, ...] = ()
    counts: tuple[CountPrice, ...] = ()
    split: Split | None = None


class Split(Record):
    """Plans whose load at a post needs fewer people at an instant, and at all that have its demand, or as many."""

    post: Key
    at: Instant
    people: int = Field(ge=1, le=1000)
    fewer: Branch
    as_many: Branch


class OfferCase(Record):
    """The plans that buy just these offers (`provider/offer`)."""

    bought: tuple[str, ...]
    plans: Branch


class MoneyPrices(Record):
    """Prices in parts of a minor unit, `scale` to the unit; `bound` is in whole minor units."""

    bound: int = Field(ge=-LARGEST_PRICE, le=LARGEST_PRICE)
    scale: int = Field(ge=1, le=10**9)
    cases: tuple[OfferCase, ...] = ()


class Certificate(Record):
    """The whole file."""

    version: Literal[1] = 1
    scenario: Key
    operating_model: Key
    money: MoneyPrices | None = None
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
