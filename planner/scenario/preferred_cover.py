"""How many people are wanted on a shift."""

from __future__ import annotations

from datetime import date
from typing import Self

from pydantic import Field, model_validator

from planner.scenario.base import Key, Record


class PreferredPeople(Record):
    """One row of `preferred_cover.csv`: people preferred on a shift of a local day, at a post or at any."""

    date: date
    shift: str = Field(description="Code of a shift type")
    post: Key | None = Field(default=None, description="Key of a post; at any post when left out")
    preferred: int = Field(ge=0, le=1000, description="People")
    under_points: int = Field(ge=0, le=1000, description="Points for each person missing")
    over_points: int = Field(ge=0, le=1000, description="Points for each person beyond")
    minimum: int = Field(default=0, ge=0, le=1000, description="Fewest people, for the rule `minimum_cover`")

    @model_validator(mode="after")
    def _minimum_within_preferred(self) -> Self:
        if self.minimum > self.preferred:
            raise ValueError(f"the minimum, {self.minimum}, is above the {self.preferred} preferred")
        return self
