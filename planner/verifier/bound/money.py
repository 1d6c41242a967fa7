"""A lower bound on the money of every plan that keeps the musts, segmentation included, from any prices whatever.

Cover at an instant says that the people there are no fewer than the seats that the load needs. A price on it splits the
question (Lagrangian relaxation): each person's line costs its pay less what the seats that it covers earn, and a
segmentation costs its fees and cases plus what its seats are priced at. Which offers are bought is tried out, one case
after the other, each under its own prices if the certificate has some.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from itertools import islice, product

from planner.plan.certificate import Branch, MoneyPrices, SeatPrice
from planner.rules.base import Rule, Strength
from planner.scenario.provider import Offer
from planner.verifier.bound.automata import AUTOMATA, WANTING
from planner.verifier.bound.counts import Count, counts_of, overtime_of
from planner.verifier.bound.people import Member, Staff
from planner.verifier.bound.program import Moves, Priced, Program, Reading
from planner.verifier.bound.queues import Slot
from planner.verifier.bound.segments import Bought, Limits, Segments
from planner.verifier.bound.wages import Wages, fee
from planner.verifier.clock import minute_of
from planner.verifier.demand import classes_of
from planner.verifier.lines import Work

MOST_CASES = 4096
"""Sets of offers that are tried out; where there are more, money is only known to be at least nothing."""


class MoneyBound:
    """The bound of one scenario, under any prices."""

    def __init__(self, staff: Staff) -> None:
        self._staff = staff
        self._scenario = staff.scenario
        self._wages = Wages(staff)
        main = staff.clocks.main
        self._start, self._end = main.midnight(staff.days[0]), main.midnight(staff.days[-1] + 1)
        self._classes = classes_of(self._scenario, main, self._start, self._end)
        self._segments = Segments(self._scenario, self._wages, self._classes)
        self._kinds = {rule.kind for rule in self._scenario.must_rules()}
        self._lines: dict[object, int | None] = {}
        self._moves: dict[tuple[Rule, ...], Moves] = defaultdict(dict)

    def bound(self, prices: MoneyPrices) -> int | None:
        """Whole minor units that every plan costs at least; None where nothing keeps the musts that the bound knows."""
        sets = list(islice(self._sets(), MOST_CASES + 1))
        if len(sets) > MOST_CASES:
            return 0
        # The program knows one duty a day; who may have more could earn more than it sees, so no seat has a price then.
        priced = prices.cases if self._staff.has_one_duty_a_day() else ()
        cases = {frozenset(case.bought): case.plans for case in priced}
        found = []
        for bought in sets:
            plans = cases.get(frozenset(option.name for option in bought), Branch())
            least = self._of_branch(bought, plans, {}, prices.scale)
            if least is not None:
                found.append(least + prices.scale * self._whatever_is_done(bought))
        return max(0, -(-min(found) // prices.scale)) if found else None

    def _of_branch(
        self, bought: Mapping[Bought, Offer], plans: Branch, people: Mapping[Slot, Limits], scale: int
    ) -> int | None:
        """Least cost of the plans of a branch in parts of a minor unit; None where there are none."""
        split = plans.split
        if split is None:
            return self._of_leaf(bought, plans, people, scale)
        minute = minute_of(split.at)
        if not self._start <= minute < self._end:
            # Of no demand: both sides are all of the plans.
            return self._of_branch(bought, split.fewer, people, scale)
        slot = split.post, self._classes[minute - self._start]
        low, high = people.get(slot, Limits())
        fewer = Limits(low, split.people - 1 if high is None else min(high, split.people - 1))
        as_many = Limits(max(low, split.people), high)
        found = [
            self._of_branch(bought, branch, {**people, slot: limits}, scale)
            for branch, limits in ((split.fewer, fewer), (split.as_many, as_many))
        ]
        return min((least for least in found if least is not None), default=None)

    def _of_leaf(
        self, bought: Mapping[Bought, Offer], plans: Branch, people: Mapping[Slot, Limits], scale: int
    ) -> int | None:
        priced = [
            each
            for each in plans.seats
            if "cover_requirement" in self._kinds and self._start <= minute_of(each.at) < self._end
        ]
        seats: dict[Slot, int] = Counter()
        for each in priced:
            seats[each.post, self._classes[minute_of(each.at) - self._start]] += each.price
        overage = {each.offer: each.price for each in plans.overage}
        segments = self._segments.least(bought, seats, overage, people, scale)
        if segments is None:
            return None
        same = (plans.seats, plans.counts, scale)
        if same not in self._lines:
            # Lines hang on prices alone, and branches may share theirs.
            self._lines[same] = self._least_of_lines(plans, priced, scale)
        lines = self._lines[same]
        return None if lines is None else segments + lines

    def _sets(self) -> Iterator[dict[Bought, Offer]]:
        """Every set of offers with at most one of each provider that may work for us."""
        providers = [key for key in self._scenario.parties if key in self._scenario.providers]
        choices = [
            [None, *(Bought(key, offer) for offer in self._scenario.providers[key].offers)]
            for key in providers
        ]
        for chosen in product(*choices):
            yield {
                option: self._scenario.providers[option.provider].offers[option.offer]
                for option in chosen
                if option is not None
            }

    def _whatever_is_done(self, bought: Mapping[Bought, Offer]) -> int:
        """Fees, stipends of the ladder, and what people cost whoever works when."""
        fees = sum(fee(self._scenario, offer.monthly_fee) for offer in bought.values())
        people = sum(self._wages.fixed(member) for member in self._staff.members)
        return fees + people + sum(self._stipends(bought))

    def _stipends(self, bought: Mapping[Bought, Offer]) -> Iterator[int]:
        """Of each level that only our own people may hold; a row of the rota is taken to last an hour or more."""
        if not {"ladder_reachability", "on_call_eligibility"} <= self._kinds:
            return
        hours = (self._end - self._start) // 60
        for level in self._scenario.facts.escalation:
            away = any(level.level in offer.holds_levels for offer in bought.values())
            if not (away and level.provider_may_hold):
                terms = self._scenario.pay.on_call[level.level]
                # Each row is rounded, and its on-costs are.
                yield max(0, self._wages.with_percentage(terms.hourly_stipend * hours) - hours)

    def _least_of_lines(self, plans: Branch, priced: list[SeatPrice], scale: int) -> int | None:
        """Pay of everybody's duties less what the priced seats earn."""
        at: dict[str, list[tuple[int, int]]] = defaultdict(list)
        for each in priced:
            at[each.post].append((minute_of(each.at), each.price))
        prices: dict[str, dict[str, int]] = defaultdict(dict)
        for count in plans.counts:
            prices[count.person][count.rule] = count.price
        total = -sum(
            price
            for duty in self._scenario.history
            for minute, price in at.get(duty.post, ())
            if minute_of(duty.start) <= minute < minute_of(duty.end)
        )
        earned: dict[tuple[str, int, int], int] = {}
        for member in self._staff.members if self._staff.has_one_duty_a_day() else ():
            least = self._program(member, at, earned, prices[member.key], scale).least(None)
            if least is None:
                return None
            total += least
        return total

    def _program(
        self,
        member: Member,
        at: Mapping[str, list[tuple[int, int]]],
        earned: dict[tuple[str, int, int], int],
        prices: Mapping[str, int],
        scale: int,
    ) -> Program:
        readings = [
            Reading(AUTOMATA[rule.kind](rule, member), None)
            for rule in member.rules
            if rule.strength is Strength.MUST
            and rule.kind in AUTOMATA
            and not (rule.kind in WANTING and self._staff.stands_by_at_work)
        ]
        counts = [Priced(count, prices.get(count.rule.id, 0)) for count in self._counts(member)]
        rules = (*(each.automaton.rule for each in readings), *(each.count.rule for each in counts))

        def cost(work: Work) -> int:
            best = 0 if self._scenario.facts.activities else None
            for post in member.posts:
                key = (post, work.start, work.end)
                if key not in earned:
                    earned[key] = sum(
                        price for minute, price in at.get(post, ()) if work.start <= minute < work.end
                    )
                best = earned[key] if best is None else max(best, earned[key])
            return self._wages.duty(member, work) * scale - (best or 0)

        choices = (
            [(None, 0), *((work, cost(work)) for work in member.choices[day])]
            if member.places
            else [(None, 0)]
            for day in member.days
        )
        return Program(member, readings, counts, choices, self._moves[rules], scale)

    def _counts(self, member: Member) -> Iterator[Count]:
        """Counts of musts, and the minutes of duties that are overtime beyond some."""
        yield from (count for count in counts_of(member, self._staff) if count.rule.strength is Strength.MUST)
        threshold, price = self._wages.overtime(member)
        if price:
            yield overtime_of(member, threshold, price)
