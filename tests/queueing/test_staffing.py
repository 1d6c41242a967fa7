"""Seats for a promise: printed reference values; kept at the edge and broken one step past it."""

import re
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from planner.queueing import (
    SeverityTarget,
    class_mean_waits,
    class_service_level,
    largest_load,
    meets_targets,
    most_urgent_mix,
    offered_load,
    seats_needed,
)

STEP = 1 / 1000
"""Default resolution of the largest load, in erlangs."""

ONE = (1.0,)
FOUR = (0.05, 0.15, 0.3, 0.5)
FOUR_TARGETS = (
    SeverityTarget(15, 0.95),
    SeverityTarget(30, 0.9),
    SeverityTarget(120, 0.9),
    SeverityTarget(480, 0.9),
)

STAFFING_RULE = [
    (6, 15, 15, 0.80, 3),
    (12, 20, 15, 0.80, 6),
    (20, 12, 15, 0.90, 6),
    (3, 12, 15, 0.95, 2),
    (1, 30, 15, 0.99, 3),
    (30, 12, 15, 0.80, 8),
]
"""(arrivals, handling, target, percentile, seats) with an occupancy cap of 0.85."""

UNEQUAL_HANDLING = [
    (2, ((1, 40), (5, 12)), (11.010, 78.950)),
    (3, ((2, 30), (6, 10)), (3.6108, 13.0709)),
    (2, ((0.5, 60), (6, 10)), (8.340, 44.49)),
]
"""(seats, (arrivals, handling) by severity, mean waits of an exact Markov chain)."""

handling_times = st.sampled_from([5.0, 15.0, 45.0])
seats_counts = st.integers(1, 8)
caps = st.floats(0.5, 1)


@st.composite
def promises(draw: st.DrawFn) -> tuple[tuple[float, ...], tuple[SeverityTarget, ...]]:
    """One to four severities with shares and targets."""
    weights = draw(st.lists(st.integers(0, 10), min_size=1, max_size=4).filter(any))
    shares = tuple(weight / sum(weights) for weight in weights)
    targets = tuple(SeverityTarget(draw(st.integers(0, 480)), draw(st.floats(0.5, 0.99))) for _ in weights)
    return shares, targets


@pytest.mark.parametrize(("arrivals", "handling", "minutes", "percentile", "seats"), STAFFING_RULE)
def test_staffing_rule_reference_values(
    arrivals: float, handling: float, minutes: int, percentile: float, seats: int
) -> None:
    load = offered_load(arrivals, handling)
    assert seats_needed(load, handling, ONE, [SeverityTarget(minutes, percentile)], 0.85) == seats


def test_seven_seats_keep_the_time_but_break_the_occupancy_cap() -> None:
    # 6 erlangs on 7 seats: 0.824 in time, occupancy 6/7 = 0.857.
    target = [SeverityTarget(15, 0.80)]
    assert not meets_targets(6, 12, ONE, target, 7, 0.85)
    assert meets_targets(6, 12, ONE, target, 7, 0.86)


def test_occupancy_exactly_at_the_cap_is_kept() -> None:
    # 0.85 of 3 seats is 2.55 erlangs; every alert may wait eight hours.
    lenient = [SeverityTarget(480, 0.5)]
    assert meets_targets(2.55, 15, ONE, lenient, 3, 0.85)
    assert not meets_targets(2.551, 15, ONE, lenient, 3, 0.85)
    assert largest_load(3, 15, ONE, lenient, 0.85) == 2.55


def test_percentile_exactly_reached_is_kept() -> None:
    level = class_service_level((6.0,), 15, 3, 0, 15)
    assert meets_targets(1.5, 15, ONE, [SeverityTarget(15, level - 1e-12)], 3, 1)
    assert not meets_targets(1.5, 15, ONE, [SeverityTarget(15, level + 1e-12)], 3, 1)


def test_every_severity_must_be_in_time() -> None:
    # 2.5 erlangs on 3 seats: 0.955, 0.887 and 0.524 are in time within 15 minutes.
    shares = (0.1, 0.3, 0.6)

    def kept(*percentiles: float) -> bool:
        return meets_targets(2.5, 15, shares, [SeverityTarget(15, each) for each in percentiles], 3, 1)

    assert kept(0.95, 0.88, 0.52)
    assert not kept(0.96, 0.88, 0.52)
    assert not kept(0.95, 0.89, 0.52)
    assert not kept(0.95, 0.88, 0.53)


def test_no_seat_carries_no_load() -> None:
    assert largest_load(0, 15, FOUR, FOUR_TARGETS, 0.85) == 0.0
    assert meets_targets(0, 15, FOUR, FOUR_TARGETS, 0, 0.85)
    assert not meets_targets(0.001, 15, FOUR, FOUR_TARGETS, 0, 0.85)
    assert seats_needed(0, 15, FOUR, FOUR_TARGETS, 0.85) == 0


def test_a_promise_too_strict_for_one_seat_leaves_no_load() -> None:
    # One seat is busy for a share `load` of arrivals, and all who meet it busy are late: 0.001 > 1 − 0.9999.
    assert largest_load(1, 15, ONE, [SeverityTarget(0, 0.9999)], 1) == 0.0


def test_one_seat_without_waiting_carries_what_the_percentile_leaves() -> None:
    # P(no wait) on one seat = 1 − load ≥ 0.75, so load ≤ 0.25.
    assert largest_load(1, 15, ONE, [SeverityTarget(0, 0.75)], 1) == 0.25


def test_load_is_rounded_down_to_the_resolution() -> None:
    # 1 − load ≥ 0.7 allows 0.3; in steps of 0.25 only 0.25.
    assert largest_load(1, 15, ONE, [SeverityTarget(0, 0.7)], 1, resolution=0.25) == 0.25


def test_minimum_presence_holds_without_load() -> None:
    assert seats_needed(0, 15, FOUR, FOUR_TARGETS, 0.85, min_presence=2) == 2
    assert seats_needed(6, 15, FOUR, FOUR_TARGETS, 0.85, min_presence=2) > 2


@given(promises(), handling_times, seats_counts, caps)
@settings(max_examples=40, deadline=None)
def test_largest_load_is_carried_and_one_step_more_is_not(
    promise: tuple[tuple[float, ...], tuple[SeverityTarget, ...]], handling: float, seats: int, cap: float
) -> None:
    load = largest_load(seats, handling, *promise, cap)
    assert meets_targets(load, handling, *promise, seats, cap)
    assert not meets_targets(round(load + STEP, 3), handling, *promise, seats, cap)


@given(promises(), handling_times, seats_counts, caps)
@settings(max_examples=40, deadline=None)
def test_seats_needed_inverts_the_largest_load(
    promise: tuple[tuple[float, ...], tuple[SeverityTarget, ...]], handling: float, seats: int, cap: float
) -> None:
    load = largest_load(seats, handling, *promise, cap)
    assert seats_needed(load, handling, *promise, cap) <= seats
    assert seats_needed(round(load + STEP, 3), handling, *promise, cap) > seats


@given(promises(), handling_times, seats_counts, caps)
@settings(max_examples=25, deadline=None)
def test_seats_carry_more_with_one_seat_more_shorter_work_or_a_higher_cap(
    promise: tuple[tuple[float, ...], tuple[SeverityTarget, ...]], handling: float, seats: int, cap: float
) -> None:
    load = largest_load(seats, handling, *promise, cap)
    assert largest_load(seats + 1, handling, *promise, cap) >= load
    assert largest_load(seats, handling / 2, *promise, cap) >= load
    assert largest_load(seats, handling, *promise, 1) >= load


@given(promises(), handling_times, seats_counts, st.integers(0, 240))
@settings(max_examples=25, deadline=None)
def test_longer_targets_never_carry_less(
    promise: tuple[tuple[float, ...], tuple[SeverityTarget, ...]], handling: float, seats: int, extra: int
) -> None:
    shares, targets = promise
    looser = tuple(SeverityTarget(each.minutes + extra, each.percentile) for each in targets)
    assert largest_load(seats, handling, shares, looser, 0.9) >= largest_load(
        seats, handling, shares, targets, 0.9
    )


@given(promises(), st.data(), handling_times, seats_counts)
@settings(max_examples=25, deadline=None)
def test_the_most_urgent_mix_carries_least(
    promise: tuple[tuple[float, ...], tuple[SeverityTarget, ...]],
    data: st.DataObject,
    handling: float,
    seats: int,
) -> None:
    shares, targets = promise
    other = data.draw(st.permutations(shares).map(tuple))
    worst = most_urgent_mix([shares, other])
    worst_load = largest_load(seats, handling, worst, targets, 0.9)
    for mix in (shares, other):
        assert worst_load <= largest_load(seats, handling, mix, targets, 0.9) + STEP / 2


def test_the_most_urgent_mix_has_the_largest_running_sums() -> None:
    # Running sums 0.1 0.6 1 and 0.2 0.4 1: the largest are 0.2 0.6 1.
    assert most_urgent_mix([(0.1, 0.5, 0.4), (0.2, 0.2, 0.6)]) == pytest.approx((0.2, 0.4, 0.4))


@pytest.mark.parametrize(("seats", "severities", "exact"), UNEQUAL_HANDLING)
def test_longest_handling_and_load_shares_bound_the_waits_of_unequal_handling(
    seats: int, severities: tuple[tuple[float, float], ...], exact: tuple[float, ...]
) -> None:
    longest = max(handling for _, handling in severities)
    loads = [offered_load(arrivals, handling) for arrivals, handling in severities]
    bounds = class_mean_waits([60 * load / longest for load in loads], longest, seats)
    assert all(bound >= wait for bound, wait in zip(bounds, exact, strict=True))


def test_longest_handling_bounds_one_seat_with_unequal_handling() -> None:
    # 1/h of 20 min and 2/h of 10 min on one seat: Cobham gives 15 and 45 min. With 20 min for the same loads
    # (1/3, 1/3): 40/3 busy minutes / (1 − 1/3) = 20, and / (2/3 · 1/3) = 60.
    assert class_mean_waits((1, 1), 20, 1) == pytest.approx((20, 60))


def test_answers_for_a_dozen_seats_come_quickly() -> None:
    # Cap 0.937 is used nowhere else, so nothing is answered from the cache.
    started = time.perf_counter()
    for seats in range(1, 13):
        largest_load(seats, 15, FOUR, FOUR_TARGETS, 0.937)
    assert time.perf_counter() - started < 12 * 0.05  # ten times what a quiet machine needs


def test_lists_and_tuples_ask_the_same_question() -> None:
    assert largest_load(3, 15, list(FOUR), list(FOUR_TARGETS), 0.85) == largest_load(
        3, 15, FOUR, FOUR_TARGETS, 0.85
    )


def test_shares_that_miss_one_by_rounding_are_accepted() -> None:
    thirds = [1 / 3] * 3
    assert meets_targets(1, 15, thirds, FOUR_TARGETS[:3], 6, 0.85)


@pytest.mark.parametrize(
    ("shares", "cap", "resolution", "message"),
    [
        ((), 0.85, STEP, "severity_shares is empty: must hold one share for each severity."),
        (
            (0.5, 0.4),
            0.85,
            STEP,
            "severity_shares add up to 0.9: must add up to 1. Maybe divide each by the total?",
        ),
        ((1.5, -0.5), 0.85, STEP, "severity_shares[1] is -0.5: must be finite and at least 0."),
        (
            (0.5, 0.5),
            0.85,
            STEP,
            "targets has 1 entries, but severity_shares has 2: must be one target for each severity.",
        ),
        (ONE, 85, STEP, "occupancy_cap is 85: must be above 0 and at most 1. Maybe it is a percentage?"),
        (ONE, 0.85, 0.0, "resolution is 0.0: must be finite and at least 1e-9 erlangs."),
    ],
)
def test_broken_arguments_are_named(
    shares: tuple[float, ...], cap: float, resolution: float, message: str
) -> None:
    with pytest.raises(ValueError, match=f"^{re.escape(message)}$"):
        largest_load(3, 15, shares, [SeverityTarget(15, 0.9)], cap, resolution)


def test_broken_targets_are_named() -> None:
    with pytest.raises(ValueError, match=r"percentile is 95: must be above 0 and below 1\. Maybe 0\.95"):
        SeverityTarget(15, 95)
    with pytest.raises(ValueError, match="minutes is -1"):
        SeverityTarget(-1, 0.9)


def test_broken_mixes_are_named() -> None:
    with pytest.raises(ValueError, match="mixes is empty"):
        most_urgent_mix([])
    with pytest.raises(ValueError, match=r"mixes\[1\] has 2 shares, but mixes\[0\] has 1"):
        most_urgent_mix([(1.0,), (0.5, 0.5)])


def test_broken_seats_and_load_are_named() -> None:
    with pytest.raises(ValueError, match="seats is -1"):
        largest_load(-1, 15, ONE, [SeverityTarget(15, 0.9)], 0.85)
    with pytest.raises(ValueError, match="load_erlangs is -1"):
        seats_needed(-1, 15, ONE, [SeverityTarget(15, 0.9)], 0.85)
    with pytest.raises(ValueError, match="handling_minutes is 0"):
        seats_needed(1, 0, ONE, [SeverityTarget(15, 0.9)], 0.85)
