"""Work that nobody could ever do, and numbers with which no load can be carried."""

from __future__ import annotations

from collections.abc import Iterator

from planner.errors import Problem
from planner.scenario.base import Phase
from planner.scenario.crosscheck.known import (
    has_work,
    skill_names,
    skills_with_included,
    staff,
    staff_is_known,
)
from planner.scenario.draft import Draft
from planner.scenario.provider import Offer
from planner.scenario.sources.closeness import one_of
from planner.scenario.work import AlertCategory


def somebody_can_do_the_work(draft: Draft) -> Iterator[Problem]:
    """For every work item and window, somebody on the staff has the post's skill or an offer covers it."""
    facts, model = draft.facts, draft.operating_model
    unread = model is None or draft.providers.problems or not facts.has("posts", "service_windows")
    if unread or model is None or not staff_is_known(draft):
        return
    held = [skills_with_included(draft, person.skills) for person in staff(draft)]
    known = skill_names(draft) or frozenset()
    providers = draft.providers.record.providers.values() if model.record.providers_allowed else ()
    offers = [offer for provider in providers for offer in provider.offers.values()]
    for key, post in facts.record.posts.items():
        if post.skill not in known or any(post.skill in skills for skills in held):
            continue
        for phase in post.phases:
            items = [c for c in draft.categories.records if c.domain is post.domain and has_work(c, phase)]
            for window in facts.record.service_windows:
                stuck = [c.category for c in items if not any(_covers(o, c, phase, window) for o in offers)]
                if stuck:
                    yield _nobody(draft, key, phase, window, stuck)


def _nobody(draft: Draft, post: str, phase: Phase, window: str, categories: list[str]) -> Problem:
    skill = draft.facts.record.posts[post].skill
    reason = (
        f"nobody can do {phase} of {one_of(categories)} in window {window}: no person of the operating model "
        f"{draft.operating_model_key} has the skill, and no offer that is allowed covers it"
    )
    return Problem(
        draft.facts.where("posts", post, "skill"),
        f"posts.{post}.skill",
        skill,
        reason,
        f"somebody in people.csv with the skill {skill}, or an offer for this work",
    )


def _covers(offer: Offer, category: AlertCategory, phase: Phase, window: str) -> bool:
    return window in offer.windows and any(
        scope.domain is category.domain
        and phase in scope.phases
        and category.category not in scope.excluded_categories
        for scope in offer.scope
    )


def seats_can_be_busy(draft: Draft) -> Iterator[Problem]:
    """A seat may be busy for some of its time; with a cap of 0 no number of seats carries any load."""
    if draft.facts.has("demand") and draft.facts.record.demand.occupancy_cap == 0:
        where = draft.facts.where("demand", "occupancy_cap")
        yield Problem(
            where, "demand.occupancy_cap", "0", "no seat may ever be busy", "more than 0, up to 1", "0.85?"
        )
