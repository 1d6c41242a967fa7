"""Expected cases and loads of the horizon, counted again from the scenario (FORMULATION §2)."""

from __future__ import annotations

from collections import Counter
from fractions import Fraction

from planner.cost.clock import grain, local_steps
from planner.scenario.base import DayName, Phase
from planner.scenario.scenario import Scenario
from planner.scenario.work import AlertCategory, Shape

BUSINESS, WEEKDAY_OFF, WEEKEND = "business", "weekday_off", "weekend"
HOURS = {BUSINESS: 50, WEEKDAY_OFF: 70, WEEKEND: 48}
SHARES: dict[Shape, tuple[Fraction, Fraction, Fraction]] = {
    Shape.USER: (Fraction(72, 100), Fraction(20, 100), Fraction(8, 100)),
    Shape.MIXED: (Fraction(48, 100), Fraction(38, 100), Fraction(14, 100)),
    Shape.FLAT: (Fraction(50, 168), Fraction(70, 168), Fraction(48, 168)),
    Shape.PLANT: (Fraction(42, 100), Fraction(42, 100), Fraction(16, 100)),
    Shape.MAINT: (Fraction(40, 100), Fraction(25, 100), Fraction(35, 100)),
    Shape.NIGHT: (Fraction(20, 100), Fraction(50, 100), Fraction(30, 100)),
}
"""Share of a week's arrivals in business hours, other weekday hours, and at the weekend."""


def millionth(value: float | Fraction) -> Fraction:
    """Nearest millionth."""
    return Fraction(round(value * 1_000_000), 1_000_000)


class Volumes:
    """How long each (window, band) lasts in the horizon, and what arrives in it."""

    def __init__(self, scenario: Scenario) -> None:
        self.scenario = scenario
        self.minutes: Counter[tuple[str, str]] = Counter()
        spans = [span for window in scenario.facts.service_windows.values() for span in window.spans]
        step = grain(*(edge for span in spans for edge in (span.start, span.end)))
        names = {day: scenario.day_name(day) for day in scenario.days}
        moments = Counter(
            (names[day], clock)
            for day, clock in local_steps(scenario.start, scenario.end, scenario.zone, step)
        )
        for (name, clock), times in moments.items():
            self.minutes[self._class(name, clock)] += step * times
        self._categories = {category.category: category for category in scenario.categories}
        self._cases: dict[tuple[str, Phase, str], Fraction] = {}

    def _class(self, name: DayName, clock: int) -> tuple[str, str]:
        window = next(
            key
            for key, window in self.scenario.facts.service_windows.items()
            for span in window.spans
            if name in span.days and span.start <= clock < span.end
        )
        if name in (DayName.SAT, DayName.SUN):
            return window, WEEKEND
        return window, BUSINESS if 8 * 60 <= clock < 18 * 60 else WEEKDAY_OFF

    def category(self, key: str) -> AlertCategory:
        """The alert category with this key."""
        return self._categories[key]

    def window_minutes(self, window: str) -> int:
        """Elapsed minutes of a service window in the horizon."""
        return sum(minutes for (key, _), minutes in self.minutes.items() if key == window)

    def per_hour(self, key: str, phase: Phase, band: str) -> Fraction:
        """Cases of a work item per hour in a band."""
        category = self._categories[key]
        per_week = 7 * Fraction(self.scenario.facts.demand.volume_factor) * Fraction(category.per_day)
        share = SHARES[category.shape][list(HOURS).index(band)]
        return per_week * Fraction(category.phase_share(phase)) * share / HOURS[band]

    def cases(self, key: str, phase: Phase, window: str) -> Fraction:
        """Expected cases of a work item in a window over the horizon, to the nearest millionth."""
        if (key, phase, window) not in self._cases:
            exact = sum(
                self.per_hour(key, phase, band) * minutes / 60
                for (where, band), minutes in self.minutes.items()
                if where == window
            )
            self._cases[key, phase, window] = millionth(exact)
        return self._cases[key, phase, window]
