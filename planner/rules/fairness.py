"""Should-rules about fair shares and wishes."""

from __future__ import annotations

from typing import ClassVar, Literal, Self

from pydantic import Field, model_validator

from planner.rules.base import Among, Directions, Rule, RuleCard, Scope, ShiftKind


class FairShare(Rule):
    """Everybody who can has a fair share of an undesired kind of duty, in proportion to contract and presence.

    Counted: `nights` night duties; `weekends` duties that start on Saturday or Sunday (local); `holidays` duties
    that start on a public holiday of the person's site (local); `undesired` duties of the shift kinds in `kinds`;
    `on_call` days on call (started 24 h). A person's fair share = total x weight / sum of weights, rounded up,
    where the weight is the weekly minutes x days of the horizon without leave, of persons able to do any such
    duty. Able is, on call: who holds the skill of a level; all else: who has at their site, in the horizon, some
    shift that would be counted (no night for the restriction `no_nights`) and during some of which a post whose
    skill they hold may be manned: it is `seated` in a service window then, or a `minimum_presence` is asked for.
    Whether the plan leaves that work to a provider does not matter. Who is not able has weight 0. Excess: units
    above the fair share plus the tolerance.

    `carried`: each row of past_weeks.csv of somebody able adds its count to what the person had (and so to the
    total), and 7 less its neutral days to the days of the weight. A week without a row adds neither, so nobody
    owes anything for time before they came. Who brings more along than the share plus the tolerance keeps that
    as the limit: every unit of the horizon is excess then, and what is past is not.
    """

    kind: Literal["fair_share"] = "fair_share"
    of: Literal["nights", "weekends", "holidays", "undesired", "on_call"] = Field(
        description="What is shared"
    )
    tolerance: int = Field(default=1, ge=0, le=28, description="Units above the fair share that cost nothing")
    kinds: tuple[ShiftKind, ...] = Field(
        default=(), description="Shift kinds that `undesired` counts; empty for all else"
    )
    carried: bool = Field(default=False, description="Whether the weeks of past_weeks.csv count as well")
    stricter: ClassVar[Directions] = {
        "of": "neither",
        "tolerance": "less",
        "kinds": "neither",
        "carried": "neither",
    }
    card: ClassVar = RuleCard(
        title="Fair share",
        scope=Scope.PERSON,
        unit="units",
        says="Nobody has more than a fair share of {of} (of the shift kinds: {kinds}) plus {tolerance}; earlier "
        "weeks count: {carried}.",
        boundary=(
            "Duties and on-call periods that start in the horizon; if carried, also the weeks of past_weeks.csv. "
            "Days of history.csv count once they have become such weeks."
        ),
        sources=("Planning convention: pro rata to contract and presence",),
    )
    may_be_should: ClassVar[bool] = True
    among: ClassVar[Among] = "share"

    @model_validator(mode="after")
    def _kinds_go_with_undesired(self) -> Self:
        if bool(self.kinds) != (self.of == "undesired"):
            raise ValueError("`kinds` says which shift kinds are undesired: give it for `undesired` only")
        return self


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


class RefusalFairness(Rule):
    """Wishes are refused in turn: nobody has many more points of unmet wishes than the others who wish.

    Who has a wish of `requests.csv` for a day of the horizon is compared. Each has the points of those wishes that
    are not met, and the `refused_points` of their rows in past_weeks.csv. The fair share is the sum of both over
    these people / their number, rounded up: it goes by who wishes, not by contract. Who brings more along than the
    share plus the tolerance keeps that as the limit: every point of the horizon is excess then, and what is past
    is not. Excess: points above the limit.
    """

    kind: Literal["refusal_fairness"] = "refusal_fairness"
    tolerance_points: int = Field(
        default=5, ge=0, le=10_000, description="Points above the average that cost nothing"
    )
    stricter: ClassVar[Directions] = {"tolerance_points": "less"}
    card: ClassVar = RuleCard(
        title="Refused wishes are shared",
        scope=Scope.PERSON,
        unit="points",
        says="Unmet wishes, earlier weeks included, give nobody more than {tolerance_points} points above the average.",
        boundary="Wishes for days of the horizon, and the weeks of past_weeks.csv.",
        sources=("Planning convention: equal shares among those who wish", "HSE HSG256: offer choice"),
    )
    may_be_should: ClassVar[bool] = True
    among: ClassVar[Among] = "share"
