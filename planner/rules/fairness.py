"""Should-rules about fair shares and wishes."""

from __future__ import annotations

from typing import ClassVar, Literal

from pydantic import Field

from planner.rules.base import Rule, RuleCard, Scope


class FairShare(Rule):
    """Everybody who can has a fair share of an undesired kind of duty, in proportion to contract and presence.

    Counted: `nights` night duties; `weekends` duties that start on Saturday or Sunday (local); `on_call` days on
    call (started 24 h). A person's fair share = total x weight / sum of weights, rounded up, where the weight is
    the weekly minutes x days of the horizon without leave, of persons able to do any such duty (nights and
    weekends: holding the skill of a post; nights: not restricted, and some shift is a night; on call: holding the
    skill of a level). Who is not able has weight 0. Excess: units above the fair share plus the tolerance.
    """

    kind: Literal["fair_share"] = "fair_share"
    of: Literal["nights", "weekends", "on_call"] = Field(description="What is shared")
    tolerance: int = Field(default=1, ge=0, le=28, description="Units above the fair share that cost nothing")
    card: ClassVar = RuleCard(
        title="Fair share",
        scope=Scope.PERSON,
        unit="units",
        says="Nobody has more than a fair share of {of} plus {tolerance}.",
        boundary="Duties and on-call periods that start in the horizon.",
        sources=("Planning convention: pro rata to contract and presence",),
    )
    may_be_should: ClassVar[bool] = True


class Requests(Rule):
    """Wishes of `requests.csv`; each wish that is not met costs its own points times the rule's points."""

    kind: Literal["requests"] = "requests"
    card: ClassVar = RuleCard(
        title="Requests",
        scope=Scope.PERSON,
        unit="points",
        says="Wishes for and against duties are met.",
        boundary="Wishes for days of the horizon.",
        sources=("HSE HSG256: offer choice",),
    )
    may_be_should: ClassVar[bool] = True
