"""What every rule has: a kind, an id, a strength, and a card that says what it means.

A rule here is a contract only. Its encoder (`planner.solver.cpsat.encoders`) says what is allowed, its check
(`planner.verifier.checks`) says what is wrong, and neither knows the other.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from string import Formatter
from typing import ClassVar, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, model_validator


class Strength(StrEnum):
    """`must`: never broken. `should`: every unit of excess costs points."""

    MUST = "must"
    SHOULD = "should"


ShiftKind = Literal["day", "early", "late", "night", "long_day", "long_night"]
"""Kinds of shift types, as a shift system names them."""


Stricter = Literal["less", "more", "wider", "narrower", "neither"]
"""Which way a parameter makes a rule stricter, all other parameters as they are.

Numbers: `less` or `more`; for yes and no, `more` is yes. Lists: `wider`, more named, none at all meaning all; or
`narrower`. `neither`: it depends, or what the rule is about changes. Whoever keeps the stricter rule all along keeps
the other; at the edges of a horizon the two may judge different stretches of time.
"""

Directions = Mapping[str, Stricter]
"""Direction of each parameter, by name."""


Among = Literal["alone", "share", "company"]
"""What other people are to a rule about a person.

`alone`: nothing. `share`: limits come from what all those have for whom the rule is. `company`: it looks at everybody
who is there, and cannot be for some people only.
"""


class Scope(StrEnum):
    """What one measurement of the rule is about."""

    PERSON = "person"
    POST = "post"
    WORK_ITEM = "work_item"
    PROVIDER = "provider"
    ESCALATION = "escalation"
    TEAM = "team"


class RuleCard(BaseModel):
    """The rule in words, for the rule book, the screens and the errors.

    `says` may use the rule's parameters as `{name}` and, for minutes, `{name_hours}`.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    title: str
    scope: Scope
    unit: str = Field(description="Unit of measured value, limit and excess")
    says: str
    boundary: str = Field(description="What counts before and after the horizon")
    sources: tuple[str, ...] = Field(min_length=1)


class Rule(BaseModel):
    """Common part of every rule."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    kind: str
    id: str = Field(default="", description="Key in the rule book; the kind when empty")
    strength: Strength = Strength.MUST
    points: int = Field(
        default=0, ge=0, le=10_000, description="Points per unit of excess, should-rules only"
    )
    source: str = Field(default="", description="Where this number comes from: article, agreement, policy")
    only_people: tuple[str, ...] = Field(
        default=(), description="Only these people; everybody when empty. For rules about persons only"
    )

    card: ClassVar[RuleCard]
    stricter: ClassVar[Directions] = {}
    may_be_should: ClassVar[bool] = False
    among: ClassVar[Among] = "alone"

    @model_validator(mode="before")
    @classmethod
    def _id_defaults_to_kind(cls, data: object) -> object:
        if isinstance(data, dict) and not data.get("id"):
            return {**data, "id": data.get("kind", cls.model_fields["kind"].default)}
        return data

    @model_validator(mode="after")
    def _points_match_strength(self) -> Self:
        if self.strength is Strength.SHOULD and not self.may_be_should:
            raise ValueError(f"{self.kind} is a must; it has no points form")
        if (self.strength is Strength.SHOULD) != (self.points > 0):
            raise ValueError("a should-rule needs points above 0, and a must has none")
        return self

    @model_validator(mode="after")
    def _people_where_it_is_about_them(self) -> Self:
        if not self.only_people:
            return self
        if self.card.scope is not Scope.PERSON:
            about = self.card.scope.value.replace("_", " ")
            raise ValueError(f"{self.kind} is about a {about}: `only_people` is for rules about persons")
        if self.among == "company":
            raise ValueError(f"{self.kind} looks at everybody, so it cannot be for some people only")
        if len(set(self.only_people)) < len(self.only_people):
            raise ValueError("the same person is named twice in `only_people`")
        return self

    def is_about(self, person: str) -> bool:
        """Whether a rule about persons holds for this one."""
        return not self.only_people or person in self.only_people

    def sentence(self) -> str:
        """The card's sentence with this rule's numbers filled in, and for whom it is when not for everybody."""
        values: dict[str, object] = {}
        for _, name, _, _ in Formatter().parse(self.card.says):
            if name is None:
                continue
            if name.endswith("_hours") and name not in type(self).model_fields:
                values[name] = duration(getattr(self, name.removesuffix("_hours") + "_minutes"))
            else:
                values[name] = in_words(getattr(self, name))
        said = self.card.says.format(**values)
        return f"For {', '.join(self.only_people)}: {said[0].lower()}{said[1:]}" if self.only_people else said


def duration(minutes: int) -> str:
    """Hours where that is a round number, else minutes."""
    return f"{minutes} min" if minutes % 30 or minutes < 60 else f"{minutes / 60:g} h"


def in_words(value: object) -> object:
    """A parameter as people read it: an empty filter matches all."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, tuple):
        return ", ".join(map(str, value)) or "all"
    return value
