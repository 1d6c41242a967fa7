"""The judge's own clock: instants as whole minutes since 1970 UTC, local days and clock times by looking them up.

Nothing is subtracted in local time. Where a wall-clock time lies is found by searching the table of what the
clock on the wall showed in each minute, so a clock that jumps needs no case of its own.

Days are proleptic ordinals (`datetime.date.toordinal`), clock times minutes after local midnight.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from planner.scenario.scenario import Scenario

HOUR = 60
DAY = 1440
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
EPOCH_DAY = date(1970, 1, 1).toordinal()
MINUTE = timedelta(minutes=1)


def minute_of(instant: datetime) -> int:
    """Whole minutes from 1970-01-01T00:00Z to an aware instant, rounded down."""
    return (instant.astimezone(UTC) - EPOCH) // MINUTE


def instant_of(minute: int) -> datetime:
    """The UTC instant of a minute."""
    return EPOCH + minute * MINUTE


class LocalClock:
    """What the clock on the wall of one time zone shows in each minute, and when it shows something."""

    def __init__(self, zone: ZoneInfo) -> None:
        self.zone = zone
        self._shown: dict[int, list[tuple[int, int]]] = {}
        self._first_pass: dict[int, dict[int, int]] = {}

    def shows(self, minute: int) -> tuple[int, int]:
        """Local day (ordinal) and clock time (minutes after midnight) in a minute."""
        utc_day, offset = divmod(minute, DAY)
        return self._table(utc_day)[offset]

    def when(self, day: int, clock: int) -> int:
        """The minute in which the clock shows a time of a local day; `clock` may pass 24:00.

        A time shown twice: its first pass. A time that is skipped: as long after the last time shown before
        it as the clock's face says, which moves it on by the length of the skip.
        """
        days, clock = divmod(clock, DAY)
        day += days
        walked = 0
        while (found := self._first_passes(day).get(clock)) is None:
            walked += 1
            days, clock = divmod(clock - 1, DAY)
            day += days
        return found + walked

    def midnight(self, day: int) -> int:
        """First minute of a local day."""
        return self.when(day, 0)

    def _table(self, utc_day: int) -> list[tuple[int, int]]:
        table = self._shown.get(utc_day)
        if table is None:
            first = utc_day * DAY
            table = [shown for hour in range(24) for shown in self._hour(first + hour * HOUR)]
            self._shown[utc_day] = table
        return table

    def _hour(self, first: int) -> list[tuple[int, int]]:
        """What is shown in an hour: read off at its ends if the offset is the same there, else minute by minute."""
        offset = self._offset(first)
        if offset == self._offset(first + HOUR):
            return [self._face(first + n + offset) for n in range(HOUR)]
        return [self._face(first + n + self._offset(first + n)) for n in range(HOUR)]

    def _offset(self, minute: int) -> int:
        shift = instant_of(minute).astimezone(self.zone).utcoffset()
        assert shift is not None, "a zone of the IANA data base has an offset at every instant"
        return shift // MINUTE

    @staticmethod
    def _face(wall: int) -> tuple[int, int]:
        days, clock = divmod(wall, DAY)
        return EPOCH_DAY + days, clock

    def _first_passes(self, day: int) -> dict[int, int]:
        """For each clock time that the local day has, the first minute that shows it."""
        passes = self._first_pass.get(day)
        if passes is None:
            passes = {}
            # No zone is more than a day away from UTC, so the local day lies in three days of UTC.
            for utc_day in range(day - EPOCH_DAY - 1, day - EPOCH_DAY + 2):
                for offset, (shown_day, clock) in enumerate(self._table(utc_day)):
                    if shown_day == day:
                        passes.setdefault(clock, utc_day * DAY + offset)
            self._first_pass[day] = passes
        return passes


class SiteClocks:
    """The clock on the wall where each person works."""

    def __init__(self, scenario: Scenario) -> None:
        self._scenario = scenario
        self._clocks: dict[ZoneInfo, LocalClock] = {}

    @property
    def main(self) -> LocalClock:
        """The clock of the main place, by which the horizon starts and ends."""
        return self._in(self._scenario.zone)

    def of(self, person: str) -> LocalClock:
        """The clock of a person's site."""
        return self._in(self._scenario.zone_of(person))

    def _in(self, zone: ZoneInfo) -> LocalClock:
        return self._clocks.setdefault(zone, LocalClock(zone))
