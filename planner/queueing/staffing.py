"""Seats for a promise: which load a number of seats carries, and how many seats a load needs.

A promise is one `SeverityTarget` per severity, most urgent first. Seats carry a load when every severity
waits no longer than its target in the promised share of cases, and occupancy stays within the cap. A severity
that takes no share of the load still counts: a single alert of it would have to be in time.

Two monotone facts make searches safe. More load worsens every severity: all of C, σ_{k−1} and σ_k grow. One
more seat improves every severity: all of them shrink, and seats come free faster.

Unequal handling times and mixes
--------------------------------
The formulas hold for one mean handling time. Where severities, hours or categories differ, give the offered
load as it is, and for the rest the worst case: the longest handling time and the most urgent mix. For a fixed
load:

* *Longer handling only worsens a severity.* C, σ_{k−1} and σ_k depend on load and seats alone; the handling
  time only sets the clock. Handling twice as long stretches every wait by two, so P(wait ≤ T) at handling
  time h is P(wait ≤ T / h) at handling time 1, which falls as h grows.
* *More urgent work only worsens a severity.* Severity k sees the mix through the cumulative shares σ_{k−1}
  and σ_k only. A larger σ_k means more alerts waiting ahead, a larger σ_{k−1} more alerts that overtake. The
  worst of several mixes is therefore the one whose cumulative shares are, place by place, the largest of all;
  `most_urgent_mix` returns it.

Shares are shares of the *load*, arrivals times handling time. With equal handling times they are the shares
of the arrivals. On one seat the longest handling time gives an upper bound of every mean wait: Cobham's W_0 =
Σ λ_i·m_i² is at most the longest m times the load. For several seats no such proof is used here, and none is
claimed; the tests compare with exact Markov chain values, and a plan deserves a simulation of its week.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate, pairwise

from planner.queueing.arguments import (
    require_count,
    require_fraction,
    require_non_negative,
    require_positive,
    require_shares,
)
from planner.queueing.erlang import erlang_c
from planner.queueing.priority import tail_given_wait

LOAD_RESOLUTION = 1 / 1000
"""Default step of the largest load, in erlangs."""

ROUNDING = 1e-12
"""Erlangs by which a load may pass the cap, so that 0.85 of 3 seats is 2.55 erlangs whatever the rounding."""

LOAD_DECIMALS = 12
"""Decimals a multiple of the resolution is rounded to, so that 2550 steps of 0.001 are 2.55 erlangs."""


@dataclass(frozen=True)
class SeverityTarget:
    """Promise for one severity: P(wait ≤ `minutes`) ≥ `percentile`."""

    minutes: int
    """Longest wait that is in time, in minutes, at least 0; 0 asks for an immediate start."""

    percentile: float
    """Share of alerts that must be in time, in (0, 1); no number of seats can promise 1."""

    def __post_init__(self) -> None:
        """Check the ranges.

        Raises:
            ValueError: for a field out of range.
        """
        require_non_negative("minutes", self.minutes)
        if not 0 < self.percentile < 1:
            raise ValueError(
                f"percentile is {self.percentile!r}: must be above 0 and below 1. Maybe 0.95 instead of 95?"
            )


@dataclass(frozen=True)
class _Promise:
    """What the seats must keep, checked: everything but load and seats."""

    handling_minutes: float
    cumulative_shares: tuple[float, ...]
    targets: tuple[SeverityTarget, ...]
    occupancy_cap: float

    def kept(self, load_erlangs: float, seats: int) -> bool:
        """Say whether `seats` carry the load within every target and the cap."""
        if load_erlangs == 0:
            return True
        if load_erlangs >= seats or load_erlangs > self.occupancy_cap * seats + ROUNDING:
            return False
        waits = erlang_c(load_erlangs, seats)
        occupancy = load_erlangs / seats
        ahead = 0.0
        for share, target in zip(self.cumulative_shares, self.targets, strict=True):
            upto = occupancy * share
            if waits > 1 - target.percentile:  # otherwise enough alerts start at once
                completions = seats * target.minutes / self.handling_minutes
                if 1 - waits * tail_given_wait(ahead, upto, completions) < target.percentile:
                    return False
            ahead = upto
        return True


def meets_targets(
    load_erlangs: float,
    handling_minutes: float,
    severity_shares: Sequence[float],
    targets: Sequence[SeverityTarget],
    seats: int,
    occupancy_cap: float,
) -> bool:
    """Say whether the seats carry the load: P(wait_k ≤ T_k) ≥ percentile_k for every k, and load ≤ cap·seats.

    A load of 0 is always carried, also by no seat; a load at or above the seats never is.

    Args:
        load_erlangs: offered load of all severities together, at least 0.
        handling_minutes: mean minutes of work per alert, above 0; the longest where severities differ.
        severity_shares: share of the load of each severity, most urgent first, each at least 0, sum 1.
        targets: one target for each severity, in the same order.
        seats: identical seats, at least 0.
        occupancy_cap: largest load per seat, in (0, 1].

    Raises:
        ValueError: for an argument out of range.
    """
    require_non_negative("load_erlangs", load_erlangs)
    require_count("seats", seats, at_least=0)
    return _promise(handling_minutes, severity_shares, targets, occupancy_cap).kept(load_erlangs, seats)


def seats_needed(
    load_erlangs: float,
    handling_minutes: float,
    severity_shares: Sequence[float],
    targets: Sequence[SeverityTarget],
    occupancy_cap: float,
    min_presence: int = 0,
) -> int:
    """Return the smallest number of seats, at least `min_presence`, that `meets_targets`.

    Some number always does, because the chance of waiting at all goes to 0 as seats are added.

    Args:
        load_erlangs: offered load of all severities together, at least 0.
        handling_minutes: mean minutes of work per alert, above 0; the longest where severities differ.
        severity_shares: share of the load of each severity, most urgent first, each at least 0, sum 1.
        targets: one target for each severity, in the same order.
        occupancy_cap: largest load per seat, in (0, 1].
        min_presence: seats staffed whatever the load, at least 0.

    Raises:
        ValueError: for an argument out of range.
    """
    require_non_negative("load_erlangs", load_erlangs)
    require_count("min_presence", min_presence, at_least=0)
    promise = _promise(handling_minutes, severity_shares, targets, occupancy_cap)
    seats = max(min_presence, math.floor(load_erlangs))
    while not promise.kept(load_erlangs, seats):
        seats += 1
    return seats


def largest_load(
    seats: int,
    handling_minutes: float,
    severity_shares: Sequence[float],
    targets: Sequence[SeverityTarget],
    occupancy_cap: float,
    resolution: float = LOAD_RESOLUTION,
) -> float:
    """Return the largest load in erlangs that the seats carry, rounded down to a multiple of the resolution.

    The seats carry the returned load and do not carry one resolution more; 0.0 when they carry not even one
    resolution. Found by bisection over multiples of the resolution; repeated questions are answered from a
    cache.

    Args:
        seats: identical seats, at least 0.
        handling_minutes: mean minutes of work per alert, above 0; the longest where severities differ.
        severity_shares: share of the load of each severity, most urgent first, each at least 0, sum 1.
        targets: one target for each severity, in the same order.
        occupancy_cap: largest load per seat, in (0, 1].
        resolution: step of the answer in erlangs, at least 1e-9.

    Raises:
        ValueError: for an argument out of range.
    """
    require_count("seats", seats, at_least=0)
    if not (math.isfinite(resolution) and resolution >= 1e-9):
        raise ValueError(f"resolution is {resolution!r}: must be finite and at least 1e-9 erlangs.")
    promise = _promise(handling_minutes, severity_shares, targets, occupancy_cap)
    return _largest_load(seats, promise, resolution)


def most_urgent_mix(mixes: Sequence[Sequence[float]]) -> tuple[float, ...]:
    """Return the severity shares that are at least as demanding as each of the mixes.

    Its cumulative shares are, place by place, the largest cumulative shares of all mixes.

    Args:
        mixes: one or more sequences of severity shares, all of one length, each with the sum 1.

    Raises:
        ValueError: for no mix, mixes of different lengths, or shares that do not add up to 1.
    """
    if not mixes:
        raise ValueError("mixes is empty: must hold at least one mix.")
    for index, mix in enumerate(mixes):
        require_shares(f"mixes[{index}]", mix)
        if len(mix) != len(mixes[0]):
            raise ValueError(f"mixes[{index}] has {len(mix)} shares, but mixes[0] has {len(mixes[0])}.")
    cumulative = [max(places) for places in zip(*(_cumulative(mix) for mix in mixes), strict=True)]
    return tuple(upto - ahead for ahead, upto in pairwise([0.0, *cumulative]))


@lru_cache(maxsize=4096)
def _largest_load(seats: int, promise: _Promise, resolution: float) -> float:
    """Bisect on whole numbers of resolutions: `carried` is always kept, `too_much` never."""
    carried, too_much = 0, math.floor(seats / resolution) + 1
    while too_much - carried > 1:
        middle = (carried + too_much) // 2
        if promise.kept(_steps_to_erlangs(middle, resolution), seats):
            carried = middle
        else:
            too_much = middle
    return _steps_to_erlangs(carried, resolution)


def _steps_to_erlangs(steps: int, resolution: float) -> float:
    return round(steps * resolution, LOAD_DECIMALS)


def _promise(
    handling_minutes: float,
    severity_shares: Sequence[float],
    targets: Sequence[SeverityTarget],
    occupancy_cap: float,
) -> _Promise:
    require_positive("handling_minutes", handling_minutes)
    require_shares("severity_shares", severity_shares)
    require_fraction("occupancy_cap", occupancy_cap)
    if len(targets) != len(severity_shares):
        raise ValueError(
            f"targets has {len(targets)} entries, but severity_shares has {len(severity_shares)}: "
            "must be one target for each severity."
        )
    return _Promise(handling_minutes, _cumulative(severity_shares), tuple(targets), occupancy_cap)


def _cumulative(shares: Sequence[float]) -> tuple[float, ...]:
    """Return the running sums of the shares, none above 1 and the last exactly 1."""
    sums = [min(1.0, upto) for upto in accumulate(shares)]
    return (*sums[:-1], 1.0)
