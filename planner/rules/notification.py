"""Who may notify the authority is reachable in time."""

from __future__ import annotations

from typing import ClassVar, Literal

from pydantic import Field

from planner.rules.base import Directions, Rule, RuleCard, Scope


class NotificationAuthority(Rule):
    """From every minute of the horizon, somebody of our own people with the skill is reachable in time.

    Reachable is who is on duty, at whatever post, or holds an escalation level (a secondary or deputy too). Measured
    for each time in which nobody is: it may last `within_minutes`.
    """

    kind: Literal["notification_authority"] = "notification_authority"
    skill: str = Field(description="Skill of who may notify, held directly or included in another")
    within_minutes: int = Field(gt=0, description="Longest time until such a person is reachable")
    stricter: ClassVar[Directions] = {"skill": "neither", "within_minutes": "less"}
    card: ClassVar = RuleCard(
        title="Authority to notify",
        scope=Scope.TEAM,
        unit="min",
        says="Somebody with the skill {skill} is on duty or on call within {within_hours} of any time.",
        boundary="Every minute of the horizon; duties of history count until they end, and a time without anybody is "
        "cut where the horizon ends.",
        sources=(
            "NIS2 Art. 23(4): early warning within 24 h, notification within 72 h",
            "Regulation (EU) 2024/2847 (Cyber Resilience Act), Art. 14",
        ),
    )
