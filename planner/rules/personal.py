"""What holds for single persons, by restrictions and limits that stand without their reason."""

from __future__ import annotations

from typing import ClassVar, Literal

from pydantic import Field

from planner.rules.base import Among, Directions, Rule, RuleCard, Scope


class NoSundays(Rule):
    """Persons with the restriction `no_sundays` work no minute of a Sunday or public holiday of their site."""

    kind: Literal["no_sundays"] = "no_sundays"
    card: ClassVar = RuleCard(
        title="No Sundays for restricted persons",
        scope=Scope.PERSON,
        unit="min",
        says="Persons restricted from Sundays work no minute of a Sunday or public holiday.",
        boundary="Duties that start in the horizon, to their end; a night that runs into a Sunday is a breach.",
        sources=("MuSchG § 6(1)", "JArbSchG §§ 17, 18"),
    )


class DaytimeOnly(Rule):
    """Persons with the restriction `daytime_only` work only between two clock times of a day."""

    kind: Literal["daytime_only"] = "daytime_only"
    opens_minutes: int = Field(default=360, gt=0, lt=1440, description="Start of day time, after midnight")
    closes_minutes: int = Field(default=1200, gt=0, le=1440, description="End of day time, after midnight")
    stricter: ClassVar[Directions] = {"opens_minutes": "more", "closes_minutes": "less"}
    card: ClassVar = RuleCard(
        title="Day time for restricted persons",
        scope=Scope.PERSON,
        unit="min",
        says="Persons restricted to day time work no minute before {opens_hours} or after {closes_hours} of a day.",
        boundary="Duties that start in the horizon, to their end, by the local clock.",
        sources=("MuSchG § 5(1): not from 20:00 to 06:00", "JArbSchG § 14"),
    )


class NoLoneWork(Rule):
    """Whenever a person with the restriction `no_lone_work` is on duty, another of our people is at the same site.

    The other may be at any post. On-call holders are not on duty.
    """

    kind: Literal["no_lone_work"] = "no_lone_work"
    card: ClassVar = RuleCard(
        title="No lone work for restricted persons",
        scope=Scope.PERSON,
        unit="min",
        says="Persons restricted from lone work are never on duty without another of our people at their site.",
        boundary="Duties that start in the horizon, to their end; duties of history are company until they end.",
        sources=("MuSchG § 9 and § 11: no work without help at hand", "Directive 89/391/EEC, Art. 15"),
    )
    among: ClassVar[Among] = "company"


class PersonalLimits(Rule):
    """The limits of `limits.csv` hold for the persons named there.

    `longest_shift`: working time of a duty; `seven_days` and `fourteen_days`: working time in any so many days in a
    row; `daily_rest`: rest between two duties; `weekly_rest`: one rest in any seven days. They are measured as
    `max_shift_length`, `max_hours`, `min_rest` and `weekly_rest` (rolling) measure them.
    """

    kind: Literal["personal_limits"] = "personal_limits"
    card: ClassVar = RuleCard(
        title="Personal limits",
        scope=Scope.PERSON,
        unit="min",
        says="Working time and rest lie within the limits of limits.csv.",
        boundary="As in the rules that have these limits for everybody.",
        sources=("Directive 94/33/EC, Art. 8 to 10", "MuSchG § 4", "Employment contract"),
    )
