"""The severity queue against printed reference values, two independent methods and its conservation law."""

import math
import re
import time
from itertools import pairwise
from typing import NamedTuple

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from planner.queueing import (
    class_mean_waits,
    class_service_level,
    mean_wait_minutes,
    service_level,
)
from planner.queueing.priority import tail_given_wait

PRINTED = 1e-11
"""References are printed to twelve decimals."""


class Severities(NamedTuple):
    """One row of the reference table: what is asked, and the values found by other methods."""

    arrivals: tuple[float, ...]
    handling: float
    seats: int
    target: float
    means: tuple[float, ...]
    levels: tuple[float, ...]


SEVERITIES = [
    Severities(
        (1, 3, 6),
        15,
        3,
        15,
        (3.830439223698, 5.745658835546, 31.601123595506),
        (0.955106839040, 0.887233678122, 0.523749152486),
    ),
    Severities(
        (2, 4, 6),
        20,
        5,
        15,
        (2.557442557443, 4.262404262404, 18.470418470418),
        (0.978514724665, 0.919403684587, 0.674456474876),
    ),
    Severities(
        (0.5, 2.5, 9),
        12,
        3,
        30,
        (2.678031770632, 3.347539713289, 16.179775280899),
        (0.999540381519, 0.997501170570, 0.806260905705),
    ),
]

weights_by_class = st.lists(st.floats(0.01, 1), min_size=1, max_size=4)
occupancies = st.floats(0.05, 0.97)
seats_counts = st.integers(1, 12)
targets = st.floats(0, 480)


def arrivals_for(weights: list[float], occupancy: float, handling: float, seats: int) -> list[float]:
    """Scale the weights to arrivals per hour at the occupancy."""
    total = 60 * seats * occupancy / handling
    return [total * weight / math.fsum(weights) for weight in weights]


def tail_by_state_vector(ahead: float, upto: float, completions: float) -> float:
    """P(walk from a geometric start has not reached 0): plain uniformisation over the states 1…n."""
    steps = math.ceil((1 + ahead) * completions + 10 * math.sqrt((1 + ahead) * completions) + 40)
    start = [(1 - upto) * upto**n for n in range(steps)]
    beyond = upto**steps  # starts so far up that 0 is out of reach within the steps
    up, down = ahead / (1 + ahead), 1 / (1 + ahead)
    mean = (1 + ahead) * completions
    log_weight = -mean
    tail = 0.0
    state = start
    for step in range(steps):
        tail += math.exp(log_weight) * (math.fsum(state) + beyond)
        log_weight += math.log(mean) - math.log(step + 1)
        state = [
            (up * state[n - 1] if n else 0.0) + (down * state[n + 1] if n + 1 < len(state) else 0.0)
            for n in range(len(state) + 1)
        ]
    return tail


def tail_by_spectrum(ahead: float, upto: float, completions: float) -> float:
    """The same by the spectrum of the walk: an integral over rates, and an exponential if upto² > ahead.

    First passage from n to 0 has the density (2/π)·ahead^(−(n−1)/2)·∫₀^π exp(−γT)·sin(θ)·sin(nθ) dθ with
    γ = 1 + ahead − 2·√ahead·cos(θ); the geometric sum over n is closed, by continuation where it diverges.
    """
    root = math.sqrt(ahead)
    lean = upto / root
    nodes = 20_000
    terms = []
    for node in range(1, nodes):
        theta = math.pi * node / nodes
        rate = 1 + ahead - 2 * root * math.cos(theta)
        shape = math.sin(theta) ** 2 / (1 - 2 * lean * math.cos(theta) + lean**2)
        terms.append(math.exp(-rate * completions) / rate * shape)
    tail = 2 * (1 - upto) * math.fsum(terms) / nodes
    if lean > 1:
        decay = (1 - upto) * (1 - ahead / upto)
        tail += (upto**2 - ahead) / (upto * (upto - ahead)) * math.exp(-decay * completions)
    return tail


@pytest.mark.parametrize("case", SEVERITIES, ids=["P1", "P2", "P3"])
def test_severity_reference_values(case: Severities) -> None:
    means = class_mean_waits(case.arrivals, case.handling, case.seats)
    assert means == pytest.approx(case.means, abs=PRINTED)
    for index, level in enumerate(case.levels):
        found = class_service_level(case.arrivals, case.handling, case.seats, index, case.target)
        assert found == pytest.approx(level, abs=PRINTED)


@given(st.floats(0.01, 0.9), st.floats(0, 1), st.floats(0.01, 60))
@settings(max_examples=25, deadline=None)
def test_state_vector_gives_the_same_tail(ahead: float, part: float, completions: float) -> None:
    upto = ahead + part * (0.98 - ahead)
    expected = tail_by_state_vector(ahead, upto, completions)
    assert tail_given_wait(ahead, upto, completions) == pytest.approx(expected, abs=1e-12)


@given(st.floats(0.01, 0.8), st.floats(0, 1), st.floats(0, 2000))
@settings(max_examples=25, deadline=None)
def test_spectrum_gives_the_same_tail_over_long_horizons(
    ahead: float, part: float, completions: float
) -> None:
    upto = ahead + part * (0.999 - ahead)
    assume(abs(upto / math.sqrt(ahead) - 1) > 0.02)  # the integral is ill-conditioned beside its pole
    expected = tail_by_spectrum(ahead, upto, completions)
    assert tail_given_wait(ahead, upto, completions) == pytest.approx(expected, abs=1e-11)


@given(weights_by_class, occupancies, seats_counts)
def test_mean_waits_are_conserved(weights: list[float], occupancy: float, seats: int) -> None:
    arrivals = arrivals_for(weights, occupancy, 20, seats)
    waits = class_mean_waits(arrivals, 20, seats)
    mixed = math.fsum(rate * wait for rate, wait in zip(arrivals, waits, strict=True)) / math.fsum(arrivals)
    assert mixed == pytest.approx(mean_wait_minutes(math.fsum(arrivals), 20, seats), rel=1e-9)


@pytest.mark.parametrize("index", [0, 1, 2])
def test_distribution_has_the_closed_form_mean(index: int) -> None:
    # Mean = ∫ P(wait > t) dt, by Simpson's rule, step one minute; after 800 minutes exp(−20) is left.
    case = SEVERITIES[1]
    late = [
        1 - class_service_level(case.arrivals, case.handling, case.seats, index, minute)
        for minute in range(801)
    ]
    integral = (late[0] + 4 * math.fsum(late[1::2]) + 2 * math.fsum(late[2:-1:2]) + late[-1]) / 3
    assert integral == pytest.approx(case.means[index], rel=1e-4)


@given(occupancies, seats_counts, targets)
def test_one_class_is_the_pooled_queue(occupancy: float, seats: int, target: float) -> None:
    (rate,) = arrivals_for([1.0], occupancy, 20, seats)
    pooled = service_level(rate, 20, seats, target)
    assert class_service_level([rate], 20, seats, 0, target) == pytest.approx(pooled, abs=1e-12)


@given(weights_by_class, occupancies, seats_counts, targets)
@settings(deadline=None)
def test_less_urgent_classes_wait_longer(
    weights: list[float], occupancy: float, seats: int, target: float
) -> None:
    arrivals = arrivals_for(weights, occupancy, 20, seats)
    levels = [class_service_level(arrivals, 20, seats, index, target) for index in range(len(arrivals))]
    assert all(urgent >= other - 1e-12 for urgent, other in pairwise(levels))


@given(weights_by_class, occupancies, occupancies, seats_counts, targets, targets)
@settings(deadline=None)
def test_load_worsens_and_seats_and_time_improve_every_class(
    weights: list[float], one: float, other: float, seats: int, short: float, long: float
) -> None:
    light, heavy = (arrivals_for(weights, occupancy, 20, seats) for occupancy in sorted((one, other)))
    short, long = sorted((short, long))
    for index in range(len(weights)):
        level = class_service_level(heavy, 20, seats, index, short)
        assert class_service_level(light, 20, seats, index, short) >= level - 1e-12
        assert class_service_level(heavy, 20, seats, index, long) >= level - 1e-12
        assert class_service_level(heavy, 20, seats + 1, index, short) >= level - 1e-12


@given(weights_by_class, occupancies, seats_counts, targets, st.floats(1, 4))
@settings(deadline=None)
def test_longer_handling_at_the_same_load_is_a_slower_clock(
    weights: list[float], occupancy: float, seats: int, target: float, stretch: float
) -> None:
    usual = arrivals_for(weights, occupancy, 20, seats)
    slow = arrivals_for(weights, occupancy, 20 * stretch, seats)
    for index in range(len(weights)):
        level = class_service_level(usual, 20, seats, index, target)
        slowed = class_service_level(slow, 20 * stretch, seats, index, target * stretch)
        assert slowed == pytest.approx(level, abs=1e-10)


def test_a_class_without_arrivals_waits_as_a_single_alert_of_it_would() -> None:
    waits = class_mean_waits((1, 0, 3), 15, 2)
    assert waits[0] <= waits[1] <= waits[2]
    levels = [class_service_level((1, 0, 3), 15, 2, index, 15) for index in range(3)]
    assert levels[0] > levels[1] > levels[2]
    assert class_service_level((0, 1, 3), 15, 2, 1, 15) < class_service_level((0, 1, 3), 15, 2, 0, 15)


def test_target_zero_counts_those_who_never_wait() -> None:
    # C of 2.5 erlangs on 3 seats is 0.702247191011, the same for every class.
    for index in range(3):
        level = class_service_level((1, 3, 6), 15, 3, index, 0)
        assert level == pytest.approx(1 - 0.702247191011, abs=PRINTED)


def test_eight_hours_of_short_work_near_saturation_stays_exact_and_quick() -> None:
    # 20 seats, 2-minute work, 480 minutes: 4800 completions; classes take 50 %, then 99.9 % of them.
    started = time.perf_counter()
    tail = tail_given_wait(0.5, 0.999, 4800)
    assert time.perf_counter() - started < 0.5
    assert tail == pytest.approx(tail_by_spectrum(0.5, 0.999, 4800), abs=1e-11)


@pytest.mark.parametrize(
    ("arrivals", "index", "message"),
    [
        ((), 0, "arrivals_per_hour is empty: must hold one rate for each class."),
        ((1.0, 2.0), 2, "class_index is 2: must be from 0 to 1."),
        ((1.0, 2.0), -1, "class_index is -1: must be from 0 to 1."),
        ((1.0, -2.0), 0, "arrivals_per_hour is -2.0: must be finite and at least 0."),
    ],
)
def test_broken_arguments_are_named(arrivals: tuple[float, ...], index: int, message: str) -> None:
    with pytest.raises(ValueError, match=f"^{re.escape(message)}$"):
        class_service_level(arrivals, 15, 3, index, 15)


def test_seats_must_be_at_least_one() -> None:
    with pytest.raises(ValueError, match="seats is 0"):
        class_mean_waits((1.0,), 15, 0)


def test_a_load_the_seats_cannot_carry_is_named() -> None:
    with pytest.raises(ValueError, match="the queue grows without limit"):
        class_mean_waits((4.0, 4.0), 15, 2)
