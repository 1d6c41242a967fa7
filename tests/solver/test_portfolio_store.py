"""What engines leave in one place: plans only get better, bounds only rise, and neither gives the lie to the other."""

from __future__ import annotations

import random
import threading
from functools import partial

import pytest

from planner.plan.result import Progress
from planner.solver.cpsat.stage import Reporter
from planner.solver.portfolio.store import Contradiction, Store


def quiet() -> Store:
    return Store(Reporter(None))


def test_the_best_plan_and_the_highest_bound_stay() -> None:
    store = quiet()
    assert store.offer(9, lambda: (1, 0), "one")
    assert not store.offer(9, lambda: (0, 1), "other")
    assert not store.offer(12, lambda: (0, 1), "other")
    store.raise_bound(4, "one")
    store.raise_bound(3, "one")
    assert store.best is not None
    assert (store.best.value, store.best.solution, store.best.by) == (9, (1, 0), "one")
    assert store.bound == 4
    assert not store.closed
    store.raise_bound(9, "one")
    assert (store.bound, store.closed) == (9, True)


def test_a_solution_is_not_asked_for_in_vain() -> None:
    store = quiet()
    store.offer(9, lambda: (1,), "one")
    assert not store.offer(10, lambda: pytest.fail("nobody needs it"), "other")


def test_the_gap_that_is_good_enough_closes_it() -> None:
    store = Store(Reporter(None), gap=0.1)
    store.offer(100, lambda: (), "one")
    store.raise_bound(89, "one")
    assert not store.closed
    store.raise_bound(90, "one")
    assert store.closed


def test_a_plan_below_a_bound_is_kept_and_the_bound_is_not() -> None:
    store = quiet()
    store.raise_bound(10, "other")
    store.offer(9, tuple, "one")
    assert store.best is not None
    assert (store.best.value, store.bound, store.closed) == (9, None, False)
    assert store.withdrawn == ["other proved none below 10, one found one of 9"]


def test_a_bound_above_a_plan_is_refused_with_all_that_was_proved() -> None:
    store = quiet()
    store.offer(9, lambda: (), "one")
    store.raise_bound(5, "one")
    with pytest.raises(Contradiction):
        store.raise_bound(10, "one")
    assert store.bound is None
    assert not store.closed


def test_that_there_is_no_plan_cannot_be_proved_beside_one() -> None:
    store = quiet()
    store.offer(9, lambda: (), "one")
    with pytest.raises(Contradiction):
        store.prove_infeasible("other")
    assert not store.infeasible


def test_a_plan_after_all_takes_the_proof_back() -> None:
    store = quiet()
    store.prove_infeasible("other")
    assert store.closed
    store.offer(9, tuple, "one")
    assert not store.infeasible
    assert store.withdrawn == ["other proved no plan, one found one of 9"]


def test_what_comes_when_the_run_is_over_changes_nothing() -> None:
    told: list[Progress] = []
    store = Store(Reporter(told.append))
    store.offer(9, tuple, "one")
    reports = len(told)
    store.seal()
    store.raise_bound(12, "other")
    store.prove_infeasible("other")
    assert not store.offer(8, tuple, "one")
    assert store.best is not None
    assert (store.best.value, store.bound, store.infeasible, len(told)) == (9, None, False, reports)


def test_reports_of_many_threads_come_in_order_and_end_at_the_best() -> None:
    told: list[Progress] = []
    store = Store(Reporter(told.append))
    draw = random.Random(1)
    found = [[(draw.randint(1000, 9999), draw.randint(1, 999)) for _ in range(300)] for _ in range(6)]
    together = threading.Barrier(len(found))

    def leave(mine: list[tuple[int, int]]) -> None:
        together.wait()
        for value, bound in mine:
            store.offer(value, partial(tuple, [value]), "one of six")
            store.raise_bound(bound, "one")

    threads = [threading.Thread(target=leave, args=(mine,)) for mine in found]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    values = [progress.incumbent for progress in told if progress.incumbent is not None]
    bounds = [progress.bound for progress in told if progress.bound is not None]
    assert values == sorted(values, reverse=True)
    assert bounds == sorted(bounds)
    least = min(value for mine in found for value, _ in mine)
    assert store.best is not None
    assert (store.best.value, store.best.solution, values[-1]) == (least, (least,), least)
    assert store.bound == bounds[-1] == max(bound for mine in found for _, bound in mine)
