"""KSS of one person at instants, on duty and when called."""

from __future__ import annotations

from datetime import datetime

from planner.fatigue.alertness import AlertnessModel, Course
from planner.fatigue.nights import Nights


class Sleepiness:
    """The three-process model over one person's duties and assumed sleep; begins rested."""

    def __init__(self, nights: Nights, model: AlertnessModel) -> None:
        self._nights = nights
        self._course = Course(model, model.rested(), nights.sleep_hours())

    def kss(self, at: datetime) -> float:
        """KSS at an instant of a duty."""
        return self._course.kss(self._nights.hour(at), self._nights.clock(at))

    def kss_when_called(self, at: datetime, answered: datetime) -> float:
        """KSS at the answer to a call."""
        hour = self._nights.hour(at)
        return self._course.kss_when_called(
            hour, self._nights.clock(answered), self._nights.hour(answered) - hour
        )

    def hours_awake(self, at: datetime) -> float:
        """Hours since waking; 0 for somebody asleep."""
        return self._course.hours_awake(self._nights.hour(at))
