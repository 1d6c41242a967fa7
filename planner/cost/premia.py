"""Which premia count for the minutes of a duty, walked in small steps on the person's own clock."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, datetime, timedelta

from planner.cost.clock import elapsed_minutes, grain
from planner.scenario.pay import Combination, Premium, PremiumDay
from planner.scenario.people import Person
from planner.scenario.scenario import Scenario

PremiumMinutes = dict[str, int]
"""Minutes that count for each premium, by its key."""

DAYS_OF_WEEK: dict[PremiumDay, tuple[int, ...]] = {
    PremiumDay.ANY: (1, 2, 3, 4, 5, 6, 7),
    PremiumDay.WEEKDAY: (1, 2, 3, 4, 5),
    PremiumDay.SATURDAY: (6,),
    PremiumDay.SUNDAY: (7,),
    PremiumDay.WEEKEND: (6, 7),
}
"""ISO days of the week of the day types that go by them."""


def premium_minutes(
    scenario: Scenario, person: Person, start: datetime, end: datetime, *, began: datetime | None = None
) -> PremiumMinutes:
    """Minutes `[start, end)` of a duty that count for each premium.

    `began` is the start of the duty where `start` is a later instant of it.
    """
    counted: PremiumMinutes = {}
    for _, key, minutes in premium_steps(scenario, person, start, end, began=began):
        counted[key] = counted.get(key, 0) + minutes
    return counted


def premium_steps(
    scenario: Scenario, person: Person, start: datetime, end: datetime, *, began: datetime | None = None
) -> Iterator[tuple[datetime, str, int]]:
    """Each small step of `[start, end)` by the wall clock of its start, with a premium that it earns and its minutes.

    Of one group only the highest is earned, the first listed of equal ones.
    """
    premia = [(key, rule) for key, rule in scenario.pay.premia.items() if rule.is_for(person.grade)]
    if not premia:
        return
    zone, holidays = scenario.zone_of(person.person), scenario.holidays_of(person.person)
    step = grain(start.minute, end.minute, *(edge for _, rule in premia for edge in (rule.start, rule.end)))
    first_day = (began or start).astimezone(zone).date()
    one_group = scenario.pay.combination is Combination.HIGHEST
    for minutes in range(0, elapsed_minutes(start, end), step):
        wall = (start + timedelta(minutes=minutes)).astimezone(zone)
        paid: dict[tuple[str | None, str | None], tuple[int, str]] = {}
        for key, rule in premia:
            if not _runs(rule, first_day, wall.date(), wall.hour * 60 + wall.minute, holidays):
                continue
            alone = None if rule.group is not None or one_group else key
            best, _ = paid.get((rule.group, alone), (0, ""))
            if rule.percent > best:
                paid[rule.group, alone] = (rule.percent, key)
        for _, key in paid.values():
            yield wall, key, step


def _runs(premium: Premium, began: date, day: date, clock: int, holidays: Mapping[date, str]) -> bool:
    """Whether a premium runs at a moment of a duty that began on some local day."""
    if premium.start < premium.end:
        inside = premium.start <= clock < premium.end
    else:
        inside = clock >= premium.start or clock < premium.end
    if premium.started_before_midnight:
        inside, day = inside and began < day, day - timedelta(days=1)
    if not inside:
        return False
    if premium.day is PremiumDay.HOLIDAY:
        return day in holidays
    if premium.day is PremiumDay.DATES:
        return (day.month, day.day) in {(int(text[:2]), int(text[3:])) for text in premium.dates}
    return day.isoweekday() in DAYS_OF_WEEK[premium.day]
