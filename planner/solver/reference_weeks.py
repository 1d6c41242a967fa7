"""The reference periods of a person, as rules about averages over weeks look at them: what is known before the plan."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import count
from typing import NamedTuple

from planner.instance.model import Employee, Instance
from planner.rules.averages import AverageHours, NightAverage


class Period(NamedTuple):
    """A reference period: the weeks of the horizon from `first` to `last` (numbers), and the known ones before.

    `limit` is the most working time in minutes of all of them; `past_work` minutes and `past_nights` are of the weeks
    before the horizon.
    """

    first: int
    last: int
    limit: int
    past_work: int
    past_nights: int

    @property
    def days(self) -> range:
        """Days of the horizon in the period."""
        return range(7 * self.first, 7 * self.last + 7)


class _Week(NamedTuple):
    work: int
    nights: int
    neutral_days: int


def reference_periods(
    rule: AverageHours | NightAverage, of_a_week: int, instance: Instance, employee: Employee
) -> Iterator[Period]:
    """The known weeks of the reference period that ends with each week of the horizon, at so many minutes a week."""
    before = list(_past_weeks(rule, instance, employee))[::-1]
    planned = [_Week(0, 0, _neutral_days(rule, employee, monday)) for monday in range(0, instance.days, 7)]
    weeks = [*before, *planned]
    for last in range(len(planned)):
        end = len(before) + last + 1
        first = max(0, end - rule.reference_weeks)
        inside = weeks[first:end]
        working_days = sum(rule.working_days - week.neutral_days for week in inside)
        yield Period(
            first=max(0, first - len(before)),
            last=last,
            limit=of_a_week * working_days // rule.working_days,
            past_work=sum(week.work for week in inside),
            past_nights=sum(week.nights for week in inside),
        )


def _past_weeks(rule: AverageHours | NightAverage, instance: Instance, employee: Employee) -> Iterator[_Week]:
    """Weeks before the horizon, the latest first, up to one that is not known."""
    told = dict(employee.past_weeks)
    for monday in count(-7, -7):
        if monday >= -instance.history_days:
            duties = [past.slot for past in employee.history if monday <= past.slot.day < monday + 7]
            work, nights = sum(slot.paid for slot in duties), sum(slot.night for slot in duties)
            yield _Week(work, nights, _neutral_days(rule, employee, monday))
        elif monday in told:
            row = told[monday]
            yield _Week(row.work_minutes, row.nights, min(row.neutral_days, rule.working_days))
        else:
            return


def _neutral_days(rule: AverageHours | NightAverage, employee: Employee, monday: int) -> int:
    neutral = employee.leave_days | (employee.holidays if rule.holidays_neutral else frozenset())
    return len(neutral.intersection(range(monday, monday + rule.working_days)))
