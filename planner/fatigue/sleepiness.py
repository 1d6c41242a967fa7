"""KSS of one person at instants, on duty and when called."""

from __future__ import annotations

from datetime import datetime, timedelta

from planner.fatigue.alertness import AlertnessModel, Course
from planner.fatigue.nights import HOUR, Nights


class Sleepiness:
    """The three-process model over one person's duties and assumed sleep; begins rested."""

    def __init__(self, nights: Nights, model: AlertnessModel) -> None:
        self._nights = nights
        self._course = Course(model, model.rested(), nights.sleep_hours())

    def kss(self, at: datetime) -> float:
        """KSS at an instant of a duty."""
        return self._course.kss(self._nights.hour(at), self._nights.clock(at))

    def kss_when_called(self, at: datetime, response: timedelta) -> float:
        """KSS at the answer to a call that comes at an instant."""
        clock = self._nights.clock(at + response)
        return self._course.kss_when_called(self._nights.hour(at), clock, response / HOUR)

    def hours_awake(self, at: datetime) -> float:
        """Hours since waking; 0 for somebody asleep."""
        return self._course.hours_awake(self._nights.hour(at))

    def is_asleep(self, at: datetime) -> bool:
        """Whether the person is assumed to sleep."""
        return self._course.is_asleep(self._nights.hour(at))
