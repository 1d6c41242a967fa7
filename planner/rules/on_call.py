"""How much and how long in a row a person is on call.

A day on call of a person is a local day in whose last minute the person holds an escalation level: a week from Monday
09:00 to Monday 09:00 has seven, whatever the clock does in between. Those before the horizon are in past_on_call.csv.
"""

from __future__ import annotations

from typing import ClassVar, Literal

from pydantic import Field

from planner.rules.base import Directions, Rule, RuleCard, Scope

LOOKS_BACK = (
    "Local days at the main place, in history those of past_on_call.csv; nobody is taken to have been on call on "
    "others, or after the horizon. What lies in history alone does not count."
)


class OnCallShare(Rule):
    """Days on call of a person against a share of the days of the horizon, rounded down to whole days."""

    kind: Literal["on_call_share"] = "on_call_share"
    percent: int = Field(ge=0, le=100, description="Most days on call, per cent of the days of the horizon")
    stricter: ClassVar[Directions] = {"percent": "less"}
    card: ClassVar = RuleCard(
        title="Share of days on call",
        scope=Scope.PERSON,
        unit="days",
        says="Nobody is on call on more than {percent} % of the days.",
        boundary="Local days of the horizon at the main place; history does not count.",
        sources=("Google SRE book, Being On-Call: at most 25 % of the time",),
    )
    may_be_should: ClassVar[bool] = True


class OnCallRun(Rule):
    """Days on call in a row, whatever the levels.

    Each run of `days + 1` days that are all on call and end in the horizon is one too many.
    """

    kind: Literal["on_call_run"] = "on_call_run"
    days: int = Field(ge=1, le=28, description="Most days on call in a row")
    stricter: ClassVar[Directions] = {"days": "less"}
    card: ClassVar = RuleCard(
        title="Days on call in a row",
        scope=Scope.PERSON,
        unit="days",
        says="Nobody is on call on more than {days} days in a row.",
        boundary=LOOKS_BACK,
        sources=("Planning convention: one week", "Google SRE book, Being On-Call: week-long duties"),
    )
    may_be_should: ClassVar[bool] = True


class OnCallGap(Rule):
    """Days without on-call between two times on call that do not follow one another day by day."""

    kind: Literal["on_call_gap"] = "on_call_gap"
    days: int = Field(ge=2, le=28, description="Fewest days between two times on call")
    stricter: ClassVar[Directions] = {"days": "more"}
    card: ClassVar = RuleCard(
        title="Days between times on call",
        scope=Scope.PERSON,
        unit="days",
        says="Between two times on call there are at least {days} days without.",
        boundary=LOOKS_BACK,
        sources=("Planning convention: two weeks between weeks on call",),
    )
    may_be_should: ClassVar[bool] = True
