"""What a single duty must be like: its break, and its length at night."""

from __future__ import annotations

from typing import ClassVar, Literal

from pydantic import Field

from planner.rules.base import Directions, Rule, RuleCard, Scope


class Breaks(Rule):
    """A duty with much working time has a long enough break in its shift type.

    Working time is the length without the break. Laws with several tiers are several rules, each with an id of its
    own: 30 minutes above 6 hours and 45 above 9, say.
    """

    kind: Literal["breaks"] = "breaks"
    over_minutes: int = Field(gt=0, le=1440, description="Working time above which the break is due, minutes")
    break_minutes: int = Field(gt=0, le=180, description="Shortest break, minutes")
    stricter: ClassVar[Directions] = {"over_minutes": "less", "break_minutes": "more"}
    card: ClassVar = RuleCard(
        title="Breaks",
        scope=Scope.PERSON,
        unit="min",
        says="A duty with more than {over_hours} of work has at least {break_hours} of break.",
        boundary="Duties that start in the horizon; when clocks change the real working time counts.",
        sources=(
            "Directive 2003/88/EC, Art. 4",
            "ArbZG § 4",
            "Working Time Regulations 1998 (UK), reg. 12",
        ),
    )


class NightShiftLength(Rule):
    """Working time of one night duty (night as the labour pack defines it)."""

    kind: Literal["night_shift_length"] = "night_shift_length"
    work_minutes: int = Field(gt=0, description="Longest working time of a night duty, minutes")
    stricter: ClassVar[Directions] = {"work_minutes": "less"}
    card: ClassVar = RuleCard(
        title="Longest night shift",
        scope=Scope.PERSON,
        unit="min",
        says="No night duty has more than {work_hours} of working time.",
        boundary="Night duties that start in the horizon; when clocks change the real working time counts.",
        sources=(
            "Directive 2003/88/EC, Art. 8(b): hazardous or straining work",
            "HSE HSG256: eight hours where work is demanding",
        ),
    )
    may_be_should: ClassVar[bool] = True
