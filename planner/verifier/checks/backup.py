"""Primary and secondary on call: different, and one after the other."""

from __future__ import annotations

from collections.abc import Iterator

from planner.plan.result import Measure
from planner.rules.backup import DistinctHolders, SecondaryBecomesPrimary
from planner.scenario.work import EscalationLevel
from planner.verifier.checks.call_outs import periods_of
from planner.verifier.evidence import Evidence
from planner.verifier.spans import joined, measure, overlap
from planner.verifier.words import duration


def distinct_holders(rule: DistinctHolders, evidence: Evidence) -> Iterator[Measure]:
    """Minutes of each row of a level that backs up in which its holder has the other level too."""
    for primary, secondary in _pairs(evidence):
        for hold in evidence.holds(secondary):
            spans = joined(
                (own.start, own.end) for own in evidence.holds(primary) if own.holder == hold.holder
            )
            found = sum(overlap(hold.start, hold.end, *span) for span in spans)
            yield measure(
                f"{secondary.domain.value} {secondary.level}",
                (hold.start, hold.end),
                found,
                0,
                found,
                f"{evidence.name(hold.holder)} holds {secondary.title} {evidence.words.span(hold.start, hold.end)} "
                f"and for {duration(found)} of it also {primary.title}, which it backs up; no minute may be",
            )


def secondary_becomes_primary(rule: SecondaryBecomesPrimary, evidence: Evidence) -> Iterator[Measure]:
    """Each hand-on of a level, and whether somebody who backed it up just before does not take it over."""
    for primary, secondary in _pairs(evidence):
        for start, _ in list(periods_of(evidence, primary))[1:]:
            backed_up = _holders_at(evidence, secondary, start - 1)
            holds = _holders_at(evidence, primary, start)
            left_out = int(bool(backed_up - holds))
            yield measure(
                f"{primary.domain.value} {primary.level}",
                (start - 1, start),
                left_out,
                0,
                left_out,
                f"{_names(evidence, backed_up)} backed up {primary.title} until {evidence.words.moment(start)}, when "
                f"{_names(evidence, holds)} took over",
            )


def _holders_at(evidence: Evidence, level: EscalationLevel, minute: int) -> set[str]:
    return {hold.holder for hold in evidence.holds(level) if hold.start <= minute < hold.end}


def _names(evidence: Evidence, holders: set[str]) -> str:
    return " and ".join(evidence.name(holder) for holder in sorted(holders)) or "nobody"


def _pairs(evidence: Evidence) -> Iterator[tuple[EscalationLevel, EscalationLevel]]:
    """Each level and the one that backs it up."""
    for level in evidence.scenario.facts.escalation:
        primary = evidence.level(level.domain, level.backs_up) if level.backs_up else None
        if primary is not None:
            yield primary, level
