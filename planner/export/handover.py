"""To whom a duty passes its open cases when it ends, in half a sentence."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Mapping
from datetime import datetime, timedelta

from planner.plan.model import Duty, Plan, SeatSlot
from planner.scenario.scenario import Scenario

LONGEST_DUTY = timedelta(hours=25)
"""A day in which the clocks go back: no duty is longer."""


class Handovers:
    """Who is at a post, or responsible for it, when a duty ends. `names` has the providers' names by key."""

    def __init__(self, scenario: Scenario, plan: Plan, names: Mapping[str, str]) -> None:
        self.scenario, self.names = scenario, names
        self.duties: dict[str, list[Duty]] = defaultdict(list)
        for duty in sorted(plan.roster, key=lambda duty: duty.start):
            self.duties[duty.post].append(duty)
        self.starts = {post: [duty.start for duty in duties] for post, duties in self.duties.items()}
        self.seats: dict[str, list[SeatSlot]] = defaultdict(list)
        for slot in sorted(plan.seats):
            self.seats[slot.post].append(slot)

    def note(self, duty: Duty) -> str:
        """When and to whom. Colleagues are not named: the calendar may be kept outside the house."""
        end = self._clock(duty.end, duty)
        followers = self._followers(duty)
        if followers:
            arrival = max(follower.start for follower in followers)
            if duty.start < arrival < duty.end:
                return f"from {self._clock(arrival, duty)} to {end} with the next duty at this post"
            if arrival == duty.end:
                return f"at {end} to the next duty at this post"
            return f"at {end} to a duty that goes on at this post"
        parties = [self.names[party] for party in self._parties(duty) if party in self.scenario.providers]
        if parties:
            return f"at {end} to {' and '.join(parties)}"
        if duty.end >= self.scenario.end:
            return f"at {end} to the next plan's duty at this post"
        return "nobody follows at this post; write open cases down"

    def _followers(self, duty: Duty) -> list[Duty]:
        """Duties of others at the post that have started when this one ends, and go on after it."""
        starts = self.starts[duty.post]
        first, last = bisect_left(starts, duty.end - LONGEST_DUTY), bisect_right(starts, duty.end)
        there = self.duties[duty.post][first:last]
        return [other for other in there if other.person != duty.person and other.end > duty.end]

    def _parties(self, duty: Duty) -> list[str]:
        slots = self.seats[duty.post]
        found = bisect_right(slots, duty.end, key=lambda slot: slot.start) - 1
        if found < 0 or slots[found].end <= duty.end:
            return []
        return slots[found].responsible.split("+")

    def _clock(self, instant: datetime, duty: Duty) -> str:
        return f"{instant.astimezone(self.scenario.zone_of(duty.person)):%H:%M %Z}"
