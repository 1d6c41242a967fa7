"""The sleepiest moment of each of one person's duties: when it is, on what duty, and after how long awake."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial

from planner.fatigue.alertness import AlertnessModel
from planner.fatigue.nights import HOUR, Nights, samples
from planner.fatigue.sleep import SleepAssumptions
from planner.fatigue.sleepiness import Sleepiness
from planner.plan.model import Plan
from planner.scenario.base import Domain
from planner.scenario.scenario import Scenario


@dataclass(frozen=True)
class Moment:
    """Highest KSS of one duty, first reached at `at`; on an escalation duty that is when a call comes.

    Times are local. `hours_awake` is None for somebody asleep, whom the call wakes. `by_hour` has KSS at each hour from
    the start of a duty, of an escalation duty at the calls of the day around the moment.
    """

    at: datetime
    kss: float
    hours_awake: float | None
    what: str
    start: datetime
    end: datetime
    by_hour: tuple[tuple[datetime, float], ...]


def moments_of(
    scenario: Scenario,
    plan: Plan,
    person: str,
    *,
    model: AlertnessModel | None = None,
    sleep: SleepAssumptions | None = None,
) -> tuple[Moment, ...]:
    """One moment for each duty and each OT escalation duty of a person in the roster, the highest KSS first."""
    nights = Nights(scenario, plan, person, sleep or SleepAssumptions())
    sleepiness = Sleepiness(nights, model or AlertnessModel())
    found = [*_on_duty(scenario, plan, person, nights, sleepiness), *_on_call(scenario, nights, sleepiness)]
    return tuple(sorted(found, key=lambda moment: (-moment.kss, moment.at)))


def _on_duty(
    scenario: Scenario, plan: Plan, person: str, nights: Nights, sleepiness: Sleepiness
) -> Iterator[Moment]:
    for duty in plan.roster:
        if duty.person == person:
            at = max((at for at, _ in samples(duty.start, duty.end)), key=sleepiness.kss)
            yield Moment(
                at=nights.local(at),
                kss=sleepiness.kss(at),
                hours_awake=sleepiness.hours_awake(at),
                what=f"{duty.shift}, {scenario.place_label(duty.post)}",
                start=nights.local(duty.start),
                end=nights.local(duty.end),
                by_hour=_by_hour(nights, sleepiness.kss, duty.start, duty.end),
            )


def _on_call(scenario: Scenario, nights: Nights, sleepiness: Sleepiness) -> Iterator[Moment]:
    titles = {(level.domain, level.level): level.title for level in scenario.facts.escalation}
    for held in nights.held:
        if held.domain is not Domain.OT:
            continue
        answered = partial(sleepiness.kss_when_called, response=timedelta(minutes=held.response_minutes))
        at = max((at for at, _ in samples(held.start, held.end)), key=answered)
        around = at.replace(minute=0)
        yield Moment(
            at=nights.local(at),
            kss=answered(at),
            hours_awake=None if sleepiness.is_asleep(at) else sleepiness.hours_awake(at),
            what=f"called as {titles[held.domain, held.level]}",
            start=nights.local(held.start),
            end=nights.local(held.end),
            by_hour=_by_hour(
                nights,
                answered,
                max(held.start, around - 12 * HOUR),
                min(held.end, around + 12 * HOUR),
            ),
        )


def _by_hour(
    nights: Nights, kss: Callable[[datetime], float], start: datetime, end: datetime
) -> tuple[tuple[datetime, float], ...]:
    hours = range(-(-(end - start) // HOUR))
    return tuple((nights.local(start + hour * HOUR), kss(start + hour * HOUR)) for hour in hours)
