"""Runs of days and what may follow what."""

from __future__ import annotations

from typing import ClassVar, Literal

from pydantic import Field

from planner.rules.base import Directions, Rule, RuleCard, Scope, ShiftKind


class MaxConsecutiveDays(Rule):
    """Working days in a row; a working day is a local day on which a duty starts."""

    kind: Literal["max_consecutive_days"] = "max_consecutive_days"
    days: int = Field(ge=1, le=14, description="Most working days in a row")
    stricter: ClassVar[Directions] = {"days": "less"}
    card: ClassVar = RuleCard(
        title="Working days in a row",
        scope=Scope.PERSON,
        unit="days",
        says="At most {days} working days in a row.",
        boundary="Days worked in history count; nothing is assumed after the horizon. Excess: each window of one "
        "day more than allowed that ends in the horizon and is all worked.",
        sources=("HSE HSG256: five to seven days at most",),
    )
    may_be_should: ClassVar[bool] = True


class MaxConsecutiveNights(Rule):
    """Night duties on consecutive local days."""

    kind: Literal["max_consecutive_nights"] = "max_consecutive_nights"
    nights: int = Field(ge=1, le=14, description="Most nights in a row")
    stricter: ClassVar[Directions] = {"nights": "less"}
    card: ClassVar = RuleCard(
        title="Nights in a row",
        scope=Scope.PERSON,
        unit="nights",
        says="At most {nights} night duties in a row.",
        boundary="Nights in history count; nothing is assumed after the horizon. Excess: each window of one "
        "night more than allowed that ends in the horizon and is all nights.",
        sources=("HSE HSG256: two to three nights",),
    )
    may_be_should: ClassVar[bool] = True


class ForbiddenSuccession(Rule):
    """Shift kinds or types that must not follow each other on consecutive days; a pair reads `first>second`.

    Each of the two is a shift kind or the code of a shift type: a duty is meant when its kind or its code is that word.
    """

    kind: Literal["forbidden_succession"] = "forbidden_succession"
    pairs: tuple[str, ...] = Field(
        min_length=1, description="Pairs of shift kinds or codes, for example `night>early`, `N>E2`"
    )
    stricter: ClassVar[Directions] = {"pairs": "wider"}
    card: ClassVar = RuleCard(
        title="Forbidden successions",
        scope=Scope.PERSON,
        unit="successions",
        says="On the day after one shift kind or type, not the other: {pairs}.",
        boundary="The second of a pair starts in the horizon; the last day of history counts as first.",
        sources=(
            "HSE HSG256: forward rotation, quick returns",
            "Nielsen et al. 2019, doi 10.5271/sjweh.3770",
        ),
    )
    may_be_should: ClassVar[bool] = True

    def split(self) -> tuple[tuple[str, str], ...]:
        """The pairs as (first, second), each a shift kind or code."""
        return tuple((first, second) for first, _, second in (pair.partition(">") for pair in self.pairs))


class BackwardRotation(Rule):
    """A duty on the day after another starts earlier by the local clock (backward rotation)."""

    kind: Literal["backward_rotation"] = "backward_rotation"
    tolerance_minutes: int = Field(
        default=60, ge=0, description="An earlier start by up to this many minutes is not counted"
    )
    stricter: ClassVar[Directions] = {"tolerance_minutes": "less"}
    card: ClassVar = RuleCard(
        title="Backward rotation",
        scope=Scope.PERSON,
        unit="successions",
        says="The next day's duty starts no more than {tolerance_hours} earlier by the clock than the day before.",
        boundary="The second of a pair starts in the horizon; the last day of history counts as first.",
        sources=("HSE HSG256: forward-rotating schedules",),
    )
    may_be_should: ClassVar[bool] = True


class MaxConsecutiveKind(Rule):
    """Duties of a sort on consecutive local days: of some shift kinds or types, of at least some length, or all of it.

    Length is the elapsed time from start to end, break included, so a night of twelve hours is one of eleven when
    clocks go forward in it.
    """

    kind: Literal["max_consecutive_kind"] = "max_consecutive_kind"
    duties: int = Field(ge=1, le=56, description="Most such duties in a row")
    kinds: tuple[ShiftKind, ...] = Field(default=(), description="Shift kinds; all when empty")
    shifts: tuple[str, ...] = Field(default=(), description="Codes of shift types; all when empty")
    length_minutes: int = Field(
        default=0, ge=0, le=1440, description="Only duties of at least so many elapsed minutes"
    )
    stricter: ClassVar[Directions] = {
        "duties": "less",
        "kinds": "wider",
        "shifts": "wider",
        "length_minutes": "less",
    }
    card: ClassVar = RuleCard(
        title="Duties of a kind in a row",
        scope=Scope.PERSON,
        unit="duties",
        says="At most {duties} days in a row with a duty of at least {length_hours} of these kinds: {kinds}, "
        "and of these shift types: {shifts}.",
        boundary="Duties of history count; nothing is assumed after the horizon. Excess: each window of one day more "
        "than allowed that ends in the horizon and has such a duty on each day.",
        sources=("HSE HSG256: two to three long, early or night duties in a row",),
    )
    may_be_should: ClassVar[bool] = True


class StableStartTimes(Rule):
    """A duty on the day after another starts at about the same local clock time, neither earlier nor later.

    Clock times are compared as the two days show them: 23:00 and 00:30 on the next day are 22.5 h apart by the
    clock, though their duties begin an hour and a half apart.
    """

    kind: Literal["stable_start_times"] = "stable_start_times"
    tolerance_minutes: int = Field(ge=0, le=1439, description="Most by which the clock times differ, minutes")
    stricter: ClassVar[Directions] = {"tolerance_minutes": "less"}
    card: ClassVar = RuleCard(
        title="Stable start times",
        scope=Scope.PERSON,
        unit="successions",
        says="The next day's duty starts within {tolerance_hours} of the day before by the clock.",
        boundary="The second of a pair starts in the horizon; the last day of history counts as first.",
        sources=("NIOSH 97-145, Plain Language About Shiftwork: keep the schedule regular and predictable",),
    )
    may_be_should: ClassVar[bool] = True
