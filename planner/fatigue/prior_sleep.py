"""Prior sleep and wake: points for short sleep before a duty and long waking until its end.

    points = 4 x hours that sleep falls short of 5 h in the 24 h before the duty
           + 2 x hours that sleep falls short of 12 h in the 48 h before the duty
           + 1 x hours awake at the end of the duty beyond the sleep of those 48 h

Parts of an hour count in proportion. Source: Dawson and McCulloch (2005), Sleep Medicine Reviews 9, 365-380; the
weights are those of Transport Canada, TP 14575 (2007), and are recalled, not read again.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from fractions import Fraction

from planner.fatigue.sleep import Span
from planner.fatigue.worked import Worked

HOUR = timedelta(hours=1)


ENOUGH_IN_24H, ENOUGH_IN_48H = 5, 12
"""Hours of sleep below which points begin."""

POINTS_24H, POINTS_48H, POINTS_AWAKE = 4, 2, 1
"""Points of each hour."""


@dataclass(frozen=True)
class PriorSleep:
    """What one duty is preceded by, in hours, and its points."""

    duty: Worked
    slept_24h: Fraction
    slept_48h: Fraction
    awake_at_end: Fraction
    points: Fraction


def prior_sleep(duty: Worked, sleeps: Sequence[Span]) -> PriorSleep:
    """Points of a duty after assumed sleep, which covers at least the 48 hours before it.

    Raises ValueError where no sleep is known that ends before the duty.
    """
    slept_24h = _slept(sleeps, duty.start - 24 * HOUR, duty.start)
    slept_48h = _slept(sleeps, duty.start - 48 * HOUR, duty.start)
    wakings = [end for _, end in sleeps if end <= duty.start]
    if not wakings:
        raise ValueError(f"no sleep is known before the duty at {duty.start}")
    awake = _hours(duty.end - max(wakings))
    zero = Fraction(0)
    return PriorSleep(
        duty=duty,
        slept_24h=slept_24h,
        slept_48h=slept_48h,
        awake_at_end=awake,
        points=POINTS_24H * max(zero, ENOUGH_IN_24H - slept_24h)
        + POINTS_48H * max(zero, ENOUGH_IN_48H - slept_48h)
        + POINTS_AWAKE * max(zero, awake - slept_48h),
    )


def _slept(sleeps: Sequence[Span], since: datetime, until: datetime) -> Fraction:
    spans = ((max(start, since), min(end, until)) for start, end in sleeps)
    return _hours(sum((end - start for start, end in spans if start < end), timedelta()))


def _hours(length: timedelta) -> Fraction:
    return Fraction(length // timedelta(minutes=1), 60)
