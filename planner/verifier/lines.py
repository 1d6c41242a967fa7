"""What people do, re-derived from the written rows: lines of work with their day, paid time and night time."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from itertools import accumulate

from planner.plan.model import Duty, EscalationDuty, Plan
from planner.scenario.people import PastDuty
from planner.scenario.scenario import Scenario
from planner.scenario.work import STAND_BY
from planner.verifier.clock import DAY, LocalClock, SiteClocks, minute_of


@dataclass(frozen=True, order=True)
class Work:
    """One duty as the judge sees it; `start` and `end` are minutes of the judge's clock, half-open.

    `day` is the ordinal of the local day on which it starts, `clock` the local time then. `paid` is elapsed time
    less the break of the shift type. `past`: a duty of history.
    """

    start: int
    end: int
    person: str
    post: str
    shift: str
    kind: str
    day: int
    clock: int
    paid: int
    night_minutes: int
    is_night: bool
    past: bool


@dataclass(frozen=True)
class Away:
    """A person's leave as minutes of the judge's clock and as local days (`last_day` included)."""

    start: int
    end: int
    first_day: int
    last_day: int


class Reader:
    """Turns rows into `Work`; remembers the night minutes of equal spans."""

    def __init__(self, scenario: Scenario, clocks: SiteClocks) -> None:
        self._scenario = scenario
        self._clocks = clocks
        self._nights: dict[tuple[int, LocalClock], tuple[int, ...]] = {}

    def work(self, duty: Duty | PastDuty) -> Work:
        """The duty with everything worked out anew; written paid minutes are not looked at."""
        start, end = minute_of(duty.start), minute_of(duty.end)
        local = self._clocks.of(duty.person)
        day, clock = local.shows(start)
        shift = self._scenario.shift_system.shifts.get(duty.shift)
        at_night = self.night_minutes(start, end, local)
        return Work(
            start=start,
            end=end,
            person=duty.person,
            post=duty.post,
            shift=duty.shift,
            kind=shift.kind if shift else "",
            day=day,
            clock=clock,
            paid=end - start - (shift.break_minutes if shift else 0),
            night_minutes=at_night,
            is_night=self.is_night(at_night),
            past=isinstance(duty, PastDuty),
        )

    def stand_by(self, row: EscalationDuty) -> Work:
        """A row of the escalation rota as a duty of a day of the horizon: all of it is working time."""
        start, end = minute_of(row.start), minute_of(row.end)
        local = self._clocks.of(row.holder)
        day, clock = local.shows(start)
        at_night = self.night_minutes(start, end, local)
        return Work(
            start=start,
            end=end,
            person=row.holder,
            post="",
            shift=f"on_call:{row.domain}/{row.level}",
            kind=STAND_BY,
            day=max(day, self._scenario.days[0].toordinal()),
            clock=clock,
            paid=end - start,
            night_minutes=at_night,
            is_night=self.is_night(at_night),
            past=False,
        )

    def shift_span(self, code: str, day: int, local: LocalClock) -> tuple[int, int]:
        """First minute and end of a shift type on a day of a local clock."""
        shift = self._scenario.shift_system.shifts[code]
        return local.when(day, shift.start), local.when(day, shift.start + shift.length_minutes)

    def night_minutes(self, start: int, end: int, local: LocalClock) -> int:
        """Minutes of `[start, end)` in which a local clock is inside the night period of the labour pack."""
        inside = 0
        for day in range(start // DAY, -(-end // DAY)):
            before = self._night_before(day, local)
            inside += before[min(end - day * DAY, DAY)] - before[max(start - day * DAY, 0)]
        return inside

    def _night_before(self, day: int, local: LocalClock) -> tuple[int, ...]:
        """Night minutes of a day of UTC before each of its minutes, and last those of the whole day."""
        if (day, local) not in self._nights:
            night, shows = self._scenario.night, local.shows
            clocks = [shows(minute)[1] for minute in range(day * DAY, (day + 1) * DAY)]
            if night.start < night.end:
                inside = [night.start <= clock < night.end for clock in clocks]
            else:
                inside = [clock >= night.start or clock < night.end for clock in clocks]
            self._nights[day, local] = tuple(accumulate(inside, initial=0))
        return self._nights[day, local]

    def is_night(self, night_minutes: int) -> bool:
        """Whether a duty with so much night time is a night duty."""
        return night_minutes > self._scenario.night.minutes_over


def read_roster(reader: Reader, plan: Plan, first_day: int, last_day: int) -> tuple[Work, ...]:
    """The roster's duties that start on a local day in `[first_day, last_day]` and end after their start.

    Other rows prove nothing; they are faults of the roster's integrity.
    """
    works = (reader.work(duty) for duty in plan.roster if duty.start < duty.end <= duty.start + LONGEST)
    return tuple(sorted(work for work in works if first_day <= work.day <= last_day))


LONGEST = timedelta(hours=48)
"""Longest span of a row that is taken for a duty."""


def lines_of(scenario: Scenario, works: tuple[Work, ...]) -> Mapping[str, tuple[Work, ...]]:
    """History and roster of each person of the staff, by start; empty for who does nothing."""
    lines: dict[str, list[Work]] = {person.person: [] for person in scenario.staff}
    for work in works:
        if work.person in lines:
            lines[work.person].append(work)
    return {person: tuple(sorted(line)) for person, line in lines.items()}


def skills_of(scenario: Scenario) -> Mapping[str, frozenset[str]]:
    """Skills of each person with all that they include, step by step until nothing is added."""
    included = {key: set(skill.includes) for key, skill in scenario.facts.skills.items()}
    closed = {}
    for person in scenario.people:
        held = set(person.skills)
        while more := {further for skill in held for further in included.get(skill, ())} - held:
            held |= more
        closed[person.person] = frozenset(held)
    return closed


def leave_of(scenario: Scenario, clocks: SiteClocks) -> Mapping[str, tuple[Away, ...]]:
    """Leave of each person, from the first midnight to the one after the last day."""
    found: dict[str, list[Away]] = {}
    for leave in scenario.leave:
        first, last = leave.first_day.toordinal(), leave.last_day.toordinal()
        clock = clocks.of(leave.person)
        away = Away(clock.midnight(first), clock.midnight(last + 1), first, last)
        found.setdefault(leave.person, []).append(away)
    return {person: tuple(sorted(list_, key=lambda away: away.start)) for person, list_ in found.items()}


def free_days(scenario: Scenario, leave: tuple[Away, ...]) -> frozenset[int]:
    """Local days of the horizon (ordinals) that are leave."""
    days = (day.toordinal() for day in scenario.days)
    return frozenset(day for day in days if any(away.first_day <= day <= away.last_day for away in leave))
