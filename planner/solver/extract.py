"""Decision values back into a plan."""

from __future__ import annotations

import itertools
from bisect import bisect_right
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta

from planner.instance.clock import HorizonClock
from planner.instance.demand import category_of
from planner.instance.model import MICRO, DemandClass, Instance, Item, Option
from planner.plan.model import Assignment, ContractChoice, Duty, EscalationDuty, Plan, SeatSlot
from planner.rules.segmentation import InternalOnly
from planner.scenario.base import INTERNAL
from planner.scenario.work import Attendance
from planner.solver.cpsat.encoders.segmentation import stays_internal
from planner.solver.cpsat.variables import Decisions, Literal
from planner.solver.score import Decided, seats_for

Value = Callable[[Literal], bool]


def extract_plan(decisions: Decisions, value: Value) -> Plan:
    """The plan that the values describe, with the fewest seats that its loads need."""
    instance = decisions.instance
    contracts = tuple(sorted(ContractChoice(o.party, o.offer) for o in _used_offers(decisions, value)))
    segmentation = tuple(
        sorted(
            _assignment(instance, item, window, option)
            for item in instance.items
            for window in instance.windows
            for option in instance.options
            if value(decisions.given(item, window, option))
        )
    )
    bare = Plan(
        scenario=instance.scenario.key,
        operating_model=instance.scenario.operating_model_key,
        contracts=contracts,
        segmentation=segmentation,
        roster=tuple(sorted(_duties(decisions, value))),
        escalation=tuple(sorted(_escalation(decisions, value))),
        seats=(),
    )
    return with_seats(instance, bare)


def _used_offers(decisions: Decisions, value: Value) -> list[Option]:
    """Offers bought that do something; one bought for nothing is dropped, which only saves its fee."""
    working = {
        option
        for item in decisions.instance.items
        for window in decisions.instance.windows
        for option in decisions.instance.options
        if value(decisions.given(item, window, option))
    }
    holding = {holder for holder, _, _, literal in decisions.holding() if value(literal)}
    return [o for o, bought in decisions.offers() if value(bought) and (o in working or o.party in holding)]


def _instant(instance: Instance, minute: int) -> datetime:
    return instance.scenario.start + timedelta(minutes=minute)


def _duties(decisions: Decisions, value: Value) -> Iterator[Duty]:
    instance = decisions.instance
    for person in decisions.people:
        for slot, on in decisions.shifts_of(person):
            if value(on):
                places = {q: decisions.sits(person, slot.day, slot.shift, q) for q in instance.posts}
                places |= {
                    key: decisions.attends(person, slot, key) for key in instance.scenario.facts.activities
                }
                post = next(key for key, there in places.items() if value(there))
                start, end = _instant(instance, slot.start), _instant(instance, slot.end)
                yield Duty(person, start, end, post, slot.shift, slot.paid)


def _escalation(decisions: Decisions, value: Value) -> Iterator[EscalationDuty]:
    instance = decisions.instance
    bought = {option.party: option.offer for option, literal in decisions.offers() if value(literal)}
    for holder, number, period, literal in decisions.holding():
        if value(literal):
            level = instance.levels[number]
            start, end = level.periods[period]
            response = level.response_minutes
            if holder in instance.scenario.providers:
                response = instance.scenario.providers[holder].offers[bought[holder]].acknowledge.P1
            yield EscalationDuty(
                level.domain,
                level.level,
                _instant(instance, start),
                _instant(instance, end),
                holder,
                response,
            )


def _assignment(instance: Instance, item: Item, window: str, option: Option) -> Assignment:
    return Assignment(
        category=item.category,
        phase=item.phase,
        window=window,
        responsible=option.party,
        accountable=INTERNAL,
        reason=_reason(instance, item, window, option),
    )


def _reason(instance: Instance, item: Item, window: str, option: Option) -> str:
    scenario = instance.scenario
    category = category_of(scenario, item)
    if option.offer:
        title = scenario.providers[option.party].offers[option.offer].title
        return f"Least total cost: within the offer {title}"
    for rule in scenario.rule_book:
        if isinstance(rule, InternalOnly) and stays_internal(rule, item, window, category):
            return f"Must stay internal: rule {rule.id}"
    post = scenario.facts.posts[scenario.post_of(category.domain, item.phase)]
    if post.attendance[window] is Attendance.ON_CALL:
        return f"Least total cost: on call ({post.call_out_level}), nobody sits at {post.title}"
    return f"Least total cost: own people at {post.title}"


def with_seats(instance: Instance, plan: Plan) -> Plan:
    """The plan with its seat slots: per post, contiguous over the horizon, equal neighbours joined."""
    decided = Decided(instance, plan)
    clock = HorizonClock(instance.scenario)
    working = [(d.post, clock.minute(d.start), clock.minute(d.end)) for d in plan.roster]
    working += [(past.post, past.slot.start, past.slot.end) for _, past in instance.late]
    seats: list[SeatSlot] = []
    for post in instance.scenario.facts.posts:
        here = [(start, end) for where, start, end in working if where == post]
        edges = {edge for start, end, _ in instance.stretches for edge in (start, end)}
        edges |= {edge for span in here for edge in span if 0 < edge < instance.minutes}
        cuts = sorted(edges)
        starts, ends = (sorted(span[side] for span in here) for side in (0, 1))
        slots: list[SeatSlot] = []
        facts = {demand: _facts(instance, decided, post, demand) for demand in instance.class_minutes}
        for start, end in itertools.pairwise(cuts):
            load, required, responsible = facts[instance.class_at(start)]
            rostered = bisect_right(starts, start) - bisect_right(ends, start)
            begin, until = _instant(instance, start), _instant(instance, end)
            last = slots[-1] if slots else None
            if last and (last.load_erlangs, last.required, last.rostered, last.responsible) == (
                load,
                required,
                rostered,
                responsible,
            ):
                slots[-1] = SeatSlot(post, last.start, until, load, required, rostered, responsible)
            else:
                slots.append(SeatSlot(post, begin, until, load, required, rostered, responsible))
        seats += slots
    return Plan(**{**vars(plan), "seats": tuple(sorted(seats))})


def _facts(instance: Instance, decided: Decided, post: str, demand: DemandClass) -> tuple[float, int, str]:
    """Internal load, required seats, and who is responsible at a post in a class."""
    load = decided.internal_load(post, demand)
    here = set(instance.loads[post].seated[demand])
    parties = {decided.by_item[key].party for key in here}
    own = INTERNAL in parties or load > 0 or not parties
    others = sorted(parties - {INTERNAL})
    responsible = "+".join([INTERNAL, *others] if own else others)
    return load / MICRO, seats_for(instance.loads[post], load), responsible
