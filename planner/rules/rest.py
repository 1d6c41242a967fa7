"""Rest between and around duties, in elapsed minutes."""

from __future__ import annotations

from typing import ClassVar, Literal

from pydantic import Field

from planner.rules.base import Directions, Rule, RuleCard, Scope


class MinRest(Rule):
    """Rest between the end of one duty and the start of the person's next duty, elapsed not wall-clock."""

    kind: Literal["min_rest"] = "min_rest"
    rest_minutes: int = Field(gt=0, description="Shortest rest, elapsed minutes; exactly this much is enough")
    stricter: ClassVar[Directions] = {"rest_minutes": "more"}
    card: ClassVar = RuleCard(
        title="Daily rest",
        scope=Scope.PERSON,
        unit="min",
        says="At least {rest_hours} of rest between two duties.",
        boundary="Before every duty of the horizon, also after one of history; nothing is assumed after the horizon.",
        sources=("Directive 2003/88/EC, Art. 3", "ArbZG § 5(1)"),
    )


class WeeklyRest(Rule):
    """In every window of one or two weeks of local days there are so many uninterrupted rests.

    Window: `days` local days `[d, d + days)` for every `d` (`rolling`) or for Mondays only; windows of 14 days then
    overlap by a week. A rest lies between duties, or between a duty and the edge of the window, so rest that
    straddles two windows counts in each only with the part inside. Two rests may follow each other without a duty
    between them, so that one long rest is as good as two. Measured: the longest length that so many rests can have.

    Over fixed weeks some patterns (two days, two evenings, two nights, two days off) now and then leave a week
    without one long rest; where the law allows fourteen days, `days: 14` and `rests: 2` keep them.
    """

    kind: Literal["weekly_rest"] = "weekly_rest"
    rest_minutes: int = Field(gt=0, description="Shortest weekly rest, elapsed minutes")
    rolling: bool = Field(description="true: windows from every day; false: from Monday 00:00")
    days: Literal[7, 14] = Field(default=7, description="Length of a window, local days")
    rests: int = Field(default=1, ge=1, le=2, description="Rests in a window")
    stricter: ClassVar[Directions] = {
        "rest_minutes": "more",
        "rolling": "more",
        "days": "less",
        "rests": "more",
    }
    card: ClassVar = RuleCard(
        title="Weekly rest",
        scope=Scope.PERSON,
        unit="min",
        says="Uninterrupted rest of at least {rest_hours}, {rests} in every {days} days (counted from each day: "
        "{rolling}).",
        boundary="Windows that end on a day of the horizon and begin where history is complete.",
        sources=(
            "Directive 2003/88/EC, Art. 5 with Art. 3, Art. 16(a)",
            "Working Time Regulations 1998 (UK), reg. 11",
            "ArbZG § 11(4)",
        ),
    )


class RestAfterNights(Rule):
    """After a run of night duties on consecutive days, the next duty starts only after a longer rest.

    A night on the day after a night goes on with the run; whatever comes next is the next duty, also a night.
    """

    kind: Literal["rest_after_nights"] = "rest_after_nights"
    nights: int = Field(ge=1, le=7, description="Runs of at least this many consecutive night duties")
    rest_minutes: int = Field(gt=0, description="Rest from the end of the last night, elapsed minutes")
    stricter: ClassVar[Directions] = {"nights": "less", "rest_minutes": "more"}
    card: ClassVar = RuleCard(
        title="Rest after nights",
        scope=Scope.PERSON,
        unit="min",
        says="After {nights} or more nights in a row, at least {rest_hours} free before the next duty.",
        boundary="Before every duty of the horizon; nights in history count towards a run.",
        sources=("HSE HSG256: two nights' full sleep when changing from nights to days",),
    )
