"""Rows of `escalation.csv`: a known level and holder, inside the horizon, with no better response than promised."""

from __future__ import annotations

from collections.abc import Iterator

from planner.plan.model import EscalationDuty
from planner.plan.result import Measure
from planner.scenario.base import INTERNAL
from planner.verifier.clock import minute_of
from planner.verifier.evidence import Evidence
from planner.verifier.integrity.row import party_faults, person_faults, row
from planner.verifier.words import duration


def escalation_rows(evidence: Evidence) -> Iterator[Measure]:
    """Every row, and that something was looked at when there is none."""
    if not evidence.plan.escalation:
        yield from row("team", (evidence.start, evidence.end), "The escalation rota has no row", ())
    for duty in evidence.plan.escalation:
        span = (minute_of(duty.start), minute_of(duty.end))
        name = (
            f"{duty.domain.value} {duty.level}, {evidence.name(duty.holder)} from "
            f"{evidence.words.moment(span[0])}"
        )
        faults = (*_holder_faults(evidence, duty), *_row_faults(evidence, duty, span))
        yield from row(f"{duty.domain.value} {duty.level}", span, name, faults)


def _holder_faults(evidence: Evidence, duty: EscalationDuty) -> Iterator[str]:
    scenario = evidence.scenario
    if duty.holder == INTERNAL:
        yield "the holder must be a named person or a provider"
    elif duty.holder in scenario.providers:
        yield from party_faults(evidence, duty.holder)
    else:
        yield from person_faults(evidence, duty.holder)


def _row_faults(evidence: Evidence, duty: EscalationDuty, span: tuple[int, int]) -> Iterator[str]:
    if span[1] <= span[0]:
        yield "it does not end after its start"
    if span[0] < evidence.start or span[1] > evidence.end:
        yield "it lies outside the horizon"
    level = evidence.level(duty.domain, duty.level)
    if level is None:
        yield f"there is no level {duty.level!r} in {duty.domain.value.upper()}"
        return
    promised = evidence.promised_response(level, duty.holder)
    if duty.response_minutes < promised:
        yield f"a response within {duration(duty.response_minutes)} is written; {duration(promised)} are promised"
