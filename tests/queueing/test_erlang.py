"""The pooled queue against published formulas, printed reference values and its own laws."""

import math
import re
from typing import NamedTuple

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.queueing import (
    erlang_b,
    erlang_c,
    mean_alerts_waiting,
    mean_wait_minutes,
    offered_load,
    service_level,
)

PRINTED = 1e-11
"""References are printed to twelve decimals."""


class Pooled(NamedTuple):
    """One row of the reference table: what is asked, and the values found by three methods elsewhere."""

    arrivals: float
    handling: float
    seats: int
    target: float
    load: float
    waits: tuple[int, int]
    mean_wait: float
    waiting: float
    level: float


POOLED = [
    Pooled(6, 15, 2, 15, 1.5, (9, 14), 19.285714285714, 1.928571428571, 0.610087433042),
    Pooled(10, 12, 3, 15, 2, (4, 9), 5.333333333333, 0.888888888889, 0.872664534729),
    Pooled(20, 12, 5, 10, 4, (128, 231), 6.649350649351, 2.216450216450, 0.759183676671),
    Pooled(100, 6, 12, 1 / 3, 10, (78125000, 173847457), 1.348164672895, 2.246941121491, 0.597869748385),
    Pooled(4, 45, 4, 30, 3, (27, 53), 22.924528301887, 1.528301886792, 0.738447882757),
    Pooled(12, 20, 5, 15, 4, (128, 231), 11.082251082251, 2.216450216450, 0.738255762983),
]
POOLED_IDS = ["C1", "C2", "C3", "C4", "C5", "C6"]

SEATED_LEVELS = [
    (6, 15, 15, 2, 0.610087433042),
    (6, 15, 15, 3, 0.947153383123),
    (12, 20, 15, 6, 0.936461266966),
    (20, 12, 15, 6, 0.976625406399),
    (3, 12, 15, 2, 0.975938992445),
    (1, 30, 15, 3, 0.995659018229),
    (30, 12, 15, 8, 0.970697208057),
    (30, 12, 15, 7, 0.824134725262),
]
"""(arrivals, handling, target, seats, service level) beside the staffing rule."""

seats_counts = st.integers(1, 60)
occupancies = st.floats(0.01, 0.99)
handling_times = st.floats(1, 240)


@pytest.mark.parametrize("case", POOLED, ids=POOLED_IDS)
def test_pooled_reference_values(case: Pooled) -> None:
    asked = (case.arrivals, case.handling, case.seats)
    assert offered_load(case.arrivals, case.handling) == pytest.approx(case.load, abs=PRINTED)
    assert erlang_c(case.load, case.seats) == pytest.approx(case.waits[0] / case.waits[1], abs=PRINTED)
    assert mean_wait_minutes(*asked) == pytest.approx(case.mean_wait, abs=PRINTED)
    assert mean_alerts_waiting(*asked) == pytest.approx(case.waiting, abs=PRINTED)
    assert service_level(*asked, case.target) == pytest.approx(case.level, abs=PRINTED)


@pytest.mark.parametrize(("arrivals", "handling", "target", "seats", "level"), SEATED_LEVELS)
def test_service_levels_beside_the_staffing_rule(
    arrivals: float, handling: float, target: float, seats: int, level: float
) -> None:
    assert service_level(arrivals, handling, seats, target) == pytest.approx(level, abs=PRINTED)


def test_erlang_b_of_two_erlangs_on_three_seats() -> None:
    # (2³/3!) / (1 + 2 + 2²/2! + 2³/3!) = (4/3) / (19/3) = 4/19
    assert erlang_b(2, 3) == pytest.approx(4 / 19, abs=PRINTED)


def test_without_seats_everything_is_lost() -> None:
    assert erlang_b(1.5, 0) == 1.0


def test_one_seat_waits_as_often_as_it_is_busy() -> None:
    assert erlang_c(0.7, 1) == pytest.approx(0.7, abs=PRINTED)


def test_many_seats_do_not_overflow() -> None:
    # 900^1000 / 1000! is far beyond a float; B lies between 0 and the lost share of a fluid, here 0.
    assert 0 < erlang_b(900, 1000) < 1e-3


def test_nothing_waits_without_arrivals() -> None:
    assert service_level(0, 30, 1, 0) == 1.0
    assert mean_wait_minutes(0, 30, 1) == 0.0


@given(seats_counts, occupancies)
def test_textbook_form_of_the_waiting_probability(seats: int, occupancy: float) -> None:
    load = occupancy * seats
    logs = [k * math.log(load) - math.lgamma(k + 1) for k in range(seats + 1)]
    top = math.exp(logs[-1]) / (1 - occupancy)
    textbook = top / (math.fsum(math.exp(term) for term in logs[:-1]) + top)
    assert erlang_c(load, seats) == pytest.approx(textbook, rel=1e-9)


@given(seats_counts, occupancies, occupancies, handling_times, st.floats(0, 480))
def test_more_arrivals_worsen_the_service_level(
    seats: int, one: float, other: float, handling: float, target: float
) -> None:
    few, many = (60 * seats * occupancy / handling for occupancy in sorted((one, other)))
    fewer, more = (service_level(rate, handling, seats, target) for rate in (few, many))
    assert fewer >= more - 1e-12


@given(seats_counts, occupancies, handling_times, st.floats(0, 480), st.floats(0, 480))
def test_a_longer_target_and_one_more_seat_improve_the_service_level(
    seats: int, occupancy: float, handling: float, one: float, other: float
) -> None:
    arrivals = 60 * seats * occupancy / handling
    short, long = sorted((one, other))
    level = service_level(arrivals, handling, seats, short)
    assert service_level(arrivals, handling, seats, long) >= level - 1e-12
    assert service_level(arrivals, handling, seats + 1, short) >= level - 1e-12


@pytest.mark.parametrize(
    ("arrivals", "handling", "seats", "target", "message"),
    [
        (-1.0, 15.0, 2, 15.0, "arrivals_per_hour is -1.0: must be finite and at least 0."),
        (math.nan, 15.0, 2, 15.0, "arrivals_per_hour is nan: must be finite and at least 0."),
        (6.0, 0.0, 2, 15.0, "handling_minutes is 0.0: must be finite and above 0."),
        (6.0, 15.0, 0, 15.0, "seats is 0: must be a whole number of at least 1."),
        (6.0, 15.0, 2, math.inf, "target_minutes is inf: must be finite and at least 0."),
        (
            8.0,
            15.0,
            2,
            15.0,
            "load_erlangs is 2.0 on seats 2: the queue grows without limit. Maybe give it at least 3 seats?",
        ),
    ],
)
def test_broken_arguments_are_named(
    arrivals: float, handling: float, seats: int, target: float, message: str
) -> None:
    with pytest.raises(ValueError, match=f"^{re.escape(message)}$"):
        service_level(arrivals, handling, seats, target)


def test_broken_load_of_erlang_b_is_named() -> None:
    with pytest.raises(ValueError, match=r"load_erlangs is -0\.5"):
        erlang_b(-0.5, 2)
    with pytest.raises(ValueError, match="seats is -1"):
        erlang_b(0.5, -1)
