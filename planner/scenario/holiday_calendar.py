"""Public holidays of a country or region, by name."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from planner.scenario.sources.closeness import closest, one_of

LANGUAGE = "en_US"
"""Language of the names where the calendar has it; else the names are in the language of the country."""


@dataclass(frozen=True)
class UnknownRegion:
    """A country or subdivision that no holiday calendar knows."""

    value: str
    allowed: str
    maybe: str


def unknown_region(country: str, subdivision: str | None) -> UnknownRegion | None:
    """What is wrong with a country and subdivision; None when their public holidays are known."""
    import holidays  # a tenth of a second that only scenarios need

    supported = holidays.list_supported_countries(include_aliases=False)
    if country not in supported:
        return UnknownRegion(country, "an ISO 3166 code such as 'DE' or 'US'", closest(country, supported))
    if subdivision is not None and subdivision not in supported[country]:
        known = supported[country]
        return UnknownRegion(subdivision, one_of(known), closest(subdivision, known))
    return None


def holiday_names(country: str, subdivision: str | None, first: date, last: date) -> dict[date, str]:
    """Names of the public holidays from `first` to `last`, both included, in order of date.

    `country` is an ISO 3166 code and `subdivision` a region of it, both known to the `holidays` package.
    """
    import holidays

    years = range(first.year, last.year + 1)
    calendar = holidays.country_holidays(country, subdiv=subdivision, years=years)
    if LANGUAGE in calendar.supported_languages:
        calendar = holidays.country_holidays(country, subdiv=subdivision, years=years, language=LANGUAGE)
    days = (first + timedelta(days=n) for n in range((last - first).days + 1))
    return {day: calendar[day] for day in days if day in calendar}
