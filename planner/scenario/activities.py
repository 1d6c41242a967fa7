"""Activities: training and exercises in which people take part during a duty, away from every post."""

from __future__ import annotations

from datetime import date
from enum import StrEnum

from pydantic import Field

from planner.scenario.base import DayName, Key, Record


class ActivityKind(StrEnum):
    """`training`: each person learns for himself. `exercise`: people act together."""

    TRAINING = "training"
    EXERCISE = "exercise"


class Activity(Record):
    """What people do on a duty instead of sitting at a post: paid working time that fills no seat."""

    title: str
    kind: ActivityKind
    themes: tuple[str, ...] = Field(
        default=(), description="What it is about, for example the error vectors that it trains against"
    )
    shifts: tuple[str, ...] = Field(min_length=1, description="Codes of shift types in which it takes place")
    skill: Key | None = Field(default=None, description="Who takes part holds it; everybody when left out")
    people: int = Field(
        default=1, ge=1, le=30, description="People without whom an exercise does not take place"
    )
    led_by: Key | None = Field(
        default=None, description="Skill that somebody who takes part in an exercise holds"
    )
    days: tuple[date | DayName, ...] = Field(
        default=(),
        description="Local dates or days of the week; a public holiday is a Sunday; any day when left out",
    )

    def takes_place_on(self, day: date, *, holiday: bool) -> bool:
        """Whether a local day is one of its days. `holiday`: a public holiday where the person works."""
        weekday = DayName.SUN if holiday else tuple(DayName)[day.weekday()]
        return not self.days or day in self.days or weekday in self.days

    def label(self) -> str:
        """Title with its themes, for charts and calendars."""
        return f"{self.title}: {', '.join(self.themes)}" if self.themes else self.title
