"""The escalation ladder: each rung once, paid, reachable, and held by somebody."""

from __future__ import annotations

from collections.abc import Iterator

from planner.errors import Problem
from planner.scenario.base import DayName
from planner.scenario.crosscheck.known import (
    level_names,
    skill_names,
    skills_with_included,
    staff,
    staff_is_known,
    unknown,
)
from planner.scenario.draft import Draft
from planner.scenario.work import EscalationLevel, Rotation

BUSINESS = (8 * 60, 18 * 60)
"""Business hours by the local clock, as in the arrival shapes."""


def levels_fit(draft: Draft) -> Iterator[Problem]:
    """A level is given once in its domain, knows its skill, and answers within its own limit."""
    seen: set[tuple[str, str]] = set()
    for position, level in _levels(draft):
        where, field = draft.facts.where, f"escalation.{position}"
        if (level.domain, level.level) in seen:
            reason = f"domain {level.domain} has this level twice"
            yield Problem(where("escalation", position, "level"), f"{field}.level", level.level, reason)
        seen.add((level.domain, level.level))
        yield from unknown(
            where("escalation", position, "skill"),
            f"{field}.skill",
            [level.skill],
            skill_names(draft),
            "skill",
        )
        if level.backs_up is not None:
            others = {other.level for _, other in _levels(draft) if other.domain is level.domain} - {
                level.level
            }
            yield from unknown(
                where("escalation", position, "backs_up"),
                f"{field}.backs_up",
                [level.backs_up],
                frozenset(others),
                "other level of the domain",
            )
        if level.response_minutes > level.limit_minutes:
            reason = "a holder who needs this long can never answer within the limit of the level"
            place = where("escalation", position, "response_minutes")
            value, allowed = (
                str(level.response_minutes),
                f"up to limit_minutes, which is {level.limit_minutes}",
            )
            yield Problem(place, f"{field}.response_minutes", value, reason, allowed)


def weeks_are_handed_on_in_business_hours(draft: Draft) -> Iterator[Problem]:
    """A weekly holder changes on a weekday while both are at work: then what is open can be told."""
    for position, level in _levels(draft):
        day, at = level.hand_on.day, level.hand_on.at
        in_hours = day not in (DayName.SAT, DayName.SUN) and BUSINESS[0] <= at < BUSINESS[1]
        if level.rotation is Rotation.WEEKLY and not in_hours:
            yield Problem(
                draft.facts.where("escalation", position, "hand_on"),
                f"escalation.{position}.hand_on",
                f"{day} {at // 60:02d}:{at % 60:02d}",
                "a week on call is handed on outside business hours",
                "a day from mon to fri, and a time from 08:00 to before 18:00",
            )


def levels_are_paid(draft: Draft) -> Iterator[Problem]:
    """pay.yaml says what being on call at each level costs."""
    if not draft.pay.has("on_call"):
        return
    levels, paid = level_names(draft), draft.pay.names("on_call")
    where = draft.pay.where("on_call")
    yield from unknown(where, "on_call", sorted(paid), levels, "escalation level")
    for level in sorted((levels or frozenset()) - paid):
        reason = "this escalation level has no pay"
        yield Problem(
            where, "on_call", level, reason, f"lines under '{level}:' with stipend and call-out pay"
        )


def levels_can_be_held(draft: Draft) -> Iterator[Problem]:
    """At each level there is somebody on the staff with its skill, or an offer that holds it."""
    if not staff_is_known(draft):
        return
    skills = [skills_with_included(draft, person.skills) for person in staff(draft)]
    for position, level in _levels(draft):
        known = skill_names(draft)
        if known is None or level.skill not in known or any(level.skill in held for held in skills):
            continue
        if _an_offer_holds(draft, level):
            continue
        where = draft.facts.where("escalation", position)
        reason = f"nobody can hold this level: none of the {len(skills)} people of the operating model has its skill"
        allowed = f"somebody in people.csv with the skill {level.skill}, or an offer that holds the level"
        yield Problem(
            where, f"escalation.{position}.level", f"{level.level} ({level.domain})", reason, allowed
        )


def _an_offer_holds(draft: Draft, level: EscalationLevel) -> bool:
    model = draft.operating_model
    if not level.provider_may_hold or (model is not None and not model.record.providers_allowed):
        return False
    if draft.providers.problems or model is None:
        return True  # what cannot be read may hold it
    providers = draft.providers.record.providers.values()
    return any(
        level.level in offer.holds_levels for provider in providers for offer in provider.offers.values()
    )


def _levels(draft: Draft) -> Iterator[tuple[int, EscalationLevel]]:
    """Sound levels with their position in the file."""
    if draft.facts.has("escalation"):
        for index, level in enumerate(draft.facts.record.escalation):
            yield draft.facts.position("escalation", index), level
