"""Names that a scenario defines, and who can do what; the common ground of the cross-checks."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from planner.errors import Problem
from planner.scenario.activities import ActivityKind
from planner.scenario.base import Domain, Phase
from planner.scenario.draft import Draft
from planner.scenario.people import Person
from planner.scenario.salvage import Part
from planner.scenario.sources.closeness import closest, one_of
from planner.scenario.tables import Rows
from planner.scenario.work import AlertCategory, Skill

Names = frozenset[str] | None
"""Defined names, broken entries included; None where they cannot be known, so that nothing is called unknown."""


def unknown(where: str, field: str, names: Iterable[str], known: Names, what: str) -> Iterator[Problem]:
    """A problem for each of `names` that nothing defines."""
    if known is None:
        return
    for name in names:
        if name not in known:
            allowed = sorted(known)
            yield Problem(where, field, name, f"unknown {what}", one_of(allowed), closest(name, allowed))


def skill_names(draft: Draft) -> Names:
    """Skills of scenario.yaml."""
    return draft.facts.names("skills") if draft.facts.has("skills") else None


def shift_names(draft: Draft) -> Names:
    """Codes of the shift system."""
    system = draft.shift_system
    return system.names("shifts") if system is not None and system.has("shifts") else None


def site_names(draft: Draft) -> Names:
    """Further sites of scenario.yaml."""
    return draft.facts.names("sites") if draft.facts.has("sites") else None


def window_names(draft: Draft) -> Names:
    """Service windows of scenario.yaml."""
    return draft.facts.names("service_windows") if draft.facts.has("service_windows") else None


def post_names(draft: Draft) -> Names:
    """Posts of scenario.yaml."""
    return draft.facts.names("posts") if draft.facts.has("posts") else None


def activity_names(draft: Draft) -> Names:
    """Training and exercises of scenario.yaml."""
    return draft.facts.names("activities") if draft.facts.has("activities") else None


def exercise_names(draft: Draft) -> Names:
    """Activities of scenario.yaml that are exercises; None when any activity is broken."""
    if (names := activity_names(draft)) is None:
        return None
    activities = draft.facts.record.activities
    exercises = frozenset(key for key, what in activities.items() if what.kind is ActivityKind.EXERCISE)
    return exercises if names == frozenset(activities) else None


def level_names(draft: Draft, domain: Domain | None = None) -> Names:
    """Escalation levels of scenario.yaml, of one domain or of both; None when any level is broken."""
    if not draft.facts.has("escalation") or "escalation" in draft.facts.kept:
        return None
    levels = draft.facts.record.escalation
    return frozenset(level.level for level in levels if domain is None or level.domain is domain)


def grade_names(draft: Draft) -> Names:
    """Pay grades of pay.yaml."""
    return draft.pay.names("grades") if draft.pay.has("grades") else None


def row_names(rows: Rows[Any]) -> Names:
    """Keys in the first column of a table."""
    return rows.keys if rows.readable else None


def skills_with_included(draft: Draft, held: Iterable[str]) -> frozenset[str]:
    """Skills that somebody holds who has the skills `held`, included ones too (cycles do no harm)."""
    skills: Mapping[str, Skill] = draft.facts.record.skills if draft.facts.has("skills") else {}
    found: set[str] = set()
    waiting = list(held)
    while waiting:
        skill = waiting.pop()
        if skill not in found:
            found.add(skill)
            waiting.extend(skills[skill].includes if skill in skills else ())
    return frozenset(found)


def staff(draft: Draft) -> tuple[Person, ...]:
    """People whose position exists in the chosen operating model, as far as their rows are sound."""
    model = draft.operating_model_key
    return tuple(p for p in draft.people.records if not p.operating_models or model in p.operating_models)


def staff_is_known(draft: Draft) -> bool:
    """Whether every row of people and every skill could be read, so that nobody is missed."""
    facts = draft.facts
    every_skill = facts.has("skills") and frozenset(facts.record.skills) == facts.names("skills")
    return draft.people.readable and not draft.people.problems and every_skill


def has_work(category: AlertCategory, phase: Phase) -> bool:
    """Whether the work item exists: it has cases, and they take time."""
    return category.per_day * category.phase_share(phase) * category.handling_minutes(phase) > 0


def rules_are_known(draft: Draft) -> bool:
    """Whether every rule could be read, so that none is missed."""
    if draft.operating_model is None or not draft.has_all_packs:
        return False
    parts: tuple[Part[Any], ...] = (draft.facts, draft.operating_model, *draft.labour_packs.values())
    return all(part.has("rules") and "rules" not in part.kept for part in parts)
