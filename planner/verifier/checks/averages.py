"""Working time on average over weeks, of everybody and of night workers."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from planner.plan.result import Measure
from planner.rules.averages import AverageHours, NightAverage
from planner.scenario.people import Agreement, PastWeek
from planner.verifier.evidence import Evidence
from planner.verifier.spans import measure
from planner.verifier.words import count, day_name, duration


@dataclass(frozen=True)
class Period:
    """A reference period of a person: ordinals of its first and last day, and what is in it."""

    person: str
    first_day: int
    last_day: int
    worked: int
    nights: int
    neutral_days: int

    @property
    def weeks(self) -> int:
        """How many weeks it has."""
        return (self.last_day - self.first_day + 1) // 7


def average_hours(rule: AverageHours, evidence: Evidence) -> Iterator[Measure]:
    """Working time of every reference period of who has not opted out."""
    for period in _periods(rule, evidence):
        agreed = evidence.staff[period.person].agreements
        if not (rule.opt_out_possible and Agreement.AVERAGE_HOURS_OPT_OUT in agreed):
            yield _against(rule, rule.work_minutes, period, evidence, "works")


def night_average(rule: NightAverage, evidence: Evidence) -> Iterator[Measure]:
    """Working time of every reference period in which a person is a night worker."""
    for period in _periods(rule, evidence):
        by_agreement = Agreement.NIGHT_WORKER in evidence.staff[period.person].agreements
        if by_agreement or period.nights >= rule.night_worker_from:
            of_a_week = rule.work_minutes * rule.working_days
            yield _against(rule, of_a_week, period, evidence, "is a night worker and works")


def _against(
    rule: AverageHours | NightAverage, of_a_week: int, period: Period, evidence: Evidence, does: str
) -> Measure:
    """The period against so much for each of its weeks, less the share of days that are left out."""
    limit = int(
        Fraction(of_a_week * period.weeks) - Fraction(of_a_week * period.neutral_days, rule.working_days)
    )
    clock = evidence.clock_of(period.person)
    return measure(
        period.person,
        (clock.midnight(period.first_day), clock.midnight(period.last_day + 1)),
        period.worked,
        limit,
        max(0, period.worked - limit),
        f"{evidence.name(period.person)} {does} {duration(period.worked)} in the {count(period.weeks, 'week')} to "
        f"{day_name(period.last_day)}, {duration(period.worked // period.weeks)} a week; "
        f"{duration(limit)} are the most, with {count(period.neutral_days, 'day')} of leave left out",
    )


def _periods(rule: AverageHours | NightAverage, evidence: Evidence) -> Iterator[Period]:
    """The reference period of each person that ends on each Sunday of the horizon."""
    past = {(row.person, row.week.toordinal()): row for row in evidence.scenario.past_weeks}
    for person in evidence.staff:
        for sunday in evidence.days[6::7]:
            yield _period(rule, evidence, past, person, sunday)


def _period(
    rule: AverageHours | NightAverage,
    evidence: Evidence,
    past: dict[tuple[str, int], PastWeek],
    person: str,
    sunday: int,
) -> Period:
    complete_from = evidence.days[0] - evidence.scenario.facts.horizon.history_days
    worked = nights = neutral = 0
    monday = sunday - 6
    while (sunday - monday) // 7 < rule.reference_weeks:
        if monday >= complete_from:
            duties = [work for work in evidence.lines[person] if monday <= work.day <= monday + 6]
            worked += sum(work.paid for work in duties)
            nights += sum(work.is_night for work in duties)
            neutral += sum(
                _is_neutral(rule, evidence, person, day) for day in range(monday, monday + rule.working_days)
            )
        elif (person, monday) in past:
            row = past[person, monday]
            worked, nights = worked + row.work_minutes, nights + row.nights
            neutral += min(row.neutral_days, rule.working_days)
        else:
            break
        monday -= 7
    return Period(person, monday + 7, sunday, worked, nights, neutral)


def _is_neutral(rule: AverageHours | NightAverage, evidence: Evidence, person: str, day: int) -> bool:
    on_leave = any(away.first_day <= day <= away.last_day for away in evidence.leave.get(person, ()))
    return on_leave or (rule.holidays_neutral and day in evidence.holidays_of(person))
