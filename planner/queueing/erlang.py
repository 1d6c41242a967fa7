"""The pooled queue: one line, first come first served, identical seats (Erlang B and Erlang C).

Alerts arrive as a Poisson stream, handling times are exponential and nobody in the line gives up. Symbols
used in the formulas: arrivals per hour λ, completions per hour and seat μ = 60 / handling minutes, seats c,
offered load a = λ / μ in erlangs, occupancy ρ = a / c.

Source: A. K. Erlang (1917) for both formulas; the recursion for B is the standard numerically stable one. The
textbook sum of a^k / k! is never used, because it overflows for large c.
"""

import math

from planner.queueing.arguments import (
    require_count,
    require_non_negative,
    require_positive,
    require_stable,
)

MINUTES_PER_HOUR = 60.0


def offered_load(arrivals_per_hour: float, handling_minutes: float) -> float:
    """Return the offered load a = λ / μ in erlangs: the mean number of seats kept busy.

    Args:
        arrivals_per_hour: alerts per hour, at least 0.
        handling_minutes: mean minutes of work per alert, above 0.

    Raises:
        ValueError: for an argument out of range.
    """
    require_non_negative("arrivals_per_hour", arrivals_per_hour)
    require_positive("handling_minutes", handling_minutes)
    return arrivals_per_hour * handling_minutes / MINUTES_PER_HOUR


def erlang_b(load_erlangs: float, seats: int) -> float:
    """Return the share of alerts that would be lost if none could wait, in [0, 1].

    B_0 = 1 and B_k = a·B_{k-1} / (k + a·B_{k-1}).

    Args:
        load_erlangs: offered load, at least 0; may exceed `seats`.
        seats: identical seats, at least 0; with no seat everything is lost.

    Raises:
        ValueError: for an argument out of range.
    """
    require_non_negative("load_erlangs", load_erlangs)
    require_count("seats", seats, at_least=0)
    blocked = 1.0
    for seat in range(1, seats + 1):
        blocked = load_erlangs * blocked / (seat + load_erlangs * blocked)
    return blocked


def erlang_c(load_erlangs: float, seats: int) -> float:
    """Return the probability C that an alert has to wait at all, in [0, 1).

    C = B_c / (1 − ρ·(1 − B_c)).

    Args:
        load_erlangs: offered load, at least 0 and below `seats`.
        seats: identical seats, at least 1.

    Raises:
        ValueError: for an argument out of range, or a load the seats cannot carry.
    """
    require_count("seats", seats, at_least=1)
    blocked = erlang_b(load_erlangs, seats)
    require_stable(load_erlangs, seats)
    return blocked / (1 - load_erlangs / seats * (1 - blocked))


def mean_wait_minutes(arrivals_per_hour: float, handling_minutes: float, seats: int) -> float:
    """Return the mean minutes before work on an alert starts, W = C / (c·μ − λ), zero waits included.

    Args:
        arrivals_per_hour: alerts per hour, at least 0.
        handling_minutes: mean minutes of work per alert, above 0.
        seats: identical seats, at least 1 and above the offered load.

    Raises:
        ValueError: for an argument out of range, or a load the seats cannot carry.
    """
    load_erlangs = offered_load(arrivals_per_hour, handling_minutes)
    return erlang_c(load_erlangs, seats) * handling_minutes / (seats - load_erlangs)


def mean_alerts_waiting(arrivals_per_hour: float, handling_minutes: float, seats: int) -> float:
    """Return the mean number of alerts waiting, not counting those being worked on: λ·W (Little's law).

    Args:
        arrivals_per_hour: alerts per hour, at least 0.
        handling_minutes: mean minutes of work per alert, above 0.
        seats: identical seats, at least 1 and above the offered load.

    Raises:
        ValueError: for an argument out of range, or a load the seats cannot carry.
    """
    wait = mean_wait_minutes(arrivals_per_hour, handling_minutes, seats)
    return arrivals_per_hour * wait / MINUTES_PER_HOUR


def service_level(
    arrivals_per_hour: float, handling_minutes: float, seats: int, target_minutes: float
) -> float:
    """Return P(wait ≤ target) = 1 − C·exp(−(c·μ − λ)·T), in (0, 1].

    A wait of exactly the target counts as in time; with target 0 this is the share that never waits.

    Args:
        arrivals_per_hour: alerts per hour, at least 0.
        handling_minutes: mean minutes of work per alert, above 0.
        seats: identical seats, at least 1 and above the offered load.
        target_minutes: longest wait that is in time, at least 0.

    Raises:
        ValueError: for an argument out of range, or a load the seats cannot carry.
    """
    require_non_negative("target_minutes", target_minutes)
    load_erlangs = offered_load(arrivals_per_hour, handling_minutes)
    waits = erlang_c(load_erlangs, seats)
    return 1 - waits * math.exp(-(seats - load_erlangs) * target_minutes / handling_minutes)
