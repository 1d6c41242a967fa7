"""Sundays and public holidays: how many stay free, and which weekday is given for one that was worked."""

from __future__ import annotations

from collections.abc import Iterator

from planner.plan.result import Measure
from planner.rules.sundays import FreeSundays, SubstituteDay
from planner.verifier.evidence import Evidence
from planner.verifier.spans import measure
from planner.verifier.words import count, day_name

YEAR = 52


def free_sundays(rule: FreeSundays, evidence: Evidence) -> Iterator[Measure]:
    """Free Sundays of each person among the last known ones up to the end of the horizon."""
    complete_from = evidence.days[0] - evidence.scenario.facts.horizon.history_days
    weekend_duties = {
        (row.person, row.week.toordinal()): row.weekends for row in evidence.scenario.past_weeks
    }
    for person in evidence.staff:
        worked = _worked_days(evidence, person)
        sunday, known, free = evidence.days[-1], 0, 0
        while known < YEAR:
            monday = sunday - 6
            if monday >= complete_from:
                free += sunday not in worked
            elif (person, monday) in weekend_duties:
                free += weekend_duties[person, monday] == 0
            else:
                break
            known, sunday = known + 1, sunday - 7
        needed = rule.sundays * known // YEAR
        clock = evidence.clock_of(person)
        yield measure(
            person,
            (clock.midnight(sunday + 1), clock.midnight(evidence.days[-1] + 1)),
            free,
            needed,
            max(0, needed - free),
            f"{evidence.name(person)} has {free} of {count(known, 'Sunday')} free up to "
            f"{day_name(evidence.days[-1])}; {needed} are needed",
        )


def substitute_day(rule: SubstituteDay, evidence: Evidence) -> Iterator[Measure]:
    """Whether each Sunday or holiday worked, whose weeks end in the horizon, finds a weekday of its own.

    Free weekdays are handed out in order, each to the day worked whose weeks end first: so as many as possible
    find one.
    """
    for person in evidence.staff:
        holidays, worked = evidence.holidays_of(person), _worked_days(evidence, person)
        waiting = {
            day: day + 7 * (rule.sunday_weeks if _is_sunday(day) else rule.holiday_weeks) - 1
            for day in _known_days(evidence)
            if day in worked and (_is_sunday(day) or day in holidays)
        }
        waiting = {day: last for day, last in waiting.items() if last in evidence.days}
        given: dict[int, int] = {}
        leave = evidence.leave.get(person, ())
        for day in _known_days(evidence):
            on_leave = any(away.first_day <= day <= away.last_day for away in leave)
            if day in worked or day in holidays or _is_sunday(day) or on_leave:
                continue
            open_now = [
                (last, when) for when, last in waiting.items() if when < day <= last and when not in given
            ]
            if open_now:
                given[min(open_now)[1]] = day
        clock = evidence.clock_of(person)
        for day, last in waiting.items():
            has_one = int(day in given)
            found = f"has {day_name(given[day])} off for it" if has_one else "has no weekday off for it"
            yield measure(
                person,
                (clock.midnight(day), clock.midnight(last + 1)),
                has_one,
                1,
                1 - has_one,
                f"{evidence.name(person)} works on {day_name(day)} and {found} up to {day_name(last)}",
            )


def _known_days(evidence: Evidence) -> range:
    return range(evidence.days[0] - evidence.scenario.facts.horizon.history_days, evidence.days[-1] + 1)


def _worked_days(evidence: Evidence, person: str) -> set[int]:
    """Local days on which a minute of a duty of the person falls."""
    clock = evidence.clock_of(person)
    return {
        day for work in evidence.lines[person] for day in range(work.day, clock.shows(work.end - 1)[0] + 1)
    }


def _is_sunday(day: int) -> bool:
    return day % 7 == 0
