"""What holds for single persons: days and hours they do not work, company, and their own limits."""

from __future__ import annotations

from collections.abc import Iterator

from planner.plan.result import Measure
from planner.rules.hours import MaxHours, MaxShiftLength
from planner.rules.personal import DaytimeOnly, NoLoneWork, NoSundays, PersonalLimits
from planner.rules.rest import MinRest, WeeklyRest
from planner.scenario.people import Limit, Restriction
from planner.scenario.work import STAND_BY
from planner.verifier.checks.hours import max_hours, max_shift_length
from planner.verifier.checks.rest import min_rest, rests_of
from planner.verifier.evidence import Evidence
from planner.verifier.lines import Work
from planner.verifier.spans import joined, measure, overlap
from planner.verifier.words import day_name, duration


def no_sundays(rule: NoSundays, evidence: Evidence) -> Iterator[Measure]:
    """Minutes of each rostered duty of a restricted person on a Sunday or public holiday."""
    for work in _duties_of(evidence, Restriction.NO_SUNDAYS):
        clock, holidays = evidence.clock_of(work.person), evidence.holidays_of(work.person)
        days = range(work.day, clock.shows(work.end - 1)[0] + 1)
        found = sum(
            overlap(work.start, work.end, clock.midnight(day), clock.midnight(day + 1))
            for day in days
            if day % 7 == 0 or day in holidays
        )
        yield _none_of(evidence, work, found, "may not work on Sundays and holidays", "there")


def daytime_only(rule: DaytimeOnly, evidence: Evidence) -> Iterator[Measure]:
    """Minutes of each rostered duty of a restricted person in which the clock shows no day time."""
    for work in _duties_of(evidence, Restriction.DAYTIME_ONLY):
        shows = evidence.clock_of(work.person).shows
        found = sum(
            not rule.opens_minutes <= shows(minute)[1] < rule.closes_minutes
            for minute in range(work.start, work.end)
        )
        yield _none_of(evidence, work, found, "may work by day only", "outside of it")


def no_lone_work(rule: NoLoneWork, evidence: Evidence) -> Iterator[Measure]:
    """Minutes of each rostered duty of a restricted person without anybody else of ours at the site."""
    site_of = {person.person: person.site for person in evidence.scenario.people}
    for work in _duties_of(evidence, Restriction.NO_LONE_WORK):
        if work.kind == STAND_BY:
            continue
        company = joined(
            (other.start, other.end)
            for other in evidence.works
            if other.person != work.person and site_of[other.person] == site_of[work.person]
        )
        together = sum(overlap(work.start, work.end, start, end) for start, end in company)
        yield _none_of(evidence, work, work.end - work.start - together, "may not work alone", "alone")


def _duties_of(evidence: Evidence, restriction: Restriction) -> Iterator[Work]:
    for person, record in evidence.staff.items():
        if restriction in record.restrictions:
            yield from (work for work in evidence.lines[person] if not work.past)


def _none_of(evidence: Evidence, work: Work, found: int, may_not: str, where: str) -> Measure:
    """A duty of which no minute may be of some sort."""
    return measure(
        work.person,
        (work.start, work.end),
        found,
        0,
        found,
        f"{evidence.name(work.person)} {may_not}; {duration(found)} of {work.shift} on {day_name(work.day)} "
        f"are {where}",
    )


def personal_limits(rule: PersonalLimits, evidence: Evidence) -> Iterator[Measure]:
    """What the rules for everybody measure of a person, against the person's own limits."""
    for row in evidence.scenario.limits:
        if row.person in evidence.staff:
            measures = _measures(evidence, row.person, row.limit, row.minutes)
            yield from (found for found in measures if found.subject == row.person)


def _measures(evidence: Evidence, person: str, limit: Limit, minutes: int) -> Iterator[Measure]:
    match limit:
        case Limit.LONGEST_SHIFT:
            return max_shift_length(MaxShiftLength(work_minutes=minutes), evidence)
        case Limit.SEVEN_DAYS:
            return max_hours(MaxHours(days=7, work_minutes=minutes), evidence)
        case Limit.FOURTEEN_DAYS:
            return max_hours(MaxHours(days=14, work_minutes=minutes), evidence)
        case Limit.DAILY_REST:
            return min_rest(MinRest(rest_minutes=minutes), evidence)
        case Limit.WEEKLY_REST:
            return rests_of(person, WeeklyRest(rest_minutes=minutes, rolling=True), evidence)
