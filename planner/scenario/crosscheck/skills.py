"""Skills include skills that exist, and never themselves."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from planner.errors import Problem
from planner.scenario.crosscheck.known import skill_names, unknown
from planner.scenario.draft import Draft
from planner.scenario.work import Skill


def included_skills_exist(draft: Draft) -> Iterator[Problem]:
    """What a skill includes is a skill."""
    if draft.facts.has("skills"):
        for key, skill in draft.facts.record.skills.items():
            where = draft.facts.where("skills", key, "includes")
            yield from unknown(where, f"skills.{key}.includes", skill.includes, skill_names(draft), "skill")


def skills_do_not_include_themselves(draft: Draft) -> Iterator[Problem]:
    """No chain of includes comes back to where it began."""
    if not draft.facts.has("skills"):
        return
    skills = draft.facts.record.skills
    told: set[frozenset[str]] = set()
    for key in skills:
        circle = _circle_through(key, skills)
        if circle and frozenset(circle) not in told:
            told.add(frozenset(circle))
            reason = f"these skills include one another in a circle: {' > '.join((*circle, key))}"
            where = draft.facts.where("skills", key, "includes")
            yield Problem(where, f"skills.{key}.includes", "", reason, "a skill that includes lesser ones")


def _circle_through(key: str, skills: Mapping[str, Skill]) -> tuple[str, ...]:
    """A chain of includes from `key` that leads back to it; empty when there is none."""
    paths: list[tuple[str, ...]] = [(key,)]
    seen = set()
    while paths:
        path = paths.pop()
        for included in skills[path[-1]].includes:
            if included == key:
                return path
            if included in skills and included not in seen:
                seen.add(included)
                paths.append((*path, included))
    return ()
