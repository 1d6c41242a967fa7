"""Rest that is better than the least allowed."""

from __future__ import annotations

from typing import ClassVar, Literal

from pydantic import Field

from planner.rules.base import Directions, Rule, RuleCard, Scope


class PreferredRest(Rule):
    """Rest between the end of one duty and the start of the next that is long enough not to be a quick return.

    Each started hour that is missing counts, so that among short rests the longer is the better. Gaps of up to 11 h
    raise the risk of injury against 15 to 17 h (IRR 1.39, 95 % CI 1.23 to 1.58, Nielsen et al. 2019). The rest is below
    zero where stand-by that is working time overlaps a duty.
    """

    kind: Literal["preferred_rest"] = "preferred_rest"
    rest_minutes: int = Field(
        gt=0, le=2880, description="Preferred rest, elapsed minutes; this much is enough"
    )
    stricter: ClassVar[Directions] = {"rest_minutes": "more"}
    card: ClassVar = RuleCard(
        title="Preferred rest (quick returns)",
        scope=Scope.PERSON,
        unit="h",
        says="Between two duties {rest_hours} of rest or more.",
        boundary="Before every duty of the horizon, also after one of history; nothing is assumed after the horizon. "
        "Excess: started hours missing to each rest.",
        sources=("Nielsen et al. 2019, doi 10.5271/sjweh.3770", "HSE HSG256: no quick returns"),
    )
    may_be_should: ClassVar[bool] = True
