"""The most load that some people at a post can carry at all, whichever work of the post it is: from above.

At a given load a case waits no longer when cases take less time, and no longer when fewer are more urgent or as urgent.
For so much load the quickest work gives the shortest mean handling time that a mix can have, and the least urgent work
the fewest urgent cases. Together they promise too much: beyond the load at which even they miss a target, every mix
does, for with more load both only grow.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from functools import cache
from itertools import pairwise
from typing import NamedTuple

from planner.scenario.scenario import Scenario
from planner.scenario.work import Discipline
from planner.verifier.demand import TimeClass
from planner.verifier.queue import ROUNDING, share_in_time

MICRO = 1_000_000
STEPS = 64
"""Parts of the load at the occupancy cap, one of which the load at which a target is missed may be too high."""

Slot = tuple[str, TimeClass]
"""A post in a demand class."""


class Served(NamedTuple):
    """Work that may come to a post: minutes of handling, shares of P1 to P4 of what comes, load in micro-erlangs."""

    handling: int
    shares: tuple[float, ...]
    load: int

    def up_to(self, urgency: int) -> float:
        """Share of its cases that are of a class or more urgent."""
        return sum(self.shares[: urgency + 1]) / sum(self.shares)


def _least(works: Sequence[Served], load: float, counted: Callable[[Served], float]) -> float:
    """The least sum over the cases an hour that make up a load; parts of work may be taken."""
    total = 0.0
    for work in sorted(works, key=lambda work: counted(work) / work.handling):
        part = min(load, work.load)
        total += part / MICRO * 60 / work.handling * counted(work)
        load -= part
    return total


class Queues:
    """The queues of a scenario's posts in their demand classes."""

    def __init__(self, scenario: Scenario, served: Mapping[Slot, Sequence[Served]]) -> None:
        self._scenario = scenario
        self._served = {slot: tuple(works) for slot, works in served.items()}
        self._least_late = cache(self._searched)

    def carried(self, slot: Slot, people: int) -> int:
        """Micro-erlangs beyond which so many people are too few, whatever the work is."""
        if people == 0:
            return 0
        cap = self._scenario.facts.demand.occupancy_cap
        most = math.ceil((people + ROUNDING) * cap * MICRO)
        post = self._scenario.facts.posts[slot[0]]
        if post.discipline is Discipline.OCCUPANCY or slot not in self._served:
            return most
        steps = self._least_late(post.domain, post.phases, self._served[slot], people)
        return most if steps is None else -(-most * steps // STEPS)

    def _searched(
        self, domain: object, phases: tuple[object, ...], works: tuple[Served, ...], people: int
    ) -> int | None:
        """The least number of steps of load that is known to miss a target; None where the cap itself does not."""
        targets = self._targets(domain, phases)
        full = sum(work.load for work in works)
        # A class without a case asks for nothing, but more load than all work without such cases has at least one.
        without = [sum(work.load for work in works if not work.shares[k]) for k in range(len(targets))]

        def is_late(steps: int) -> bool:
            load = people * self._scenario.facts.demand.occupancy_cap * steps / STEPS * MICRO
            load = min(load, float(full))
            # Cases an hour in all, most of them, and up to each urgency, fewest.
            cases = -_least(works, load, lambda _: -1.0)
            urgent = [_least(works, load, lambda work, k=k: work.up_to(k)) for k in range(len(targets))]  # type: ignore[misc]
            rates = tuple(later - before for before, later in pairwise([0.0, *urgent[:-1], cases]))
            handling = load / MICRO * 60 / cases
            return any(
                share_in_time(rates, handling, people, k, targets[k][0]) < targets[k][1] - ROUNDING
                for k in range(len(targets))
                if load > without[k] + len(works)
            )

        if not is_late(STEPS):
            return None
        in_time, late = 0, STEPS
        while late - in_time > 1:
            middle = (in_time + late) // 2
            if is_late(middle):
                late = middle
            else:
                in_time = middle
        return late

    def _targets(self, domain: object, phases: tuple[object, ...]) -> list[tuple[float, float]]:
        """Strictest minutes and share by severity, over the phases in which the post has cases."""
        facts = self._scenario.facts
        worked = {
            phase
            for phase in facts.response_targets
            if phase in phases
            and any(
                category.domain is domain
                and category.per_day * category.phase_share(phase) * category.handling_minutes(phase) > 0
                for category in self._scenario.categories
            )
        }
        rows = [facts.response_targets[phase].ordered() for phase in worked]
        return [
            (min(target.minutes for target in column), max(target.percentile for target in column))
            for column in zip(*rows, strict=True)
        ]
