"""How many duties of a sort one person has."""

from __future__ import annotations

from typing import Annotated, ClassVar, Literal, Self

from pydantic import AfterValidator, Field, model_validator

from planner.rules.base import Directions, Rule, RuleCard, Scope, ShiftKind
from planner.units import parse_clock, show_clock


def _two_digits(text: str) -> str:
    return show_clock(parse_clock(text))


ClockText = Annotated[str, AfterValidator(_two_digits)]
"""A time of day, kept as HH:MM also where a file says 6:00: such texts are in order when their times are."""


class EarlyStarts(Rule):
    """Duties that start in the early hours by the local clock, whatever their shift kind."""

    kind: Literal["early_starts"] = "early_starts"
    start_from: ClockText = Field(default="00:00", description="Earliest such start, HH:MM")
    start_to: ClockText = Field(default="06:00", description="First later start that is not meant, HH:MM")
    duties: int = Field(default=0, ge=0, description="Most such duties of a person in the horizon")
    stricter: ClassVar[Directions] = {"start_from": "neither", "start_to": "neither", "duties": "less"}
    card: ClassVar = RuleCard(
        title="Early starts",
        scope=Scope.PERSON,
        unit="duties",
        says="At most {duties} duties of a person start from {start_from} to before {start_to} local time.",
        boundary="Duties that start in the horizon; history does not count.",
        sources=("HSE HSG256: avoid early starts",),
    )
    may_be_should: ClassVar[bool] = True

    @model_validator(mode="after")
    def _from_before_to(self) -> Self:
        if parse_clock(self.start_from) >= parse_clock(self.start_to):
            raise ValueError(f"{self.start_from} is not before {self.start_to}")
        return self


class KindLimit(Rule):
    """Duties of some shift kinds, of some shift types, or of some types as far as they are of some kinds.

    At least one of `kinds` and `shifts` is given; over the whole horizon.
    """

    kind: Literal["kind_limit"] = "kind_limit"
    kinds: tuple[ShiftKind, ...] = Field(
        default=(), description="Shift kinds that count together; all when empty"
    )
    shifts: tuple[str, ...] = Field(
        default=(), description="Codes of shift types that count together; all when empty"
    )
    duties: int = Field(ge=0, description="Most such duties of a person in the horizon")
    stricter: ClassVar[Directions] = {"kinds": "wider", "shifts": "wider", "duties": "less"}
    card: ClassVar = RuleCard(
        title="Duties of a kind",
        scope=Scope.PERSON,
        unit="duties",
        says="At most {duties} duties of a person are of these kinds: {kinds}, and of these shift types: {shifts}.",
        boundary="Duties that start in the horizon; history does not count.",
        sources=("Policy: works agreement",),
    )
    may_be_should: ClassVar[bool] = True

    @model_validator(mode="after")
    def _some_duties_are_meant(self) -> Self:
        if not (self.kinds or self.shifts):
            raise ValueError("name the duties that count: `kinds`, `shifts`, or both")
        return self


class PermanentNights(Rule):
    """Night duties as a share of all duties of a person.

    History and horizon count together, so that a short horizon may be a block of nights after days. What history
    alone has too many is past: without a night in the horizon the rule is kept.
    """

    kind: Literal["permanent_nights"] = "permanent_nights"
    percent: int = Field(ge=0, le=99, description="Largest share of nights, per cent of all duties")
    stricter: ClassVar[Directions] = {"percent": "less"}
    card: ClassVar = RuleCard(
        title="Permanent nights",
        scope=Scope.PERSON,
        unit="nights",
        says="At most {percent} % of a person's duties are nights.",
        boundary="Duties of history and horizon together; the share is rounded down to whole nights, and is at least "
        "the nights of history.",
        sources=("HSE HSG256: avoid permanent nights",),
    )
    may_be_should: ClassVar[bool] = True
