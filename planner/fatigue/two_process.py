"""Two-process model of sleep regulation: sleep pressure between two thresholds that the body clock moves.

    awake   S = 1 - (1 - S0) exp(-t / 18.2)
    asleep  S = S0 exp(-t / 4.2)
    H = H0 + 0.12 cos(2 pi / 24 (clock - peak)), H0 = 0.67 (above it sleep begins), 0.17 (below it sleep ends)

Sources: Borbély (1982), Human Neurobiology 1, 195-204; Daan, Beersma and Borbély (1984), Am. J. Physiol. 246,
R161-R183; parameters as printed in npj Biological Timing and Sleep (2025), figure 1. The peak of the thresholds is no
part of them: it is taken to be that of the three-process model, 16.8 h. S runs from 0 to 1 and is on no scale that
people know.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

HOURS_PER_DAY = 24.0


@dataclass(frozen=True)
class TwoProcessModel:
    """The formulas with their parameters. Times in hours, levels between 0 and 1."""

    upper: float = 1.0
    rise: float = 18.2
    fall: float = 4.2
    sleep_threshold: float = 0.67
    wake_threshold: float = 0.17
    amplitude: float = 0.12
    peak: float = 16.8

    def awake(self, level: float, hours: float) -> float:
        """Level S after so many hours awake, from S at waking: rises towards `upper`."""
        return self.upper - (self.upper - level) * math.exp(-hours / self.rise)

    def asleep(self, level: float, hours: float) -> float:
        """Level S after so many hours of sleep, from S at sleep onset: falls towards 0."""
        return level * math.exp(-hours / self.fall)

    def falls_asleep_at(self, clock: float) -> float:
        """Upper threshold at local clock hours: above it sleep would begin."""
        return self.sleep_threshold + self._clock_part(clock)

    def wakes_at(self, clock: float) -> float:
        """Lower threshold at local clock hours: below it sleep would end."""
        return self.wake_threshold + self._clock_part(clock)

    def rested(self, hours_asleep: float = 8.0) -> float:
        """Level S at waking of somebody who sleeps so many hours every night: the fixed point of a day.

        S = f (u - (u - S) r) with r = exp(-awake / rise), f = exp(-asleep / fall), solved for S.
        """
        kept = math.exp(-(HOURS_PER_DAY - hours_asleep) / self.rise)
        left = math.exp(-hours_asleep / self.fall)
        return self.upper * left * (1 - kept) / (1 - left * kept)

    def _clock_part(self, clock: float) -> float:
        return self.amplitude * math.cos(2 * math.pi / HOURS_PER_DAY * (clock - self.peak))
