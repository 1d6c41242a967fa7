"""Call-outs that the holder of an escalation level has to expect."""

from __future__ import annotations

from typing import ClassVar, Literal

from pydantic import Field

from planner.rules.base import Directions, Rule, RuleCard, Scope


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
    stricter: ClassVar[Directions] = {"call_outs": "less", "per_hours": "more", "levels": "wider"}
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


class WorkWithCallOuts(Rule):
    """Working time of duties and of expected call-outs within any `days` consecutive local days.

    A call-out is working time also where waiting for it is rest. Expected are, for each on-call period and day of its
    holder, the call-outs of that time with their mean handling time, together rounded up to a minute; time of travel
    or a least paid time does not count. Stand-by that is working time as a whole is a duty with its call-outs in it.
    """

    kind: Literal["work_with_call_outs"] = "work_with_call_outs"
    days: int = Field(ge=1, le=28, description="Length of the rolling window, local days")
    work_minutes: int = Field(gt=0, description="Most working time in the window, minutes")
    stricter: ClassVar[Directions] = {"days": "more", "work_minutes": "less"}
    card: ClassVar = RuleCard(
        title="Hours with expected call-outs",
        scope=Scope.PERSON,
        unit="min",
        says="At most {work_hours} of duties and expected call-outs in any {days} days in a row.",
        boundary="A duty counts whole on the day it starts, a call-out on its own day; windows end in the horizon and "
        "reach back into history, of which only duties are known.",
        sources=("CJEU C-580/19 and C-344/19: call-outs are working time", "Directive 2003/88/EC, Art. 6"),
    )
    may_be_should: ClassVar[bool] = True
