"""Rules of the scenario and of its policies: what they refer to, and numbers in the wrong unit."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import chain
from typing import Any

from planner.errors import Problem
from planner.rules.catalogue import AnyRule
from planner.rules.cover import MinimumPresence
from planner.rules.hours import ContractHours
from planner.scenario.crosscheck.known import (
    Names,
    activity_names,
    exercise_names,
    grade_names,
    level_names,
    post_names,
    row_names,
    shift_names,
    skill_names,
    unknown,
    window_names,
)
from planner.scenario.draft import Draft
from planner.scenario.salvage import Part
from planner.scenario.sources.closeness import closest, one_of

SHIFT_KINDS = ("day", "early", "late", "night", "long_day", "long_night")

LEAST_MINUTES: Mapping[str, int] = {"rest_minutes": 120, "work_minutes": 120, "over_minutes": 120}
"""A rest or a working time below this was meant in hours."""


def rules_know_their_names(draft: Draft) -> Iterator[Problem]:
    """Posts, windows, skills, categories, shifts and shift kinds that rules speak of exist."""
    names: dict[str, tuple[Names, str]] = {
        "post": (post_names(draft), "post"),
        "posts": (post_names(draft), "post"),
        "only_people": (row_names(draft.people), "person"),
        "members": (row_names(draft.people), "person"),
        "trainees": (row_names(draft.people), "person"),
        "mentors": (row_names(draft.people), "person"),
        "windows": (window_names(draft), "service window"),
        "skill": (skill_names(draft), "skill"),
        "levels": (level_names(draft), "escalation level"),
        "skills": (skill_names(draft), "skill"),
        "grades": (grade_names(draft), "pay grade"),
        "activities": (activity_names(draft), "activity"),
        "activity": (exercise_names(draft), "exercise"),
        "categories": (row_names(draft.categories), "alert category"),
    }
    for where, field, rule in every_rule(draft):
        for parameter in type(rule).model_fields:
            if parameter in names:
                known, what = names[parameter]
                value = getattr(rule, parameter)
                words = [value] if isinstance(value, str) else value
                yield from unknown(where, f"{field}.{parameter}", words, known, what)
            elif parameter == "pairs":
                yield from _pairs(draft, where, f"{field}.pairs", getattr(rule, parameter))
            elif parameter == "shifts":
                yield from unknown(
                    where, f"{field}.shifts", getattr(rule, parameter), shift_names(draft), "shift"
                )


def _pairs(draft: Draft, where: str, field: str, pairs: tuple[str, ...]) -> Iterator[Problem]:
    codes = shift_names(draft)
    allowed = [*SHIFT_KINDS, *sorted(codes or ())]
    for pair in pairs:
        first, _, second = pair.partition(">")
        if not (first and second):
            yield Problem(
                where,
                field,
                pair,
                "not a pair of shift kinds or shifts",
                "first>second, for example night>early",
            )
        for name in (first, second) if first and second else ():
            if codes is not None and name not in allowed:
                hint = closest(name, allowed)
                yield Problem(where, field, name, "unknown shift kind or shift", one_of(allowed), hint)


def rules_have_ids_of_their_own(draft: Draft) -> Iterator[Problem]:
    """No rule silently replaces another rule of the same layer."""
    for layer in _layers(draft):
        first: dict[str, str] = {}
        for where, field, rule in layer:
            if rule.id in first:
                reason = f"a rule with this id was given before, in {first[rule.id]}, and would be lost"
                yield Problem(
                    where,
                    f"{field}.id",
                    rule.id,
                    reason,
                    "an id of its own for each rule",
                    "add a line 'id: …'?",
                )
            first.setdefault(rule.id, where)


def rules_replace_their_own_kind(draft: Draft) -> Iterator[Problem]:
    """A rule that takes the id of an earlier one is of its kind; else cover, say, could be lost by a name."""
    kinds: dict[str, str] = {}
    for where, field, rule in every_rule(draft):
        if (kind := kinds.setdefault(rule.id, rule.kind)) != rule.kind:
            reason = f"this id is that of a rule of kind {kind}, which would be lost"
            allowed = f"a rule of kind {kind}, or another id"
            yield Problem(where, f"{field}.id", rule.id, reason, allowed)


def rule_numbers_make_sense(draft: Draft) -> Iterator[Problem]:
    """Minutes that look like hours, limits the wrong way round, more people than desks."""
    posts = draft.facts.record.posts if draft.facts.has("posts") else {}
    for where, field, rule in every_rule(draft):
        for parameter, least in LEAST_MINUTES.items():
            value: Any = getattr(rule, parameter, None)
            if isinstance(value, int) and value < least:
                reason, hint = "this looks like hours, but minutes are meant", f"{value * 60}?"
                yield Problem(where, f"{field}.{parameter}", str(value), reason, f"{least} or more", hint)
        if isinstance(rule, ContractHours) and rule.minimum_percent > rule.maximum_percent:
            reason = f"the minimum lies above maximum_percent, which is {rule.maximum_percent}"
            yield Problem(where, f"{field}.minimum_percent", str(rule.minimum_percent), reason)
        if isinstance(rule, MinimumPresence) and rule.post in posts and rule.people > posts[rule.post].seats:
            reason = f"the post {rule.post} has only {posts[rule.post].seats} seats"
            yield Problem(where, f"{field}.people", str(rule.people), reason)


Placed = tuple[str, str, AnyRule]
"""A rule with its place and field."""


def every_rule(draft: Draft) -> Iterator[Placed]:
    """Every sound rule of policies and scenario, lower layers first."""
    return chain.from_iterable(_layers(draft))


def _layers(draft: Draft) -> Iterator[list[Placed]]:
    """The sound rules of each layer that can be read: labour packs, operating model, scenario."""
    parts: tuple[Part[Any] | None, ...] = (*draft.labour_packs.values(), draft.operating_model, draft.facts)
    for part in parts:
        if part is not None and part.has("rules"):
            yield [
                _placed(part, part.position("rules", index), rule)
                for index, rule in enumerate(part.record.rules)
            ]


def _placed(part: Part[Any], position: int, rule: AnyRule) -> Placed:
    return part.where("rules", position), f"rules.{position}", rule
