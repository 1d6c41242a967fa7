"""What every minute of a manned post needs."""

from __future__ import annotations

from typing import ClassVar, Literal

from pydantic import Field

from planner.rules.base import Directions, Rule, RuleCard, Scope


class CoverRequirement(Rule):
    """Every minute has a responsible party for every work item, and own posts have the seats their load needs.

    A post's load in a service window is the sum over the work items (and hand-backs) that are internal there;
    the seats needed are the fewest that meet every severity's target and the occupancy cap by the queue model,
    divided by one minus shrinkage, rounded up.
    """

    kind: Literal["cover_requirement"] = "cover_requirement"
    card: ClassVar = RuleCard(
        title="Cover requirement (24/7)",
        scope=Scope.POST,
        unit="people",
        says="In every minute a post has at least the people that its load needs within the response targets.",
        boundary="Every minute of the horizon; duties from history count until they end.",
        sources=("NIST CSF 2.0 DE.CM-01, RS.MA-02", "Erlang C; Cobham 1954; Davis 1966, Oper. Res. 14:133"),
    )


class MinimumPresence(Rule):
    """A post has at least this many of our people in every minute of some service windows, whatever its load."""

    kind: Literal["minimum_presence"] = "minimum_presence"
    post: str = Field(description="Key of the post")
    windows: tuple[str, ...] = Field(min_length=1, description="Keys of service windows")
    people: int = Field(ge=1, le=20, description="Fewest people at any minute")
    stricter: ClassVar[Directions] = {"post": "neither", "windows": "wider", "people": "more"}
    card: ClassVar = RuleCard(
        title="Minimum presence",
        scope=Scope.POST,
        unit="people",
        says="At least {people} of our people on {post} in: {windows}.",
        boundary="Every minute of these windows in the horizon.",
        sources=("Operating practice", "MuSchG § 11 (no lone work for those restricted from it)"),
    )


class SkillMix(Rule):
    """Of those on duty at some posts, at least so many hold a skill, whenever anybody is on duty there."""

    kind: Literal["skill_mix"] = "skill_mix"
    posts: tuple[str, ...] = Field(min_length=1, description="Keys of posts that are looked at together")
    skill: str = Field(description="Key of the skill; whoever includes it holds it")
    people: int = Field(ge=1, le=10, description="Fewest people with the skill")
    windows: tuple[str, ...] = Field(min_length=1, description="Keys of service windows")
    stricter: ClassVar[Directions] = {
        "posts": "neither",
        "skill": "neither",
        "people": "more",
        "windows": "wider",
    }
    card: ClassVar = RuleCard(
        title="Skill mix",
        scope=Scope.POST,
        unit="people",
        says="While anybody is on {posts} in {windows}, at least {people} of them hold {skill}.",
        boundary="Every minute of these windows in the horizon in which a duty at these posts runs.",
        sources=("Operating practice: one senior or shift lead on every manned shift",),
    )


class HandoverOverlap(Rule):
    """Who leaves a post that goes on being needed is overlapped by somebody who stays.

    For a duty that ends at instant t at a post whose requirement right after t is at least one: another duty at
    the post has started by t minus the overlap and ends after t. Held for t at least the overlap after the
    first instant of the horizon and before its last; the ending duty may be one of history.
    """

    kind: Literal["handover_overlap"] = "handover_overlap"
    overlap_minutes: int = Field(gt=0, le=120, description="Shortest overlap, elapsed minutes")
    stricter: ClassVar[Directions] = {"overlap_minutes": "more"}
    card: ClassVar = RuleCard(
        title="Handover overlap",
        scope=Scope.POST,
        unit="min",
        says="A duty that leaves work behind is overlapped for at least {overlap_hours} by one that stays.",
        boundary="Duties that end inside the horizon, late enough for another to have started in it.",
        sources=("SOC shift handoff practice: 15 to 30 minutes, paid",),
    )
