"""How short a run of equal days may be: working days, days off, nights."""

from __future__ import annotations

from typing import ClassVar, Literal

from pydantic import Field

from planner.rules.base import Directions, Rule, RuleCard, Scope

_JUDGED_RUNS = (
    "Runs whose day before and day after are both known, the day after in the horizon; a run that reaches back to "
    "the beginning of history, or on to the end of the horizon, is not judged. Excess: days missing to each run."
)


class MinConsecutiveDays(Rule):
    """Working days in a row, between two days off; a working day is a local day on which a duty starts."""

    kind: Literal["min_consecutive_days"] = "min_consecutive_days"
    days: int = Field(ge=2, le=14, description="Fewest working days in a row")
    stricter: ClassVar[Directions] = {"days": "more"}
    card: ClassVar = RuleCard(
        title="Shortest stretch of working days",
        scope=Scope.PERSON,
        unit="days",
        says="At least {days} working days in a row, no shorter stretch between days off.",
        boundary=_JUDGED_RUNS,
        sources=(
            "Policy: no journey for a single duty",
            "INRC-II, Ceschia et al. 2015, arXiv 1501.04177, S2",
        ),
    )
    may_be_should: ClassVar[bool] = True


class MinConsecutiveDaysOff(Rule):
    """Days off in a row, between two working days; a day off is a local day on which no duty starts.

    The day on which a night duty ends is a day off when none starts on it; how long one is really free is a matter
    of `rest_after_nights`. Leave is time off like any.
    """

    kind: Literal["min_consecutive_days_off"] = "min_consecutive_days_off"
    days: int = Field(ge=2, le=14, description="Fewest days off in a row")
    stricter: ClassVar[Directions] = {"days": "more"}
    card: ClassVar = RuleCard(
        title="Shortest stretch of days off",
        scope=Scope.PERSON,
        unit="days",
        says="At least {days} days off in a row, no shorter stretch between working days.",
        boundary=_JUDGED_RUNS,
        sources=("Policy: no single days off", "INRC-II, Ceschia et al. 2015, arXiv 1501.04177, S3"),
    )
    may_be_should: ClassVar[bool] = True


class MinConsecutiveNights(Rule):
    """Night duties on consecutive local days, between two days without one."""

    kind: Literal["min_consecutive_nights"] = "min_consecutive_nights"
    nights: int = Field(ge=2, le=14, description="Fewest nights in a row")
    stricter: ClassVar[Directions] = {"nights": "more"}
    card: ClassVar = RuleCard(
        title="Shortest run of nights",
        scope=Scope.PERSON,
        unit="nights",
        says="At least {nights} night duties in a row, no shorter run.",
        boundary=_JUDGED_RUNS,
        sources=("HSE HSG256: every change between days and nights needs two nights of full sleep",),
    )
    may_be_should: ClassVar[bool] = True
