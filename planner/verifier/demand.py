"""What the alerts ask of our own people, worked out anew from the categories and the segmentation (FORMULATION, 2).

Rates are cases per hour, loads erlangs, times minutes.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property

from planner.scenario.base import DAY_NAMES, INTERNAL, DayName, Phase
from planner.scenario.provider import Offer
from planner.scenario.scenario import Scenario
from planner.scenario.work import AlertCategory, Attendance, Discipline, EscalationLevel, Shape, Window
from planner.verifier.clock import DAY, LocalClock
from planner.verifier.queue import ROUNDING, people_for_occupancy, people_needed

BUSINESS, WEEKDAY_OFF, WEEKEND = "business", "weekday-off", "weekend"
HOURS = {BUSINESS: 50, WEEKDAY_OFF: 70, WEEKEND: 48}
"""Hours of a week in each band of the arrival shapes."""

SHAPES: Mapping[Shape, Mapping[str, float]] = {
    Shape.USER: {BUSINESS: 0.72, WEEKDAY_OFF: 0.20, WEEKEND: 0.08},
    Shape.MIXED: {BUSINESS: 0.48, WEEKDAY_OFF: 0.38, WEEKEND: 0.14},
    Shape.FLAT: {band: hours / 168 for band, hours in HOURS.items()},
    Shape.PLANT: {BUSINESS: 0.42, WEEKDAY_OFF: 0.42, WEEKEND: 0.16},
    Shape.MAINT: {BUSINESS: 0.40, WEEKDAY_OFF: 0.25, WEEKEND: 0.35},
    Shape.NIGHT: {BUSINESS: 0.20, WEEKDAY_OFF: 0.50, WEEKEND: 0.30},
}

MILLION = 1_000_000

NO_WINDOW = ""
"""Stands for the window of a minute that no service window holds."""

TimeClass = tuple[str, str]
"""Service window and band of the arrival shapes."""


@dataclass(frozen=True)
class WorkItem:
    """A category's cases of one phase. `per_hour` by band; `shares` of P1 to P4."""

    category: AlertCategory
    phase: Phase
    post: str
    handling: int
    per_hour: Mapping[str, float]

    @property
    def key(self) -> tuple[str, Phase]:
        """Category and phase."""
        return self.category.category, self.phase

    @property
    def shares(self) -> tuple[float, ...]:
        """Shares of P1 to P4."""
        return self.category.severity_shares()


@dataclass(frozen=True)
class Need:
    """What a post needs of our own people in a class: load, people without and with shrinkage."""

    load: float
    people: int
    required: int


def work_items(scenario: Scenario) -> tuple[WorkItem, ...]:
    """The work items that exist: with cases and with handling time."""
    return tuple(
        WorkItem(
            category=category,
            phase=phase,
            post=next(
                key
                for key, post in scenario.facts.posts.items()
                if post.domain is category.domain and phase in post.phases
            ),
            handling=category.handling_minutes(phase),
            per_hour=_per_hour(scenario, category, phase),
        )
        for category in scenario.categories
        for phase in Phase
        if category.per_day * category.phase_share(phase) * category.handling_minutes(phase) > 0
    )


def _per_hour(scenario: Scenario, category: AlertCategory, phase: Phase) -> Mapping[str, float]:
    weekly = scenario.facts.demand.volume_factor * 7 * category.per_day * category.phase_share(phase)
    return {band: weekly * share / HOURS[band] for band, share in SHAPES[category.shape].items()}


class WeekTable:
    """Class of each clock time of each day of the week; a public holiday is looked up as a Sunday."""

    def __init__(self, scenario: Scenario) -> None:
        windows = scenario.facts.service_windows
        self._table = [list(zip(_windows(windows, day), _bands(day), strict=True)) for day in DAY_NAMES]
        self._holidays = {day.toordinal() for day in scenario.holiday_names}

    def at(self, day: int, clock: int) -> TimeClass:
        """Class at a clock time of a local day (ordinal)."""
        # Day 1 of the ordinals is a Monday.
        weekday = 6 if day in self._holidays else (day - 1) % 7
        return self._table[weekday][clock]


def _windows(windows: Mapping[str, Window], day: DayName) -> list[str]:
    row = [NO_WINDOW] * DAY
    for key, window in windows.items():
        for span in window.spans:
            if day in span.days:
                row[span.start : span.end] = [key] * (span.end - span.start)
    return row


def _bands(day: DayName) -> Iterator[str]:
    weekend = day in (DayName.SAT, DayName.SUN)
    for clock in range(DAY):
        yield WEEKEND if weekend else BUSINESS if 8 * 60 <= clock < 18 * 60 else WEEKDAY_OFF


def classes_of(scenario: Scenario, clock: LocalClock, start: int, end: int) -> list[TimeClass]:
    """Class of each minute of `[start, end)`."""
    table = WeekTable(scenario)
    return [table.at(*clock.shows(minute)) for minute in range(start, end)]


class Demand:
    """Loads and needs that follow from who is responsible for what."""

    def __init__(
        self,
        scenario: Scenario,
        items: tuple[WorkItem, ...],
        classes: Iterable[TimeClass],
        responsible: Mapping[tuple[str, Phase, str], tuple[str, ...]],
        bought: Mapping[str, Offer],
    ) -> None:
        self._scenario = scenario
        self._items = items
        self._responsible = responsible
        self._bought = bought
        self.minutes: Mapping[TimeClass, int] = Counter(classes)
        """Minutes of each class in the horizon."""

    @cached_property
    def needs(self) -> Mapping[tuple[str, TimeClass], Need]:
        """What each post needs in each class that occurs."""
        return {
            (post, time_class): self._need(post, time_class)
            for post in self._scenario.facts.posts
            for time_class in self.minutes
        }

    def call_outs(self, level: EscalationLevel, classes: Iterable[TimeClass]) -> Fraction:
        """Call-outs expected at a level in minutes of these classes, as call-outs of each item to the millionth."""
        return sum((calls for _, calls in self.call_outs_by_item(level, classes)), Fraction(0))

    def call_outs_by_item(
        self, level: EscalationLevel, classes: Iterable[TimeClass]
    ) -> Iterator[tuple[WorkItem, Fraction]]:
        """The items that call a level out, with the call-outs of each in minutes of these classes, to the millionth.

        In windows in which nobody sits at the item's post it is all of our cases, or P1 and P2 if the rest can wait.
        """
        minutes = Counter(classes)
        for item in self._items:
            post = self._scenario.facts.posts[item.post]
            if (post.domain, post.call_out_level) != (level.domain, level.level):
                continue
            waits = post.deferred_to is not None and self.window_minutes(post.deferred_to) > 0
            called = _millionth(sum(item.shares[:2])) if waits else Fraction(1)
            for window in {key for key, _ in minutes}:
                if post.attendance.get(window) is not Attendance.ON_CALL:
                    continue
                arriving = math.fsum(
                    item.per_hour[band] * length / 60
                    for (key, band), length in minutes.items()
                    if key == window
                )
                for party in self._responsible.get((*item.key, window), ()):
                    offer = self._bought.get(party)
                    ours = (
                        Fraction(1)
                        if party == INTERNAL
                        else _millionth(offer.hand_back_share if offer else 0)
                    )
                    yield item, _millionth(_millionth(arriving) * called * ours)

    def window_minutes(self, window: str) -> int:
        """Minutes of a service window in the horizon."""
        return sum(minutes for (key, _), minutes in self.minutes.items() if key == window)

    def expected_cases(self, item: WorkItem, window: str) -> float:
        """Cases of a work item that arrive in a window over the horizon, to the nearest millionth."""
        cases = math.fsum(
            item.per_hour[band] * minutes / 60
            for (key, band), minutes in self.minutes.items()
            if key == window
        )
        return round(cases, 6)

    def our_share(self, item: WorkItem, window: str) -> float:
        """Share of an item's cases that reaches our own people: all of them, or what providers hand back."""
        parties = self._responsible.get((*item.key, window), ())
        if INTERNAL in parties:
            return 1.0
        return sum(self._bought[party].hand_back_share for party in parties if party in self._bought)

    def _need(self, post: str, time_class: TimeClass) -> Need:
        streams = [stream for stream in self._streams(post, time_class) if stream.total > 0]
        load = math.fsum(stream.total * stream.handling / 60 for stream in streams)
        if load == 0:
            return Need(0.0, 0, 0)
        demand = self._scenario.facts.demand
        if self._scenario.facts.posts[post].discipline is Discipline.OCCUPANCY:
            people = people_for_occupancy(load, demand.occupancy_cap)
        else:
            arrivals = tuple(math.fsum(stream.rates[k] for stream in streams) for k in range(4))
            handling = load * 60 / math.fsum(arrivals)
            people = people_needed(arrivals, handling, self._targets(post), demand.occupancy_cap)
        return Need(load, people, math.ceil(people / (1 - demand.shrinkage) - ROUNDING))

    def _streams(self, post: str, time_class: TimeClass) -> Iterator[Stream]:
        """What arrives at a post in a class: its own cases, and those that waited for this window."""
        window, band = time_class
        record = self._scenario.facts.posts[post]
        if record.attendance.get(window) is not Attendance.SEATED:
            return
        here = [item for item in self._items if item.post == post]
        for item in here:
            rate = self.our_share(item, window) * item.per_hour[band]
            yield Stream(tuple(rate * share for share in item.shares), item.handling)
        if record.deferred_to != window:
            return
        for item in here:
            for other, attendance in record.attendance.items():
                if attendance is Attendance.ON_CALL:
                    waited = self.our_share(item, other) * self.expected_cases(item, other)
                    rate = waited * 60 / self.window_minutes(window)
                    p3, p4 = item.shares[2:]
                    yield Stream((0.0, 0.0, rate * p3, rate * p4), item.handling)

    def _targets(self, post: str) -> list[tuple[float, float]]:
        """Strictest minutes and share by severity over the phases in which the post has an item."""
        phases = {item.phase for item in self._items if item.post == post}
        by_phase = [self._scenario.facts.response_targets[phase].ordered() for phase in phases]
        return [
            (min(target.minutes for target in targets), max(target.percentile for target in targets))
            for targets in zip(*by_phase, strict=True)
        ]


def _millionth(value: float | Fraction) -> Fraction:
    return Fraction(round(value * MILLION), MILLION)


@dataclass(frozen=True)
class Stream:
    """Cases per hour by severity with one mean handling time."""

    rates: tuple[float, ...]
    handling: int

    @property
    def total(self) -> float:
        """Cases per hour."""
        return math.fsum(self.rates)
