"""Rest between and around duties, in elapsed minutes."""

from __future__ import annotations

from typing import ClassVar, Literal

from pydantic import Field

from planner.rules.base import Rule, RuleCard, Scope


class MinRest(Rule):
    """Rest between the end of one duty and the start of the person's next duty, elapsed not wall-clock."""

    kind: Literal["min_rest"] = "min_rest"
    rest_minutes: int = Field(gt=0, description="Shortest rest, elapsed minutes; exactly this much is enough")
    card: ClassVar = RuleCard(
        title="Daily rest",
        scope=Scope.PERSON,
        unit="min",
        says="At least {rest_hours} of rest between two duties.",
        boundary="Before every duty of the horizon, also after one of history; nothing is assumed after the horizon.",
        sources=("Directive 2003/88/EC, Art. 3", "ArbZG § 5(1)"),
    )


class WeeklyRest(Rule):
    """In every seven days from a local midnight there is one uninterrupted rest inside these days.

    Window: seven local days `[d, d + 7)` for every `d` (`rolling`) or for Mondays only. The rest lies between
    duties, or between a duty and the edge of the window, so rest that straddles two windows counts in each only
    with the part inside.
    """

    kind: Literal["weekly_rest"] = "weekly_rest"
    rest_minutes: int = Field(gt=0, description="Shortest weekly rest, elapsed minutes")
    rolling: bool = Field(description="true: every seven days; false: weeks from Monday 00:00")
    card: ClassVar = RuleCard(
        title="Weekly rest",
        scope=Scope.PERSON,
        unit="min",
        says="One uninterrupted rest of at least {rest_hours} in every seven days (counted from each day: {rolling}).",
        boundary="Windows that end on a day of the horizon and begin where history is complete.",
        sources=("Directive 2003/88/EC, Art. 5 with Art. 3", "ArbZG § 11(4)"),
    )


class RestAfterNights(Rule):
    """After a run of night duties on consecutive days, the next duty starts only after a longer rest.

    A night on the day after a night goes on with the run; whatever comes next is the next duty, also a night.
    """

    kind: Literal["rest_after_nights"] = "rest_after_nights"
    nights: int = Field(ge=1, le=7, description="Runs of at least this many consecutive night duties")
    rest_minutes: int = Field(gt=0, description="Rest from the end of the last night, elapsed minutes")
    card: ClassVar = RuleCard(
        title="Rest after nights",
        scope=Scope.PERSON,
        unit="min",
        says="After {nights} or more nights in a row, at least {rest_hours} free before the next duty.",
        boundary="Before every duty of the horizon; nights in history count towards a run.",
        sources=("HSE HSG256: two nights' full sleep when changing from nights to days",),
    )
