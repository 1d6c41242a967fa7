"""Posts: who serves which work, in which windows, and who is called out."""

from __future__ import annotations

from collections.abc import Iterator

from planner.errors import Problem
from planner.scenario.base import Domain, Phase
from planner.scenario.crosscheck.known import has_work, level_names, skill_names, unknown, window_names
from planner.scenario.draft import Draft
from planner.scenario.sources.closeness import one_of
from planner.scenario.work import Attendance, Post


def posts_know_their_names(draft: Draft) -> Iterator[Problem]:
    """Skill, windows, deferral and call-out of a post exist and fit its attendance."""
    if not draft.facts.has("posts"):
        return
    for key, post in draft.facts.record.posts.items():
        where, field = draft.facts.where, f"posts.{key}"
        skill_place = where("posts", key, "skill")
        yield from unknown(skill_place, f"{field}.skill", [post.skill], skill_names(draft), "skill")
        yield from _attendance(draft, key, post)
        yield from _deferral(draft, key, post)
        yield from _call_out(draft, key, post)


def _attendance(draft: Draft, key: str, post: Post) -> Iterator[Problem]:
    where, field = draft.facts.where("posts", key, "attendance"), f"posts.{key}.attendance"
    windows = window_names(draft)
    yield from unknown(where, field, post.attendance, windows, "service window")
    for window in sorted((windows or frozenset()) - frozenset(post.attendance)):
        reason = "the post does not say how it is attended in this window"
        yield Problem(where, field, window, reason, f"a line '{window}: seated' or '{window}: on_call'")


def _deferral(draft: Draft, key: str, post: Post) -> Iterator[Problem]:
    if post.deferred_to is None:
        return
    where, field = draft.facts.where("posts", key, "deferred_to"), f"posts.{key}.deferred_to"
    seated = [window for window, how in post.attendance.items() if how is Attendance.SEATED]
    if post.deferred_to not in seated:
        reason = "cases can only wait for a window in which the post is seated"
        allowed = one_of(seated) or "nothing: the post is never seated, so leave the line out"
        yield Problem(where, field, post.deferred_to, reason, allowed)


def _call_out(draft: Draft, key: str, post: Post) -> Iterator[Problem]:
    where, field = draft.facts.where("posts", key, "call_out_level"), f"posts.{key}.call_out_level"
    levels = level_names(draft, post.domain)
    if post.call_out_level is not None:
        what = f"escalation level of domain {post.domain}"
        yield from unknown(where, field, [post.call_out_level], levels, what)
    elif Attendance.ON_CALL in post.attendance.values():
        reason = "the post is on_call in some windows, but does not say whom it calls out"
        yield Problem(where, field, "", reason, one_of(sorted(levels or ())))


def work_has_one_post(draft: Draft) -> Iterator[Problem]:
    """Every phase of a domain that has work is handled at exactly one post."""
    facts = draft.facts
    if not facts.has("posts") or frozenset(facts.record.posts) != facts.names("posts"):
        return  # a broken post may be the one that is missed
    for domain in Domain:
        for phase in Phase:
            posts = [
                k for k, post in facts.record.posts.items() if post.domain is domain and phase in post.phases
            ]
            if len(posts) > 1:
                reason = f"{phase} of domain {domain} is handled at {' and '.join(posts)}"
                where = facts.where("posts", posts[1], "phases")
                yield Problem(
                    where, f"posts.{posts[1]}.phases", phase.value, reason, "each phase at one post"
                )
            elif not posts:
                busy = [
                    c.category for c in draft.categories.records if c.domain is domain and has_work(c, phase)
                ]
                if busy:
                    reason = f"no post handles {phase} of domain {domain}, which {one_of(busy)} need"
                    yield Problem(facts.where("posts"), "posts", "", reason, f"a post with phases: [{phase}]")


def targets_for_every_phase(draft: Draft) -> Iterator[Problem]:
    """Every phase has response targets."""
    if draft.facts.has("response_targets"):
        for phase in Phase:
            if phase not in draft.facts.names("response_targets"):
                where = draft.facts.where("response_targets")
                reason = "this phase has no response targets"
                yield Problem(
                    where, "response_targets", phase.value, reason, f"lines under '{phase}:' for P1 to P4"
                )
