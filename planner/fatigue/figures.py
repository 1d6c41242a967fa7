"""Fatigue figures of each person under a plan."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

from planner.fatigue.alertness import AlertnessModel
from planner.fatigue.good_practice import GoodPractice, good_practice
from planner.fatigue.nights import Nights, samples
from planner.fatigue.risk_index import RiskParameters, risk_indices
from planner.fatigue.sleep import SleepAssumptions
from planner.fatigue.sleepiness import Sleepiness
from planner.plan.model import Plan
from planner.scenario.base import Domain
from planner.scenario.people import Person
from planner.scenario.scenario import Scenario

SLEEPY = 7.0
"""KSS that is the usual starting point for an action limit; there is no universal one."""


@dataclass(frozen=True)
class PersonFigures:
    """Figures of one person. None where there is nothing to measure: no duty, or no OT escalation duty.

    Shares are of time, 0 to 1. Risk indices are in hundredths.
    """

    person: str
    name: str
    duties: int
    max_kss: float | None
    sleepy_share: float | None
    sleepy_ot_call_share: float | None
    mean_risk: float | None
    max_risk: int | None
    practice: GoodPractice


def fatigue_figures(
    scenario: Scenario,
    plan: Plan,
    *,
    model: AlertnessModel | None = None,
    sleep: SleepAssumptions | None = None,
    risk: RiskParameters | None = None,
) -> tuple[PersonFigures, ...]:
    """Figures of everybody on the staff, by name."""
    return tuple(
        _figures(
            scenario,
            plan,
            person,
            model or AlertnessModel(),
            sleep or SleepAssumptions(),
            risk or RiskParameters(),
        )
        for person in by_name(scenario)
    )


def by_name(scenario: Scenario) -> list[Person]:
    """The staff in the one order that says nothing about anybody."""
    return sorted(scenario.staff, key=lambda person: (person.name.casefold(), person.person))


def _figures(
    scenario: Scenario,
    plan: Plan,
    person: Person,
    model: AlertnessModel,
    sleep: SleepAssumptions,
    risk: RiskParameters,
) -> PersonFigures:
    nights = Nights(scenario, plan, person.person, sleep)
    sleepiness = Sleepiness(nights, model)
    on_duty = [
        (sleepiness.kss(at), length)
        for duty in nights.counted
        for at, length in samples(duty.start, duty.end)
    ]
    calls = [
        (sleepiness.kss_when_called(at, timedelta(minutes=duty.response_minutes)), length)
        for duty in nights.held
        if duty.domain is Domain.OT
        for at, length in samples(duty.start, duty.end)
    ]
    indices = [
        index
        for duty, index in zip(nights.line, risk_indices(nights.line, risk), strict=True)
        if not duty.past
    ]
    return PersonFigures(
        person=person.person,
        name=person.name,
        duties=len(nights.counted),
        max_kss=max((kss for kss, _ in on_duty), default=None),
        sleepy_share=_sleepy_share(on_duty),
        sleepy_ot_call_share=_sleepy_share(calls),
        mean_risk=sum(indices) / len(indices) if indices else None,
        max_risk=max(indices, default=None),
        practice=good_practice(nights.line, scenario.days, nights.zone),
    )


def _sleepy_share(samples: Sequence[tuple[float, timedelta]]) -> float | None:
    if not samples:
        return None
    everything = sum((length for _, length in samples), timedelta())
    return sum((length for kss, length in samples if kss >= SLEEPY), timedelta()) / everything
