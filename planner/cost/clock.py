"""Local calendar facts of instants, walked in small steps so that clock changes need no thought."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from math import gcd
from zoneinfo import ZoneInfo

QUARTER_HOUR = 15
"""Minutes. Every zone's UTC offset is a multiple of it, and changes at one."""


def elapsed_minutes(start: datetime, end: datetime) -> int:
    """Elapsed minutes between two UTC instants."""
    return int((end - start) / timedelta(minutes=1))


def grain(*clocks: int) -> int:
    """Longest step, at most a quarter hour, in which nothing changes that changes at these minutes only."""
    return gcd(QUARTER_HOUR, *clocks)


def local_steps(start: datetime, end: datetime, zone: ZoneInfo, step: int) -> Iterator[tuple[date, int]]:
    """Local day and clock (minutes after midnight) at the start of every `step` elapsed minutes of `[start, end)`.

    `step` divides a quarter hour and both instants' minutes of the hour: see `grain`.
    """
    for minutes in range(0, elapsed_minutes(start, end), step):
        wall = (start + timedelta(minutes=minutes)).astimezone(zone)
        yield wall.date(), wall.hour * 60 + wall.minute
