"""Alerts turned into loads, thresholds, cases and call-outs (FORMULATION §2)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from math import ceil, floor

from planner.instance.clock import BAND_HOURS
from planner.instance.model import MICRO, DemandClass, Item, PostLoad
from planner.queueing import SeverityTarget, largest_load, most_urgent_mix
from planner.scenario.base import Phase
from planner.scenario.scenario import Scenario
from planner.scenario.work import AlertCategory, Attendance, Discipline, Post, Shape

SHAPE_SHARES: Mapping[Shape, Mapping[str, float]] = {
    Shape.USER: {"business": 0.72, "weekday_off": 0.20, "weekend": 0.08},
    Shape.MIXED: {"business": 0.48, "weekday_off": 0.38, "weekend": 0.14},
    Shape.FLAT: {"business": 50 / 168, "weekday_off": 70 / 168, "weekend": 48 / 168},
    Shape.PLANT: {"business": 0.42, "weekday_off": 0.42, "weekend": 0.16},
    Shape.MAINT: {"business": 0.40, "weekday_off": 0.25, "weekend": 0.35},
    Shape.NIGHT: {"business": 0.20, "weekday_off": 0.50, "weekend": 0.30},
}
"""Share of a week's arrivals by band."""

_NOISE = 1e-9
"""Relative slack against floating-point noise when rounding up."""


@dataclass(frozen=True)
class CallOut:
    """How many cases of an item in a window are called out (of everything internal), and at which level."""

    level: str
    count: Fraction


@dataclass(frozen=True)
class Demand:
    """All load facts of the horizon."""

    items: tuple[Item, ...]
    class_minutes: Mapping[DemandClass, int]
    window_minutes: Mapping[str, int]
    cases: Mapping[tuple[Item, str], Fraction]
    call_outs: Mapping[tuple[Item, str], CallOut]
    loads: Mapping[str, PostLoad]


def to_millionth(value: float | Fraction) -> Fraction:
    """Nearest millionth, so that money computed from it does not hang on floating-point noise."""
    return Fraction(round(value * MICRO), MICRO)


def round_up(value: float) -> int:
    """Ceiling that forgives floating-point noise just above an integer."""
    return ceil(value - abs(value) * _NOISE)


def category_of(scenario: Scenario, item: Item) -> AlertCategory:
    """The alert category of a work item."""
    return next(c for c in scenario.categories if c.category == item.category)


def work_items(scenario: Scenario) -> tuple[Item, ...]:
    """Work items that occur: some share of the alerts reaches the phase and takes time there."""
    return tuple(
        Item(category.category, phase)
        for category in scenario.categories
        for phase in Phase
        if category.per_day * category.phase_share(phase) * category.handling_minutes(phase) > 0
    )


def compile_demand(scenario: Scenario, class_minutes: Mapping[DemandClass, int]) -> Demand:
    """Every item's cases, loads and call-outs, from how long each demand class lasts in the horizon."""
    items = work_items(scenario)
    window_minutes: dict[str, int] = defaultdict(int)
    for demand, minutes in class_minutes.items():
        window_minutes[demand.window] += minutes
    rates = {(item, band): case_rate(scenario, item, band) for item in items for band in BAND_HOURS}
    cases = {
        (item, window): to_millionth(
            sum(
                rates[item, demand.band] * minutes / 60
                for demand, minutes in class_minutes.items()
                if demand.window == window
            )
        )
        for item in items
        for window in window_minutes
    }
    call_outs: dict[tuple[Item, str], CallOut] = {}
    loads: dict[str, PostLoad] = {}
    for key, post in scenario.facts.posts.items():
        own = [i for i in items if _at(scenario, i, post)]
        coefficient: dict[DemandClass, dict[tuple[Item, str], int]] = {demand: {} for demand in class_minutes}
        seated: dict[DemandClass, dict[tuple[Item, str], int]] = {demand: {} for demand in class_minutes}
        for item in own:
            minutes_each = category_of(scenario, item).handling_minutes(item.phase)
            for demand in class_minutes:
                load = round_up(rates[item, demand.band] * minutes_each / 60 * MICRO)
                seated[demand][item, demand.window] = load
                if post.attendance[demand.window] is Attendance.SEATED:
                    coefficient[demand][item, demand.window] = load
            for window in window_minutes:
                if post.attendance[window] is Attendance.ON_CALL:
                    call_out, waiting = _on_call(scenario, item, post, cases[item, window], window_minutes)
                    call_outs[item, window] = call_out
                    for demand in class_minutes:
                        if waiting and demand.window == post.deferred_to:
                            load = round_up(
                                float(waiting) * minutes_each / window_minutes[demand.window] * MICRO
                            )
                            coefficient[demand][item, window] = load
        largest, seats = _thresholds(scenario, post, own)
        loads[key] = PostLoad(key, largest, seats, coefficient, seated)
    return Demand(items, dict(class_minutes), dict(window_minutes), cases, call_outs, loads)


def _at(scenario: Scenario, item: Item, post: Post) -> bool:
    return category_of(scenario, item).domain is post.domain and item.phase in post.phases


def case_rate(scenario: Scenario, item: Item, band: str) -> float:
    """Mean cases of an item per hour of an arrival band."""
    category = category_of(scenario, item)
    per_week = 7 * scenario.facts.demand.volume_factor * category.per_day * category.phase_share(item.phase)
    return per_week * SHAPE_SHARES[category.shape][band] / BAND_HOURS[band]


def _on_call(
    scenario: Scenario, item: Item, post: Post, cases: Fraction, window_minutes: Mapping[str, int]
) -> tuple[CallOut, Fraction]:
    """Call-outs of an item in an on-call window, and the cases that wait for the deferred-to window."""
    assert post.call_out_level is not None, "checked at the door"
    urgent = to_millionth(sum(category_of(scenario, item).severity_shares()[:2]))
    if post.deferred_to is None or not window_minutes.get(post.deferred_to):
        return CallOut(post.call_out_level, cases), Fraction(0)
    return CallOut(post.call_out_level, cases * urgent), cases * (1 - urgent)


def _thresholds(scenario: Scenario, post: Post, items: list[Item]) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """`largest[n]` micro-erlangs and `seats[n]` for n = 0, 1, ... up to the desks of the post."""
    demand = scenario.facts.demand
    largest, seats = [0], [0]
    if not items:
        return (0,), (0,)
    handling = max(category_of(scenario, item).handling_minutes(item.phase) for item in items)
    mix = most_urgent_mix([category_of(scenario, item).severity_shares() for item in items])
    targets = strictest_targets(scenario, {item.phase for item in items})
    for servers in range(1, post.seats + 1):
        scheduled = round_up(servers / (1 - demand.shrinkage))
        if scheduled > post.seats:
            break
        if post.discipline is Discipline.OCCUPANCY:
            load = servers * demand.occupancy_cap
        else:
            load = largest_load(servers, float(handling), mix, targets, demand.occupancy_cap)
        largest.append(floor(load * MICRO + 0.5))
        seats.append(scheduled)
    return tuple(largest), tuple(seats)


def strictest_targets(scenario: Scenario, phases: set[Phase]) -> tuple[SeverityTarget, ...]:
    """Per severity the shortest time and the highest percentile asked by any of the phases."""
    asked = [scenario.facts.response_targets[phase].ordered() for phase in Phase if phase in phases]
    return tuple(
        SeverityTarget(min(t.minutes for t in row), max(t.percentile for t in row))
        for row in zip(*asked, strict=True)
    )
