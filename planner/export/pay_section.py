"""The report's section on pay: of all people together, never of one."""

from __future__ import annotations

from dataclasses import dataclass

from markupsafe import Markup

from planner.plan.result import CostStatement
from planner.plan.summary import show_cents
from planner.plan.week_hours import WeekHours, day_sums, hour_rows
from planner.plan.week_starts import DAY_TITLES, FIXED_WEEK, WeekStart, week_starts

FEWEST_EARNERS = 3
"""People who must earn by the hour for the hours to be told: the sum of two tells each what the other earns."""


@dataclass(frozen=True)
class PaySection:
    """What duties of all people earn in each hour of the week, and its picture as a ready-made HTML fragment.

    `earners` is how many people earn any of it.
    """

    by_hour: WeekHours
    picture: str
    earners: int


@dataclass(frozen=True)
class PayFacts:
    """The section as its template prints it; money as decimal text."""

    currency: str
    picture: Markup
    days: tuple[str, ...]
    hours: tuple[tuple[str, ...], ...]
    sums: tuple[str, ...]
    starts: tuple[tuple[str, str, str], ...]
    fixed_week: str
    earners: int
    fewest_earners: int = FEWEST_EARNERS

    @property
    def has_hours(self) -> bool:
        """Whether any duty earns something by itself."""
        return self.earners > 0

    @property
    def tells_hours(self) -> bool:
        """Whether enough people earn something for their sum to be of nobody."""
        return self.earners >= self.fewest_earners


def pay_facts(section: PaySection, costs: CostStatement) -> PayFacts:
    """Rows of hours with their sums, and the seven starts of the workweek where it counts."""
    sums = (*day_sums(section.by_hour), sum(section.by_hour))
    return PayFacts(
        currency=costs.currency,
        picture=Markup(section.picture),
        days=tuple(title[:3] for title in DAY_TITLES.values()),
        hours=tuple(
            (f"{row.hour:02d}:00", *map(show_cents, (*row.by_day, row.total)))
            for row in hour_rows(section.by_hour)
        ),
        sums=tuple(map(show_cents, sums)),
        starts=tuple(
            (start.title, show_cents(start.overtime), _signed(start)) for start in week_starts(costs)
        ),
        fixed_week=FIXED_WEEK,
        earners=section.earners,
    )


def _signed(start: WeekStart) -> str:
    return f"{'+' if start.more > 0 else ''}{show_cents(start.more)}"
