"""Call-outs that the holder of an escalation level has to expect."""

from __future__ import annotations

from typing import ClassVar, Literal

from pydantic import Field

from planner.rules.base import Rule, RuleCard, Scope


class CallOutLoad(Rule):
    """Call-outs expected at a level in an on-call period, whoever holds it, against so many in so many hours.

    Expected are the cases that call the level out: those of our own in windows in which nobody sits at their post,
    and those that providers hand back (FORMULATION §3). The limit grows with the length of the period and is not
    rounded; excess is in started call-outs.
    """

    kind: Literal["call_out_load"] = "call_out_load"
    call_outs: int = Field(ge=0, le=1000, description="Most call-outs expected in `per_hours`")
    per_hours: int = Field(default=12, ge=1, le=168, description="Hours of a period for so many call-outs")
    levels: tuple[str, ...] = Field(default=(), description="Escalation levels; empty: all")
    card: ClassVar = RuleCard(
        title="Load of call-outs",
        scope=Scope.ESCALATION,
        unit="call-outs",
        says="In each on-call period at most {call_outs} call-outs are expected for each {per_hours} hours of it "
        "(levels: {levels}).",
        boundary="On-call periods of the horizon.",
        sources=("Google SRE book, Being On-Call: at most two incidents in a shift of twelve hours",),
    )
    may_be_should: ClassVar[bool] = True
