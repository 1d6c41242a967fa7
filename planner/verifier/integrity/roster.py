"""Rows of `roster.csv`: a known person at a known post or activity, for exactly a shift type's time, in one place."""

from __future__ import annotations

from collections.abc import Iterator

from planner.plan.model import Duty
from planner.plan.result import Measure
from planner.verifier.clock import minute_of
from planner.verifier.evidence import Evidence
from planner.verifier.integrity.row import person_faults, row
from planner.verifier.words import day_name, duration


def roster_rows(evidence: Evidence) -> Iterator[Measure]:
    """Every row, and that something was looked at when there is none."""
    if not evidence.plan.roster:
        yield from row("team", (evidence.start, evidence.end), "The roster has no duty", ())
    by_person: dict[str, list[Duty]] = {}
    for duty in evidence.plan.roster:
        by_person.setdefault(duty.person, []).append(duty)
    for person, duties in by_person.items():
        for number, duty in enumerate(duties):
            span = (minute_of(duty.start), minute_of(duty.end))
            day, _ = evidence.clock_of(person).shows(span[0])
            faults = (
                *person_faults(evidence, person),
                *_time_faults(evidence, duty, span, day),
                *_post_faults(evidence, duty),
                *_elsewhere(evidence, duty, span, duties[:number]),
            )
            yield from row(person, span, f"{evidence.name(person)}, {duty.shift} on {day_name(day)}", faults)


def _time_faults(evidence: Evidence, duty: Duty, span: tuple[int, int], day: int) -> Iterator[str]:
    if span[1] <= span[0]:
        yield "it does not end after its start"
        return
    if day not in evidence.days or not evidence.start <= span[0] < evidence.end:
        yield "it starts outside the horizon"
    if duty.shift not in evidence.scenario.shift_system.shifts:
        yield f"there is no shift type {duty.shift!r}"
        return
    if duty.shift not in evidence.scenario.shifts:
        yield f"the scenario does not use shift type {duty.shift}"
    planned = evidence.reader.shift_span(duty.shift, day, evidence.clock_of(duty.person))
    if planned != span:
        yield f"it runs {evidence.words.span(*span)}, the shift type {evidence.words.span(*planned)}"
    pause = evidence.scenario.shift_system.shifts[duty.shift].break_minutes
    if duty.paid_minutes != span[1] - span[0] - pause:
        yield (
            f"{duty.paid_minutes} paid minutes are written; {duration(span[1] - span[0])} without a break of "
            f"{duration(pause)} are {span[1] - span[0] - pause}"
        )


def _post_faults(evidence: Evidence, duty: Duty) -> Iterator[str]:
    if duty.post not in {*evidence.scenario.facts.posts, *evidence.scenario.facts.activities}:
        yield f"there is no post or activity {duty.post!r}"


def _elsewhere(evidence: Evidence, duty: Duty, span: tuple[int, int], others: list[Duty]) -> Iterator[str]:
    """Other duties of the person at the same time: of the roster (those listed before) and of history."""
    spans = [(other.shift, minute_of(other.start), minute_of(other.end)) for other in others]
    past = evidence.lines.get(duty.person, ())
    spans += [(work.shift, work.start, work.end) for work in past if work.past]
    for shift, start, end in spans:
        if max(start, span[0]) < min(end, span[1]):
            yield f"the person is in {shift} {evidence.words.span(start, end)} at the same time"
