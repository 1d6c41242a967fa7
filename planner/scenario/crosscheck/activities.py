"""Training and exercises: what they refer to, keys of their own, and a rule that holds them to their time."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from planner.errors import Problem
from planner.rules.training import ActivityPlace
from planner.scenario.crosscheck.known import post_names, skill_names, unknown
from planner.scenario.crosscheck.rules import every_rule
from planner.scenario.crosscheck.shifts import shift_problem
from planner.scenario.draft import Draft


def activities_know_their_names(draft: Draft) -> Iterator[Problem]:
    """Shifts and skills of an activity exist, and its key is not that of a post."""
    if not draft.facts.has("activities"):
        return
    for key, activity in draft.facts.record.activities.items():
        where, field = draft.facts.where("activities", key), f"activities.{key}"
        if key in (post_names(draft) or ()):
            reason = "a post has the same key, and a roster could not tell them apart"
            yield Problem(where, field, key, reason, "a key that no post has")
        for code in activity.shifts:
            for problem in shift_problem(draft, where, code, usable=True):
                yield replace(problem, field=f"{field}.shifts")
        for name, skill in (("skill", activity.skill), ("led_by", activity.led_by)):
            if skill is not None:
                yield from unknown(where, f"{field}.{name}", [skill], skill_names(draft), "skill")


def activities_have_their_rule(draft: Draft) -> Iterator[Problem]:
    """Some rule keeps activities to their shifts, days and people."""
    facts = draft.facts
    parts = (facts, draft.operating_model, *draft.labour_packs.values())
    if (
        any(part is None or part.problems for part in parts)
        or not draft.has_all_packs
        or not facts.record.activities
    ):
        return
    if not any(isinstance(rule, ActivityPlace) for _, _, rule in every_rule(draft)):
        reason = "no rule keeps activities to their shifts, days and people"
        yield Problem(facts.where("activities"), "rules", "", reason, "a line '- {kind: activity_place}'")
