"""Scenario in, instance out: a flat list of the facts that engines need."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from itertools import pairwise
from typing import TypeVar

from planner.instance.changes import change_prices
from planner.instance.clock import HorizonClock, demand_stretches, past_slot, shift_slot, site_clocks
from planner.instance.demand import compile_demand
from planner.instance.model import (
    CoverSegment,
    DemandClass,
    Employee,
    Instance,
    Level,
    Option,
    PastSlot,
    Publication,
    ShiftSlot,
)
from planner.instance.money import (
    call_out_money,
    called_out,
    case_money,
    contract_minutes,
    credit_minutes,
    duty_pay,
    fixed_pay,
    milli_cases,
    offer_price,
    on_costs,
    overtime_steps,
    per_head,
    stipend,
)
from planner.instance.overtime import Workweeks
from planner.instance.stand_by import stand_by_slot, stand_by_time
from planner.rules.cover import MinimumPresence
from planner.scenario.base import DAY_NAMES, INTERNAL
from planner.scenario.people import Person, Restriction
from planner.scenario.scenario import Scenario
from planner.scenario.work import Attendance, EscalationLevel, Rotation, StandByTime
from planner.units import MINUTES_PER_DAY

HALF_DAY = MINUTES_PER_DAY // 2


Found = TypeVar("Found")


def compile_instance(scenario: Scenario) -> Instance:
    """The whole question as integers. Needs a scenario that has passed the door; raises nothing of its own."""
    clock = HorizonClock(scenario)
    stretches = demand_stretches(clock)
    class_minutes: dict[DemandClass, int] = {}
    for start, end, demand_class in stretches:
        class_minutes[demand_class] = class_minutes.get(demand_class, 0) + end - start
    demand = compile_demand(scenario, class_minutes)
    clocks = site_clocks(scenario)
    weeks = {site: Workweeks(scenario, clock) for site, clock in clocks.items()}
    slots = _slots(scenario, clocks)
    options = _options(scenario)
    history_days = scenario.facts.horizon.history_days
    posts = _manned_posts(scenario)
    people = {person.person: person for person in scenario.people}
    late = tuple(
        (duty.person, past_slot(clocks[people[duty.person].site or ""], duty))
        for duty in scenario.history
        if clock.minute(duty.end) > 0
    )
    publication = _publication(scenario, clocks)
    return Instance(
        scenario=scenario,
        minutes=clock.minutes,
        day_starts=_midnights(clock),
        site_day_starts={site: _midnights(there) for site, there in clocks.items()},
        history_days=history_days,
        employees=tuple(_employee(scenario, weeks[person.site or ""], person) for person in scenario.staff),
        slots=slots,
        late=late,
        late_skills={who: skill_closure(scenario, people[who]) for who, _ in late},
        duty_cost=_OfEachDuty(
            scenario, slots, lambda person, slot: duty_pay(scenario, clocks[slot.site], person, slot)
        ),
        week_parts=_OfEachDuty(scenario, slots, lambda person, slot: weeks[slot.site].parts(person, slot)),
        posts=posts,
        items=demand.items,
        windows=tuple(demand.window_minutes),
        options=options,
        stretches=tuple(stretches),
        class_minutes=demand.class_minutes,
        cases=demand.cases,
        case_milli={key: milli_cases(cases) for key, cases in demand.cases.items()},
        loads=demand.loads,
        cover=_cover(clock, posts, slots, late, stretches),
        call_outs=call_out_money(scenario, demand, options),
        called=called_out(scenario, demand),
        on_costs=on_costs(scenario),
        case_money=case_money(scenario, demand, options),
        prices=tuple(offer_price(scenario, class_minutes, option) for option in options if option.offer),
        levels=_levels(scenario, clocks),
        publication=publication,
        change_prices=change_prices(scenario, publication),
    )


def _slots(scenario: Scenario, clocks: Mapping[str, HorizonClock]) -> tuple[ShiftSlot, ...]:
    """Every shift type on every local day of each site where somebody works, if it starts inside the horizon."""
    staffed = {person.site or "" for person in scenario.staff}
    slots = (
        shift_slot(clock, day, code, shift, site)
        for day in range(len(scenario.days))
        for site, clock in clocks.items()
        if site in staffed
        for code, shift in scenario.shifts.items()
    )
    return tuple(slot for slot in slots if 0 <= slot.start < clocks[""].minutes)


class _OfEachDuty(Mapping[tuple[str, int, str], Found]):
    """Something of every duty by person, day and shift, worked out once for all people of a grade at a site."""

    def __init__(
        self, scenario: Scenario, slots: tuple[ShiftSlot, ...], find: Callable[[Person, ShiftSlot], Found]
    ) -> None:
        alike: dict[tuple[str, str], dict[tuple[int, str], Found]] = {}
        for person in scenario.staff:
            key = person.grade, person.site or ""
            if key not in alike:
                own = (slot for slot in slots if slot.site == key[1])
                alike[key] = {(slot.day, slot.shift): find(person, slot) for slot in own}
        self._of = {person.person: alike[person.grade, person.site or ""] for person in scenario.staff}

    def __getitem__(self, duty: tuple[str, int, str]) -> Found:
        person, day, shift = duty
        return self._of[person][day, shift]

    def __iter__(self) -> Iterator[tuple[str, int, str]]:
        return ((person, day, shift) for person, own in self._of.items() for day, shift in own)

    def __len__(self) -> int:
        return sum(map(len, self._of.values()))


def _publication(scenario: Scenario, clocks: Mapping[str, HorizonClock]) -> Publication | None:
    if (facts := scenario.facts.publication) is None:
        return None
    sites = {person.person: person.site or "" for person in scenario.people}
    duties: dict[tuple[str, int], set[tuple[str, int, int]]] = defaultdict(set)
    for duty in scenario.published:
        clock = clocks[sites[duty.person]]
        start = clock.minute(duty.start)
        day = clock.day_number(clock.wall(start)[0])
        duties[duty.person, day].add((duty.shift, start, clock.minute(duty.end)))
    clock = clocks[""]
    return Publication(
        duties={key: frozenset(found) for key, found in duties.items()},
        published_on=clock.day_number(facts.published_on or facts.today),
        today=clock.day_number(facts.today),
    )


def _midnights(clock: HorizonClock) -> tuple[int, ...]:
    first = -clock.scenario.facts.horizon.history_days
    return tuple(clock.local(day, 0) for day in range(first, len(clock.scenario.days) + 1))


def _options(scenario: Scenario) -> tuple[Option, ...]:
    bought = (
        Option(party, offer)
        for party in scenario.parties
        if party != INTERNAL
        for offer in scenario.providers[party].offers
    )
    return (Option(INTERNAL, ""), *bought)


def _manned_posts(scenario: Scenario) -> tuple[str, ...]:
    present = {rule.post for rule in scenario.rule_book if isinstance(rule, MinimumPresence)}
    return tuple(
        key
        for key, post in scenario.facts.posts.items()
        if key in present or Attendance.SEATED in post.attendance.values()
    )


def _employee(scenario: Scenario, weeks: Workweeks, person: Person) -> Employee:
    clock = weeks.clock
    leave = frozenset(
        clock.day_number(entry.first_day) + offset
        for entry in scenario.leave
        if entry.person == person.person
        for offset in range((entry.last_day - entry.first_day).days + 1)
    )
    past = (past_slot(clock, duty) for duty in scenario.history if duty.person == person.person)
    history = tuple(sorted(past, key=lambda item: item.slot.start))
    past_weeks = (
        (clock.day_number(row.week), row) for row in scenario.past_weeks if row.person == person.person
    )
    return Employee(
        key=person.person,
        site=person.site or "",
        holidays=frozenset(map(clock.day_number, scenario.holidays_of(person.person))),
        skills=skill_closure(scenario, person),
        no_nights=Restriction.NO_NIGHTS in person.restrictions,
        no_sundays=Restriction.NO_SUNDAYS in person.restrictions,
        no_lone_work=Restriction.NO_LONE_WORK in person.restrictions,
        daytime_only=Restriction.DAYTIME_ONLY in person.restrictions,
        limits={row.limit: row.minutes for row in scenario.limits if row.person == person.person},
        agreements=frozenset(person.agreements),
        leave_days=leave,
        weekly_minutes=person.weekly_minutes,
        contract_minutes=contract_minutes(scenario, person),
        credit_minutes=credit_minutes(scenario, person),
        salaried=scenario.pay.grades[person.grade].salaried,
        fixed_pay=fixed_pay(scenario, person),
        per_head=per_head(scenario, person),
        accounts=weeks.accounts(
            person, contract_minutes(scenario, person) - credit_minutes(scenario, person), history
        ),
        overtime_steps=overtime_steps(scenario, person),
        history=history,
        past_weeks=tuple(sorted(past_weeks, key=lambda past: past[0])),
        past_on_call=frozenset(
            clock.day_number(row.day) for row in scenario.past_on_call if row.person == person.person
        ),
    )


def skill_closure(scenario: Scenario, person: Person) -> frozenset[str]:
    """All skills a person holds, included ones too."""
    held: set[str] = set()
    todo = list(person.skills)
    while todo:
        skill = todo.pop()
        if skill not in held:
            held.add(skill)
            todo.extend(scenario.facts.skills[skill].includes)
    return frozenset(held)


def _cover(
    clock: HorizonClock,
    posts: tuple[str, ...],
    slots: tuple[ShiftSlot, ...],
    past: tuple[tuple[str, PastSlot], ...],
    stretches: list[tuple[int, int, DemandClass]],
) -> tuple[CoverSegment, ...]:
    """Stretches of equal demand and equal running shifts, each different content once per post."""
    edges = {edge for slot in slots for edge in (slot.start, slot.end)}
    edges |= {edge for start, end, _ in stretches for edge in (start, end)}
    edges |= {late.slot.end for _, late in past}
    cuts = sorted(edge for edge in edges if 0 <= edge <= clock.minutes)
    class_at: Mapping[int, DemandClass] = {start: demand for start, _, demand in stretches}
    segments: dict[
        tuple[str, DemandClass, frozenset[tuple[str, int, str]], frozenset[str]], CoverSegment
    ] = {}
    demand = stretches[0][2]
    for start, end in pairwise(cuts):
        demand = class_at.get(start, demand)
        running = frozenset(
            (slot.site, slot.day, slot.shift) for slot in slots if slot.start <= start and slot.end >= end
        )
        for post in posts:
            late = frozenset(
                who
                for who, item in past
                if item.post == post and item.slot.start <= start and item.slot.end >= end
            )
            segments.setdefault(
                (post, demand, running, late), CoverSegment(post, demand, start, end, running, late)
            )
    return tuple(segments.values())


def _levels(scenario: Scenario, clocks: Mapping[str, HorizonClock]) -> tuple[Level, ...]:
    levels = []
    for level in scenario.facts.escalation:
        periods = on_call_periods(clocks[""], level)
        stand_by = stand_by_time(scenario.stand_by, level)
        levels.append(
            Level(
                domain=level.domain,
                level=level.level,
                skill=level.skill,
                response_minutes=level.response_minutes,
                limit_minutes=level.limit_minutes,
                provider_may_hold=level.provider_may_hold,
                periods=periods,
                stipends=tuple(stipend(scenario, clocks[""], level.level, *period) for period in periods),
                backs_up=level.backs_up,
                stand_by=stand_by,
                duties={
                    site: tuple(stand_by_slot(clock, level, site, *period) for period in periods)
                    for site, clock in clocks.items()
                    if stand_by is not StandByTime.REST
                },
            )
        )
    return tuple(levels)


def on_call_periods(clock: HorizonClock, level: EscalationLevel) -> tuple[tuple[int, int], ...]:
    """On-call periods of the horizon (FORMULATION §3)."""
    at, rotation = level.hand_on.at, level.rotation
    clocks = sorted((at, (at + HALF_DAY) % MINUTES_PER_DAY)) if rotation is Rotation.HALF_DAY else [at]
    changes = [
        clock.local(day, change)
        for day in range(len(clock.scenario.days))
        for change in clocks
        if rotation is not Rotation.WEEKLY
        or clock.local_date(day).weekday() == DAY_NAMES.index(level.hand_on.day)
    ]
    first = 1 if rotation is Rotation.HALF_DAY else MINUTES_PER_DAY
    return tuple(pairwise([0, *(minute for minute in changes if minute >= first), clock.minutes]))
