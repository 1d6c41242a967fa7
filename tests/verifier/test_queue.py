"""The walk through the queue against printed references, an explicit chain, and the planner's formulas."""

from __future__ import annotations

from typing import NamedTuple

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.queueing import class_service_level
from planner.verifier.queue import people_for_occupancy, people_needed, share_in_time

PRINTED = 1e-11
"""References are printed to twelve decimals."""


class Reference(NamedTuple):
    """Arrivals per hour by class, handling minutes, people, target minutes, shares in time by class."""

    arrivals: tuple[float, ...]
    handling: float
    people: int
    target: float
    shares: tuple[float, ...]


REFERENCES = [
    Reference((6,), 15, 2, 15, (0.610087433042,)),
    Reference((10,), 12, 3, 15, (0.872664534729,)),
    Reference((20,), 12, 5, 10, (0.759183676671,)),
    Reference((100,), 6, 12, 1 / 3, (0.597869748385,)),
    Reference((4,), 45, 4, 30, (0.738447882757,)),
    Reference((12,), 20, 5, 15, (0.738255762983,)),
    Reference((1, 3, 6), 15, 3, 15, (0.955106839040, 0.887233678122, 0.523749152486)),
    Reference((2, 4, 6), 20, 5, 15, (0.978514724665, 0.919403684587, 0.674456474876)),
    Reference((0.5, 2.5, 9), 12, 3, 30, (0.999540381519, 0.997501170570, 0.806260905705)),
]


@pytest.mark.parametrize("reference", REFERENCES, ids=str)
def test_printed_shares_are_met(reference: Reference) -> None:
    for urgency, share in enumerate(reference.shares):
        walked = share_in_time(
            reference.arrivals, reference.handling, reference.people, urgency, reference.target
        )
        assert walked == pytest.approx(share, abs=PRINTED)


@pytest.mark.parametrize(
    ("arrivals", "handling", "share", "people"),
    # The target is 15 minutes, the cap 85 %. With 7 people the last but one would be busy 85.7 % of the time.
    [
        (6, 15, 0.80, 3),
        (12, 20, 0.80, 6),
        (20, 12, 0.90, 6),
        (3, 12, 0.95, 2),
        (1, 30, 0.99, 3),
        (30, 12, 0.80, 8),
    ],
)
def test_printed_people_are_needed(arrivals: float, handling: float, share: float, people: int) -> None:
    assert people_needed((arrivals,), handling, ((15, share),), 0.85) == people


def test_with_no_time_to_wait_only_those_who_find_somebody_free_are_in_time() -> None:
    # Two people, load 1.5: everybody is busy for 9/14 of the time.
    assert share_in_time((6,), 15, 2, 0, 0) == pytest.approx(5 / 14, abs=PRINTED)


def test_more_work_than_people_means_nobody_is_in_time() -> None:
    assert share_in_time((12,), 15, 3, 0, 60) == 0  # 12 * 15 / 60 = 3 erlangs on 3 people


def test_a_class_without_arrivals_asks_for_nothing() -> None:
    # A tenth of an erlang, and a promise for a class that never comes.
    assert people_needed((0, 0.6), 10, ((1, 0.999), (60, 0.8)), 0.85) == 1


def test_the_cap_alone_counts_whole_people() -> None:
    assert [people_for_occupancy(load, 0.85) for load in (0, 0.85, 0.8500001, 1.7, 1.71)] == [0, 1, 2, 2, 3]


def test_the_walk_agrees_with_an_explicit_chain_of_all_states() -> None:
    # Two classes, two people, at most 20 waiting of each: the share in time of the urgent class within no time
    # and the mean waits follow from the long-run shares of every single state, found by letting time pass.
    urgent, other, handling, people = 1.0, 2.0, 15.0, 2
    shares = _long_run_shares(urgent / 60, other / 60, 1 / handling, people)
    free = sum(share for (busy, _, _), share in shares.items() if busy < people)
    assert share_in_time((urgent, other), handling, people, 0, 0) == pytest.approx(free, abs=1e-7)
    # Little: mean number waiting = arrivals per minute * mean wait; the mean wait is the area under P(wait > t).
    for urgency, rate in enumerate((urgent, other)):
        waiting = sum(state[1 + urgency] * share for state, share in shares.items())
        area = sum(1 - share_in_time((urgent, other), handling, people, urgency, t + 0.5) for t in range(600))
        assert area == pytest.approx(waiting / (rate / 60), rel=2e-3)


def _long_run_shares(
    urgent: float, other: float, done: float, people: int
) -> dict[tuple[int, int, int], float]:
    """Long-run share of each (busy, urgent waiting, others waiting), by small steps of time (rates per minute)."""
    longest = 20
    states = [(busy, 0, 0) for busy in range(people)]
    states += [(people, first, second) for first in range(longest) for second in range(longest)]
    step = 0.9 / (urgent + other + people * done)
    shares = dict.fromkeys(states, 1 / len(states))
    for _ in range(3000):
        following = dict(shares)
        for (busy, first, second), share in shares.items():
            if not share:
                continue
            moves = [(busy * done, _after_completion(busy, first, second))]
            if busy < people:
                moves.append((urgent + other, (busy + 1, 0, 0)))
            else:
                moves += [
                    (urgent, (busy, min(first + 1, longest - 1), second)),
                    (other, (busy, first, min(second + 1, longest - 1))),
                ]
            for rate, target in moves:
                following[busy, first, second] -= share * rate * step
                following[target] += share * rate * step
        if max(abs(following[state] - shares[state]) for state in states) < 1e-12:
            break
        shares = following
    return shares


def _after_completion(busy: int, first: int, second: int) -> tuple[int, int, int]:
    if first:
        return busy, first - 1, second
    if second:
        return busy, first, second - 1
    return max(0, busy - 1), 0, 0


@given(
    arrivals=st.lists(st.floats(0.05, 6), min_size=1, max_size=4),
    handling=st.integers(2, 60),
    spare=st.floats(0.05, 3),
    target=st.integers(1, 480),
)
def test_the_walk_agrees_with_the_formulas_of_the_planner(
    arrivals: list[float], handling: int, spare: float, target: int
) -> None:
    people = int(sum(arrivals) * handling / 60 + spare) + 1
    for urgency in range(len(arrivals)):
        walked = share_in_time(tuple(arrivals), handling, people, urgency, target)
        formula = class_service_level(arrivals, handling, people, urgency, target)
        assert walked == pytest.approx(formula, abs=1e-7)
