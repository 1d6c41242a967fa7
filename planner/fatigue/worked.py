"""What one person does, in local days and clock times of the place where the person works."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from planner.plan.model import Plan
from planner.scenario.policy import NightDefinition
from planner.scenario.scenario import Scenario
from planner.units import local_to_utc

DAY = timedelta(days=1)
MINUTE = timedelta(minutes=1)


@dataclass(frozen=True, order=True)
class Worked:
    """One duty, `[start, end)` in UTC. `day` and `clock` (minutes after midnight) are local, when it starts.

    `is_night` as the labour pack says; `past`: worked before the horizon, so it is looked back on and not counted.
    """

    start: datetime
    end: datetime
    day: date
    clock: int
    is_night: bool
    past: bool

    @property
    def minutes(self) -> int:
        """Elapsed length, also over a clock change."""
        return (self.end - self.start) // MINUTE


def worked_by(scenario: Scenario, plan: Plan, person: str) -> tuple[Worked, ...]:
    """Duties of a person in history and roster, by start."""
    zone, night = scenario.zone_of(person), scenario.night
    past = ((duty.start, duty.end, True) for duty in scenario.history if duty.person == person)
    rostered = ((duty.start, duty.end, False) for duty in plan.roster if duty.person == person)
    return tuple(sorted(_worked(start, end, zone, night, past) for start, end, past in (*past, *rostered)))


def _worked(start: datetime, end: datetime, zone: ZoneInfo, night: NightDefinition, past: bool) -> Worked:
    local = start.astimezone(zone)
    return Worked(
        start=start,
        end=end,
        day=local.date(),
        clock=local.hour * 60 + local.minute,
        is_night=_night_time(start, end, zone, night) > night.minutes_over * MINUTE,
        past=past,
    )


def _night_time(start: datetime, end: datetime, zone: ZoneInfo, night: NightDefinition) -> timedelta:
    """Elapsed time of a span inside the night period."""
    first, last = start.astimezone(zone).date() - DAY, end.astimezone(zone).date()
    length = (night.end - night.start) % (24 * 60)
    inside = timedelta()
    for day in days_from(first, last):
        opens = local_to_utc(day, night.start, zone)
        closes = local_to_utc(day, night.start + length, zone)
        inside += max(timedelta(), min(end, closes) - max(start, opens))
    return inside


def days_from(first: date, last: date) -> Iterator[date]:
    """Local days from the first to the last, both included."""
    for n in range((last - first).days + 1):
        yield first + n * DAY
