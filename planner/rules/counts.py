"""How many duties, and how many weekends, a person works in the horizon."""

from __future__ import annotations

from typing import ClassVar, Literal, Self

from pydantic import Field, model_validator

from planner.rules.base import Directions, Rule, RuleCard, Scope


class DutyCount(Rule):
    """Duties of the horizon between two numbers, however long each is. Time on call is no duty here."""

    kind: Literal["duty_count"] = "duty_count"
    minimum_duties: int = Field(default=0, ge=0, description="Fewest duties of the horizon")
    maximum_duties: int = Field(ge=0, description="Most duties of the horizon")
    stricter: ClassVar[Directions] = {"minimum_duties": "more", "maximum_duties": "less"}
    card: ClassVar = RuleCard(
        title="Number of duties",
        scope=Scope.PERSON,
        unit="duties",
        says="A person has {minimum_duties} to {maximum_duties} duties in the horizon.",
        boundary="Duties that start in the horizon; history does not count.",
        sources=(
            "Contract by number of shifts",
            "INRC-II, Ceschia et al. 2015, arXiv 1501.04177, S6",
        ),
    )
    may_be_should: ClassVar[bool] = True

    @model_validator(mode="after")
    def _fewest_before_most(self) -> Self:
        if self.minimum_duties > self.maximum_duties:
            raise ValueError(
                f"the fewest, {self.minimum_duties}, are more than the most, {self.maximum_duties}"
            )
        return self


class MaxWeekends(Rule):
    """Weekends worked in the horizon: those on whose Saturday or Sunday a duty starts by the local calendar.

    The whole horizon is one account, while `free_weekends` looks at every so many weekends in a row.
    """

    kind: Literal["max_weekends"] = "max_weekends"
    weekends: int = Field(ge=0, le=53, description="Most weekends worked in the horizon")
    stricter: ClassVar[Directions] = {"weekends": "less"}
    card: ClassVar = RuleCard(
        title="Weekends of the horizon",
        scope=Scope.PERSON,
        unit="weekends",
        says="A person works at most {weekends} weekends of the horizon.",
        boundary="Duties that start on a Saturday or Sunday of the horizon; history does not count.",
        sources=("Policy: works agreement", "INRC-II, Ceschia et al. 2015, arXiv 1501.04177, S7"),
    )
    may_be_should: ClassVar[bool] = True
