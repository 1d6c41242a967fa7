"""Working time of the whole horizon, whatever the contract says of a week."""

from __future__ import annotations

from typing import ClassVar, Literal, Self

from pydantic import Field, model_validator

from planner.rules.base import Directions, Rule, RuleCard, Scope


class PeriodHours(Rule):
    """Working time of the horizon between two numbers of minutes, as annualised hours and time accounts agree it.

    Unlike `contract_hours` it credits nothing: neither leave nor public holidays change the two numbers.
    """

    kind: Literal["period_hours"] = "period_hours"
    minimum_minutes: int = Field(default=0, ge=0, description="Least working time of the horizon, minutes")
    maximum_minutes: int = Field(ge=0, description="Most working time of the horizon, minutes")
    stricter: ClassVar[Directions] = {"minimum_minutes": "more", "maximum_minutes": "less"}
    card: ClassVar = RuleCard(
        title="Hours of the period",
        scope=Scope.PERSON,
        unit="min",
        says="Working time of the horizon is {minimum_hours} to {maximum_hours}.",
        boundary="Duties that start in the horizon, with their whole working time; history does not count.",
        sources=(
            "Annualised hours: contract or works agreement",
            "Curtois & Qu 2014, staff scheduling benchmark: MinTotalMinutes, MaxTotalMinutes",
        ),
    )

    @model_validator(mode="after")
    def _least_before_most(self) -> Self:
        if self.minimum_minutes > self.maximum_minutes:
            raise ValueError(f"the least, {self.minimum_minutes}, is above the most, {self.maximum_minutes}")
        return self
