"""How long a stretch of days off may be, and how short a run of one sort of duties."""

from __future__ import annotations

from typing import ClassVar, Literal, Self

from pydantic import Field, model_validator

from planner.rules.base import Directions, Rule, RuleCard, Scope, ShiftKind


class MaxConsecutiveDaysOff(Rule):
    """Days off in a row, leave apart; a day off is a local day on which no duty starts.

    Who is away for long loses touch with open cases. A stretch with a day of leave is cut there, so that nobody is
    called in around leave.
    """

    kind: Literal["max_consecutive_days_off"] = "max_consecutive_days_off"
    days: int = Field(ge=1, le=56, description="Most days off in a row")
    stricter: ClassVar[Directions] = {"days": "less"}
    card: ClassVar = RuleCard(
        title="Days off in a row",
        scope=Scope.PERSON,
        unit="days",
        says="At most {days} days off in a row, leave apart.",
        boundary="Days of known history count; nothing is assumed before or after. Excess: each window of one day more "
        "than allowed that ends in the horizon and is all off.",
        sources=("Policy: touch with open cases", "INRC-II, Ceschia et al. 2015, arXiv 1501.04177, S3"),
    )
    may_be_should: ClassVar[bool] = True


class MinConsecutiveKind(Rule):
    """Duties of some shift kinds, or of some shift types, on consecutive local days, between two days without one.

    At least one of `kinds` and `shifts` is given; with both a duty is meant that is of one of each.
    """

    kind: Literal["min_consecutive_kind"] = "min_consecutive_kind"
    duties: int = Field(ge=2, le=14, description="Fewest such duties in a row")
    kinds: tuple[ShiftKind, ...] = Field(default=(), description="Shift kinds; all when empty")
    shifts: tuple[str, ...] = Field(default=(), description="Codes of shift types; all when empty")
    stricter: ClassVar[Directions] = {"duties": "more", "kinds": "neither", "shifts": "neither"}
    card: ClassVar = RuleCard(
        title="Shortest run of duties of a kind",
        scope=Scope.PERSON,
        unit="duties",
        says="At least {duties} days in a row with a duty of these kinds: {kinds}, and of these shift types: {shifts}; "
        "no shorter run.",
        boundary="Runs whose day before and day after are both known, the day after in the horizon; a run that reaches "
        "back to the beginning of history, or on to the end of the horizon, is not judged. Excess: duties missing.",
        sources=(
            "HSE HSG256: avoid frequent changes between shifts",
            "INRC-II, Ceschia et al. 2015, arXiv 1501.04177, S2",
        ),
    )
    may_be_should: ClassVar[bool] = True

    @model_validator(mode="after")
    def _some_duties_are_meant(self) -> Self:
        if not (self.kinds or self.shifts):
            raise ValueError("name the duties that count: `kinds`, `shifts`, or both")
        return self
