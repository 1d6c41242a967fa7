"""Everything that checks look at: the scenario's facts and the written plan, re-derived by the judge's own means."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import cached_property
from itertools import accumulate

from planner.plan.model import EscalationDuty, Plan
from planner.scenario.base import Domain, Phase
from planner.scenario.people import Person
from planner.scenario.provider import Offer
from planner.scenario.scenario import Scenario
from planner.scenario.work import EscalationLevel
from planner.verifier.clock import DAY, LocalClock, SiteClocks, minute_of
from planner.verifier.demand import MILLION, Demand, TimeClass, WorkItem, classes_of, work_items
from planner.verifier.lines import (
    Away,
    Reader,
    Work,
    leave_of,
    lines_of,
    read_roster,
    skills_of,
)
from planner.verifier.spans import joined
from planner.verifier.words import Words


@dataclass(frozen=True, order=True)
class Hold:
    """One row of the escalation rota on the judge's clock; `response` is the longest that can be believed."""

    start: int
    end: int
    holder: str
    response: int


@dataclass(frozen=True)
class Evidence:
    """What is known of a scenario and a plan for it. Minutes are of the judge's clock, days are ordinals."""

    scenario: Scenario
    plan: Plan
    clock: LocalClock
    clocks: SiteClocks
    reader: Reader
    words: Words
    days: range
    start: int
    end: int
    staff: Mapping[str, Person]
    works: tuple[Work, ...]
    skills: Mapping[str, frozenset[str]]
    leave: Mapping[str, tuple[Away, ...]]
    items: tuple[WorkItem, ...]
    classes: list[TimeClass]
    responsible: Mapping[tuple[str, Phase, str], tuple[str, ...]]
    bought: Mapping[str, Offer]

    @cached_property
    def demand(self) -> Demand:
        """Loads and needs under the written segmentation."""
        return Demand(self.scenario, self.items, self.classes, self.responsible, self.bought)

    @cached_property
    def lines(self) -> Mapping[str, tuple[Work, ...]]:
        """What each person of the staff does, by start: history, roster, and stand-by that is working time."""
        return lines_of(self.scenario, (*self.works, *self.stand_by))

    @cached_property
    def stand_by(self) -> tuple[Work, ...]:
        """Periods on call of our own people that count as working time."""
        return tuple(
            self.reader.stand_by(row)
            for row in self.plan.escalation
            if row.holder in self.staff and row.start < row.end and self.waits_at_work(row)
        )

    def of_people(self, people: Collection[str]) -> Evidence:
        """The same evidence as if the staff were only these people; everybody when there are none.

        Who sits where is not touched: `works` and `presence` are facts of the whole plan.
        """
        if not people:
            return self
        seen = replace(self, staff={key: who for key, who in self.staff.items() if key in people})
        # The lines are known already; worked out anew they would be those of everybody.
        vars(seen)["lines"] = {key: line for key, line in self.lines.items() if key in people}
        return seen

    def waits_at_work(self, row: EscalationDuty) -> bool:
        """Whether holding the level of a row is working time: on site, at short call, or called out often."""
        level, law = self.level(row.domain, row.level), self.scenario.stand_by
        if level is None:
            return False
        if level.on_site or level.response_minutes <= law.work_within_minutes:
            return True
        if level.response_minutes >= law.rest_from_minutes:
            return False
        expected = self.call_outs_a_day[level.domain, level.level]
        return expected > Fraction(round(law.call_outs_per_day * MILLION), MILLION)

    @cached_property
    def call_outs_a_day(self) -> Mapping[tuple[Domain, str], Fraction]:
        """Call-outs (millionths) expected at each escalation level in 24 hours, on average of the horizon."""
        days = Fraction(self.end - self.start, DAY)
        return {
            (level.domain, level.level): self.demand.call_outs(level, self.classes) / days
            for level in self.scenario.facts.escalation
        }

    @cached_property
    def presence(self) -> Mapping[str, list[int]]:
        """People at each post in each minute of the horizon; duties of history count until they end."""
        return {
            post: self.count_people(work for work in self.works if work.post == post)
            for post in self.scenario.facts.posts
        }

    @cached_property
    def parties_at(self) -> Mapping[tuple[str, str], frozenset[str]]:
        """Parties that are responsible for some work item of a post in a service window."""
        found: dict[tuple[str, str], frozenset[str]] = {}
        for item in self.items:
            for window in self.windows:
                parties = self.responsible.get((*item.key, window), ())
                found[item.post, window] = found.get((item.post, window), frozenset()).union(parties)
        return found

    @cached_property
    def written_need(self) -> Mapping[str, list[int]]:
        """People that `seats.csv` asks for at each post in each minute; 0 where it says nothing."""
        asked = {post: [0] * len(self.classes) for post in self.scenario.facts.posts}
        for row in self.plan.seats:
            if row.post in asked:
                line = asked[row.post]
                for minute in self.minutes_within(minute_of(row.start), minute_of(row.end)):
                    line[minute] = max(line[minute], row.required)
        return asked

    @cached_property
    def own_need(self) -> Mapping[str, list[int]]:
        """People that each post's load needs in each minute of the horizon."""
        needs = self.demand.needs
        return {
            post: [needs[post, time_class].required for time_class in self.classes]
            for post in self.scenario.facts.posts
        }

    @cached_property
    def windows(self) -> tuple[str, ...]:
        """Service windows that occur in the horizon."""
        occurring = {window for window, _ in self.classes}
        return tuple(window for window in self.scenario.facts.service_windows if window in occurring)

    def count_people(self, works: Iterable[Work]) -> list[int]:
        """How many different people do some duty of `works` in each minute of the horizon."""
        steps = [0] * (len(self.classes) + 1)
        by_person: dict[str, list[Work]] = {}
        for work in works:
            by_person.setdefault(work.person, []).append(work)
        for duties in by_person.values():
            for start, end in joined((work.start, work.end) for work in duties):
                within = self.minutes_within(start, end)
                steps[within.start] += 1
                steps[within.stop] -= 1
        return list(accumulate(steps[:-1]))

    def minutes_within(self, start: int, end: int) -> range:
        """The part of `[start, end)` inside the horizon, counted from its first minute."""
        length = len(self.classes)
        first = min(max(start - self.start, 0), length)
        return range(first, max(first, min(end - self.start, length)))

    def name(self, key: str) -> str:
        """A person's name, a provider's title, or the key of neither."""
        return self.words.names.get(key, key)

    def clock_of(self, person: str) -> LocalClock:
        """The clock on the wall where a person works."""
        return self.clocks.of(person)

    def holidays_of(self, person: str) -> frozenset[int]:
        """Public holidays (ordinals) where a person works."""
        return frozenset(day.toordinal() for day in self.scenario.holidays_of(person))

    def holds(self, level: EscalationLevel) -> tuple[Hold, ...]:
        """Written holders of an escalation level, by start. A row that does not end after its start is left out."""
        return tuple(
            sorted(
                Hold(minute_of(row.start), minute_of(row.end), row.holder, self.response(level, row))
                for row in self.plan.escalation
                if (row.domain, row.level) == (level.domain, level.level) and row.start < row.end
            )
        )

    def response(self, level: EscalationLevel, row: EscalationDuty) -> int:
        """Minutes in which a holder answers: as written, but no faster than level or contract can promise."""
        return max(row.response_minutes, self.promised_response(level, row.holder))

    def promised_response(self, level: EscalationLevel, holder: str) -> int:
        """Minutes that level (own people) or contract (a provider: acknowledging P1) promise; 0 if neither."""
        if holder in self.staff:
            return level.response_minutes
        offer = self.bought.get(holder)
        return offer.acknowledge.P1 if offer else 0

    def level(self, domain: Domain, key: str) -> EscalationLevel | None:
        """The escalation level of a domain with this key, if there is one."""
        levels = self.scenario.facts.escalation
        return next((level for level in levels if (level.domain, level.level) == (domain, key)), None)


def gather(scenario: Scenario, plan: Plan) -> Evidence:
    """Work out everything anew from the scenario and a plan, as read back from its files."""
    clocks = SiteClocks(scenario)
    clock = clocks.main
    first, last = scenario.days[0].toordinal(), scenario.days[-1].toordinal()
    start, end = clock.midnight(first), clock.midnight(last + 1)
    reader = Reader(scenario, clocks)
    history = (reader.work(duty) for duty in scenario.history)
    works = tuple(sorted((*history, *_roster_of_staff(scenario, reader, plan, first, last))))
    return Evidence(
        scenario=scenario,
        plan=plan,
        clock=clock,
        clocks=clocks,
        reader=reader,
        words=Words.of(scenario, clock),
        days=range(first, last + 1),
        start=start,
        end=end,
        staff={person.person: person for person in scenario.staff},
        works=works,
        skills=skills_of(scenario),
        leave=leave_of(scenario, clocks),
        items=work_items(scenario),
        classes=classes_of(scenario, clock, start, end),
        responsible=_responsible(plan),
        bought=_bought(scenario, plan),
    )


def _roster_of_staff(scenario: Scenario, reader: Reader, plan: Plan, first: int, last: int) -> Iterator[Work]:
    staff = {person.person for person in scenario.staff}
    return (work for work in read_roster(reader, plan, first, last) if work.person in staff)


def _responsible(plan: Plan) -> Mapping[tuple[str, Phase, str], tuple[str, ...]]:
    """Different responsible parties of each work item and window, as written."""
    parties: dict[tuple[str, Phase, str], set[str]] = {}
    for row in plan.segmentation:
        parties.setdefault((row.category, row.phase, row.window), set()).add(row.responsible)
    return {key: tuple(sorted(found)) for key, found in parties.items()}


def _bought(scenario: Scenario, plan: Plan) -> Mapping[str, Offer]:
    """The offer bought from each provider; of two, the first written (the second is an integrity fault)."""
    bought: dict[str, Offer] = {}
    for choice in plan.contracts:
        provider = scenario.providers.get(choice.provider)
        if provider and choice.offer in provider.offers and choice.provider in scenario.parties:
            bought.setdefault(choice.provider, provider.offers[choice.offer])
    return bought
