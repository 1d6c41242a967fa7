"""Working time that a person owes over the horizon, and what leave and public holidays credit of it."""

from __future__ import annotations

from datetime import date

from planner.scenario.people import Person
from planner.scenario.scenario import Scenario


def contract_minutes(scenario: Scenario, person: Person) -> int:
    """Contract working time of the horizon, rounded down to a minute."""
    return person.weekly_minutes * scenario.facts.horizon.days // 7


def credited_minutes(scenario: Scenario, person: Person) -> int:
    """A fifth of the weekly time for each Monday-to-Friday day that is leave or a public holiday."""
    holidays = scenario.holidays_of(person.person)
    away: set[date] = {day for day in scenario.days if day in holidays}
    for leave in scenario.leave:
        if leave.person == person.person:
            away |= {day for day in scenario.days if leave.first_day <= day <= leave.last_day}
    return len([day for day in away if day.isoweekday() <= 5]) * (person.weekly_minutes // 5)
