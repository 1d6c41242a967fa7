"""Paid minutes of the horizon and of rolling windows of days."""

from __future__ import annotations

from bisect import bisect_right

from planner.instance.model import Employee, Instance, ShiftSlot
from planner.rules.hours import ContractHours, MaxHours
from planner.rules.period import PeriodHours
from planner.solver.lines.graph import Limit, Piece, Step
from planner.solver.lines.pieces.base import count, without_excess


def period_hours(rule: PeriodHours, _: Instance, __: Employee) -> Piece:
    """Paid minutes of the horizon."""
    limit = Limit(rule.minimum_minutes, rule.maximum_minutes)
    return count(rule, lambda slot: slot.paid, limit)


def contract_hours(rule: ContractHours, _: Instance, employee: Employee) -> Piece:
    """Paid minutes of the horizon between the edges of the band, less the credit."""
    low = -(-rule.minimum_percent * employee.contract_minutes // 100) - employee.credit_minutes
    high = rule.maximum_percent * employee.contract_minutes // 100 - employee.credit_minutes
    limit = Limit(low, high)
    return count(rule, lambda slot: slot.paid, limit)


def max_hours(rule: MaxHours, instance: Instance, employee: Employee) -> Piece:
    """Working time of every window of days.

    The state is what each window that is open may still have: of the next day alone, of the next two days and so on,
    each as the largest sum of so many duties below it. So what can no more be too much is all one.
    """
    lengths = {slot.paid for slot in instance.slots if slot.site == employee.site}
    sums = [[0]]
    for _ in range(rule.days):
        sums.append(sorted({before + more for before in sums[-1] for more in (0, *lengths)}))

    def room(minutes: list[int]) -> tuple[int, ...]:
        """Negative where it is too much already."""
        left = minutes[:]
        for place in range(len(left) - 2, -1, -1):
            left[place] = min(left[place], left[place + 1])  # what is too much for more days is so for fewer
        return tuple(
            possible[bisect_right(possible, minutes) - 1] if minutes >= 0 else -1
            for minutes, possible in zip(left, sums[1:], strict=False)
        )

    def view(_: int, slot: ShiftSlot | None) -> int:
        return 0 if slot is None else slot.paid

    def step(state: tuple[int, ...], paid: int) -> Step:
        left = [minutes - paid for minutes in (*state, rule.work_minutes)]
        return Step(room(left[1:]), int(left[0] < 0))

    worked = {past.slot.day: past.slot.paid for past in employee.history}
    start = room(
        [
            rule.work_minutes - sum(worked.get(day, 0) for day in range(last - rule.days + 1, 0))
            for last in range(rule.days - 1)
        ]
    )
    return Piece(("max hours", rule.days, rule.work_minutes, start), start, view, without_excess(step))
