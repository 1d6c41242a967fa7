"""A problem of the competition as a scenario: skills are posts, contracts are rules for the nurses who have them."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator
from datetime import UTC, datetime, time, timedelta
from typing import TypeVar

from benchmarks.inrc2.score import (
    ASSIGNMENTS,
    COMPLETE_WEEKEND,
    DAYS_IN_A_ROW,
    DAYS_OFF,
    OPTIMAL_COVER,
    PREFERENCE,
    SAME_SHIFT,
    WEEKENDS,
)
from benchmarks.inrc2.text import Contract, Nurse, Problem
from benchmarks.neutral import alike, date_of, neutral_scenario
from planner.rules.base import Rule, Strength
from planner.rules.counts import DutyCount, MaxWeekends
from planner.rules.duties import OneDutyADay, PostQualification
from planner.rules.fairness import Requests
from planner.rules.preferred_cover import MinimumCover, PreferredCover
from planner.rules.runs import MinConsecutiveDays, MinConsecutiveDaysOff
from planner.rules.spells import MaxConsecutiveDaysOff, MinConsecutiveKind
from planner.rules.stretches import ForbiddenSuccession, MaxConsecutiveDays, MaxConsecutiveKind
from planner.rules.weekends import CompleteWeekends
from planner.scenario.people import PastDuty, Request, Wish
from planner.scenario.preferred_cover import PreferredPeople
from planner.scenario.scenario import Scenario

MINUTES = 480
"""The competition knows no lengths of shifts, and no rule asks for one."""

SHOULD = Strength.SHOULD

Value = TypeVar("Value", bound=Hashable)


def to_scenario(problem: Problem) -> Scenario:
    """The scenario whose points are the penalty of the problem.

    Raises pydantic's ValidationError where a value is outside what the product allows.
    """
    return neutral_scenario(
        problem.name,
        days=problem.days,
        # So that the day before the longest stretch is known, which bounds it.
        history_days=1 + max(max(nurse.worked, nurse.off) for nurse in problem.nurses.values()),
        shifts=dict.fromkeys(problem.shifts, MINUTES),
        people={key: nurse.skills for key, nurse in problem.nurses.items()},
        posts=problem.skills,
        rules=_rules(problem),
        requests=tuple(
            Request(person=nurse, date=date_of(day), wish=Wish.AVOID, shift=shift or "any", points=PREFERENCE)
            for nurse, day, shift in sorted(problem.off, key=str)
        ),
        history=tuple(
            duty for key, nurse in problem.nurses.items() for duty in _history(problem, key, nurse)
        ),
        preferred_cover=tuple(
            PreferredPeople(
                date=date_of(cover.day),
                shift=cover.shift,
                post=cover.skill,
                preferred=cover.optimal,
                under_points=OPTIMAL_COVER,
                over_points=0,
                minimum=cover.minimum,
            )
            for cover in problem.cover
            if cover.optimal
        ),
    )


def _history(problem: Problem, key: str, nurse: Nurse) -> Iterator[PastDuty]:
    """Duties that make the last days what the history says, each run with the day that bounds it."""
    if nurse.last_shift is None:
        # What was worked before the days off is not told and matters to no rule of the horizon.
        days = {-nurse.off - 1: next(iter(problem.shifts))}
    else:
        other = next(code for code in problem.shifts if code != nurse.last_shift)
        days = {
            -back: nurse.last_shift if back <= nurse.same_shift else other
            for back in range(1, nurse.worked + 1)
        }
    for day, shift in sorted(days.items()):
        start = datetime.combine(date_of(day), time(), UTC)
        yield PastDuty(
            person=key, post=nurse.skills[0], shift=shift, start=start, end=start + timedelta(minutes=MINUTES)
        )


def _rules(problem: Problem) -> Iterator[Rule]:
    yield OneDutyADay()
    yield PostQualification()
    yield MinimumCover()
    if problem.forbidden:
        yield ForbiddenSuccession(
            pairs=tuple(sorted(f"{first}>{second}" for first, second in problem.forbidden))
        )
    yield PreferredCover(strength=SHOULD, points=1)
    yield Requests(strength=SHOULD, points=1)
    for code, band in problem.shifts.items():
        yield MaxConsecutiveKind(
            id=f"at most {band.most} {code}",
            strength=SHOULD,
            points=SAME_SHIFT,
            duties=band.most,
            shifts=(code,),
        )
        if band.least > 1:
            yield MinConsecutiveKind(
                id=f"at least {band.least} {code}",
                strength=SHOULD,
                points=SAME_SHIFT,
                duties=band.least,
                shifts=(code,),
            )
    yield from _contract_rules(problem)


def _contract_rules(problem: Problem) -> Iterator[Rule]:
    """A rule for all who share a limit."""
    for band, people in _groups(problem, lambda one: one.assignments):
        yield DutyCount(
            id=f"{band.least}-{band.most} duties",
            strength=SHOULD,
            points=ASSIGNMENTS,
            minimum_duties=band.least,
            maximum_duties=band.most,
            only_people=people,
        )
    for most, people in _groups(problem, lambda one: one.days_in_a_row.most):
        yield MaxConsecutiveDays(
            id=f"at most {most} days", strength=SHOULD, points=DAYS_IN_A_ROW, days=most, only_people=people
        )
    for least, people in _groups(problem, lambda one: one.days_in_a_row.least):
        if least > 1:
            yield MinConsecutiveDays(
                id=f"at least {least} days",
                strength=SHOULD,
                points=DAYS_IN_A_ROW,
                days=least,
                only_people=people,
            )
    for most, people in _groups(problem, lambda one: one.days_off_in_a_row.most):
        yield MaxConsecutiveDaysOff(
            id=f"at most {most} off", strength=SHOULD, points=DAYS_OFF, days=most, only_people=people
        )
    for least, people in _groups(problem, lambda one: one.days_off_in_a_row.least):
        if least > 1:
            yield MinConsecutiveDaysOff(
                id=f"at least {least} off", strength=SHOULD, points=DAYS_OFF, days=least, only_people=people
            )
    for most, people in _groups(problem, lambda one: one.weekends):
        yield MaxWeekends(
            id=f"at most {most} weekends", strength=SHOULD, points=WEEKENDS, weekends=most, only_people=people
        )
    for complete, people in _groups(problem, lambda one: one.complete_weekends):
        if complete:
            yield CompleteWeekends(strength=SHOULD, points=COMPLETE_WEEKEND, only_people=people)


def _groups(problem: Problem, limit: Callable[[Contract], Value]) -> list[tuple[Value, tuple[str, ...]]]:
    """Nurses grouped by a limit that their contracts share."""
    return alike({key: limit(problem.contracts[nurse.contract]) for key, nurse in problem.nurses.items()})
