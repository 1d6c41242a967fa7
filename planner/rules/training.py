"""Training and exercises: where they belong, how much of them each person gets, how often they are held."""

from __future__ import annotations

from typing import ClassVar, Literal

from pydantic import Field, PositiveInt

from planner.rules.base import Directions, Rule, RuleCard, Scope

LEARNING = "ISO/IEC 27001:2022, clause 7.2 Competence and A.6.3 Awareness, education and training"


class ActivityPlace(Rule):
    """An activity takes place in its shifts, on its days, and with people who hold its skill."""

    kind: Literal["activity_place"] = "activity_place"
    card: ClassVar = RuleCard(
        title="Time and people of activities",
        scope=Scope.PERSON,
        unit="duties",
        says="Training and exercises take place in their own shifts, on their own days, and with people who hold "
        "their skill.",
        boundary="Duties that start in the horizon, by the local day of their start; a public holiday where the "
        "person works counts as a Sunday.",
        sources=("The activity as the scenario describes it",),
    )


class TrainingHours(Rule):
    """Everybody concerned spends at least so much working time on the activities."""

    kind: Literal["training_hours"] = "training_hours"
    may_be_should: ClassVar[bool] = True
    activities: tuple[str, ...] = Field(min_length=1, description="Activities that count, by key")
    minutes: PositiveInt = Field(description="Least working time of one person, unpaid breaks left out")
    skills: tuple[str, ...] = Field(
        default=(), description="Only who holds one of these is concerned; empty means everybody"
    )
    stricter: ClassVar[Directions] = {"activities": "narrower", "minutes": "more", "skills": "wider"}
    card: ClassVar = RuleCard(
        title="Training hours",
        scope=Scope.PERSON,
        unit="min",
        says="Each person has at least {minutes} minutes of {activities} (skills concerned: {skills}).",
        boundary="Duties that start in the horizon, and those of history; nothing is assumed after the horizon.",
        sources=(LEARNING, "SOC practice: at least 40 h a year or a tenth of working time"),
    )


class ExerciseHeld(Rule):
    """An exercise takes place so often with enough people at once.

    It takes place in a shift on a day when at least as many people as the activity says are on it together, one of
    whom holds the skill to lead it (if it names one).
    """

    kind: Literal["exercise_held"] = "exercise_held"
    may_be_should: ClassVar[bool] = True
    activity: str = Field(description="Key of the exercise")
    times: PositiveInt = Field(description="Least number of times in the horizon")
    stricter: ClassVar[Directions] = {"activity": "neither", "times": "more"}
    card: ClassVar = RuleCard(
        title="Exercises held",
        scope=Scope.TEAM,
        unit="exercises",
        says="Exercise {activity} takes place at least {times} times with enough people together, led by one who may.",
        boundary="Exercises that start in the horizon; those of history do not count.",
        sources=("ISO/IEC 27001:2022, A.5.24", "NIST SP 800-84, tabletop and functional exercises"),
    )
