"""How the judge speaks to the lead of a SOC: names, local times, lengths of time, counts."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from planner.scenario.base import INTERNAL
from planner.scenario.scenario import Scenario
from planner.verifier.clock import LocalClock

WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip


def duration(minutes: int) -> str:
    """`9 h 30 min`, `11 h`, `45 min`, `0 min`."""
    hours, rest = divmod(abs(minutes), 60)
    parts = [f"{hours} h" if hours else "", f"{rest} min" if rest or not hours else ""]
    return ("-" if minutes < 0 else "") + " ".join(part for part in parts if part)


def count(number: int, one: str, many: str = "") -> str:
    """`1 duty`, `2 duties`, `no duty`; the plural is the word with an s unless given."""
    if number == 0:
        return f"no {one}"
    return f"{number} {one if number == 1 else many or one + 's'}"


def day_name(day: int) -> str:
    """`Sat 3 April` of an ordinal."""
    when = date.fromordinal(day)
    return f"{WEEKDAYS[when.weekday()]} {when.day} {MONTHS[when.month - 1]}"


@dataclass(frozen=True)
class Words:
    """Names of a scenario's people, posts (and activities) and parties, and its local time."""

    clock: LocalClock
    names: Mapping[str, str]
    posts: Mapping[str, str]

    @classmethod
    def of(cls, scenario: Scenario, clock: LocalClock) -> Words:
        """The words for one scenario."""
        names = {key: provider.title for key, provider in scenario.providers.items()}
        names |= {person.person: person.name for person in scenario.people}
        names[INTERNAL] = "our own people"
        places = {key: post.title for key, post in scenario.facts.posts.items()}
        places |= {key: activity.title for key, activity in scenario.facts.activities.items()}
        return cls(clock, names, places)

    def moment(self, minute: int) -> str:
        """`Sat 3 April 22:00` in local time; midnight belongs to the day that begins."""
        day, clock = self.clock.shows(minute)
        return f"{day_name(day)} {clock // 60:02d}:{clock % 60:02d}"

    def span(self, start: int, end: int) -> str:
        """`from Sat 3 April 22:00 to Sun 4 April 06:00`."""
        return f"from {self.moment(start)} to {self.moment(end)}"
