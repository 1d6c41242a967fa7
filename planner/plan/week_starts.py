"""What the overtime of a plan would cost under each start of the fixed workweek, beside what it costs now."""

from __future__ import annotations

from dataclasses import dataclass

from planner.plan.result import CostStatement

DAY_TITLES = {
    "mon": "Monday",
    "tue": "Tuesday",
    "wed": "Wednesday",
    "thu": "Thursday",
    "fri": "Friday",
    "sat": "Saturday",
    "sun": "Sunday",
}

FIXED_WEEK = (
    "A workweek is fixed: its start may be changed only for good, and not in order to avoid overtime "
    "(29 CFR 778.105). The figures price this plan as it stands; one made for another start may cost less."
)
"""What a reader of the seven figures must know."""


@dataclass(frozen=True)
class WeekStart:
    """Gross overtime with workweeks from one day, and by how much it is `more` than now; minor units."""

    title: str
    overtime: int
    more: int


def gross_overtime(costs: CostStatement) -> int:
    """Overtime of all people in minor units, its part on premia (regular rate) included, on-costs not."""
    return sum(
        line.amount
        for line in costs.lines
        if line.item.partition(":")[0] in ("overtime", "overtime_regular_rate")
    )


def week_starts(costs: CostStatement) -> tuple[WeekStart, ...]:
    """All seven, Monday first; none where overtime does not go by weeks."""
    now = gross_overtime(costs)
    return tuple(
        WeekStart(DAY_TITLES[day], amount, amount - now)
        for day, amount in costs.overtime_by_week_start.items()
    )
