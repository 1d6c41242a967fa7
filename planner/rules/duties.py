"""Who may do a duty at all."""

from __future__ import annotations

from typing import ClassVar, Literal

from planner.rules.base import Rule, RuleCard, Scope


class OneDutyADay(Rule):
    """At most one shift per person starts on a local day."""

    kind: Literal["one_duty_a_day"] = "one_duty_a_day"
    card: ClassVar = RuleCard(
        title="One duty a day",
        scope=Scope.PERSON,
        unit="duties",
        says="At most one duty of a person starts on a calendar day.",
        boundary="A duty belongs to the local day on which it starts; measured for each day of the horizon.",
        sources=("Planning convention; keeps roster cells readable",),
    )


class NoDutyOnLeave(Rule):
    """No part of a duty falls into a person's leave (whole local days, both ends included)."""

    kind: Literal["leave"] = "leave"
    card: ClassVar = RuleCard(
        title="Leave",
        scope=Scope.PERSON,
        unit="min",
        says="No minute of a duty falls into a person's leave.",
        boundary="Duties that start in the horizon; a night duty that runs into the first leave day is a breach.",
        sources=("Directive 2003/88/EC, Art. 7", "Leave as granted"),
    )


class NoNights(Rule):
    """Persons with the restriction `no_nights` have no night duty (night as the labour pack defines it)."""

    kind: Literal["no_nights"] = "no_nights"
    card: ClassVar = RuleCard(
        title="No nights for restricted persons",
        scope=Scope.PERSON,
        unit="duties",
        says="Persons restricted from nights have no night duty.",
        boundary="Night duties that start in the horizon.",
        sources=("ArbZG § 6(4)", "MuSchG § 5", "Directive 2003/88/EC, Art. 9"),
    )


class PostQualification(Rule):
    """Whoever sits at a post holds its skill, directly or through an including skill."""

    kind: Literal["post_qualification"] = "post_qualification"
    card: ClassVar = RuleCard(
        title="Post qualification",
        scope=Scope.PERSON,
        unit="duties",
        says="Everybody on a post holds the post's skill.",
        boundary="Duties that start in the horizon.",
        sources=("ISO/IEC 27001:2022, clause 7.2 Competence",),
    )
