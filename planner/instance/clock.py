"""Local days and clock times turned into minutes from the start of the horizon."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from planner.scenario.people import PastDuty
from planner.scenario.policy import ShiftType
from planner.scenario.scenario import Scenario
from planner.units import MINUTES_PER_DAY, local_to_utc

from .model import DemandClass, PastSlot, ShiftSlot

QUARTER = 15
"""Grain in which local clock facts are sampled: every zone's offset is a multiple of a quarter hour."""

BAND_HOURS = {"business": 50, "weekday_off": 70, "weekend": 48}
"""Hours per week of the arrival bands."""


class HorizonClock:
    """Minutes from the horizon's first instant for local times of a zone (of the scenario when none is given)."""

    def __init__(self, scenario: Scenario, zone: ZoneInfo | None = None) -> None:
        self.scenario = scenario
        self.zone = zone or scenario.zone
        self.first = scenario.days[0]
        self.origin = scenario.start
        self.minutes = self.minute(scenario.end)
        self._even: dict[int, list[tuple[int, int, int]]] = {}

    def minute(self, instant: datetime) -> int:
        """Elapsed minutes from the start of the horizon to an aware instant."""
        return round((instant - self.origin).total_seconds()) // 60

    def local(self, day: int, clock: int) -> int:
        """Minute of a wall-clock time (`clock` minutes after midnight) on a day number."""
        return self.minute(local_to_utc(self.local_date(day), clock, self.zone))

    def local_date(self, day: int) -> date:
        """Local date of a day number."""
        return self.first + timedelta(days=day)

    def day_number(self, day: date) -> int:
        """Day number of a local date; 0 is the first day of the horizon."""
        return (day - self.first).days

    def wall(self, minute: int) -> tuple[date, int]:
        """Local date and clock (minutes after midnight) at a minute."""
        wall = (self.origin + timedelta(minutes=minute)).astimezone(self.zone)
        return wall.date(), wall.hour * 60 + wall.minute

    def between(self, day: int, low: int, high: int) -> Iterator[tuple[int, int]]:
        """Stretches `[start, end)` of a day number in which the wall clock shows `low` to `high`.

        There are two when a clock change falls into the span or doubles a part of it.
        """
        for start, end, shown in self._even_stretches(day):
            first, last = start + max(0, low - shown), min(end, start + high - shown)
            if first < last:
                yield first, last

    def _even_stretches(self, day: int) -> list[tuple[int, int, int]]:
        """Stretches (start, end, wall clock at the start) of a day between jumps of the clock."""
        if day not in self._even:
            starts: list[tuple[int, int]] = []
            last = self.local(day + 1, 0)
            for minute in range(self.local(day, 0), last, QUARTER):
                shown = self.wall(minute)[1]
                if not starts or shown - minute != starts[-1][1] - starts[-1][0]:
                    starts.append((minute, shown))
            ends = [minute for minute, _ in starts[1:]] + [last]
            self._even[day] = [(start, end, shown) for (start, shown), end in zip(starts, ends, strict=True)]
        return self._even[day]


def site_clocks(scenario: Scenario) -> dict[str, HorizonClock]:
    """The clock of each site; that of the main place is at the empty key."""
    sites = {key: HorizonClock(scenario, ZoneInfo(site.zone)) for key, site in scenario.facts.sites.items()}
    return {"": HorizonClock(scenario), **sites}


def shift_slot(clock: HorizonClock, day: int, code: str, shift: ShiftType, site: str = "") -> ShiftSlot:
    """The shift slot of a shift type on a day number by a site's clock (FORMULATION §1)."""
    start = clock.local(day, shift.start)
    end = clock.local(day, shift.start + shift.length_minutes)
    return ShiftSlot(
        day=day,
        shift=code,
        kind=shift.kind,
        start=start,
        end=end,
        paid=end - start - shift.break_minutes,
        clock=clock.wall(start)[1],  # not `shift.start` where the clock skips that
        night=is_night(clock, start, end),
        weekend=clock.local_date(day).weekday() >= 5,
        site=site,
    )


def past_slot(clock: HorizonClock, duty: PastDuty) -> PastSlot:
    """A duty of history as a slot by the clock of its person's site; its break is that of its shift type."""
    shift = clock.scenario.shift_system.shifts[duty.shift]
    start, end = clock.minute(duty.start), clock.minute(duty.end)
    day, wall = clock.wall(start)
    slot = ShiftSlot(
        day=clock.day_number(day),
        shift=duty.shift,
        kind=shift.kind,
        start=start,
        end=end,
        paid=end - start - shift.break_minutes,
        clock=wall,
        night=is_night(clock, start, end),
        weekend=day.weekday() >= 5,
    )
    return PastSlot(duty.post, slot)


def minutes_in_clock_span(
    clock: HorizonClock, start: int, end: int, begin: int, until: int
) -> Iterator[tuple[int, date]]:
    """Minutes of `[start, end)` whose wall clock lies in `[begin, until)` (past midnight when begin >= until).

    Yields (minutes, local day they fall on) per local day touched.
    """
    start_day, _ = clock.wall(start)
    end_day, _ = clock.wall(end - 1)
    spans = [(begin, until)] if begin < until else [(begin, MINUTES_PER_DAY), (0, until)]
    for day in range(clock.day_number(start_day), clock.day_number(end_day) + 1):
        inside = 0
        for low, high in spans:
            for first, last in clock.between(day, low, high):
                inside += max(0, min(end, last) - max(start, first))
        if inside:
            yield inside, clock.local_date(day)


def is_night(clock: HorizonClock, start: int, end: int) -> bool:
    """Whether `[start, end)` is a night duty by the labour pack's definition."""
    night = clock.scenario.night
    inside = sum(minutes for minutes, _ in minutes_in_clock_span(clock, start, end, night.start, night.end))
    return inside > night.minutes_over


def band_of(day_name: str, clock_minutes: int) -> str:
    """Arrival band of a moment, by day type and wall clock."""
    if day_name in ("sat", "sun"):
        return "weekend"
    return "business" if 480 <= clock_minutes < 1080 else "weekday_off"


def demand_stretches(clock: HorizonClock) -> list[tuple[int, int, DemandClass]]:
    """The horizon cut into maximal stretches `[start, end)` of one demand class, in order."""
    scenario = clock.scenario
    stretches: list[tuple[int, int, DemandClass]] = []
    for minute in range(0, clock.minutes, QUARTER):
        day, wall = clock.wall(minute)
        name = scenario.day_name(day)
        window = next(
            key
            for key, window in scenario.facts.service_windows.items()
            if any(name in span.days and span.start <= wall < span.end for span in window.spans)
        )
        demand = DemandClass(window, band_of(name, wall))
        if stretches and stretches[-1][2] == demand:
            stretches[-1] = (stretches[-1][0], minute + QUARTER, demand)
        else:
            stretches.append((minute, minute + QUARTER, demand))
    return stretches
