"""What all scenario records share: frozen, no unknown keys, and the field types that have a unit."""

from __future__ import annotations

from decimal import Decimal
from enum import StrEnum
from typing import Annotated

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, ValidationInfo

from planner.units import money_to_minor, parse_clock

INTERNAL = "internal"
"""Key of our own party; every other party is a provider's key."""

FROM_FILE = "from a file"
"""Validation context of values that a person wrote; they must say their unit."""


class Record(BaseModel):
    """A frozen record that refuses unknown keys, so that a misspelt column is a problem and not a silent default."""

    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True)


class Domain(StrEnum):
    """Which network an alert comes from."""

    IT = "it"
    OT = "ot"


class Phase(StrEnum):
    """The three steps of handling an alert, in order."""

    TRIAGE = "triage"
    INVESTIGATION = "investigation"
    RESPONSE = "response"


class Severity(StrEnum):
    """Urgency as assigned by tooling, most urgent first."""

    P1 = "P1"
    P2 = "P2"
    P3 = "P3"
    P4 = "P4"


class DayName(StrEnum):
    """Day of the week; the order is `datetime.date.weekday()`."""

    MON = "mon"
    TUE = "tue"
    WED = "wed"
    THU = "thu"
    FRI = "fri"
    SAT = "sat"
    SUN = "sun"


DAY_NAMES = tuple(DayName)


def _clock(value: object, info: ValidationInfo) -> object:
    # In a file a bare number is more often an hour than minutes after midnight: `from: 8` must not mean 00:08.
    if isinstance(value, int) and info.context == FROM_FILE:
        raise ValueError("write a time of day in quotes as HH:MM, for example '07:30'")
    return parse_clock(value, allow_24=True) if isinstance(value, str) else value


def _minor(value: object) -> object:
    if isinstance(value, bool | int | float):
        raise ValueError("write money in quotes with a decimal point, for example '27.50'")
    return money_to_minor(value) if isinstance(value, str | Decimal) else value


def _key(value: str) -> str:
    if not value or not all(part.isalnum() for part in value.replace("-", "_").split("_")):
        raise ValueError("a key has letters, digits, '_' and '-' only")
    return value


Clock = Annotated[int, BeforeValidator(_clock), Field(ge=0, le=1440)]
"""Minutes after local midnight, written `HH:MM`; 24:00 is the end of the day."""

Money = Annotated[int, BeforeValidator(_minor), Field(ge=0)]
"""Minor units of the scenario's currency, written as a quoted decimal such as `'27.50'`."""

Key = Annotated[str, AfterValidator(_key)]
"""Short identifier used across files; letters, digits, `_`, `-`."""

Share = Annotated[float, Field(ge=0, le=1)]
"""A share between 0 and 1."""
