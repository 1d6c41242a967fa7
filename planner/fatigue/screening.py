"""Other figures than KSS for each person under a plan: the two-process model and two screening scores."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from planner.fatigue.course import SleepWake
from planner.fatigue.figures import by_name
from planner.fatigue.likelihood_matrix import Likelihood, likelihood
from planner.fatigue.nights import Nights, samples
from planner.fatigue.prior_sleep import PriorSleep, prior_sleep
from planner.fatigue.sleep import SleepAssumptions
from planner.fatigue.two_process import TwoProcessModel
from planner.plan.model import Plan
from planner.scenario.people import Person
from planner.scenario.scenario import Scenario


@dataclass(frozen=True)
class Pressure:
    """Two-process model over the duties of one person.

    `highest` is the highest S on duty, at the local time `at`; `above_share` the share of duty time, 0 to 1, in which
    S lies above the threshold at which sleep would begin.
    """

    highest: float
    at: datetime
    above_share: float


@dataclass(frozen=True)
class Screening:
    """Figures of one person, None without a duty. `prior` is the duty with the most points, the first of equals."""

    person: str
    name: str
    pressure: Pressure | None
    prior: PriorSleep | None
    prior_duties: int
    """Duties with any point of prior sleep and wake."""
    likelihood: Likelihood | None


def screening_figures(
    scenario: Scenario,
    plan: Plan,
    *,
    model: TwoProcessModel | None = None,
    sleep: SleepAssumptions | None = None,
) -> tuple[Screening, ...]:
    """Figures of everybody on the staff, by name."""
    return tuple(
        _screening(scenario, plan, person, model or TwoProcessModel(), sleep or SleepAssumptions())
        for person in by_name(scenario)
    )


def _screening(
    scenario: Scenario, plan: Plan, person: Person, model: TwoProcessModel, sleep: SleepAssumptions
) -> Screening:
    nights = Nights(scenario, plan, person.person, sleep)
    prior = [prior_sleep(duty, nights.sleeps) for duty in nights.counted]
    return Screening(
        person=person.person,
        name=person.name,
        pressure=_pressure(nights, model),
        prior=max(prior, key=lambda found: found.points, default=None),
        prior_duties=sum(found.points > 0 for found in prior),
        likelihood=likelihood(nights.line, nights.zone),
    )


def _pressure(nights: Nights, model: TwoProcessModel) -> Pressure | None:
    course = SleepWake(model, model.rested(), nights.sleep_hours())
    levels = [
        (course.level(nights.hour(at)), at, length)
        for duty in nights.counted
        for at, length in samples(duty.start, duty.end)
    ]
    if not levels:
        return None
    highest, at, _ = max(levels, key=lambda found: found[0])
    everything = sum((length for _, _, length in levels), timedelta())
    above = (length for level, at, length in levels if level > model.falls_asleep_at(nights.clock(at)))
    return Pressure(highest, nights.local(at), sum(above, timedelta()) / everything)
