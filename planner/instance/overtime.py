"""Overtime accounts: thresholds, and what each duty adds to them (FORMULATION §4)."""

from __future__ import annotations

from bisect import bisect_right
from itertools import pairwise

from planner.instance.clock import HorizonClock
from planner.instance.model import OvertimeAccount, PastSlot, ShiftSlot, WeekPart
from planner.instance.premia import premium_minutes
from planner.scenario.base import DAY_NAMES
from planner.scenario.pay import OvertimeBasis
from planner.scenario.people import Person
from planner.scenario.scenario import Scenario

QUARTER_HOUR = 15
DAYS_OF_A_WEEK = 7


def quarters(minutes: int) -> int:
    """Started quarter hours; none of nothing or less."""
    return -(-max(0, minutes) // QUARTER_HOUR)


def daily_overtime(scenario: Scenario, paid: int) -> tuple[tuple[int, int], ...]:
    """Started quarter hours of daily overtime in a duty, by percentage."""
    tiers = scenario.pay.overtime.daily
    ends = [tier.over_minutes for tier in tiers[1:]] + [paid]
    found = (
        (tier.percent, quarters(min(paid, end) - tier.over_minutes))
        for tier, end in zip(tiers, ends, strict=False)
    )
    return tuple((percent, count) for percent, count in found if count)


class Workweeks:
    """The overtime accounts at a site, and which of them a minute belongs to."""

    def __init__(self, scenario: Scenario, clock: HorizonClock) -> None:
        self.scenario = scenario
        self.clock = clock
        fixed = scenario.pay.overtime.workweek
        self.starts: list[int] = []
        if fixed is not None:
            weekday = DAY_NAMES.index(fixed.day)
            days = range(-DAYS_OF_A_WEEK, len(scenario.days) + 1)
            found = [clock.local(d, fixed.start) for d in days if clock.local_date(d).weekday() == weekday]
            self.starts = [start for start, after in pairwise([*found, clock.minutes + 1]) if after > 0]

    def parts(self, person: Person, slot: ShiftSlot) -> tuple[WeekPart, ...]:
        """What a duty adds, cut where a fixed week begins; paid time runs from the start, the break comes last."""
        overtime = self.scenario.pay.overtime
        straight = min(slot.paid, overtime.daily[0].over_minutes) if overtime.daily else slot.paid
        cuts = [slot.start, *(start for start in self.starts if slot.start < start < slot.end), slot.end]
        parts = []
        for low, high in pairwise(cuts):
            before, after = low - slot.start, high - slot.start
            parts.append(
                WeekPart(
                    account=self._account(slot, low),
                    minutes=min(straight, after) - min(straight, before),
                    paid=min(slot.paid, after) - min(slot.paid, before),
                    premia=self._premia(person, slot, low, high) if overtime.regular_rate else 0,
                    daily=daily_overtime(self.scenario, slot.paid) if low == slot.start else (),
                )
            )
        return tuple(parts)

    def _account(self, slot: ShiftSlot, minute: int) -> int:
        if self.scenario.pay.overtime.basis is OvertimeBasis.CONTRACT_HORIZON:
            return 0
        return bisect_right(self.starts, minute) - 1 if self.starts else slot.day // DAYS_OF_A_WEEK

    def _premia(self, person: Person, slot: ShiftSlot, low: int, high: int) -> int:
        """Premia of the regular rate in 6000ths of a minor unit; a flat allowance where the duty starts."""
        premia, rate = self.scenario.pay.premia, self.scenario.pay.grades[person.grade].hourly_rate
        counted = premium_minutes(self.scenario, self.clock, person, low, high, began=slot.start)
        allowance = self.scenario.pay.shift_allowances.get(slot.kind, 0) if low == slot.start else 0
        return 6000 * allowance + rate * sum(
            minutes * premia[key].percent for key, minutes in counted.items() if premia[key].in_regular_rate
        )

    def accounts(
        self, person: Person, due: int, history: tuple[PastSlot, ...]
    ) -> tuple[OvertimeAccount, ...]:
        """Accounts of a person; `due` is the working time owed over the horizon. History fills a week cut by its
        start.
        """
        overtime = self.scenario.pay.overtime
        if overtime.basis is OvertimeBasis.CONTRACT_HORIZON:
            return (OvertimeAccount(due, WeekPart(0, 0, 0, 0)),)
        number = len(self.starts) or len(self.scenario.days) // DAYS_OF_A_WEEK
        past = [part for duty in history for part in self.parts(person, duty.slot)] if self.starts else []
        return tuple(
            OvertimeAccount(
                overtime.weekly_minutes,
                WeekPart(
                    account=week,
                    minutes=sum(part.minutes for part in past if part.account == week),
                    paid=sum(part.paid for part in past if part.account == week),
                    premia=sum(part.premia for part in past if part.account == week),
                ),
            )
            for week in range(number)
        )
