"""The roster seen from afar: how many people of a sort work a sort of shift at a post, over the whole horizon.

Nobody's days are decided. People are alike who cost the same on every shift, may sit at the same posts, and may or may
not work nights; shifts are alike that fall on the same weekday, cost everybody the same and cover the same sorts of
demand.
Every plan's own counts keep what is asked for here, so a minimum over counts lies below every plan (aggregation of
rows and columns; Zipkin 1980). It sees premia, and the hours that contracts leave, where a seat count alone does not.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Hashable
from dataclasses import dataclass
from fractions import Fraction
from math import ceil

from planner.instance.model import ALL_HUNDREDTHS, CoverSegment, Employee, Instance, ShiftSlot
from planner.rules.cover import MinimumPresence
from planner.rules.hours import ContractHours
from planner.solver.cpsat.build import PlanModel
from planner.solver.cpsat.variables import Linear
from planner.solver.over import Over, never, while_not

SlotKey = tuple[str, int, str]
"""Site, day and shift."""


@dataclass(frozen=True)
class Sort:
    """People who are alike."""

    people: tuple[Employee, ...]
    posts: frozenset[str]
    no_nights: bool

    @property
    def one(self) -> Employee:
        """Any of them."""
        return self.people[0]


@dataclass(frozen=True)
class Kinds:
    """Slots that are alike, and the segments of each sort of demand with how many of them a slot of a kind covers."""

    slots: list[list[ShiftSlot]]
    segments: list[tuple[list[CoverSegment], dict[int, int]]]


Counts = dict[tuple[int, int, str], Linear]
"""How many duties of a kind of slot people of a sort work at a post, by numbers of sort and kind."""


def add_staffing(bulk: PlanModel, over: Over = never) -> Linear:
    """Adds the counts to a model without lines; returns pay and on-costs of their shifts, from below, in minor units.

    Only rules for everybody are counted on. Without rules that ask for cover by qualified people it adds nothing.
    Raises IsOver.
    """
    instance = bulk.instance
    musts = {rule.kind: rule for rule in instance.scenario.must_rules() if not rule.only_people}
    if not {"cover_requirement", "post_qualification"} <= musts.keys():
        return 0
    sorts = _sorts(instance, "no_nights" in musts, over)
    kinds = _kinds(instance, sorts, over)
    counts = {
        (number, kind, post): bulk.model.new_int_var(
            0, len(sort.people) * len(slots), f"{number} {kind} {post}"
        )
        for kind, slots in enumerate(kinds.slots)
        for number, sort in enumerate(sorts)
        if slots[0].site == sort.one.site and not (sort.no_nights and slots[0].night)
        for post in sorted(sort.posts)
    }
    _keep_cover(bulk, kinds, counts)
    if "one_duty_a_day" in musts:
        _keep_one_a_day(bulk, sorts, kinds, counts, leave="leave" in musts)
    contract = musts.get("contract_hours")
    if isinstance(contract, ContractHours):
        _keep_contracts(bulk, sorts, kinds, counts, contract.maximum_percent)
    return _pay(bulk, sorts, kinds, counts)


def _sorts(instance: Instance, nights_are_banned: bool, over: Over) -> list[Sort]:
    found: dict[Hashable, list[Employee]] = defaultdict(list)
    for person in while_not(over, instance.employees):
        cost = tuple(_cost(instance, person, slot) for slot in instance.slots if slot.site == person.site)
        no_nights = nights_are_banned and person.no_nights
        found[person.site, _posts_of(instance, person), no_nights, cost, _slope(instance, person)].append(
            person
        )
    return [
        Sort(tuple(people), _posts_of(instance, people[0]), nights_are_banned and people[0].no_nights)
        for people in found.values()
    ]


def _posts_of(instance: Instance, employee: Employee) -> frozenset[str]:
    return frozenset(
        post for post in instance.posts if instance.scenario.facts.posts[post].skill in employee.skills
    )


def _cost(instance: Instance, employee: Employee, slot: ShiftSlot) -> int:
    return instance.duty_cost[employee.key, slot.day, slot.shift]


def _kinds(instance: Instance, sorts: list[Sort], over: Over) -> Kinds:
    """Slots by weekday, shift, what they cost each sort, and how many segments of each sort of demand they cover."""
    first: dict[SlotKey, Hashable] = {}
    for slot in while_not(over, instance.slots):
        cost = tuple(_cost(instance, sort.one, slot) for sort in sorts if sort.one.site == slot.site)
        first[_key(slot)] = (slot.site, slot.day % 7, slot.shift, slot.paid, slot.night, cost)
    groups: dict[Hashable, list[CoverSegment]] = defaultdict(list)
    for segment in while_not(over, instance.cover):
        running = Counter(first[key] for key in segment.slots if key in first)
        groups[segment.post, segment.demand, frozenset(running.items())].append(segment)
    covered: dict[SlotKey, Counter[Hashable]] = defaultdict(Counter)
    for signature, segments in groups.items():
        for segment in segments:
            for key in segment.slots:
                covered[key][signature] += 1
    alike: dict[Hashable, list[ShiftSlot]] = defaultdict(list)
    for slot in instance.slots:
        alike[first[_key(slot)], frozenset(covered[_key(slot)].items())].append(slot)
    slots = list(alike.values())
    times = [covered[_key(same[0])] for same in slots]
    return Kinds(
        slots,
        [
            (segments, {kind: each[signature] for kind, each in enumerate(times) if each[signature]})
            for signature, segments in groups.items()
        ],
    )


def _key(slot: ShiftSlot) -> SlotKey:
    return slot.site, slot.day, slot.shift


def _keep_cover(bulk: PlanModel, kinds: Kinds, counts: Counts) -> None:
    """Over all segments of a sort of demand together, as many people as their cover needs."""
    by_kind: dict[tuple[int, str], list[Linear]] = defaultdict(list)
    for (_, kind, post), count in counts.items():
        by_kind[kind, post].append(count)
    presence = [
        rule
        for rule in bulk.instance.scenario.must_rules()
        if isinstance(rule, MinimumPresence) and not rule.only_people
    ]
    for segments, covering in kinds.segments:
        post, demand = segments[0].post, segments[0].demand
        present = sum(len(segment.past) for segment in segments) + sum(
            times * count for kind, times in covering.items() for count in by_kind[kind, post]
        )
        bulk.model.add(present >= len(segments) * bulk.decisions.required(post, demand))
        for rule in presence:
            if rule.post == post and demand.window in rule.windows:
                bulk.model.add(present >= len(segments) * rule.people)


def _keep_one_a_day(bulk: PlanModel, sorts: list[Sort], kinds: Kinds, counts: Counts, *, leave: bool) -> None:
    """No more duties on a weekday than people are there on such days."""
    instance = bulk.instance
    for number, sort in enumerate(sorts):
        for weekday in range(7):
            days = range(weekday, instance.days, 7)
            there = sum(not (leave and day in person.leave_days) for person in sort.people for day in days)
            bulk.model.add(_sum(counts, number, kinds, weekday) <= there)


def _sum(counts: Counts, number: int, kinds: Kinds, weekday: int) -> Linear:
    return sum(
        count
        for (sort, kind, _), count in counts.items()
        if sort == number and kinds.slots[kind][0].day % 7 == weekday
    )


def _keep_contracts(bulk: PlanModel, sorts: list[Sort], kinds: Kinds, counts: Counts, most: int) -> None:
    """Paid minutes of a sort within what its contracts allow at most, less what is credited."""
    for number, sort in enumerate(sorts):
        minutes = sum(
            max(0, ceil(Fraction(person.contract_minutes * most, 100)) - person.credit_minutes)
            for person in sort.people
        )
        worked = sum(
            kinds.slots[kind][0].paid * count for (which, kind, _), count in counts.items() if which == number
        )
        bulk.model.add(worked <= minutes)


def _pay(bulk: PlanModel, sorts: list[Sort], kinds: Kinds, counts: Counts) -> Linear:
    """Pay of the duties with on-costs, rounded down by one minor unit for each person and component."""
    instance = bulk.instance
    terms = []
    most = 0
    for (number, kind, _), count in counts.items():
        sort, slot = sorts[number], kinds.slots[kind][0]
        price = _cost(instance, sort.one, slot) * (ALL_HUNDREDTHS + _slope(instance, sort.one))
        if price:
            terms.append(price * count)
            most += price * len(sort.people) * len(kinds.slots[kind])
    roundings = len(instance.on_costs) * len(instance.employees)
    pay = bulk.model.new_int_var(0, most // ALL_HUNDREDTHS + 1, "pay of all duties")
    bulk.model.add(ALL_HUNDREDTHS * (pay + roundings) >= sum(terms))
    return pay


def _slope(instance: Instance, employee: Employee) -> int:
    """Hundredths of a per cent of on-costs on every further penny of a person's pay, whatever else is paid."""
    return sum(
        part.hundredths
        for part in instance.on_costs
        if part.up_to is None and employee.fixed_pay >= part.above
    )
