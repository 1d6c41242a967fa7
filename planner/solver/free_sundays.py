"""How many Sundays of the horizon a person must have free, after those that are known before it."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import count, islice

from planner.instance.model import Employee, Instance
from planner.rules.sundays import FreeSundays

YEAR = 52
"""Sundays of a year."""


def missing_sundays(rule: FreeSundays, instance: Instance, employee: Employee) -> int:
    """Free Sundays that the horizon must have; none or fewer where those before it are enough."""
    planned = len(range(6, instance.days, 7))
    past = list(islice(_past_sundays(instance, employee), YEAR - planned))
    return rule.sundays * (len(past) + planned) // YEAR - sum(past)


def _past_sundays(instance: Instance, employee: Employee) -> Iterator[bool]:
    """Whether each Sunday before the horizon was free, the latest first, up to a week that is not known."""
    told = dict(employee.past_weeks)
    for monday in count(-7, -7):
        if monday >= -instance.history_days:
            start, end = (instance.midnight_of(employee.key, day) for day in (monday + 6, monday + 7))
            yield not any(past.slot.start < end and start < past.slot.end for past in employee.history)
        elif monday in told:
            yield told[monday].weekends == 0
        else:
            return
