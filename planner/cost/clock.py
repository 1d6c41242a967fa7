"""Local calendar facts of instants, walked minute by minute so that clock changes need no thought."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo


def elapsed_minutes(start: datetime, end: datetime) -> int:
    """Elapsed minutes between two UTC instants."""
    return int((end - start) / timedelta(minutes=1))


def local_minutes(start: datetime, end: datetime, zone: ZoneInfo) -> Iterator[tuple[date, int]]:
    """Local day and clock (minutes after midnight) of every elapsed minute of `[start, end)`.

    An offset never changes inside a quarter hour of UTC, so it is looked up once in each.
    """
    instant, day, clock = start, start.date(), 0
    for number in range(elapsed_minutes(start, end)):
        if number == 0 or instant.minute % 15 == 0:
            wall = instant.astimezone(zone)
            day, clock = wall.date(), wall.hour * 60 + wall.minute
        else:
            clock += 1
        yield day, clock
        instant += timedelta(minutes=1)
