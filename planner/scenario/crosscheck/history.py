"""What was before the horizon: duties one by one, days on call, and weeks summed up."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from planner.errors import Problem
from planner.scenario.crosscheck.calendar import horizon_is_usable, site_region, site_zone, unknown_country
from planner.scenario.crosscheck.known import activity_names, post_names, unknown
from planner.scenario.crosscheck.shifts import shift_problem
from planner.scenario.draft import Draft
from planner.scenario.holiday_calendar import holiday_names
from planner.scenario.holiday_words import holidays_in
from planner.scenario.people import PastDuty
from planner.units import local_to_utc

LONGEST_DUTY = timedelta(hours=24)
"""A longer duty in history is a mistake of the date."""


def history_knows_its_names(draft: Draft) -> Iterator[Problem]:
    """Post and shift of a past duty exist, and it lasted no longer than a day."""
    posts, activities = post_names(draft), activity_names(draft)
    places = None if posts is None or activities is None else posts | activities
    for where, duty in draft.history:
        yield from unknown(where, "post", [duty.post], places, "post")
        yield from shift_problem(draft, where, duty.shift, usable=False)
        if duty.end - duty.start > LONGEST_DUTY:
            hours = (duty.end - duty.start).total_seconds() / 3600
            yield Problem(where, "end", duty.end.isoformat(), f"the duty lasts {hours:g} h", "up to 24 h")


def history_lies_before_the_horizon(draft: Draft) -> Iterator[Problem]:
    """A past duty starts within the days on which history is complete."""
    if not horizon_is_usable(draft):
        return
    site_of = {person.person: person.site for _, person in draft.people}
    horizon = draft.facts.record.horizon
    opening = horizon.start - timedelta(days=horizon.history_days)
    for where, duty in draft.history:
        zone = site_zone(draft, site_of.get(duty.person))
        if zone is None:
            continue
        first, last = local_to_utc(opening, 0, zone), local_to_utc(horizon.start, 0, zone)
        if not first <= duty.start < last:
            reason = "the duty does not start within the days of history"
            allowed = f"{opening} to {horizon.start - timedelta(days=1)}"
            maybe = "horizon.history_days in scenario.yaml is too small?" if duty.start < first else ""
            yield Problem(where, "start", duty.start.isoformat(), reason, allowed, maybe)


def history_does_not_overlap(draft: Draft) -> Iterator[Problem]:
    """Nobody worked two duties at once."""
    latest: dict[str, tuple[str, PastDuty]] = {}
    for where, duty in sorted(draft.history, key=lambda row: (row[1].person, row[1].start, row[1].end)):
        before = latest.get(duty.person)
        if before is not None and duty.start < before[1].end:
            reason = f"overlaps the duty of {duty.person} in {before[0]}"
            yield Problem(where, "start", duty.start.isoformat(), reason, "one duty at a time")
        if before is None or duty.end > before[1].end:
            latest[duty.person] = (where, duty)


def past_days_on_call_lie_in_history(draft: Draft) -> Iterator[Problem]:
    """A past day on call is one on which history is complete, once for a person."""
    first: dict[tuple[str, date], str] = {}
    for where, row in draft.past_on_call:
        day = str(row.day)
        if horizon_is_usable(draft):
            horizon = draft.facts.record.horizon
            opening = horizon.start - timedelta(days=horizon.history_days)
            if not opening <= row.day < horizon.start:
                reason = "the day is not within the days of history"
                allowed = f"{opening} to {horizon.start - timedelta(days=1)}"
                maybe = "horizon.history_days in scenario.yaml is too small?" if row.day < opening else ""
                yield Problem(where, "day", day, reason, allowed, maybe)
        key = (row.person, row.day)
        if key in first:
            reason = f"this day of {row.person} was given before, in {first[key]}"
            yield Problem(where, "day", day, reason, "each day of a person once")
        first.setdefault(key, where)


def past_weeks_lie_before_history(draft: Draft) -> Iterator[Problem]:
    """A past week is a whole one from Monday, before the days on which history is complete, once for a person."""
    first: dict[tuple[str, date], str] = {}
    for where, row in draft.past_weeks:
        day = str(row.week)
        if row.week.weekday():
            monday = row.week - timedelta(days=row.week.weekday())
            yield Problem(where, "week", day, "the week does not start on a Monday", "a Monday", f"{monday}?")
        elif horizon_is_usable(draft):
            horizon = draft.facts.record.horizon
            last = horizon.start - timedelta(days=horizon.history_days + 7)
            last -= timedelta(days=last.weekday())
            if row.week > last:
                reason = "the week does not end before the days of history, whose duties are in history.csv"
                yield Problem(where, "week", day, reason, f"Mondays up to {last}")
        key = (row.person, row.week)
        if key in first:
            reason = f"this week of {row.person} was given before, in {first[key]}"
            yield Problem(where, "week", day, reason, "each week of a person once")
        first.setdefault(key, where)


_LONGEST_HOLIDAY = timedelta(days=14)
"""Days of one name that lie no further apart are the same holiday, such as the days of a festival."""


def past_holidays_are_past(draft: Draft) -> Iterator[Problem]:
    """A holiday worked before is of the last time before the horizon, known to the calendar, and given once."""
    if not horizon_is_usable(draft) or any(unknown_country(draft)):
        return
    start = draft.facts.record.horizon.start
    site_of = {person.person: person.site for _, person in draft.people}
    first: dict[tuple[str, str], str] = {}
    for where, row in draft.past_holidays:
        if row.date >= start:
            reason = "the holiday does not lie before the horizon"
            yield Problem(where, "date", str(row.date), reason, f"days up to {start - timedelta(days=1)}")
        elif (place := site_region(draft, site_of.get(row.person))) is not None:
            named = holiday_names(*place, row.date, start - timedelta(days=1))
            names = holidays_in(named[row.date]) if row.date in named else ()
            again = [
                day
                for day, name in named.items()
                if row.holiday in holidays_in(name) and day - row.date > _LONGEST_HOLIDAY
            ]
            if not names:
                reason = f"no public holiday where {row.person} works"
                yield Problem(where, "date", str(row.date), reason, "the day on which it was worked")
            elif row.holiday not in names:
                reason = f"the calendar has another name for {row.date}"
                yield Problem(where, "holiday", row.holiday, reason, " or ".join(names))
            elif again:
                reason = f"it came again on {again[-1]}, and only the last time counts"
                yield Problem(where, "date", str(row.date), reason, "the last time, or no row")
        key = (row.person, row.holiday)
        if key in first:
            reason = f"this holiday of {row.person} was given before, in {first[key]}"
            yield Problem(where, "holiday", row.holiday, reason, "each holiday of a person once")
        first.setdefault(key, where)
