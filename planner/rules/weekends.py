"""Whole weekends, free or worked. A weekend is a Saturday and Sunday by the local calendar of the person's site."""

from __future__ import annotations

from typing import ClassVar, Literal, Self

from pydantic import Field, model_validator

from planner.rules.base import Directions, Rule, RuleCard, Scope


class CompleteWeekends(Rule):
    """Either duties start on both days of a weekend or on none.

    A night from Friday into Saturday belongs to Friday, as in all rules that count days, and does not split the
    weekend that it runs into; `free_weekends` sees it.
    """

    kind: Literal["complete_weekends"] = "complete_weekends"
    card: ClassVar = RuleCard(
        title="Complete weekends",
        scope=Scope.PERSON,
        unit="weekends",
        says="Duties start on both days of a weekend or on neither.",
        boundary="Weekends of the horizon, which begins on a Monday; history does not matter.",
        sources=(
            "Policy: one weekend worked is better than two begun",
            "INRC-II, Ceschia et al. 2015, arXiv 1501.04177, S5",
        ),
    )
    may_be_should: ClassVar[bool] = True


class FreeWeekends(Rule):
    """Of weekends in a row, so many are wholly free: no duty runs from Saturday 00:00 to Sunday 24:00 local time.

    A night from Friday into Saturday spoils the weekend. Of weeks carried as sums, a weekend is worked when the row
    has weekend duties; a Friday night is not known of those.
    """

    kind: Literal["free_weekends"] = "free_weekends"
    free: int = Field(ge=1, le=52, description="Fewest free weekends")
    weekends: int = Field(ge=1, le=53, description="Of so many weekends in a row")
    stricter: ClassVar[Directions] = {"free": "more", "weekends": "less"}
    card: ClassVar = RuleCard(
        title="Free weekends",
        scope=Scope.PERSON,
        unit="weekends",
        says="Of {weekends} weekends in a row, at least {free} without any duty.",
        boundary="Every run of weekends whose last ends in the horizon; weekends of history and of past weeks count, "
        "those before what is known were free.",
        sources=("HSE HSG256: regular free weekends", "Policy: one of four"),
    )
    may_be_should: ClassVar[bool] = True

    @model_validator(mode="after")
    def _not_more_than_there_are(self) -> Self:
        if self.free > self.weekends:
            raise ValueError(f"{self.free} of {self.weekends} weekends cannot be free")
        return self
