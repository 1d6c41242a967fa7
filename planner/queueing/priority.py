"""The severity queue: urgent alerts go first, work in progress is never interrupted, seats are identical.

Class 0 is the most urgent. Each class is a Poisson stream, served in order of arrival inside the class;
handling times are exponential with the same mean for every class. With D = c·μ completions per hour while all
seats are busy, σ_k = Σ_{i≤k} λ_i / D is the share of those completions that classes 0…k take.

Sources: A. Cobham (1954) for the means; R. H. Davis (1966) for the distribution of the wait with several
seats and equal rates; O. Kella and U. Yechiali (1985) for the same result by another way.
"""

import math
from collections.abc import Sequence
from itertools import accumulate, pairwise

from planner.queueing.arguments import require_count, require_non_negative
from planner.queueing.erlang import erlang_c, offered_load

NEGLIGIBLE = 1e-14
"""Probability below which the rest of a sum is dropped."""

WINDOW_SPREADS = 9.0
"""Half width of the Poisson window in standard deviations; what lies outside is below NEGLIGIBLE."""

WINDOW_MARGIN = 30
"""Extra terms on the right of the window, where a Poisson law of small mean is skewed."""


def class_mean_waits(
    arrivals_per_hour: Sequence[float], handling_minutes: float, seats: int
) -> tuple[float, ...]:
    """Return the mean minutes each class waits, most urgent first, zero waits included.

    W_k = (C / D) / ((1 − σ_{k−1})·(1 − σ_k)), with C the Erlang C probability at the total load.

    Args:
        arrivals_per_hour: alerts per hour of each class, most urgent first, each at least 0; at least one
            class.
        handling_minutes: mean minutes of work per alert, the same for every class, above 0.
        seats: identical seats, at least 1 and above the total load.

    Raises:
        ValueError: for an argument out of range, or a load the seats cannot carry.
    """
    used = _used_up_to(arrivals_per_hour, handling_minutes, seats)
    minutes_all_busy = erlang_c(used[-1] * seats, seats) * handling_minutes / seats
    return tuple(minutes_all_busy / ((1 - ahead) * (1 - upto)) for ahead, upto in pairwise(used))


def class_service_level(
    arrivals_per_hour: Sequence[float],
    handling_minutes: float,
    seats: int,
    class_index: int,
    target_minutes: float,
) -> float:
    """Return P(wait of the class ≤ target), in (0, 1]; a wait of exactly the target is in time.

    Exact up to rounding (about 1e-13); see `tail_given_wait` for the method.

    Args:
        arrivals_per_hour: alerts per hour of each class, most urgent first, each at least 0. A class without
            arrivals has the wait that a single alert of it would have.
        handling_minutes: mean minutes of work per alert, the same for every class, above 0.
        seats: identical seats, at least 1 and above the total load.
        class_index: position in `arrivals_per_hour`, from 0.
        target_minutes: longest wait that is in time, at least 0.

    Raises:
        ValueError: for an argument out of range, or a load the seats cannot carry.
    """
    require_non_negative("target_minutes", target_minutes)
    used = _used_up_to(arrivals_per_hour, handling_minutes, seats)
    if not 0 <= class_index < len(arrivals_per_hour):
        raise ValueError(f"class_index is {class_index!r}: must be from 0 to {len(arrivals_per_hour) - 1}.")
    waits = erlang_c(used[-1] * seats, seats)
    completions = seats * target_minutes / handling_minutes
    return 1 - waits * tail_given_wait(used[class_index], used[class_index + 1], completions)


def tail_given_wait(used_ahead: float, used_upto: float, completions: float) -> float:
    """Return P(wait > target | wait > 0) of one class, in [0, 1].

    While all seats are busy the number of waiting alerts of this class or a more urgent one is geometric,
    P(n) = (1 − σ)·σ^n. A new alert of the class then starts when a walk that began at n + 1 first reaches 0;
    the walk steps up when a more urgent alert arrives and down when a seat comes free.

    Steps come at the constant rate H + D (uniformisation), so P(wait > T | wait > 0) is the sum over m of
    Poisson(m; (H + D)·T) · P(0 is not reached in m steps). With up-step probability p and down-step q, F_m
    the probability of first reaching 0 at step m and h_m the same for a walk that began at 1, eliminating the
    square root from the generating function F = (1 − σ)·h / (1 − σ·h) with h = q·z + p·z·h² leaves

        F_1 = (1 − σ)·q ,   F_m = (p/σ + σ·q)·F_{m−1} − (1 − σ)·(p/σ)·h_{m−1} ,
        h_{2j+1} = Catalan(j)·p^j·q^{j+1} ,   h_{2j} = 0 .

    The factor p/σ + σ·q is at most 1, so rounding errors do not grow, and the work is one addition per step
    instead of one state vector per step. Steps are bounded by the right end of the Poisson window, and end
    earlier once the walk has surely finished. Poisson weights are scaled inside the window (Fox and Glynn
    1988), so that no factorial or exponential of a long horizon is ever formed.

    Args:
        used_ahead: σ_{k−1}, share of the completions taken by more urgent classes, in [0, 1).
        used_upto: σ_k, the same with this class included, in [used_ahead, 1).
        completions: D·T, mean completions within the target while all seats are busy, at least 0.
    """
    if used_ahead == 0:
        return math.exp(-(1 - used_upto) * completions)
    mean_steps = (1 + used_ahead) * completions
    first_step, weights = _poisson_window(mean_steps)
    last_step = first_step + len(weights) - 1

    up = used_ahead / (1 + used_ahead)
    down = 1 / (1 + used_ahead)
    up_over_used = up / used_upto
    factor = up_over_used + used_upto * down
    from_one = (1 - used_upto) * up_over_used * down  # (1 − σ)·(p/σ)·h_1
    ratio = 4 * up * down
    unfinished = 1.0
    tail = weights[0] if first_step == 0 else 0.0
    finishing = (1 - used_upto) * down
    for step in range(1, last_step + 1):
        unfinished -= finishing
        if unfinished <= NEGLIGIBLE:
            break
        if step >= first_step:
            tail += weights[step - first_step] * unfinished
        finishing *= factor
        if step % 2:  # h_step is not 0; Catalan(j+1) / Catalan(j) = 4·(j + 1/2) / (j + 2) with step = 2j + 1
            finishing -= from_one
            from_one *= ratio * step / (step + 3)
    return min(1.0, max(0.0, tail))


def _poisson_window(mean: float) -> tuple[int, list[float]]:
    """Return the first step of the window that holds all but a negligible part, and its weights, sum 1."""
    reach = WINDOW_SPREADS * math.sqrt(mean)
    first = max(0, math.floor(mean - reach))
    last = math.ceil(mean + reach) + WINDOW_MARGIN
    weight = 1.0
    weights = [weight]
    for step in range(first + 1, last + 1):
        weight *= mean / step
        weights.append(weight)
    total = math.fsum(weights)
    return first, [weight / total for weight in weights]


def _used_up_to(arrivals_per_hour: Sequence[float], handling_minutes: float, seats: int) -> tuple[float, ...]:
    """Return 0, σ_0, σ_1, …: the shares of the completions taken by the first 0, 1, 2, … classes."""
    if not arrivals_per_hour:
        raise ValueError("arrivals_per_hour is empty: must hold one rate for each class.")
    require_count("seats", seats, at_least=1)
    loads = [offered_load(rate, handling_minutes) for rate in arrivals_per_hour]
    return tuple(load / seats for load in accumulate(loads, initial=0.0))
