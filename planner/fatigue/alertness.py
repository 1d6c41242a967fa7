"""Three-process model of alertness: sleep pressure, clock of the body, and sleepiness after waking, in closed form.

Source: Åkerstedt and Folkard's model with the parameters of Ingre et al. (2014), PLoS ONE 9(10), e108679,
doi 10.1371/journal.pone.0108679. Alertness of 14 is high, 7 is the threshold of sleepiness, 3 is extreme. It is shown
on the Karolinska Sleepiness Scale (KSS), 1 extremely alert to 9 fighting sleep.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

from planner.fatigue.course import SleepWake

HOURS_PER_DAY = 24.0
KSS_LEAST, KSS_MOST = 1.0, 9.0
"""Ends of the Karolinska Sleepiness Scale."""


@dataclass(frozen=True)
class AlertnessModel:
    """The formulas with their parameters. Times in hours, levels in units of alertness.

    `kss_at_zero` and `kss_per_unit` map alertness on KSS. Published pairs: 10.6 and 0.6 (Ingre et al. 2014), 9.68 and
    0.46 (a later fit), 10.9 and 0.6 (older papers).
    """

    lower: float = 2.4
    upper: float = 14.3
    decay: float = -0.0353
    recovery: float = math.log((14.3 - 14) / (14.3 - 7.96)) / 8
    break_level: float = 12.2
    circadian_amplitude: float = 2.5
    circadian_peak: float = 16.8
    ultradian_mean: float = -0.5
    ultradian_amplitude: float = 0.5
    inertia_depth: float = -5.72
    inertia_decay: float = -1.51
    kss_at_zero: float = 10.6
    kss_per_unit: float = 0.6

    def awake(self, pressure: float, hours: float) -> float:
        """Level S after so many hours awake, from S at waking: falls towards `lower`."""
        return self.lower + (pressure - self.lower) * math.exp(self.decay * hours)

    def asleep(self, pressure: float, hours: float) -> float:
        """Level S after so many hours of sleep, from S at sleep onset.

        Rises in a straight line up to `break_level`, then bends towards `upper`; from above it only bends.
        """
        until_break = 0.0
        if pressure < self.break_level:
            slope = self.recovery * (self.break_level - self.upper)
            until_break = (self.break_level - pressure) / slope
            if hours <= until_break:
                return pressure + hours * slope
            pressure = self.break_level
        bent = math.exp(self.recovery * (hours - until_break))
        return self.upper - (self.upper - pressure) * bent

    def circadian(self, clock: float) -> float:
        """Process C at local clock hours: highest in the late afternoon."""
        return self.circadian_amplitude * math.cos(2 * math.pi / 24 * (clock - self.circadian_peak))

    def ultradian(self, clock: float) -> float:
        """Process U at local clock hours: the dip after midday and its twin at night."""
        phase = 2 * math.pi / 12 * (clock - self.circadian_peak - 3)
        return self.ultradian_mean + self.ultradian_amplitude * math.cos(phase)

    def inertia(self, hours: float) -> float:
        """Process W: sleepiness left from sleep, so many hours after waking."""
        return self.inertia_depth * math.exp(self.inertia_decay * hours)

    def kss(self, alertness: float) -> float:
        """Karolinska Sleepiness Scale of an alertness, kept within 1 to 9."""
        return min(KSS_MOST, max(KSS_LEAST, self.kss_at_zero - self.kss_per_unit * alertness))

    def kss_awake(self, pressure: float, clock: float, since_waking: float) -> float:
        """KSS of somebody awake with level S, at local clock hours, so many hours after waking."""
        alertness = pressure + self.circadian(clock) + self.ultradian(clock) + self.inertia(since_waking)
        return self.kss(alertness)

    def rested(self, hours_asleep: float = 8.0) -> float:
        """Level S at waking of somebody who sleeps so many hours every night: the fixed point of a day.

        Found by repetition: each day brings any two levels closer.
        """
        level = self.upper
        for _ in range(60):
            level = self.asleep(self.awake(level, HOURS_PER_DAY - hours_asleep), hours_asleep)
        return level


class Course(SleepWake[AlertnessModel]):
    """Sleepiness of one person in the course of sleep and waking."""

    def kss(self, hour: float, clock: float) -> float:
        """KSS at an elapsed hour, when the local clock shows `clock` hours. Somebody asleep is woken then."""
        return self.model.kss_awake(self.level(hour), clock, self.hours_awake(hour))

    def kss_when_called(self, hour: float, clock: float, after: float) -> float:
        """KSS `after` hours upon a call at an elapsed hour; `clock` is local when the person has answered.

        The call wakes somebody asleep, who stays awake; nobody falls asleep between the call and the answer.
        """
        level = self.model.awake(self.level(hour), after)
        return self.model.kss_awake(level, clock, self.hours_awake(hour) + after)
