"""Rules that count something of a line over the horizon: priced a unit, so that no line has to remember the count.

What a count may cost is `g(n)` for `n` units: nothing inside the limits, outside them points, or not allowed. For any
price `p` and every line, `g(n) >= p n + min over m of (g(m) - p m)`: the first part goes into the line, unit by unit,
the second is a number.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import Any

from planner.rules.base import Rule, Strength
from planner.rules.period import PeriodHours
from planner.verifier.bound.automata import Automaton, Day, Sight, State
from planner.verifier.bound.people import Member, Staff
from planner.verifier.lines import Work

QUARTER_HOUR = 15

OVERTIME = "overtime"
"""What a certificate calls the count of minutes that overtime is paid by."""


@dataclass(frozen=True)
class Count:
    """A count of one person's line with its limits; `most` is the most that any line counts.

    `counted` is a step by step count: it remembers and gives units as an automaton gives excess.
    """

    rule: Rule
    low: int
    high: int
    most: int
    counted: Automaton
    beyond: int = 0
    quarter: int = 0
    """Minutes beyond which each started quarter hour costs so much."""

    def least(self, price: int, scale: int) -> int:
        """`min over n of (g(n) - price n)` in parts of a point."""
        if self.rule.strength is Strength.MUST:
            ends = {max(0, self.low), max(0, self.high)}
            ends.add(min(max(self.low, self.beyond, 0), max(0, self.high)))
        else:
            ends = {0, max(0, self.low), max(0, self.high), max(self.most, 0, self.high)}
        # Steps of a quarter hour lie above the slope that they climb, which bends at these ends only.
        return min(
            self._outside(units) * scale
            + self.quarter * scale * max(0, units - self.beyond) // QUARTER_HOUR
            - price * units
            for units in ends
        )

    def cost(self, units: int) -> int:
        """What so many units cost, which are allowed."""
        return self._outside(units) + self.quarter * -(-max(0, units - self.beyond) // QUARTER_HOUR)

    def _outside(self, units: int) -> int:
        """Points of a should; a must costs nothing where it is kept."""
        return self.rule.points * max(0, self.low - units, units - self.high)


def counts_of(member: Member, staff: Staff) -> Iterator[Count]:
    """Every count that the bound knows of a person."""
    for rule in member.rules:
        found = _LIMITS.get(rule.kind)
        if found is not None:
            yield from found(rule, member, staff)


def overtime_of(member: Member, beyond: int, quarter: int) -> Count:
    """Minutes of duties, of which each started quarter hour beyond a threshold costs so much; of any number."""
    most = sum(max((work.paid for work in works), default=0) for works in member.choices.values())
    rule = PeriodHours(id=OVERTIME, maximum_minutes=most)
    (count,) = _of_duties(rule, member, 0, most, lambda work: work.paid)
    return replace(count, beyond=beyond, quarter=quarter)


def _of_duties(
    rule: Rule, member: Member, low: int, high: int, amount: Callable[[Work], int]
) -> Iterator[Count]:
    def sees(_: int, works: Day) -> Sight:
        return sum(map(amount, works))

    def step(state: State, units: Any) -> tuple[State, int]:
        return state, units

    amounts = [[amount(work) for work in works] for works in member.choices.values()]
    # No line counts what is between two multiples of a common divisor.
    unit = math.gcd(*(number for of_day in amounts for number in of_day)) or 1
    low, high = -(-low // unit) * unit, high // unit * unit
    most = sum(max(of_day, default=0) for of_day in amounts)
    if rule.strength is Strength.SHOULD or low > 0 or high < most or rule.id == OVERTIME:
        yield Count(rule, low, high, most, Automaton(rule, 0, sees, step))


def _period_hours(rule: Any, member: Member, staff: Staff) -> Iterator[Count]:
    low = 0 if staff.stands_by_at_work else rule.minimum_minutes
    yield from _of_duties(rule, member, low, rule.maximum_minutes, lambda work: work.paid)


def _contract_hours(rule: Any, member: Member, staff: Staff) -> Iterator[Count]:
    weekly = member.record.weekly_minutes
    contract = weekly * len(member.days) // 7
    credit = staff.credited_days(member) * (weekly // 5)
    low = 0 if staff.stands_by_at_work else -(-contract * rule.minimum_percent // 100) - credit
    high = contract * rule.maximum_percent // 100 - credit
    yield from _of_duties(rule, member, low, high, lambda work: work.paid)


def _kind_limit(rule: Any, member: Member, _: Staff) -> Iterator[Count]:
    def counts(work: Work) -> int:
        return int(
            (not rule.kinds or work.kind in rule.kinds) and (not rule.shifts or work.shift in rule.shifts)
        )

    yield from _of_duties(rule, member, 0, rule.duties, counts)


def _duty_count(rule: Any, member: Member, _: Staff) -> Iterator[Count]:
    yield from _of_duties(rule, member, rule.minimum_duties, rule.maximum_duties, lambda _: 1)


def _max_weekends(rule: Any, member: Member, _: Staff) -> Iterator[Count]:
    yield _weekends(rule, member, rule.weekends)


def _free_weekends(rule: Any, member: Member, _: Staff) -> Iterator[Count]:
    # Weekends before the horizon were free at best, so a window that holds all of the horizon is a limit of it.
    if rule.weekends >= len(member.days) // 7:
        yield _weekends(rule, member, rule.weekends - rule.free)


def _weekends(rule: Rule, member: Member, high: int) -> Count:
    """Weekends on which a duty starts; remembered on a Sunday is whether the one of Saturday has counted."""

    def sees(day: int, works: Day) -> Sight:
        # Ordinals of Sundays are multiples of seven.
        return day % 7 if works and day % 7 in (6, 0) else None

    def step(counted: Any, weekday: Any) -> tuple[State, int]:
        if weekday is None:
            return False, 0
        return weekday == 6, int(not counted)

    return Count(rule, 0, high, len(member.days) // 7, Automaton(rule, False, sees, step))


_LIMITS: dict[str, Callable[[Any, Member, Staff], Iterator[Count]]] = {
    "period_hours": _period_hours,
    "contract_hours": _contract_hours,
    "kind_limit": _kind_limit,
    "duty_count": _duty_count,
    "max_weekends": _max_weekends,
    "free_weekends": _free_weekends,
}
