"""Zone, country and horizon."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from zoneinfo import ZoneInfo, available_timezones

from planner.errors import Problem
from planner.scenario.draft import Draft
from planner.scenario.holiday_calendar import unknown_region
from planner.scenario.scenario import Facts, Site
from planner.scenario.sources.closeness import closest

FIRST_YEAR, LAST_YEAR = 2000, 2099
"""Years for which zones and public holidays are known well."""


def unknown_zone(draft: Draft) -> Iterator[Problem]:
    """The zone of each place is one of the IANA database."""
    for steps, place in _places(draft, "zone"):
        if _zone(place.zone) is None:
            hint = closest(
                place.zone, sorted(name for name in available_timezones() if "/" in name or name == "UTC")
            )
            allowed = "an IANA name such as 'Europe/Berlin' or 'America/Chicago'"
            field = ".".join((*steps, "zone"))
            where = draft.facts.where(*steps, "zone")
            yield Problem(where, field, place.zone, "unknown time zone", allowed, hint)


def unknown_country(draft: Draft) -> Iterator[Problem]:
    """Public holidays are known for the country and its subdivision at each place."""
    for steps, place in _places(draft, "country", "subdivision"):
        if wrong := unknown_region(place.country, place.subdivision):
            name = "country" if wrong.value == place.country else "subdivision"
            where, field = draft.facts.where(*steps, name), ".".join((*steps, name))
            yield Problem(where, field, wrong.value, f"unknown {name}", wrong.allowed, wrong.maybe)


def _places(draft: Draft, *needed: str) -> Iterator[tuple[tuple[str, ...], Facts | Site]]:
    """The main place, and each further site, as far as they could be read."""
    if draft.facts.has(*needed):
        yield (), draft.facts.record
    if draft.facts.has("sites"):
        for key, site in draft.facts.record.sites.items():
            yield ("sites", key), site


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
    return _zone(draft.facts.record.zone) if draft.facts.has("zone") else None


def site_zone(draft: Draft, site: str | None) -> ZoneInfo | None:
    """The zone of a site, or of the main place for None; None when it does not exist."""
    if site is None:
        return zone_of(draft)
    sites = draft.facts.record.sites if draft.facts.has("sites") else {}
    return _zone(sites[site].zone) if site in sites else None


def site_region(draft: Draft, site: str | None) -> tuple[str, str | None] | None:
    """Country and subdivision of a site, or of the main place for None; None when they could not be read."""
    if site is None:
        facts = draft.facts
        return (
            (facts.record.country, facts.record.subdivision) if facts.has("country", "subdivision") else None
        )
    sites = draft.facts.record.sites if draft.facts.has("sites") else {}
    return (sites[site].country, sites[site].subdivision) if site in sites else None


def _zone(name: str) -> ZoneInfo | None:
    try:
        return ZoneInfo(name)
    except (KeyError, ValueError, OSError):  # not there; not a name at all; the name of a folder of zones
        return None


def horizon_is_usable(draft: Draft) -> bool:
    """Whether days can be compared with the horizon."""
    return draft.facts.has("horizon") and not any(unusable_horizon(draft))
