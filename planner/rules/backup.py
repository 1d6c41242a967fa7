"""A primary and a secondary on call: a level that backs another one up, which is also how a deputy is named."""

from __future__ import annotations

from typing import ClassVar, Literal

from planner.rules.base import Rule, RuleCard, Scope


class DistinctHolders(Rule):
    """A level and the level that backs it up (`backs_up`) are never held by the same person or provider at once.

    Measured in minutes of each period of the level that backs up.
    """

    kind: Literal["distinct_holders"] = "distinct_holders"
    card: ClassVar = RuleCard(
        title="Primary and secondary differ",
        scope=Scope.ESCALATION,
        unit="min",
        says="Nobody backs himself up: a level and the one that backs it up have different holders.",
        boundary="On-call periods of the horizon.",
        sources=(
            "Google SRE book, Being On-Call: a primary and a secondary",
            "ISO/IEC 27001:2022, Annex A 5.26",
        ),
    )


class SecondaryBecomesPrimary(Rule):
    """Who backs a level up in the last minute before the level is handed on holds the level from then on.

    Each hand-on of the level, at the change of its on-call periods, counts once. If nobody backs it up, it is kept.
    """

    kind: Literal["secondary_becomes_primary"] = "secondary_becomes_primary"
    card: ClassVar = RuleCard(
        title="The secondary becomes primary",
        scope=Scope.ESCALATION,
        unit="hand-ons",
        says="Who backs a level up holds it in its next on-call period.",
        boundary="Hand-ons inside the horizon; who backed a level up before it is not known.",
        sources=("Planning convention: who takes over knows what is open",),
    )
    may_be_should: ClassVar[bool] = True
