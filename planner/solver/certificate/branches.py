"""Prices of seats for the certificate of a bound on money: duals of a small linear program, branch by branch.

The program has each person's duties as shares, cover at every stretch of time, and a copy of the choice of parties for
each number of people at a post in a demand class. Its duals are good prices and prove nothing by themselves; whoever
checks splits the question along them and solves the parts in whole numbers. Sets of offers are branches from the
start; the cheapest branch is split by the number of people at some post until none is cheaper than the plan
(branch and bound: Land & Doig 1960).
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from heapq import heapify, heappop, heappush
from itertools import islice, product

import highspy
import numpy as np
from numpy.typing import NDArray

from planner.instance.model import CoverSegment, DemandClass, Instance, Option
from planner.instance.money import offer_of
from planner.plan.certificate import (
    Branch,
    CountPrice,
    MoneyPrices,
    OfferCase,
    OveragePrice,
    SeatPrice,
    Split,
)
from planner.rules.cover import MinimumPresence
from planner.solver.certificate.duties import Duties, add_duties
from planner.solver.certificate.linear import Program, Terms
from planner.solver.certificate.parties import Parties, Place, add_parties

SCALE = 1000
"""Parts of a minor unit."""

LACKING = 100_000.0
"""Minor units at which a seat that nobody covers is taken, for each stretch of time; dearer than anybody's duty."""

MOST_SETS = 256
"""Sets of offers up to which there is a certificate."""

MOST_PERSON_DAYS = 30_000
"""People times days times branches with prices of their own: what a check may take, some ten thousand to a second.

Beyond that even one branch takes minutes to find and to check, and the plan waits for it: there is no certificate.
"""


@dataclass
class Node:
    """A branch as it grows: limits on people by post and class, value of the program, its prices, its split."""

    bought: tuple[Option, ...]
    people: dict[Place, tuple[int, int]]
    value: float
    branch: Branch
    open: tuple[Place, int] | None
    """Where the next split is: at a post and class, and from how many people on."""
    split: tuple[Place, int, Node, Node] | None = None

    def written(self, start: datetime, starts: Mapping[DemandClass, int]) -> Branch:
        """The branch as the certificate has it; `starts` has a minute of each demand class."""
        if self.split is None:
            return self.branch
        (post, demand), people, fewer, as_many = self.split
        split = Split(
            post=post,
            at=start + timedelta(minutes=starts[demand]),
            people=people,
            fewer=fewer.written(start, starts),
            as_many=as_many.written(start, starts),
        )
        return Branch(split=split)


def money_prices(instance: Instance, plan: int, over: Callable[[], bool]) -> MoneyPrices | None:
    """Prices that prove as much as they can below the cost of a `plan`, in minor units, until time is `over`.

    The bound is left to who checks. None where there are too many sets of offers, or too many days of people.
    """
    sets = list(islice(_sets(instance), MOST_SETS + 1))
    leaves = MOST_PERSON_DAYS // max(1, len(instance.employees) * instance.days)
    if len(sets) > MOST_SETS or not leaves:
        return None
    question = Question(instance)
    roots: list[Node] = []
    for bought in sets:
        if roots and over():
            roots.append(Node(bought, {}, math.inf, roots[0].branch, None))
        else:
            roots.append(question.solved(bought, {}, Branch()))
    by_value = sorted(roots, key=lambda node: node.value)
    for node in by_value[leaves:]:
        # Dearer ones make do with the prices of the cheapest.
        node.branch, node.open = by_value[0].branch, None
    heap = [(node.value, number, node) for number, node in enumerate(roots)]
    heapify(heap)
    for number in range(len(roots), leaves):
        value, _, node = heap[0]
        if over() or value >= plan or node.open is None:
            break
        heappop(heap)
        for side, half in enumerate(question.split(node)):
            heappush(heap, (half.value, 2 * number + side, half))
    starts = {demand: minute for minute, _, demand in instance.stretches}
    cases = [
        OfferCase(bought=tuple(map(_name, root.bought)), plans=root.written(instance.scenario.start, starts))
        for root in roots
    ]
    return MoneyPrices(bound=0, scale=SCALE, cases=tuple(cases))


def _name(option: Option) -> str:
    return f"{option.party}/{option.offer}"


def _sets(instance: Instance) -> Iterator[tuple[Option, ...]]:
    by_party: dict[str, list[Option | None]] = {}
    for option in instance.options:
        if option.offer:
            by_party.setdefault(option.party, [None]).append(option)
    for chosen in product(*by_party.values()):
        yield tuple(option for option in chosen if option is not None)


class Question:
    """The program of one instance, with the columns of offers to be opened and closed."""

    def __init__(self, instance: Instance) -> None:
        self._instance = instance
        program = Program()
        self._parties = add_parties(program, instance)
        self._duties = add_duties(program, instance)
        self._cover = _add_cover(program, instance, self._parties, self._duties)
        self._solver = program.solver()

    def split(self, node: Node) -> tuple[Node, Node]:
        """The branch in two where the program mixes numbers of people most."""
        assert node.open is not None
        place, at = node.open
        low, high = node.people.get(place, (0, len(self._parties.numbers[place]) - 1))
        fewer, as_many = (
            self.solved(node.bought, {**node.people, place: limits}, node.branch)
            for limits in ((low, at - 1), (at, high))
        )
        node.split = place, at, fewer, as_many
        return fewer, as_many

    def solved(
        self, bought: tuple[Option, ...], people: dict[Place, tuple[int, int]], before: Branch
    ) -> Node:
        """The program with just these offers and so many people; without an optimum it has the prices of before."""
        for option, columns in self._parties.given.items():
            most = 1.0 if option in bought or not option.offer else 0.0
            for column in columns:
                self._solver.changeColBounds(column, 0.0, most)
        for place, numbers in self._parties.numbers.items():
            low, high = people.get(place, (0, len(numbers)))
            for number, column in enumerate(numbers):
                self._solver.changeColBounds(column, 0.0, 1.0 if low <= number <= high else 0.0)
        self._solver.run()
        if self._solver.getModelStatus() != highspy.HighsModelStatus.kOptimal:
            return Node(bought, people, math.inf, before, None)
        solution = self._solver.getSolution()
        values, duals = np.array(solution.col_value), np.array(solution.row_dual)
        return Node(
            bought,
            people,
            self._solver.getInfo().objective_function_value + self._whatever_is_done(bought),
            self._branch(bought, duals),
            self._undecided(values),
        )

    def _undecided(self, values: NDArray[np.float64]) -> tuple[Place, int] | None:
        """Where the program mixes numbers of people most, and the number above their mean; None if it does nowhere."""
        shares = {place: values[numbers] for place, numbers in self._parties.numbers.items()}
        place = min(shares, key=lambda each: float(shares[each].max()), default=None)
        if place is None or shares[place].max() > 1 - 1e-6:
            return None
        return place, math.floor(float(np.arange(len(shares[place])) @ shares[place])) + 1

    def _branch(self, bought: tuple[Option, ...], duals: NDArray[np.float64]) -> Branch:
        start = self._instance.scenario.start
        seats = [
            SeatPrice(
                post=segment.post,
                at=start + timedelta(minutes=segment.start),
                price=max(0, round(float(duals[row]) * SCALE)),
            )
            for segment, row in self._cover
        ]
        overage = [
            OveragePrice(offer=_name(option), price=max(0, round(float(duals[row]) * 1000 * SCALE)))
            for option, row in self._parties.overage.items()
            if option in bought
        ]
        # A dual of a row that limits hours is what an hour more would save: the price of an hour has the other sign.
        counts = [
            CountPrice(person=person, rule=rule, price=-round(float(duals[row]) * SCALE))
            for (person, rule), row in self._duties.counts.items()
        ]
        return Branch(
            seats=tuple(seat for seat in seats if seat.price),
            overage=tuple(each for each in overage if each.price),
            counts=tuple(each for each in counts if each.price),
        )

    def _whatever_is_done(self, bought: tuple[Option, ...]) -> int:
        """Fees, pay that is due in any case, and stipends of levels that no offer may hold."""
        instance = self._instance
        total = sum(price.fee for price in instance.prices if price.option in bought)
        for person in instance.employees:
            total += person.fixed_pay + person.per_head
            total += sum(part.of(person.fixed_pay) for part in instance.on_costs)
        held = {level for option in bought for level in offer_of(instance.scenario, option).holds_levels}
        return total + sum(
            sum(level.stipends)
            for level in instance.levels
            if not (level.provider_may_hold and level.level in held)
        )


def _add_cover(
    program: Program, instance: Instance, parties: Parties, duties: Duties
) -> list[tuple[CoverSegment, int]]:
    """At every stretch of time as many people as seats are needed, or asked for whatever the load; returns the rows."""
    presence = [rule for rule in instance.scenario.must_rules() if isinstance(rule, MinimumPresence)]
    rows = []
    for segment in instance.cover:
        terms: Terms = {program.column(LACKING): 1.0}
        for site, day, shift in sorted(segment.slots):
            terms |= duties.sits.get((site, day, shift, segment.post), {})
        past = float(len(segment.past))
        seats = parties.seats.get((segment.post, segment.demand))
        if seats is not None:
            rows.append((segment, program.row(-past, {**terms, seats: -1.0})))
        for rule in presence:
            if rule.post == segment.post and segment.demand.window in rule.windows:
                rows.append((segment, program.row(rule.people - past, terms)))
    return rows
