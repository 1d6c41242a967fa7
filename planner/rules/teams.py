"""Who works with whom: pairs that belong together, people to be kept apart, trainees beside their mentors."""

from __future__ import annotations

from typing import ClassVar, Literal, Self

from pydantic import Field, PositiveInt, model_validator

from planner.rules.base import Directions, Rule, RuleCard, Scope


class WorkTogether(Rule):
    """Two people work at the same times: for each duty of one there is a duty of the other beside it.

    Beside: the two duties have at least `overlap_minutes` in common. A duty that starts on a local day on which the
    other is on leave needs nobody beside it. Duties are those at a post or an activity, not on-call time. The rule
    is left out where the position of one does not exist in the operating model. Excess: duties with nobody beside.
    """

    kind: Literal["work_together"] = "work_together"
    members: tuple[str, ...] = Field(min_length=2, max_length=2, description="Keys of the two people")
    overlap_minutes: PositiveInt = Field(
        default=60, description="Shortest time in common that makes two duties one, elapsed minutes"
    )
    stricter: ClassVar[Directions] = {"members": "neither", "overlap_minutes": "more"}
    card: ClassVar = RuleCard(
        title="Work together",
        scope=Scope.TEAM,
        unit="duties",
        says="These people work together, at least {overlap_hours} in each duty: {members}.",
        boundary="Duties that start in the horizon; a duty of history may be the one beside.",
        sources=("Agreement with the people concerned",),
    )
    may_be_should: ClassVar[bool] = True

    @model_validator(mode="after")
    def _two_people(self) -> Self:
        _refuse_repeats(self.members)
        return self


class WorkApart(Rule):
    """No two of these people are on duty at the same time; why (a conflict of interest, say) is never stored.

    Duties are those at a post or an activity, not on-call time; one that ends when another starts is not at the
    same time. People whose position does not exist in the operating model are left out. Excess: pairs of duties.
    """

    kind: Literal["work_apart"] = "work_apart"
    members: tuple[str, ...] = Field(min_length=2, description="Keys of the people")
    stricter: ClassVar[Directions] = {"members": "wider"}
    card: ClassVar = RuleCard(
        title="Work apart",
        scope=Scope.TEAM,
        unit="pairs of duties",
        says="No two of these people are on duty at the same time: {members}.",
        boundary="Pairs of duties of which at least one starts in the horizon.",
        sources=("ISO/IEC 27001:2022, A.5.3 Segregation of duties",),
    )
    may_be_should: ClassVar[bool] = True

    @model_validator(mode="after")
    def _different_people(self) -> Self:
        _refuse_repeats(self.members)
        return self


class TraineeBesideMentor(Rule):
    """A trainee sits at a post only while a mentor sits at one.

    Looked at are duties of trainees at `posts`; a mentor is there in a minute in which one of the mentors has a duty
    at any of `posts`. People whose position does not exist in the operating model are left out; a trainee whose
    mentors are all left out has nobody. Excess: elapsed minutes of a duty without a mentor.
    """

    kind: Literal["trainee_beside_mentor"] = "trainee_beside_mentor"
    trainees: tuple[str, ...] = Field(min_length=1, description="Keys of the people who learn")
    mentors: tuple[str, ...] = Field(min_length=1, description="Keys of the people beside whom they learn")
    posts: tuple[str, ...] = Field(default=(), description="Posts; all when empty")
    stricter: ClassVar[Directions] = {"trainees": "wider", "mentors": "narrower", "posts": "neither"}
    card: ClassVar = RuleCard(
        title="Trainee beside mentor",
        scope=Scope.TEAM,
        unit="min",
        says="At these posts: {posts}, a trainee ({trainees}) works only while a mentor ({mentors}) does.",
        boundary="Duties of trainees that start in the horizon; a mentor's duty of history counts until it ends.",
        sources=("ISO/IEC 27001:2022, clause 7.2 Competence",),
    )
    may_be_should: ClassVar[bool] = True

    @model_validator(mode="after")
    def _nobody_is_both(self) -> Self:
        _refuse_repeats((*self.trainees, *self.mentors))
        return self


def _refuse_repeats(people: tuple[str, ...]) -> None:
    if len(set(people)) < len(people):
        raise ValueError("the same person is named twice")
