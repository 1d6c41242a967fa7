"""Seats for a response promise, found by walking a queue state by state; no closed formula of queueing is used.

`n` people serve cases that arrive at random (Poisson), one mean handling time, exponential; urgent classes go
first, nobody is interrupted, inside a class the earliest goes first. Three steps:

1. *How often is everybody busy?* The number of cases present is a birth-death walk. Its long-run shares follow
   from "as many steps up as down" between each two neighbouring states, summed until nothing is left.
2. *How many are waiting then?* Count only cases of class k and more urgent. While everybody is busy, the count
   steps up by their arrivals and down by each completion, and it cannot change otherwise: the same balance.
3. *How long does the last of them wait?* Who arrives behind `q` of them starts after `q + 1` completions, and
   each more urgent arrival meanwhile is one more. The shares over 0, 1, 2, ... completions still to come are
   carried forward step by step of a clock that ticks at random at the rate of all events (uniformisation).
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from functools import lru_cache

NOTHING = 1e-15
"""Share of cases below which states are left out."""

MOST_STATES = 2000
"""States of a waiting line that are carried; the share beyond counts as late."""

MOST_PRESENT = 1_000_000
"""States of the number of cases present; more are needed only above an occupancy of 0.9999."""

ROUNDING = 1e-9
"""What a share or load may miss its limit by, as rounding of floating-point sums."""


@lru_cache(maxsize=4096)
def share_in_time(
    arrivals: tuple[float, ...], handling_minutes: float, people: int, urgency: int, minutes: float
) -> float:
    """Share of the cases of class `urgency` (0 is the most urgent) whose handling starts within `minutes`.

    `arrivals` are cases per hour by class. 0 when the people cannot carry the load at all.
    """
    per_minute = [rate / 60 for rate in arrivals]
    together = people / handling_minutes
    if sum(per_minute) >= together:
        return 0.0
    waits = _share_all_busy(sum(per_minute), handling_minutes, people)
    as_urgent, more_urgent = sum(per_minute[: urgency + 1]), sum(per_minute[:urgency])
    ahead = _line_ahead(as_urgent, together)
    return 1.0 - waits * _still_waiting(ahead, more_urgent, together, minutes)


def people_needed(
    arrivals: Sequence[float],
    handling_minutes: float,
    targets: Sequence[tuple[float, float]],
    occupancy_cap: float,
) -> int:
    """Fewest people who start enough cases of every class in time and are not busier than the cap.

    `targets` are (minutes, share of cases) by class; a class without arrivals asks for nothing.
    """
    load = sum(arrivals) * handling_minutes / 60
    people = people_for_occupancy(load, occupancy_cap)
    rates = tuple(arrivals)
    while not all(
        share_in_time(rates, handling_minutes, people, urgency, minutes) >= share - ROUNDING
        for urgency, (minutes, share) in enumerate(targets)
        if rates[urgency] > 0
    ):
        people += 1
    return people


def people_for_occupancy(load_erlangs: float, occupancy_cap: float) -> int:
    """Fewest people whose busy share is at most the cap; none for no load."""
    return math.ceil(load_erlangs / occupancy_cap - ROUNDING)


def _share_all_busy(arrivals: float, handling: float, people: int) -> float:
    """Long-run share of time in which nobody is free."""
    here, some_free, all_busy = 1.0, 0.0, 0.0
    for present in range(MOST_PRESENT):
        if present < people:
            some_free += here
        else:
            all_busy += here
            if here <= NOTHING * all_busy:
                break
        # Up and down between two neighbours balance: arrivals here, completions of the busy ones there.
        here *= arrivals * handling / min(present + 1, people)
        if here > 1e200:
            here, some_free, all_busy = here / 1e200, some_free / 1e200, all_busy / 1e200
    return all_busy / (some_free + all_busy)


def _line_ahead(arrivals: float, together: float) -> list[float]:
    """Shares of 0, 1, 2, ... cases waiting in front of a newcomer who finds everybody busy."""
    shares, total = [1.0], 1.0
    while shares[-1] > NOTHING * total and len(shares) < MOST_STATES:
        shares.append(shares[-1] * arrivals / together)
        total += shares[-1]
    # What the cut-off tail would still hold is bounded by its first term over the drift of the walk.
    total += shares[-1] * arrivals / (together - arrivals)
    return [share / total for share in shares]


def _still_waiting(ahead: Sequence[float], overtakers: float, together: float, minutes: float) -> float:
    """Share of newcomers behind `ahead` who have not started after `minutes`."""
    up, down = overtakers / (overtakers + together), together / (overtakers + together)
    ticks = (overtakers + together) * minutes
    # line[j]: share of newcomers with j + 1 completions to go.
    line = [*ahead, *([0.0] * (len(ahead) if up else 0))]
    cut_off = max(0.0, 1.0 - sum(ahead))
    late, ticked, happened = 0.0, 0, 0.0
    waiting = sum(line)
    while happened < 1.0 - NOTHING and waiting > NOTHING:
        # Chance of so many ticks in the time, by logarithms: the first chances of a long time underflow.
        chance = math.exp(ticked * math.log(ticks) - ticks - math.lgamma(ticked + 1)) if ticks else 1.0
        happened += chance
        late += chance * waiting
        if ticked > ticks and chance < NOTHING:
            break
        if up:
            beyond = up * line[-1]
            cut_off += beyond
            line = [
                up * below + down * above
                for below, above in zip([0.0, *line[:-1]], [*line[1:], 0.0], strict=True)
            ]
        else:
            line = line[1:]
        ticked += 1
        waiting = sum(line)
    return min(1.0, late + cut_off)
