"""An instance of the benchmark as a scenario: its rules are rules of the catalogue, and nothing else binds."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator
from typing import TypeVar

from benchmarks.neutral import alike, date_of, neutral_scenario
from benchmarks.nrp.text import Employee, Instance
from planner.rules.base import Rule, Strength
from planner.rules.duties import NoDutyOnLeave, OneDutyADay
from planner.rules.fairness import Requests
from planner.rules.mix import KindLimit
from planner.rules.period import PeriodHours
from planner.rules.preferred_cover import PreferredCover
from planner.rules.runs import MinConsecutiveDays, MinConsecutiveDaysOff
from planner.rules.stretches import ForbiddenSuccession, MaxConsecutiveDays
from planner.rules.weekends import FreeWeekends
from planner.scenario.people import Leave, Request, Wish
from planner.scenario.preferred_cover import PreferredPeople
from planner.scenario.scenario import Scenario

POST = "ward"

Value = TypeVar("Value", bound=Hashable)


def to_scenario(instance: Instance, key: str) -> Scenario:
    """The scenario whose points are the penalty of the instance.

    Raises pydantic's ValidationError where the instance has what the product has not: more than 52 weeks, or a
    shortest or longest run of days above 14.
    """
    return neutral_scenario(
        key,
        days=instance.days,
        history_days=0,
        shifts={code: shift.minutes for code, shift in instance.shifts.items()},
        people=dict.fromkeys(instance.staff, (POST,)),
        posts=(POST,),
        rules=_rules(instance),
        leave=tuple(
            Leave(person=who, first_day=date_of(day), last_day=date_of(day))
            for who, days in instance.days_off.items()
            for day in sorted(days)
        ),
        requests=tuple(_requests(instance)),
        preferred_cover=tuple(
            PreferredPeople(
                date=date_of(cover.day),
                shift=cover.shift,
                preferred=cover.people,
                under_points=cover.under,
                over_points=cover.over,
            )
            for cover in instance.cover
        ),
    )


def _requests(instance: Instance) -> Iterator[Request]:
    for wish, requests in ((Wish.WANT, instance.wanted), (Wish.AVOID, instance.unwanted)):
        for request in requests:
            if request.weight:
                yield Request(
                    person=request.staff,
                    date=date_of(request.day),
                    wish=wish,
                    shift=request.shift,
                    points=request.weight,
                )


def _rules(instance: Instance) -> Iterator[Rule]:
    yield OneDutyADay()
    yield NoDutyOnLeave()
    pairs = tuple(
        f"{code}>{following}"
        for code, shift in instance.shifts.items()
        for following in sorted(shift.not_followed_by)
    )
    if pairs:
        yield ForbiddenSuccession(pairs=pairs)
    yield from _personal_rules(instance)
    yield Requests(strength=Strength.SHOULD, points=1)
    yield PreferredCover(strength=Strength.SHOULD, points=1)


def _personal_rules(instance: Instance) -> Iterator[Rule]:
    """A rule for all who share a limit; none where a limit allows everything."""
    for (least, most), people in _groups(instance, lambda one: (one.minimum_minutes, one.maximum_minutes)):
        yield PeriodHours(
            id=f"period_hours {least}-{most}", minimum_minutes=least, maximum_minutes=most, only_people=people
        )
    for code in instance.shifts:
        for most, people in _groups(instance, lambda one, code=code: one.most_of[code]):  # type: ignore[misc]
            if most < instance.days:
                yield KindLimit(id=f"at most {most} {code}", shifts=(code,), duties=most, only_people=people)
    for most, people in _groups(instance, lambda one: one.most_in_a_row):
        if most < instance.days:
            yield MaxConsecutiveDays(id=f"at most {most} in a row", days=most, only_people=people)
    for fewest, people in _groups(instance, lambda one: one.fewest_in_a_row):
        if fewest > 1:
            yield MinConsecutiveDays(id=f"at least {fewest} in a row", days=fewest, only_people=people)
    for fewest, people in _groups(instance, lambda one: one.fewest_days_off):
        if fewest > 1:
            yield MinConsecutiveDaysOff(id=f"at least {fewest} off", days=fewest, only_people=people)
    weekends = instance.days // 7
    for most, people in _groups(instance, lambda one: one.most_weekends):
        if most < weekends:
            yield FreeWeekends(
                id=f"at most {most} weekends", free=weekends - most, weekends=weekends, only_people=people
            )


def _groups(instance: Instance, limit: Callable[[Employee], Value]) -> list[tuple[Value, tuple[str, ...]]]:
    """People grouped by a limit that they share."""
    return alike({who: limit(employee) for who, employee in instance.staff.items()})
