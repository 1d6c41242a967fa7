"""How fast a person moves from one kind of shift to another."""

from __future__ import annotations

from typing import ClassVar, Literal

from pydantic import Field

from planner.rules.base import Directions, Rule, RuleCard, Scope


class WeeklyRotation(Rule):
    """A week of one shift kind between weeks of others: the speed of rotation to which nobody gets used.

    A week from Monday is of a kind when enough duties start in it and all are of that kind. Rotation every two or
    three days has weeks of several kinds, and rotation every three or four weeks has no single weeks, so neither is
    counted; nor is a single week beside one that is mixed or mostly free.
    """

    kind: Literal["weekly_rotation"] = "weekly_rotation"
    duties: int = Field(default=3, ge=1, le=7, description="Fewest duties that make a week one of a kind")
    stricter: ClassVar[Directions] = {"duties": "less"}
    card: ClassVar = RuleCard(
        title="Weekly rotation",
        scope=Scope.PERSON,
        unit="weeks",
        says="No week of one shift kind ({duties} duties or more) between two weeks of other single kinds.",
        boundary="Three weeks in a row of which the last is in the horizon and the first where history is complete.",
        sources=("HSE HSG256: rotate every two to three days or every three to four weeks",),
    )
    may_be_should: ClassVar[bool] = True
