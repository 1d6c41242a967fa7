"""Fatigue figures of each person under a plan."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from planner.fatigue.alertness import AlertnessModel, Course
from planner.fatigue.good_practice import GoodPractice, good_practice
from planner.fatigue.risk_index import RiskParameters, risk_indices
from planner.fatigue.sleep import SleepAssumptions, assumed_sleep
from planner.fatigue.worked import DAY, Worked, worked_by
from planner.plan.model import EscalationDuty, Plan
from planner.scenario.base import Domain
from planner.scenario.people import Person
from planner.scenario.scenario import Scenario
from planner.units import local_to_utc

STEP = timedelta(minutes=15)
"""KSS is looked at so often; a figure may miss what happens between."""

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
    """Figures of everybody on the staff, by name, which says nothing about anybody."""
    people = sorted(scenario.staff, key=lambda person: (person.name.casefold(), person.person))
    return tuple(
        _figures(
            scenario,
            plan,
            person,
            model or AlertnessModel(),
            sleep or SleepAssumptions(),
            risk or RiskParameters(),
        )
        for person in people
    )


def _figures(
    scenario: Scenario,
    plan: Plan,
    person: Person,
    model: AlertnessModel,
    sleep: SleepAssumptions,
    risk: RiskParameters,
) -> PersonFigures:
    zone = scenario.zone_of(person.person)
    line = worked_by(scenario, plan, person.person)
    held = [duty for duty in plan.escalation if duty.holder == person.person]
    night_course = _NightCourse(scenario, line, held, zone, model, sleep)
    counted = [duty for duty in line if not duty.past]
    on_duty = [
        (night_course.kss(at), length) for duty in counted for at, length in _samples(duty.start, duty.end)
    ]
    calls = [
        (night_course.kss_when_called(at, duty.response_minutes), length)
        for duty in held
        if duty.domain is Domain.OT
        for at, length in _samples(duty.start, duty.end)
    ]
    indices = [index for duty, index in zip(line, risk_indices(line, risk), strict=True) if not duty.past]
    return PersonFigures(
        person=person.person,
        name=person.name,
        duties=len(counted),
        max_kss=max((kss for kss, _ in on_duty), default=None),
        sleepy_share=_sleepy_share(on_duty),
        sleepy_ot_call_share=_sleepy_share(calls),
        mean_risk=sum(indices) / len(indices) if indices else None,
        max_risk=max(indices, default=None),
        practice=good_practice(line, scenario.days, zone),
    )


class _NightCourse:
    """KSS of one person at instants; begins rested, on the morning before anything that is known."""

    def __init__(
        self,
        scenario: Scenario,
        line: Sequence[Worked],
        held: Sequence[EscalationDuty],
        zone: ZoneInfo,
        model: AlertnessModel,
        sleep: SleepAssumptions,
    ) -> None:
        first = min([scenario.days[0], *(duty.day for duty in line)]) - 2 * DAY
        self._zone = zone
        self._begin = local_to_utc(first, sleep.usual_waking, zone)
        on_call = [(duty.start, duty.end) for duty in held]
        spans = assumed_sleep(line, on_call, zone, first + DAY, scenario.days[-1] + 2 * DAY, sleep)
        hours = tuple((self._hour(start), self._hour(end)) for start, end in spans)
        self._course = Course(model, model.rested(), hours)

    def kss(self, at: datetime) -> float:
        return self._course.kss(self._hour(at), self._clock(at))

    def kss_when_called(self, at: datetime, response_minutes: int) -> float:
        answered = at + timedelta(minutes=response_minutes)
        return self._course.kss_when_called(self._hour(at), self._clock(answered), response_minutes / 60)

    def _hour(self, at: datetime) -> float:
        return (at - self._begin) / timedelta(hours=1)

    def _clock(self, at: datetime) -> float:
        local = at.astimezone(self._zone)
        return local.hour + local.minute / 60


def _samples(start: datetime, end: datetime) -> Iterator[tuple[datetime, timedelta]]:
    """Instants of a span, each with the time until the next."""
    while start < end:
        yield start, min(STEP, end - start)
        start += STEP


def _sleepy_share(samples: Sequence[tuple[float, timedelta]]) -> float | None:
    if not samples:
        return None
    everything = sum((length for _, length in samples), timedelta())
    return sum((length for kss, length in samples if kss >= SLEEPY), timedelta()) / everything
