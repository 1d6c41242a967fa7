"""Who does what, as shares, and the seats of our own people that follow from it."""

from __future__ import annotations

import math
from collections import defaultdict
from dataclasses import dataclass, field
from itertools import count

from planner.instance.demand import category_of
from planner.instance.model import MICRO, DemandClass, Instance, Item, Option
from planner.instance.money import offer_of
from planner.rules.segmentation import InternalOnly, OtMaturity
from planner.scenario.base import Domain, Phase
from planner.solver.certificate.linear import Program, Terms
from planner.solver.certificate.loads import carried

NOISE = 1e-9
"""Of floating-point sums, which must not cost a seat."""

Place = tuple[str, DemandClass]
"""A post in a demand class."""

Given = dict[tuple[Item, str, Option], int]
"""Column of an item given in a window to an option."""


@dataclass
class Parties:
    """Columns that an option opens, rows of overage, columns of each number of people, columns of seats."""

    given: dict[Option, list[int]] = field(default_factory=lambda: defaultdict(list))
    overage: dict[Option, int] = field(default_factory=dict)
    numbers: dict[Place, list[int]] = field(default_factory=dict)
    seats: dict[Place, int] = field(default_factory=dict)


def add_parties(program: Program, instance: Instance) -> Parties:
    """Adds the choice of parties for every work item and window, and the seats that their loads need."""
    parties = Parties()
    given: Given = {}
    cases: dict[Option, Terms] = defaultdict(dict)
    for item in instance.items:
        for window in instance.windows:
            ways: Terms = {}
            for option in instance.options:
                if option.offer and not _may(instance, option, item, window):
                    continue
                cost = instance.case_money.get((item, window, option), 0)
                cost += instance.call_outs.get((item, window, option), 0)
                column = program.column(cost + _seat_hours(instance, item, window, option))
                given[item, window, option] = column
                parties.given[option].append(column)
                ways[column] = 1.0
                cases[option][column] = -float(instance.case_milli[item, window])
            program.row(1.0, ways, 1.0)
    for price in instance.prices:
        if price.included_milli is not None and price.overage_price:
            beyond = program.column(price.overage_price / 1000)
            terms = {beyond: 1.0, **cases[price.option]}
            parties.overage[price.option] = program.row(-float(price.included_milli), terms)
    for post in instance.posts:
        for demand in instance.loads[post].coefficient:
            _add_seats(program, instance, (post, demand), given, parties)
    return parties


def _may(instance: Instance, option: Option, item: Item, window: str) -> bool:
    """Whether scope and maturity of a provider, and what stays internal, let an offer have a work item."""
    scenario = instance.scenario
    offer, category = offer_of(scenario, option), category_of(scenario, item)
    if window not in offer.windows or not any(
        scope.domain is category.domain
        and item.phase in scope.phases
        and category.category not in scope.excluded_categories
        for scope in offer.scope
    ):
        return False
    for rule in scenario.must_rules():
        if isinstance(rule, OtMaturity) and (rule.it_too or category.domain is Domain.OT):
            slack = rule.triage_slack if item.phase is Phase.TRIAGE else 0
            if category.context > scenario.providers[option.party].ot_maturity + slack:
                return False
        if isinstance(rule, InternalOnly) and (
            (not rule.domains or category.domain.value in rule.domains)
            and (not rule.phases or item.phase.value in rule.phases)
            and (not rule.categories or category.category in rule.categories)
            and (not rule.windows or window in rule.windows)
            and category.context >= rule.context_from
        ):
            return False
    return True


def _seat_hours(instance: Instance, item: Item, window: str, option: Option) -> float:
    """Seats that an offer mans by the hour, at the load that nobody exceeds."""
    prices = next((price.seat_price for price in instance.prices if price.option == option), {})
    cap = instance.scenario.facts.demand.occupancy_cap * MICRO
    return sum(
        prices.get(demand, 0) * loads.get((item, window), 0) / cap
        for load_of in instance.loads.values()
        for demand, loads in load_of.seated.items()
    )


def _add_seats(program: Program, instance: Instance, place: Place, given: Given, parties: Parties) -> None:
    """Seats, with a copy of the choices for each number of people, who carry its load (Balas 1979)."""
    post, demand = place
    loads = instance.loads[post].coefficient[demand]
    copies: dict[int, Terms] = {
        given[item, window, option]: {given[item, window, option]: -1.0}
        for item, window in loads
        for option in instance.options
        if (item, window, option) in given
    }
    parties.seats[place] = program.column()
    seats: Terms = {parties.seats[place]: -1.0}
    numbers: Terms = {}
    for people in count():
        number = program.column(most=1.0)
        numbers[number] = 1.0
        seats[number] = math.ceil(people / (1 - instance.scenario.facts.demand.shrinkage) - NOISE)
        most = carried(instance, post, demand, people)
        load: Terms = {number: -most}
        for (item, window), micro in loads.items():
            ways: Terms = {number: -1.0}
            for option in instance.options:
                original = given.get((item, window, option))
                if original is not None:
                    copy = program.column()
                    copies[original][copy] = ways[copy] = 1.0
                    share = offer_of(instance.scenario, option).hand_back_share if option.offer else 1.0
                    load[copy] = micro * share
            program.row(0.0, ways, 0.0)
        program.row(-math.inf, load, 0.0)
        if most >= sum(loads.values()):
            break
    parties.numbers[place] = list(numbers)
    program.row(1.0, numbers, 1.0)
    program.row(0.0, seats, 0.0)
    for terms in copies.values():
        program.row(0.0, terms, 0.0)
