"""Zone, country and horizon."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from zoneinfo import ZoneInfo, available_timezones

from planner.errors import Problem
from planner.scenario.draft import Draft
from planner.scenario.holiday_calendar import unknown_region
from planner.scenario.sources.closeness import closest

FIRST_YEAR, LAST_YEAR = 2000, 2099
"""Years for which zones and public holidays are known well."""


def unknown_zone(draft: Draft) -> Iterator[Problem]:
    """The zone is one of the IANA database."""
    if draft.facts.has("zone"):
        zone = draft.facts.record.zone
        if zone_of(draft) is None:
            hint = closest(
                zone, sorted(name for name in available_timezones() if "/" in name or name == "UTC")
            )
            allowed = "an IANA name such as 'Europe/Berlin' or 'America/Chicago'"
            yield Problem(draft.facts.where("zone"), "zone", zone, "unknown time zone", allowed, hint)


def unknown_country(draft: Draft) -> Iterator[Problem]:
    """Public holidays are known for the country and its subdivision."""
    if draft.facts.has("country", "subdivision"):
        country, subdivision = draft.facts.record.country, draft.facts.record.subdivision
        if wrong := unknown_region(country, subdivision):
            field = "country" if wrong.value == country else "subdivision"
            yield Problem(
                draft.facts.where(field), field, wrong.value, f"unknown {field}", wrong.allowed, wrong.maybe
            )


def unusable_horizon(draft: Draft) -> Iterator[Problem]:
    """The horizon starts on a Monday, in a year that calendars know."""
    if not draft.facts.has("horizon"):
        return
    start = draft.facts.record.horizon.start
    where = draft.facts.where("horizon", "start")
    if not FIRST_YEAR <= start.year <= LAST_YEAR:
        allowed = f"years from {FIRST_YEAR} to {LAST_YEAR}"
        yield Problem(where, "horizon.start", str(start), "no calendar is known for this year", allowed)
    elif start.weekday() != 0:
        monday = start - timedelta(days=start.weekday())
        reason = f"the horizon starts on a {DAY_TITLES[start.weekday()]}"
        yield Problem(where, "horizon.start", str(start), reason, "a Monday", f"{monday}?")


DAY_TITLES = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


def zone_of(draft: Draft) -> ZoneInfo | None:
    """The zone of the scenario; None when it does not exist."""
    if not draft.facts.has("zone"):
        return None
    try:
        return ZoneInfo(draft.facts.record.zone)
    except (KeyError, ValueError, OSError):  # not there; not a name at all; the name of a folder of zones
        return None


def horizon_is_usable(draft: Draft) -> bool:
    """Whether days can be compared with the horizon."""
    return draft.facts.has("horizon") and not any(unusable_horizon(draft))
