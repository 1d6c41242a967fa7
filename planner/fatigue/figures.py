"""Fatigue figures of each person under a plan, with the words that must stand beside them."""

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

NOTES = (
    "These are personal data of named people. In Germany their use may need the agreement of the works council "
    "(BetrVG § 87(1) nos. 2 and 6). They describe a roster; they do not compare or rank people.",
    "KSS = 10.6 - 0.6 (S + C + U + W), 1 extremely alert to 9 fighting sleep: three-process model of alertness with "
    "the parameters of Ingre et al. 2014, doi 10.1371/journal.pone.0108679.",
    "Sleep is assumed, not known: 6 h from 1.5 h after a night duty; else 8 h until 07:00, or until 1 h before an "
    "early duty, never from before 21:30; no naps; nights on call undisturbed.",
    "The model alone finds further nights in a row less sleepy, while accidents rise: read KSS only together with the "
    "risk index and the nights in a row.",
    "OT call is KSS at the answer to a call at any moment of an OT escalation duty, with the sleepiness after waking.",
    "Risk index = 1 + (shift type - 1) + (duties in a row - 1) + (length - 1), relative to a first morning duty of 8 "
    "h: additive model of Folkard and Lombardi 2006; breaks inside a duty are not in it.",
    "Words: KSS amber from 7, red from 8; share of time at KSS 7 or more amber above 0, red from 20 %; mean risk "
    "index amber above 1.40, red above 1.60 (planning conventions, no limits of law); nights in a row amber above 3, "
    "red above 4 (HSE HSG256: two to three); gaps under 11 h red from one (Directive 2003/88/EC, Art. 3).",
)
"""Formula, assumptions, limits and sources."""


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


def kss_word(kss: float) -> str:
    """Word for a highest KSS."""
    return _word(kss >= SLEEPY, kss >= 8)


def share_word(share: float) -> str:
    """Word for a share of time at KSS 7 or more."""
    return _word(share > 0, share >= 0.2)


def risk_word(hundredths: float) -> str:
    """Word for a mean risk index."""
    return _word(hundredths > 140, hundredths > 160)


def nights_word(in_a_row: int) -> str:
    """Word for nights in a row."""
    return _word(in_a_row > 3, in_a_row > 4)


def quick_return_word(count: int) -> str:
    """Word for gaps under 11 hours."""
    return _word(count > 0, count > 0)


def _word(amber: bool, red: bool) -> str:
    return "red" if red else "amber" if amber else "green"
