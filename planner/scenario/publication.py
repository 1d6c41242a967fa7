"""What people already know of the horizon: the roster as it was published, and when."""

from __future__ import annotations

from datetime import date, datetime
from typing import Self

from pydantic import Field, model_validator

from planner.scenario.base import Key, Record


class Publication(Record):
    """Local days on which duties are made known."""

    today: date = Field(description="Day on which the plan that is made now is made known")
    published_on: date | None = Field(
        default=None, description="Day on which the roster of published.csv was made known"
    )

    @model_validator(mode="after")
    def _ordered(self) -> Self:
        if self.published_on is not None and self.published_on > self.today:
            raise ValueError(f"published_on {self.published_on} lies after today, {self.today}")
        return self


class PublishedDuty(Record):
    """One row of `published.csv`: a duty as its person was told before this plan."""

    person: Key
    shift: str
    start: datetime = Field(description="Instant with UTC offset")
    end: datetime = Field(description="Instant with UTC offset")

    @model_validator(mode="after")
    def _ordered(self) -> Self:
        if self.start.tzinfo is None or self.end.tzinfo is None:
            raise ValueError("a duty's start and end need a UTC offset, for example 2027-03-14T22:00+01:00")
        if self.end <= self.start:
            raise ValueError("the duty does not end after its start")
        return self
