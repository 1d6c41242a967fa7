"""Sundays and public holidays: how many stay free, and what is given for those worked."""

from __future__ import annotations

from typing import ClassVar, Literal

from pydantic import Field

from planner.rules.base import Directions, Rule, RuleCard, Scope


class FreeSundays(Rule):
    """So many Sundays of a year have no minute of any duty, in proportion to the weeks that are known.

    Looked at are the last up to 52 Sundays in a row to the end of the horizon that are known: those of the horizon,
    of history where the week is complete, and of past_weeks.csv before that, where a week counts as free when it has
    no weekend duty. Of `n` Sundays at least `sundays * n / 52` are free, rounded down. Leave is free. A night that
    begins on Saturday takes the Sunday.
    """

    kind: Literal["free_sundays"] = "free_sundays"
    sundays: int = Field(ge=1, le=52, description="Fewest free Sundays of 52")
    stricter: ClassVar[Directions] = {"sundays": "more"}
    card: ClassVar = RuleCard(
        title="Free Sundays",
        scope=Scope.PERSON,
        unit="Sundays",
        says="At least {sundays} of 52 Sundays are free of work, pro rata to the weeks that are known.",
        boundary="The weeks to the end of the horizon, back through history and past_weeks.csv to the first gap.",
        sources=("ArbZG § 11(1): at least 15 Sundays a year",),
    )
    may_be_should: ClassVar[bool] = True


class SubstituteDay(Rule):
    """For work on a Sunday, or on a public holiday from Monday to Saturday, a weekday is free soon after.

    A day is worked when a minute of a duty falls on it. The substitute is a day from Monday to Saturday that is not
    worked, not leave and not a public holiday, and serves for one day worked. It lies after that day, within so many
    weeks that begin with it; the law also lets such a period begin earlier, so this is stricter. A public holiday on
    a Sunday counts as Sunday.
    """

    kind: Literal["substitute_day"] = "substitute_day"
    sunday_weeks: int = Field(ge=1, le=8, description="Weeks, with the Sunday, that hold the substitute day")
    holiday_weeks: int = Field(ge=1, le=8, description="The same for a public holiday on a weekday")
    stricter: ClassVar[Directions] = {"sunday_weeks": "less", "holiday_weeks": "less"}
    card: ClassVar = RuleCard(
        title="Substitute day of rest",
        scope=Scope.PERSON,
        unit="days",
        says="A weekday is free within {sunday_weeks} weeks for each Sunday worked and within {holiday_weeks} weeks "
        "for each holiday worked.",
        boundary="Days of horizon and complete history whose weeks end in the horizon; where they end after it, "
        "the substitute may still come.",
        sources=("ArbZG § 11(3)",),
    )
