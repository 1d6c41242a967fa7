"""The load that people carry at best: with the quickest and least urgent work that comes to so much.

No rule of a plan, but what a check without the solver grants; prices are good where they are made for what it grants.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import pairwise

from planner.instance.demand import category_of
from planner.instance.model import MICRO, DemandClass, Instance
from planner.queueing import SeverityTarget, meets_targets
from planner.scenario.work import Attendance, Discipline

LONG = 10**6
"""Minutes of a target that asks for nothing."""

TRACE = 1e-6
"""Share that asks for nothing."""

STEPS = 12
"""Halvings of the load at the occupancy cap."""


def carried(instance: Instance, post: str, demand: DemandClass, people: int) -> float:
    """Micro-erlangs that so many people carry at best: with the quickest and least urgent work of the post."""
    scenario = instance.scenario
    record, cap = scenario.facts.posts[post], scenario.facts.demand.occupancy_cap
    works = []
    for (item, window), load in instance.loads[post].coefficient[demand].items():
        category = category_of(scenario, item)
        shares = category.severity_shares()
        if record.attendance[window] is not Attendance.SEATED:
            shares = (0.0, 0.0, *shares[2:])
        mix = tuple(each / sum(shares) for each in shares)
        works.append((category.handling_minutes(item.phase), mix, load))
    if not (works and people) or record.discipline is Discipline.OCCUPANCY:
        return people * cap * MICRO
    phases = {item.phase for item in instance.items if item.phase in record.phases}
    columns = zip(*(scenario.facts.response_targets[phase].ordered() for phase in phases), strict=True)
    strictest = [(min(t.minutes for t in column), max(t.percentile for t in column)) for column in columns]
    full = sum(load for _, _, load in works)
    without = [sum(load for _, mix, load in works if not mix[k]) for k in range(len(strictest))]

    def is_late(load: float) -> bool:
        load = min(load, full)
        cases = -_least(works, load, lambda _: -1.0)
        urgent = [_least(works, load, lambda mix, k=k: sum(mix[: k + 1])) for k in range(len(strictest))]  # type: ignore[misc]
        # A share of nothing would leave a class out of what is asked.
        mix = [max(after - before, TRACE * cases) for before, after in pairwise([0.0, *urgent[:-1], cases])]
        targets = [
            SeverityTarget(*target) if load > without[k] else SeverityTarget(LONG, TRACE)
            for k, target in enumerate(strictest)
        ]
        shares = tuple(each / sum(mix) for each in mix)
        return not meets_targets(load / MICRO, load / cases, shares, targets, people, cap)

    in_time, late = 0.0, people * cap * MICRO
    if not is_late(late):
        return late
    for _ in range(STEPS):
        middle = (in_time + late) / 2
        in_time, late = (in_time, middle) if is_late(middle) else (middle, late)
    return late


def _least(
    works: Sequence[tuple[int, tuple[float, ...], int]],
    load: float,
    counted: Callable[[tuple[float, ...]], float],
) -> float:
    """The least sum of what is counted of cases that make up a load; parts of work may be taken."""
    total = 0.0
    for handling, mix, most in sorted(works, key=lambda work: counted(work[1]) / work[0]):
        part = min(load, most)
        total += part / handling * counted(mix)
        load -= part
    return total
