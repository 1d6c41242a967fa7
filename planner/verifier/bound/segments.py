"""What work given to providers or kept costs at least, when seats of our own have a price: all segmentations at once.

Under one set of bought offers each work item and window chooses alone, but for the seats of a post in a demand class,
which follow from the load of all. So for every number of people there: the cheapest choices whose load they carry.
Where these are too many to list, a price of load bounds what they cost (multiple-choice knapsack, Sinha & Zoltners
1979).
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import NamedTuple

from planner.rules.cover import MinimumPresence
from planner.rules.segmentation import InternalOnly, OtMaturity, ProviderScope, ResponseTarget
from planner.scenario.base import Domain, Phase, Severity
from planner.scenario.provider import Offer
from planner.scenario.scenario import Scenario
from planner.scenario.work import Attendance
from planner.verifier.bound.queues import MICRO, Queues, Served, Slot
from planner.verifier.bound.wages import Wages
from planner.verifier.checks.segmentation import covers
from planner.verifier.demand import Demand, TimeClass, WorkItem, work_items
from planner.verifier.queue import ROUNDING

MOST_LISTED = 1000
"""Ways to choose for a post and class that are listed; where there are more, a bound on them has to do."""

FINE = 1 << 30
"""Parts of a price of load."""


class Limits(NamedTuple):
    """Fewest and most people that a load needs; None: no most."""

    low: int = 0
    high: int | None = None


class Bought(NamedTuple):
    """An offer of a provider."""

    provider: str
    offer: str

    @property
    def name(self) -> str:
        """As a certificate names it."""
        return f"{self.provider}/{self.offer}"


class Choice(NamedTuple):
    """A way to have a work item done: what it costs, and the load of our own people in micro-erlangs."""

    cost: int
    load: int


@dataclass(frozen=True)
class Given:
    """A work item in a window."""

    item: WorkItem
    window: str


class Segments:
    """Everything about segmentation that does not hang on prices."""

    def __init__(self, scenario: Scenario, wages: Wages, classes: Sequence[TimeClass]) -> None:
        """`classes` are those of the minutes of the horizon."""
        self.scenario = scenario
        self._wages = wages
        self._demand = Demand(scenario, work_items(scenario), classes, {}, {})
        windows = sorted({window for window, _ in self._demand.minutes})
        self._work = [Given(item, window) for item in work_items(scenario) for window in windows]
        self._loads = {(one.item.key, one.window): dict(self._load(one)) for one in self._work}
        self._full: dict[Slot, int] = defaultdict(int)
        for loads in self._loads.values():
            for slot, load in loads.items():
                self._full[slot] += load
        self._kinds = {rule.kind for rule in scenario.must_rules()}
        served: dict[Slot, list[Served]] = defaultdict(list)
        for one in self._work:
            seated = scenario.facts.posts[one.item.post].attendance.get(one.window) is Attendance.SEATED
            # Of what waited for a seated window only P3 and P4 come to the desk.
            shares = one.item.shares if seated else (0.0, 0.0, *one.item.shares[2:])
            for slot, load in self._loads[one.item.key, one.window].items():
                served[slot].append(Served(one.item.handling, shares, load))
        self._queues = Queues(scenario, served)

    def least(
        self,
        bought: Mapping[Bought, Offer],
        seats: Mapping[Slot, int],
        overage: Mapping[str, int],
        people: Mapping[Slot, Limits],
        scale: int,
    ) -> int | None:
        """Least cost in parts of a minor unit; None where nothing keeps to `people`, the limits on those needed.

        `seats` has the price of a seat, `overage` that of a case (by offer).
        """
        total = 0
        chosen: dict[Slot, list[list[Choice]]] = defaultdict(list)
        for one in self._work if "one_responsible" in self._kinds else ():
            loads = self._loads[one.item.key, one.window]
            ways = list(self._ways(one, bought, overage, scale))
            weight = sum(self._demand.minutes[time_class] for _, time_class in loads)
            if not loads:
                total += min(cost for cost, _ in ways)
            for slot, load in loads.items():
                # Of several classes that an item loads each has a choice of its own, at its part of the cost.
                minutes = self._demand.minutes[slot[1]]
                chosen[slot].append(
                    [Choice(cost * minutes // weight, math.floor(load * share)) for cost, share in ways]
                )
        for slot in sorted({*chosen, *seats}):
            least = self._least_at(slot, chosen[slot], seats.get(slot, 0), people.get(slot, Limits()))
            if least is None:
                return None
            total += least
        for option, offer in bought.items():
            price = overage.get(option.name, 0)
            included = int((offer.included_cases or 0) * Fraction(12 * len(self.scenario.days), 365))
            total -= min(price, offer.overage_price * scale) * included
        return total

    def _ways(
        self, one: Given, bought: Mapping[Bought, Offer], overage: Mapping[str, int], scale: int
    ) -> Iterator[tuple[int, Fraction]]:
        """Who may do a work item: what it costs, and the share of the load that is ours."""
        yield self._called_out(one, Fraction(1)) * scale, Fraction(1)
        cases = Fraction(round(self._demand.expected_cases(one.item, one.window) * MICRO), MICRO)
        for option, offer in bought.items():
            if not self._may(one, option, offer):
                continue
            back = Fraction(round(offer.hand_back_share * MICRO), MICRO)
            cost = (int(cases * offer.case_price) + self._called_out(one, back)) * scale
            if offer.overage_price:
                price = min(overage.get(option.name, 0), offer.overage_price * scale)
                cost += int(cases * price)
            cost += self._seat_hours(one, offer) * scale
            yield cost, back

    def _may(self, one: Given, option: Bought, offer: Offer) -> bool:
        """Whether the musts that the bound knows let a provider do a work item."""
        item, category = one.item, one.item.category
        for rule in self.scenario.must_rules():
            if isinstance(rule, ProviderScope) and not covers(offer, item, one.window):
                return False
            if isinstance(rule, InternalOnly) and _stays(rule, one):
                return False
            if isinstance(rule, OtMaturity) and (rule.it_too or category.domain is Domain.OT):
                slack = rule.triage_slack if item.phase is Phase.TRIAGE else 0
                if category.context > self.scenario.providers[option.provider].ot_maturity + slack:
                    return False
            if isinstance(rule, ResponseTarget) and self._is_late(item, offer):
                return False
        return True

    def _is_late(self, item: WorkItem, offer: Offer) -> bool:
        targets = self.scenario.facts.response_targets[item.phase]
        return any(
            share
            and (
                offer.acknowledge.minutes(severity) > targets.of(severity).minutes
                or offer.acknowledge.percentile < targets.of(severity).percentile - ROUNDING
            )
            for severity, share in zip(Severity, item.shares, strict=True)
        )

    def _load(self, one: Given) -> Iterator[tuple[Slot, int]]:
        """Load of a work item that is wholly ours, by the post and class where it falls; rounded down."""
        item, window = one.item, one.window
        post = self.scenario.facts.posts[item.post]
        attendance = post.attendance.get(window)
        for time_class in self._demand.minutes:
            if attendance is Attendance.SEATED and time_class[0] == window:
                rate = item.per_hour[time_class[1]]
            elif (
                attendance is Attendance.ON_CALL
                and time_class[0] == post.deferred_to
                and post.attendance.get(time_class[0]) is Attendance.SEATED
            ):
                waited = self._demand.expected_cases(item, window) * sum(item.shares[2:])
                rate = waited * 60 / self._demand.window_minutes(time_class[0])
            else:
                continue
            load = math.floor(rate * item.handling / 60 * MICRO * (1 - ROUNDING))
            if load > 0:
                yield (item.post, time_class), load

    def _called_out(self, one: Given, share: Fraction) -> int:
        """Pay of an item's call-outs of which a share reaches us, less the unit that rounding may take."""
        post = self.scenario.facts.posts[one.item.post]
        level = post.call_out_level
        if post.attendance.get(one.window) is not Attendance.ON_CALL or level is None or not share:
            return 0
        cases = Fraction(round(self._demand.expected_cases(one.item, one.window) * MICRO), MICRO)
        if post.deferred_to is not None and self._demand.window_minutes(post.deferred_to):
            cases *= Fraction(round(sum(one.item.shares[:2]) * MICRO), MICRO)
        terms = self.scenario.pay.on_call[level]
        minutes = max(terms.call_out_minimum_minutes, one.item.handling)
        gross = cases * share * terms.call_out_hourly * minutes / 60
        return max(0, self._wages.all_on_costs(gross) - 2)

    def _seat_hours(self, one: Given, offer: Offer) -> int:
        """What the seats that a provider mans for an item cost at least: nobody is busier than the cap."""
        if not offer.seat_hour_price:
            return 0
        post = self.scenario.facts.posts[one.item.post]
        total = Fraction(0)
        for slot, load in self._loads[one.item.key, one.window].items():
            if slot[1][0] == one.window:
                # Load that not even all desks carry is billed as all desks.
                seats = min(
                    Fraction(load, MICRO) / Fraction(self.scenario.facts.demand.occupancy_cap),
                    Fraction(self._most_seats(post.seats) * load, self._full[slot]),
                )
                hours = Fraction(self._demand.minutes[slot[1]] * offer.seat_hour_price, 60)
                total += seats * (hours - 1)
        return max(0, int(total))

    def _most_seats(self, desks: int) -> int:
        """The most seats that a whole number of people with shrinkage comes to on so many desks."""
        return max(seats for people in range(desks + 1) if (seats := self._required(people)) <= desks)

    def _required(self, people: int) -> int:
        """Seats rostered so that so many people are at work."""
        return math.ceil(people / (1 - self.scenario.facts.demand.shrinkage) - ROUNDING)

    def _least_at(
        self, slot: Slot, choices: Sequence[Sequence[Choice]], price: int, limits: Limits
    ) -> int | None:
        """Over all numbers of people at a post in a class: their seats, and the cheapest choices that they carry."""
        present = max(
            (
                rule.people
                for rule in self.scenario.must_rules()
                if isinstance(rule, MinimumPresence) and rule.post == slot[0] and slot[1][0] in rule.windows
            ),
            default=0,
        )
        full = sum(max((load for _, load in ways), default=0) for ways in choices)
        costs = []
        best = _best_choices(choices)
        people = limits.low
        while limits.high is None or people <= limits.high:
            carried = self._queues.carried(slot, people)
            if best is None:
                within = _least_within(choices, carried)
            else:
                within = min((cost for cost, load in best if load <= carried), default=None)
            if within is not None:
                costs.append(within + price * max(present, self._required(people)))
            if carried >= full:
                break
            people += 1
        return min(costs, default=None)


def _stays(rule: InternalOnly, one: Given) -> bool:
    category = one.item.category
    return (
        (not rule.domains or category.domain.value in rule.domains)
        and (not rule.phases or one.item.phase.value in rule.phases)
        and (not rule.categories or category.category in rule.categories)
        and (not rule.windows or one.window in rule.windows)
        and category.context >= rule.context_from
    )


def _best_choices(choices: Sequence[Sequence[Choice]]) -> list[Choice] | None:
    """Cost and load of every way to choose that no other beats in both; None where there are too many to list."""
    best = [Choice(0, 0)]
    for ways in choices:
        sums = sorted(Choice(one.cost + way.cost, one.load + way.load) for one in best for way in ways)
        best = []
        for one in sums:
            if not best or one.load < best[-1].load:
                best.append(one)
        if len(best) > MOST_LISTED:
            return None
    return best


def _least_within(choices: Sequence[Sequence[Choice]], most: int) -> int | None:
    """A number that choices with at most so much load together do not undercut; None where there are none.

    Any price of load gives one; the best is where load passes the limit, found among the prices at which some choice
    changes.
    """
    if sum(min(load for _, load in ways) for ways in choices) > most:
        return None
    prices = sorted(
        {0}
        | {
            (dear.cost - cheap.cost) * FINE // (cheap.load - dear.load)
            for ways in choices
            for cheap in ways
            for dear in ways
            if cheap.load > dear.load and cheap.cost < dear.cost
        }
    )

    def at(price: int) -> tuple[int, int]:
        """The relaxed cost in fine parts and the load of the choices that have it."""
        taken = [min((cost * FINE + price * load, load) for cost, load in ways) for ways in choices]
        return sum(cost for cost, _ in taken) - price * most, sum(load for _, load in taken)

    low, high = 0, len(prices) - 1
    while low < high:
        middle = (low + high) // 2
        if at(prices[middle])[1] > most:
            low = middle + 1
        else:
            high = middle
    around = prices[max(0, low - 1) : low + 2]
    return max(at(price)[0] for price in around) // FINE
