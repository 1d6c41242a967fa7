"""What our own people cost at least: what is paid in any case, what a duty adds, what hours beyond the contract add.

Worked out from the pay agreement alone (FORMULATION, 4). Left out, since it costs at least nothing: overtime other than
beyond the contract hours of the horizon, its regular rate, daily overtime, pay for changes, and lump sums of on-call.
Components of on-costs are counted on what is paid in any case, and on all else where no bound can change them.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date
from fractions import Fraction

from planner.scenario.pay import Combination, OnCost, OvertimeBasis, Premium, PremiumDay
from planner.scenario.scenario import Scenario
from planner.units import round_half_up
from planner.verifier.bound.people import Member, Staff
from planner.verifier.lines import Work

QUARTER_HOUR = 15
YEAR = 365
WEEKDAYS = {
    PremiumDay.ANY: {0, 1, 2, 3, 4, 5, 6},
    PremiumDay.WEEKDAY: {1, 2, 3, 4, 5},
    PremiumDay.SATURDAY: {6},
    PremiumDay.SUNDAY: {0},
    PremiumDay.WEEKEND: {6, 0},
}
"""Remainders of ordinals by seven: those of Sundays are multiples of it."""


class Wages:
    """Pay of the scenario's staff from below, in minor units."""

    def __init__(self, staff: Staff) -> None:
        self._staff = staff
        self._scenario = staff.scenario
        self._pay = staff.scenario.pay
        self._counted: dict[tuple[str, str | None, int, int], Counter[str]] = {}
        self._holidays_at: dict[str | None, frozenset[int]] = {}

    def fixed(self, member: Member) -> int:
        """What a person costs whoever works when: salary or paid leave with on-costs, and the cost of the position."""
        gross = self._owed(member)
        total = self.with_percentage(gross)
        total += sum(self._component(part, gross) for part in self._pay.on_costs.values())
        # On-costs of all that comes on top are rounded with what is paid in any case: a unit each at most.
        total -= len(self._pay.on_costs)
        return total + sum(self._of_position(member))

    def duty(self, member: Member, work: Work) -> int:
        """What one duty more adds."""
        grade = self._pay.grades[member.record.grade]
        bills = [] if grade.salaried else [Fraction(grade.hourly_rate * work.paid, 60)]
        for key, minutes in self._premia(member, work).items():
            bills.append(Fraction(grade.hourly_rate * minutes * self._pay.premia[key].percent, 6000))
        bills.append(Fraction(self._pay.shift_allowances.get(work.kind, 0)))
        gross = [round_half_up(bill) for bill in bills]
        return sum(map(self.with_percentage, gross)) + self._on_top(member, sum(gross))

    def overtime(self, member: Member) -> tuple[int, int]:
        """Minutes of duties beyond which overtime is due, and the least price of a started quarter hour of it."""
        terms = self._pay.overtime
        threshold = self._contract(member) - self._credit(member)
        if terms.basis is not OvertimeBasis.CONTRACT_HORIZON or terms.daily:
            return threshold, 0
        grade = self._pay.grades[member.record.grade]
        percent = terms.percent + (100 if grade.salaried else 0)
        price = round_half_up(Fraction(grade.hourly_rate * percent, 400))
        return threshold, self.with_percentage(price) + self._on_top(member, price)

    def all_on_costs(self, gross: Fraction) -> int:
        """Pay of which it is not known who earns it, with every component on all of it, rounded down."""
        parts = sum((Fraction(part.percent) for part in self._pay.on_costs.values()), Fraction(0))
        return int(gross * (100 + self._pay.on_cost_percent + parts) / 100)

    def _owed(self, member: Member) -> int:
        grade = self._pay.grades[member.record.grade]
        minutes = self._contract(member) if grade.salaried else self._credit(member)
        return round_half_up(Fraction(grade.hourly_rate * minutes, 60))

    def _contract(self, member: Member) -> int:
        return member.record.weekly_minutes * len(member.days) // 7

    def _credit(self, member: Member) -> int:
        return self._staff.credited_days(member) * (member.record.weekly_minutes // 5)

    def with_percentage(self, gross: int) -> int:
        """Pay with the single percentage of on-costs."""
        return gross + round_half_up(Fraction(gross * self._pay.on_cost_percent, 100))

    def _component(self, part: OnCost, gross: int) -> int:
        inside = gross if part.up_to is None else min(gross, self._of_horizon(part.up_to))
        return int(Fraction(part.percent) * max(0, inside - self._of_horizon(part.above)) / 100)

    def _on_top(self, member: Member, gross: int) -> int:
        """Components of on-costs on more pay, of those that are on every further penny of this person's."""
        owed = self._owed(member)
        percent = sum(
            (
                Fraction(part.percent)
                for part in self._pay.on_costs.values()
                if part.up_to is None and owed >= self._of_horizon(part.above)
            ),
            Fraction(0),
        )
        return int(gross * percent / 100)

    def _of_horizon(self, yearly: int) -> int:
        return round_half_up(Fraction(yearly * len(self._staff.days), YEAR))

    def _of_position(self, member: Member) -> Iterator[int]:
        years = Fraction(len(self._staff.days), YEAR)
        for cost in self._pay.per_head.values():
            if not cost.grades or member.record.grade in cost.grades:
                yield round_half_up(cost.per_year * years)
        if turnover := self._pay.turnover:
            yield round_half_up(turnover.replacement_cost * years * turnover.percent_per_year / 100)

    def _premia(self, member: Member, work: Work) -> Counter[str]:
        """Minutes of a duty that count for each premium, in steps on the clock on the wall in which nothing changes."""
        same = (member.record.grade, member.record.site, work.start, work.end)
        if same not in self._counted:
            premia = [
                (key, each) for key, each in self._pay.premia.items() if each.is_for(member.record.grade)
            ]
            edges = [edge for _, premium in premia for edge in (premium.start, premium.end)]
            step = math.gcd(QUARTER_HOUR, work.start, work.end, work.clock, *edges)
            counted: Counter[str] = Counter()
            for minute in range(work.start, work.end, step) if premia else ():
                for key in self._earned(member, work, minute, premia):
                    counted[key] += step
            self._counted[same] = counted
        return self._counted[same]

    def _earned(
        self, member: Member, work: Work, minute: int, premia: Sequence[tuple[str, Premium]]
    ) -> Iterator[str]:
        """Of each group the highest premium that runs in a minute, the first listed of equal ones."""
        day, clock = member.clock.shows(minute)
        together = self._pay.combination is Combination.HIGHEST
        best: dict[object, tuple[int, str]] = {}
        for key, premium in premia:
            if _runs(premium, work.day, day, clock, self._holidays(member)):
                group = premium.group or (None if together else (key,))
                if premium.percent > best.get(group, (0, ""))[0]:
                    best[group] = premium.percent, key
        for _, key in best.values():
            yield key

    def _holidays(self, member: Member) -> frozenset[int]:
        site = member.record.site
        if site not in self._holidays_at:
            days = self._scenario.holidays_of(member.key)
            self._holidays_at[site] = frozenset(day.toordinal() for day in days)
        return self._holidays_at[site]


def _runs(premium: Premium, began: int, day: int, clock: int, holidays: frozenset[int]) -> bool:
    """Whether a premium runs at a local day (ordinal) and clock time of a duty that began on some day."""
    if premium.start < premium.end:
        inside = premium.start <= clock < premium.end
    else:
        inside = clock >= premium.start or clock < premium.end
    if premium.started_before_midnight:
        inside, day = inside and began < day, day - 1
    if not inside:
        return False
    if premium.day is PremiumDay.HOLIDAY:
        return day in holidays
    if premium.day is PremiumDay.DATES:
        return date.fromordinal(day).strftime("%m-%d") in premium.dates
    return day % 7 in WEEKDAYS[premium.day]


def fee(scenario: Scenario, monthly: int) -> int:
    """A monthly fee over the horizon."""
    return round_half_up(Fraction(monthly * 12 * len(scenario.days), YEAR))
