"""A plan as calendar entries: duties, on-call periods, leave, and stretches in which a provider is responsible.

A UID names a slot and outlives its content: it is made of whose slot it is, the day, and its number on that day,
never of times or titles.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime, timedelta
from hashlib import sha256
from typing import TypeVar

from planner.export.calendar_file import Entry, one_line
from planner.export.handover import Handovers
from planner.plan.model import Duty, EscalationDuty, Plan
from planner.scenario.base import DAY_NAMES, Domain
from planner.scenario.scenario import Scenario
from planner.scenario.work import Rotation

K = TypeVar("K")
T = TypeVar("T")


class Entries:
    """Entries of one plan for one scenario. With `named` a title says whose slot it is (for the team)."""

    def __init__(self, scenario: Scenario, plan: Plan) -> None:
        self.scenario, self.plan = scenario, plan
        self.names = {person.person: one_line(person.name) for person in scenario.people}
        self.names |= {key: one_line(provider.title) for key, provider in scenario.providers.items()}
        self.handovers = Handovers(scenario, plan, self.names)
        self.levels = {(level.domain, level.level): level for level in scenario.facts.escalation}

    def duties(self, *, named: bool = False) -> dict[str, list[Entry]]:
        """Entries of all duties by person; busy time."""
        found = defaultdict(list)
        slots = _numbered(
            ((duty.person, self._day(duty.start, duty.person)), duty) for duty in sorted(self.plan.roster)
        )
        for (person, day), number, duty in slots:
            key = uid(self.scenario, "duty", person, day, number)
            found[person].append(self._duty(duty, key, named))
        return found

    def on_call(self, *, named: bool = False) -> dict[str, list[Entry]]:
        """Entries of all on-call periods by holder, a person or a provider; free time."""
        found = defaultdict(list)
        slots = _numbered(((held.holder, self._period(held)), held) for held in sorted(self.plan.escalation))
        for (holder, (domain, level, period)), number, held in slots:
            key = uid(self.scenario, "on_call", domain, level, holder, period, number)
            found[holder].append(self._on_call(held, key, named))
        return found

    def leave(self) -> dict[str, list[Entry]]:
        """Entries of the leave that touches the horizon by person, in whole days; free time."""
        found = defaultdict(list)
        for leave in self.scenario.leave:
            if leave.first_day <= self.scenario.days[-1] and leave.last_day >= self.scenario.days[0]:
                entry = Entry(
                    uid=uid(self.scenario, "leave", leave.person, leave.first_day),
                    start=leave.first_day,
                    end=leave.last_day + timedelta(days=1),  # DTEND is exclusive
                    summary="Leave",
                    description=f"Away from {leave.first_day} to {leave.last_day}",
                    category="Leave",
                    busy=False,
                )
                found[leave.person].append(entry)
        return found

    def responsibility(self) -> dict[str, list[Entry]]:
        """Entries of the stretches in which a provider is responsible for work at a post, by provider; free time."""
        found = defaultdict(list)
        slots = _numbered(
            ((provider, post, self._day(begin)), (begin, end))
            for provider, post, begin, end in sorted(self._stretches())
        )
        for (provider, post, day), number, (begin, end) in slots:
            title = one_line(self.scenario.facts.posts[post].title)
            entry = Entry(
                uid=uid(self.scenario, "responsible", provider, post, day, number),
                start=begin,
                end=end,
                summary=f"Responsible: {title}",
                description=f"Post: {title}\nFrom {self._local(begin)} to {self._local(end)}",
                category="Responsible",
                busy=False,
            )
            found[provider].append(entry)
        return found

    def _duty(self, duty: Duty, key: str, named: bool) -> Entry:
        place = one_line(self.scenario.place_label(duty.post))
        is_activity = duty.post in self.scenario.facts.activities
        shift = self.scenario.shift_system.shifts[duty.shift]
        title = f"{duty.shift} · {place} ({shift.kind.replace('_', ' ')})"
        pause = f"{shift.break_minutes} min, unpaid" if shift.break_minutes else "no unpaid break"
        lines = (
            f"{'Activity' if is_activity else 'Post'}: {place}",
            f"Shift: {duty.shift}, {one_line(shift.title)}",
            f"From {self._local(duty.start, duty.person)} to {self._local(duty.end, duty.person)}",
            f"Working time: {_hours(duty.paid_minutes)}",
            f"Break: {pause}",
            # Whoever is away from every post has no open cases to pass on.
            *(() if is_activity else (f"Handover: {self.handovers.note(duty)}",)),
        )
        return Entry(
            uid=key,
            start=duty.start.astimezone(UTC),
            end=duty.end.astimezone(UTC),
            summary=f"{self.names[duty.person]}: {title}" if named else title,
            description="\n".join(lines),
            category="Duty",
            busy=True,
        )

    def _on_call(self, held: EscalationDuty, key: str, named: bool) -> Entry:
        level = self.levels[held.domain, held.level]
        # "On call: L2 on call" would say it twice
        rung = f"{one_line(level.title).removesuffix(' on call')} ({held.domain.value.upper()})"
        lines = (
            f"Escalation level: {rung}",
            f"From {self._local(held.start, held.holder)} to {self._local(held.end, held.holder)}",
            f"Reachable, with an answer within {held.response_minutes} min",
        )
        return Entry(
            uid=key,
            start=held.start.astimezone(UTC),
            end=held.end.astimezone(UTC),
            summary=f"On call: {rung}, {self.names[held.holder]}" if named else f"On call: {rung}",
            description="\n".join(lines),
            category="On call",
            busy=False,
        )

    def _period(self, held: EscalationDuty) -> tuple[Domain, str, int]:
        """Domain, level and number of the on-call period: half days, days or weeks since year 1, so it never recurs."""
        level = self.levels[held.domain, held.level]
        days = self._day(held.start).toordinal() - 1  # day 0 was a Monday
        match level.rotation:
            case Rotation.WEEKLY:
                number = (days - DAY_NAMES.index(level.hand_on.day)) // 7
            case Rotation.DAILY:
                number = days
            case Rotation.HALF_DAY:
                local = held.start.astimezone(self.scenario.zone)
                number = (1440 * days + 60 * local.hour + local.minute - level.hand_on.at) // 720
        return held.domain, held.level, number

    def _stretches(self) -> Iterator[tuple[str, str, datetime, datetime]]:
        """Provider, post, start and end of each longest time without an interruption."""
        open_ones: dict[tuple[str, str], tuple[datetime, datetime]] = {}
        for slot in sorted(self.plan.seats):
            for party in slot.responsible.split("+"):
                if party not in self.scenario.providers:
                    continue
                begin, end = open_ones.get((party, slot.post), (slot.start, slot.start))
                if end < slot.start:
                    yield party, slot.post, begin, end
                    begin = slot.start
                open_ones[party, slot.post] = (begin, slot.end)
        for (party, post), (begin, end) in open_ones.items():
            yield party, post, begin, end

    def _day(self, instant: datetime, whose: str = "") -> date:
        return instant.astimezone(self.scenario.zone_of(whose)).date()

    def _local(self, instant: datetime, whose: str = "") -> str:
        """By the clock of who reads it, with the zone's abbreviation: 02:30 happens twice in the doubled hour."""
        local = instant.astimezone(self.scenario.zone_of(whose))
        return f"{local:%Y-%m-%d %H:%M %Z}"


def uid(scenario: Scenario, *slot: object) -> str:
    """UID of a slot: one part for the scenario, one for the slot, and the site as its host."""
    return f"{scenario_mark(scenario)}-{_digest(*slot)[:24]}@{scenario.facts.calendar_host}"


def scenario_mark(scenario: Scenario) -> str:
    """How UIDs of this scenario begin."""
    return _digest(scenario.facts.calendar_host, scenario.key)[:12]


def _digest(*parts: object) -> str:
    return sha256("\n".join(str(part) for part in parts).encode()).hexdigest()


def _numbered(pairs: Iterable[tuple[K, T]]) -> Iterator[tuple[K, int, T]]:
    """Each item with its number, from 1, among those of the same key before it."""
    seen: Counter[K] = Counter()
    for key, item in pairs:
        seen[key] += 1
        yield key, seen[key], item


def _hours(minutes: int) -> str:
    hours, rest = divmod(minutes, 60)
    return f"{hours} h {rest} min" if rest else f"{hours} h"
