"""The escalation ladder: a reachable holder at every instant, and who may be on call beside what."""

from __future__ import annotations

from collections.abc import Iterator

from planner.plan.model import EscalationDuty
from planner.plan.result import Measure
from planner.rules.escalation import LadderReachability, OnCallEligibility, OnCallExclusion
from planner.scenario.base import INTERNAL
from planner.scenario.work import STAND_BY, Attendance, EscalationLevel
from planner.verifier.clock import minute_of
from planner.verifier.evidence import Evidence, Hold
from planner.verifier.spans import joined, measure, overlap
from planner.verifier.words import duration


def ladder_reachability(rule: LadderReachability, evidence: Evidence) -> Iterator[Measure]:
    """Minutes without exactly one holder who answers in time, by stretches with the same holders."""
    for level in evidence.scenario.facts.escalation:
        for start, end, holders in holders_of(evidence, level):
            unreachable = 0 if is_reachable(evidence, level, holders) else end - start
            yield measure(
                f"{level.domain.value} {level.level}",
                (start, end),
                unreachable,
                0,
                unreachable,
                f"{level.title} {evidence.words.span(start, end)}: {_who(evidence, level, holders)}",
            )


def holders_of(evidence: Evidence, level: EscalationLevel) -> Iterator[tuple[int, int, tuple[Hold, ...]]]:
    """The horizon cut into stretches with the same holders of a level: start, end, who (by key and response)."""
    holds = evidence.holds(level)
    inside = {
        edge for hold in holds for edge in (hold.start, hold.end) if evidence.start < edge < evidence.end
    }
    edges = sorted({evidence.start, evidence.end, *inside})
    begun, current = evidence.start, _active(holds, evidence.start)
    for edge in edges[1:]:
        following = _active(holds, edge) if edge < evidence.end else ()
        same = [(hold.holder, hold.response) for hold in following] == [
            (hold.holder, hold.response) for hold in current
        ]
        if edge == evidence.end or not same:
            yield begun, edge, current
            begun, current = edge, following


def _active(holds: tuple[Hold, ...], minute: int) -> tuple[Hold, ...]:
    return tuple(hold for hold in holds if hold.start <= minute < hold.end)


def is_reachable(evidence: Evidence, level: EscalationLevel, holders: tuple[Hold, ...]) -> bool:
    """Whether there is exactly one holder, known and within the level's limit."""
    return (
        len(holders) == 1 and _is_known(evidence, holders[0]) and holders[0].response <= level.limit_minutes
    )


def _is_known(evidence: Evidence, hold: Hold) -> bool:
    is_provider = hold.holder in evidence.scenario.parties and hold.holder != INTERNAL
    return is_provider or hold.holder in evidence.staff


def _who(evidence: Evidence, level: EscalationLevel, holders: tuple[Hold, ...]) -> str:
    if not holders:
        return "nobody holds it"
    names = " and ".join(evidence.name(hold.holder) for hold in holders)
    if len(holders) > 1:
        return f"{names} hold it at once; exactly one must"
    if not _is_known(evidence, holders[0]):
        return f"{names} is neither one of our people nor a provider that may work for us"
    return (
        f"{names} answers within {duration(holders[0].response)}; "
        f"{duration(level.limit_minutes)} are the most"
    )


def on_call_eligibility(rule: OnCallEligibility, evidence: Evidence) -> Iterator[Measure]:
    """Whether the holder of an on-call period lacks the level's skill, or the contract for it."""
    for row in evidence.plan.escalation:
        level = evidence.level(row.domain, row.level)
        if level is None:
            continue
        unfit = int(not _may_hold(evidence, level, row.holder))
        yield measure(
            row.holder,
            (minute_of(row.start), minute_of(row.end)),
            unfit,
            0,
            unfit,
            f"{evidence.name(row.holder)} {'may not' if unfit else 'may'} hold {level.title} {_span(evidence, row)}; "
            f"{_condition(evidence, level)}",
        )


def _may_hold(evidence: Evidence, level: EscalationLevel, holder: str) -> bool:
    if holder in evidence.staff:
        return level.skill in evidence.skills[holder]
    offer = evidence.bought.get(holder)
    holds = offer is not None and level.provider_may_hold and level.level in offer.holds_levels
    return holds and not _calls_out_internally(evidence, level)


def _calls_out_internally(evidence: Evidence, level: EscalationLevel) -> bool:
    """Whether work that is ours would fetch the level's holder, because nobody sits at its post."""
    scenario = evidence.scenario
    domains = {category.category: category.domain for category in scenario.categories}
    for row in evidence.plan.segmentation:
        if row.responsible == INTERNAL and domains.get(row.category) is level.domain:
            post = scenario.facts.posts[scenario.post_of(level.domain, row.phase)]
            if post.call_out_level == level.level and post.attendance.get(row.window) is Attendance.ON_CALL:
                return True
    return False


def _condition(evidence: Evidence, level: EscalationLevel) -> str:
    skill = evidence.scenario.facts.skills[level.skill].title
    if level.provider_may_hold:
        return f"it needs {skill}, or a contract that includes it while no internal work calls out to it"
    return f"it needs {skill} of our own people"


def on_call_exclusion(rule: OnCallExclusion, evidence: Evidence) -> Iterator[Measure]:
    """Minutes of an on-call period of our people in leave, beside a night duty, or at a further level."""
    for row in evidence.plan.escalation:
        if row.holder not in evidence.staff or row.end <= row.start:
            continue
        start, end = minute_of(row.start), minute_of(row.end)
        for reason, spans in _in_the_way(evidence, row).items():
            found = sum(overlap(start, end, *span) for span in joined(spans))
            yield measure(
                row.holder,
                (start, end),
                found,
                0,
                found,
                f"{evidence.name(row.holder)} is on call for {_title(evidence, row)} {_span(evidence, row)} and for "
                f"{duration(found)} of it {reason}; no minute may be",
            )


def _in_the_way(evidence: Evidence, row: EscalationDuty) -> dict[str, list[tuple[int, int]]]:
    """Spans in which a person must not be on call, by reason; two levels at once count at the first of them."""
    duties = [work for work in evidence.lines[row.holder] if work.kind != STAND_BY]
    at_work = evidence.waits_at_work(row)
    return {
        "on leave": [(away.start, away.end) for away in evidence.leave.get(row.holder, ())],
        "on night duty": [(work.start, work.end) for work in duties if work.is_night],
        "on another duty while this stand-by is working time": [
            (work.start, work.end) for work in duties if at_work and not work.is_night
        ],
        "on call for another level too": [
            (minute_of(other.start), minute_of(other.end))
            for other in evidence.plan.escalation
            if other.holder == row.holder
            and (other.domain, other.level) > (row.domain, row.level)
            and other.start < other.end
        ],
    }


def _title(evidence: Evidence, row: EscalationDuty) -> str:
    level = evidence.level(row.domain, row.level)
    return level.title if level else row.level


def _span(evidence: Evidence, row: EscalationDuty) -> str:
    return evidence.words.span(minute_of(row.start), minute_of(row.end))
