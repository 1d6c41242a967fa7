"""What each person may do on each day of the horizon, as far as the judge's bound knows the rules about it."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from planner.rules.base import Rule
from planner.rules.duties import NoDutyOnLeave, NoNights, OneDutyADay, PostQualification
from planner.rules.hours import MaxShiftLength
from planner.scenario.people import Person, Restriction
from planner.scenario.scenario import Scenario
from planner.verifier.clock import LocalClock, SiteClocks
from planner.verifier.lines import Away, Reader, Work, free_days, leave_of, skills_of
from planner.verifier.spans import overlap


@dataclass(frozen=True)
class Member:
    """One of our people. `choices[day]` are the duties that may start on a day (ordinal), `places` where they may be.

    `rules` are those of the rule book that are about the person; `past[day]` the duties of history.
    """

    record: Person
    rules: tuple[Rule, ...]
    choices: Mapping[int, tuple[Work, ...]]
    places: tuple[str, ...]
    posts: tuple[str, ...]
    past: Mapping[int, tuple[Work, ...]]
    leave_days: frozenset[int]
    known: range
    days: range
    clock: LocalClock

    @property
    def key(self) -> str:
        """Key of the person."""
        return self.record.person


class Staff:
    """Everybody of the scenario, worked out by the judge's own clock."""

    def __init__(self, scenario: Scenario) -> None:
        self.scenario = scenario
        self.clocks = SiteClocks(scenario)
        self._reader = Reader(scenario, self.clocks)
        self._skills = skills_of(scenario)
        self._leave = leave_of(scenario, self.clocks)
        first, last = scenario.days[0].toordinal(), scenario.days[-1].toordinal()
        self.days = range(first, last + 1)
        self.known = range(first - scenario.facts.horizon.history_days, first)

    @cached_property
    def members(self) -> tuple[Member, ...]:
        """Everybody."""
        return tuple(self._member(record) for record in self.scenario.staff)

    @cached_property
    def stands_by_at_work(self) -> bool:
        """Whether periods on call may be working time, which then adds to lines what no roster has."""
        rest_from = self.scenario.stand_by.rest_from_minutes
        return any(
            level.on_site or level.response_minutes < rest_from for level in self.scenario.facts.escalation
        )

    def has_one_duty_a_day(self) -> bool:
        """Whether a rule says of everybody that at most one duty starts on a day."""
        rules = [rule for rule in self.scenario.rule_book if isinstance(rule, OneDutyADay)]
        return all(any(rule.is_about(who.person) for rule in rules) for who in self.scenario.staff)

    def _member(self, record: Person) -> Member:
        who = record.person
        rules = tuple(rule for rule in self.scenario.rule_book if rule.is_about(who))
        away = self._leave.get(who, ())
        posts = tuple(self._posts(who, rules))
        past: dict[int, tuple[Work, ...]] = {}
        for duty in self.scenario.history:
            if duty.person == who:
                work = self._reader.work(duty)
                past[work.day] = (*past.get(work.day, ()), work)
        return Member(
            record=record,
            rules=rules,
            choices={day: tuple(self._choices(record, rules, away, day)) for day in self.days},
            places=(*posts, *self.scenario.facts.activities),
            posts=posts,
            past=past,
            leave_days=frozenset(day for off in away for day in range(off.first_day, off.last_day + 1)),
            known=self.known,
            days=self.days,
            clock=self.clocks.of(who),
        )

    def credited_days(self, member: Member) -> int:
        """Days from Monday to Friday that are leave or a public holiday where the person works."""
        holidays = {day.toordinal() for day in self.scenario.holidays_of(member.key)}
        free = free_days(self.scenario, self._leave.get(member.key, ())) | holidays
        return sum(day in free and day % 7 not in (6, 0) for day in self.days)

    def _posts(self, who: str, rules: Collection[Rule]) -> Iterator[str]:
        asked = any(isinstance(rule, PostQualification) for rule in rules)
        for key, post in self.scenario.facts.posts.items():
            if not asked or post.skill in self._skills[who]:
                yield key

    def _choices(
        self, record: Person, rules: Collection[Rule], away: Collection[Away], day: int
    ) -> Iterator[Work]:
        for code in self.scenario.shifts:
            work = self._work(record.person, code, day)
            if not any(_bars(rule, record, work, away) for rule in rules):
                yield work

    def _work(self, who: str, code: str, day: int) -> Work:
        """The duty of a shift type on a local day, at no post yet."""
        local = self.clocks.of(who)
        shift = self.scenario.shifts[code]
        start, end = self._reader.shift_span(code, day, local)
        night = self._reader.night_minutes(start, end, local)
        return Work(
            start=start,
            end=end,
            person=who,
            post="",
            shift=code,
            kind=shift.kind,
            day=day,
            clock=local.shows(start)[1],
            paid=end - start - shift.break_minutes,
            night_minutes=night,
            is_night=self._reader.is_night(night),
            past=False,
        )


def _bars(rule: Rule, record: Person, work: Work, away: Collection[Away]) -> bool:
    """Whether a must-rule forbids a duty whatever else the person does."""
    if isinstance(rule, NoDutyOnLeave):
        return any(overlap(work.start, work.end, off.start, off.end) for off in away)
    if isinstance(rule, NoNights):
        return work.is_night and Restriction.NO_NIGHTS in record.restrictions
    return isinstance(rule, MaxShiftLength) and work.paid > rule.work_minutes
