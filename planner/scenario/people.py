"""The people: who they are to the planner, when they are away, what they wish, what they did before."""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum
from typing import Self

from pydantic import Field, model_validator

from planner.scenario.base import Key, Record


class Restriction(StrEnum):
    """A restriction that applies to a person; the reason is never stored (data minimisation, GDPR Art. 5(1)(c))."""

    NO_NIGHTS = "no_nights"
    NO_SUNDAYS = "no_sundays"
    """No work on Sundays and public holidays."""
    NO_LONE_WORK = "no_lone_work"
    """Never on duty without another of our people at the same site."""
    DAYTIME_ONLY = "daytime_only"
    """No work outside the day time that the rule `daytime_only` names."""


class Limit(StrEnum):
    """What a limit of `limits.csv` is about."""

    LONGEST_SHIFT = "longest_shift"
    SEVEN_DAYS = "seven_days"
    FOURTEEN_DAYS = "fourteen_days"
    DAILY_REST = "daily_rest"
    WEEKLY_REST = "weekly_rest"


class Agreement(StrEnum):
    """What was agreed with a person and changes which rules hold for them."""

    AVERAGE_HOURS_OPT_OUT = "average_hours_opt_out"
    """No limit of the average week (WTR reg. 5), where the rule book allows that."""
    NIGHT_WORKER = "night_worker"
    """A night worker by contract, however many nights there are in the plan."""


class Wish(StrEnum):
    """Direction of a request."""

    WANT = "want"
    AVOID = "avoid"


class Person(Record):
    """One row of `people.csv`."""

    person: Key = Field(description="Key of the person in every file")
    name: str = Field(min_length=1, description="Name as shown to colleagues; personal data")
    grade: Key = Field(description="Pay grade, a key of `grades` in pay.yaml")
    skills: tuple[Key, ...] = Field(
        min_length=1, description="Skills held; included skills need not be repeated"
    )
    weekly_minutes: int = Field(gt=0, le=3600, description="Contract working time, minutes per week")
    restrictions: tuple[Restriction, ...] = ()
    operating_models: tuple[Key, ...] = Field(
        default=(), description="Operating models in which this position exists; empty means all"
    )
    agreements: tuple[Agreement, ...] = ()
    site: Key | None = Field(
        default=None, description="Key of a site; the scenario's own place when left out"
    )


class Leave(Record):
    """One row of `leave.csv`: whole local days away, both ends included."""

    person: Key
    first_day: date
    last_day: date

    @model_validator(mode="after")
    def _ordered(self) -> Self:
        if self.last_day < self.first_day:
            raise ValueError(f"leave ends on {self.last_day}, before it starts on {self.first_day}")
        return self


class Request(Record):
    """One row of `requests.csv`: a wish for or against a shift type (or any duty) on a local day."""

    person: Key
    date: date
    wish: Wish
    shift: str = Field(description="Code of a shift type, or `any` for whatever duty that day")
    points: int = Field(gt=0, le=1000, description="Points when the wish is not met")


class PersonalLimit(Record):
    """One row of `limits.csv`: a limit that holds for one person; the reason is never stored."""

    person: Key
    limit: Limit
    minutes: int = Field(ge=0, description="Most working time, or least rest, minutes")


class PastWeek(Record):
    """One row of `past_weeks.csv`: what a person had in a week before the days of history, summed up.

    Averages and fair shares reach further back than anybody wants to keep duties one by one.
    """

    person: Key
    week: date = Field(description="Monday of the week")
    work_minutes: int = Field(ge=0, le=10_080, description="Working time of the week, minutes")
    neutral_days: int = Field(
        default=0, ge=0, le=7, description="Days of leave or sickness, which averages leave out"
    )
    nights: int = Field(default=0, ge=0, le=7, description="Night duties")
    weekends: int = Field(default=0, ge=0, le=2, description="Duties on Saturday and Sunday")
    holidays: int = Field(default=0, ge=0, le=7, description="Duties on public holidays")
    on_call_days: int = Field(default=0, ge=0, le=14, description="Days on call, started 24 hours")
    undesired: int = Field(
        default=0, ge=0, le=14, description="Duties of the kinds that `fair_share` of `undesired` names"
    )
    refused_points: int = Field(default=0, ge=0, le=10_000, description="Points of wishes not met")


class PastHoliday(Record):
    """One row of `past_holidays.csv`: a public holiday that a person worked the last time it came."""

    person: Key
    holiday: str = Field(min_length=1, description="Name, as the calendar of the person's site gives it")
    date: date


class PastOnCall(Record):
    """One row of `past_on_call.csv`: a day on call before the horizon, on which rules of days on call look back."""

    person: Key
    day: date = Field(description="Local day at the main place in whose last minute a level was held")


class PastDuty(Record):
    """One row of `history.csv`: a duty worked before the horizon, on which rules look back."""

    person: Key
    post: Key
    shift: str
    start: datetime = Field(description="Instant with UTC offset")
    end: datetime = Field(description="Instant with UTC offset")

    @model_validator(mode="after")
    def _ordered(self) -> Self:
        if self.start.tzinfo is None or self.end.tzinfo is None:
            raise ValueError("a duty's start and end need a UTC offset, for example 2027-03-14T22:00+01:00")
        if self.end <= self.start:
            raise ValueError(
                f"the duty ends at {self.end.isoformat()}, not after its start {self.start.isoformat()}"
            )
        return self
