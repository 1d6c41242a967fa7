"""What a roster says of one person's sleep and waking, in elapsed hours and on the local clock."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta

from planner.fatigue.sleep import SleepAssumptions, Span, assumed_sleep
from planner.fatigue.worked import DAY, worked_by
from planner.plan.model import EscalationDuty, Plan
from planner.scenario.scenario import Scenario
from planner.units import local_to_utc

HOUR = timedelta(hours=1)

STEP = timedelta(minutes=15)
"""Levels are looked at so often; a figure may miss what happens between."""

DAYS_BEFORE = 3
"""A course begins so many days before anything that is known, so that 48 hours before the first duty are in it."""


class Nights:
    """Duties and assumed sleep of one person. The course begins with waking, after ordinary nights."""

    def __init__(self, scenario: Scenario, plan: Plan, person: str, sleep: SleepAssumptions) -> None:
        self.zone = scenario.zone_of(person)
        self.line = worked_by(scenario, plan, person)
        """Duties in history and roster, by start."""
        self.counted = tuple(duty for duty in self.line if not duty.past)
        """Duties of the roster."""
        self.held: tuple[EscalationDuty, ...] = tuple(
            duty for duty in plan.escalation if duty.holder == person
        )
        """Escalation duties."""
        first = min([scenario.days[0], *(duty.day for duty in self.line)]) - DAYS_BEFORE * DAY
        self._begin = local_to_utc(first, sleep.usual_waking, self.zone)
        on_call = [(duty.start, duty.end) for duty in self.held]
        self.sleeps: tuple[Span, ...] = assumed_sleep(
            self.line, on_call, self.zone, first + DAY, scenario.days[-1] + 2 * DAY, sleep
        )
        """Assumed sleep, by start."""

    def sleep_hours(self) -> tuple[tuple[float, float], ...]:
        """Assumed sleep in elapsed hours of the course."""
        return tuple((self.hour(start), self.hour(end)) for start, end in self.sleeps)

    def hour(self, at: datetime) -> float:
        """Elapsed hour of the course at an instant."""
        return (at - self._begin) / HOUR

    def clock(self, at: datetime) -> float:
        """Hours after local midnight at an instant."""
        local = self.local(at)
        return local.hour + local.minute / 60

    def local(self, at: datetime) -> datetime:
        """An instant where the person works."""
        return at.astimezone(self.zone)


def samples(start: datetime, end: datetime) -> Iterator[tuple[datetime, timedelta]]:
    """Instants of a span, each with the time until the next."""
    while start < end:
        yield start, min(STEP, end - start)
        start += STEP
