"""Rest after a night in which somebody on call was probably woken."""

from __future__ import annotations

from typing import ClassVar, Literal

from pydantic import Field, PositiveInt

from planner.rules.base import Directions, Rule, RuleCard, Scope


class AfterCallOut(Rule):
    """Time after a night on call with likely call-outs before the next duty of its holder starts.

    A call-out interrupts the rest, and a roster cannot know when it comes. So it is planned for where it is to be
    expected, and its end is taken to be that of the night: whoever holds a level for a part of a night (the night
    period of the labour pack, local time of the holder) in which `call_outs` or more for a hundred such parts are
    expected starts no duty from the beginning of that part until `rest_minutes` after its end. Half a call-out a night
    is a night's sleep broken every other night. Expected are the call-outs of `call_out_load`. Each on-call period is
    looked at by itself. One that is working time as a whole is a duty, after which `min_rest` holds. After a real
    call-out the rest is counted from its end, whatever the plan says.
    """

    kind: Literal["after_call_out"] = "after_call_out"
    call_outs: int = Field(
        default=50, ge=1, le=100_000, description="Call-outs are likely from so many expected in 100 nights"
    )
    rest_minutes: PositiveInt = Field(
        default=240, le=1440, description="Least time from the end of the night to a duty, elapsed minutes"
    )
    stricter: ClassVar[Directions] = {"call_outs": "less", "rest_minutes": "more"}
    card: ClassVar = RuleCard(
        title="Rest after night call-outs",
        scope=Scope.PERSON,
        unit="h",
        says="After a night on call with likely call-outs ({call_outs} or more expected in 100 such nights) no duty "
        "starts within {rest_hours} of its end.",
        boundary="On-call periods and duties of the horizon; of the night before its first day only what lies in it. "
        "Excess: started hours missing before each duty.",
        sources=(
            "ArbZG §§ 5(1), 7(2) no. 1: a call-out interrupts the rest, unless a tariff contract says otherwise",
            "Planning convention: no early shift after a night call-out",
        ),
    )
    may_be_should: ClassVar[bool] = True
