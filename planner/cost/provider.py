"""What providers charge: fees, overage, case prices and seat hours of the offers bought."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from math import ceil

from planner.cost.bill import Bill
from planner.cost.demand import Volumes
from planner.plan.model import Assignment, Plan
from planner.queueing import SeverityTarget, largest_load, most_urgent_mix
from planner.scenario.base import Phase
from planner.scenario.provider import Offer
from planner.scenario.scenario import Scenario
from planner.scenario.work import Discipline, Post
from planner.units import round_half_up

NOISE = 1e-9
"""Relative floating-point noise that must not cost a seat."""


def provider_bills(scenario: Scenario, plan: Plan, volumes: Volumes) -> Iterator[Bill]:
    """Every bill of every offer bought."""
    months = Fraction(12 * len(scenario.days), 365)
    for choice in plan.contracts:
        offer = scenario.providers[choice.provider].offers[choice.offer]
        given = [row for row in plan.segmentation if row.responsible == choice.provider]
        party, who = choice.provider, choice.offer
        fee = round_half_up(offer.monthly_fee * months)
        yield Bill(
            party,
            who,
            "monthly_fee",
            months if fee else Fraction(0),
            "months",
            Fraction(offer.monthly_fee),
            fee,
        )
        yield from _overage(party, who, offer, given, volumes, months)
        for row in given if offer.case_price else ():
            cases = volumes.cases(row.category, row.phase, row.window)
            amount = round_half_up(cases * offer.case_price)
            yield Bill(party, who, "case_price", cases, "cases", Fraction(offer.case_price), amount)
        if offer.seat_hour_price:
            yield from _seat_hours(scenario, party, who, offer, given, volumes)


def _overage(
    party: str, who: str, offer: Offer, given: list[Assignment], volumes: Volumes, months: Fraction
) -> Iterator[Bill]:
    """Whole cases beyond the included volume; cases are counted in thousandths, each item's rounded up."""
    if offer.included_cases is None:
        return
    thousandths = sum(ceil(volumes.cases(row.category, row.phase, row.window) * 1000) for row in given)
    beyond = max(0, ceil(Fraction(thousandths - int(offer.included_cases * months) * 1000, 1000)))
    price = offer.overage_price
    yield Bill(party, who, "overage", Fraction(beyond), "cases", Fraction(price), beyond * price)


def _seat_hours(
    scenario: Scenario, party: str, who: str, offer: Offer, given: list[Assignment], volumes: Volumes
) -> Iterator[Bill]:
    """Seats that the load given needs at each post and class, times the hours of the class.

    A load that not even all desks carry is billed as all desks; that it is too much is a breach, not a price.
    """
    for key, post in scenario.facts.posts.items():
        here = [row for row in given if _is_at(scenario, volumes, row, key)]
        if not here:
            continue
        limits = _limits(scenario, post)
        for (window, band), minutes in volumes.minutes.items():
            load = sum(_micro_erlangs(volumes, row, band) for row in here if row.window == window)
            if not load:
                continue
            seats = next((seats for most, seats in limits if load <= most), limits[-1][1])
            hour_money = round_half_up(Fraction(offer.seat_hour_price * minutes, 60))
            hours = Fraction(seats * minutes, 60)
            rate = Fraction(offer.seat_hour_price)
            yield Bill(party, who, "seat_hours", hours, "seat-hours", rate, seats * hour_money)


def _is_at(scenario: Scenario, volumes: Volumes, row: Assignment, post: str) -> bool:
    """Whether a row is work of this post. One without cases is no work, and its phase may have no post."""
    if not volumes.cases(row.category, row.phase, row.window):
        return False
    return scenario.post_of(volumes.category(row.category).domain, row.phase) == post


def _micro_erlangs(volumes: Volumes, row: Assignment, band: str) -> int:
    handling = volumes.category(row.category).handling_minutes(row.phase)
    exact = float(volumes.per_hour(row.category, row.phase, band) * handling / 60 * 1_000_000)
    return ceil(exact * (1 - NOISE))


def _limits(scenario: Scenario, post: Post) -> list[tuple[int, int]]:
    """(largest load in micro-erlangs, seats) by number of servers, as FORMULATION §2 "in the model" has it."""
    demand = scenario.facts.demand
    items = [
        (category, phase)
        for category in scenario.categories
        for phase in Phase
        if category.domain is post.domain
        and phase in post.phases
        and category.per_day * category.phase_share(phase) * category.handling_minutes(phase) > 0
    ]
    longest = max(float(category.handling_minutes(phase)) for category, phase in items)
    mix = most_urgent_mix([category.severity_shares() for category, _ in items])
    rows = [scenario.facts.response_targets[phase].ordered() for phase in {phase for _, phase in items}]
    targets = [
        SeverityTarget(min(t.minutes for t in column), max(t.percentile for t in column))
        for column in zip(*rows, strict=True)
    ]
    limits = [(0, 0)]
    for servers in range(1, post.seats + 1):
        seats = ceil(servers / (1 - demand.shrinkage) * (1 - NOISE))
        if seats > post.seats:
            break
        if post.discipline is Discipline.OCCUPANCY:
            most = servers * demand.occupancy_cap
        else:
            most = largest_load(servers, longest, mix, tuple(targets), demand.occupancy_cap)
        limits.append((round(most * 1_000_000), seats))
    return limits
