"""Neighbourhoods on the whole model: only better plans, of any decision, and the model is whole again afterwards."""

from __future__ import annotations

import threading

import pytest

from planner.instance import compile_instance
from planner.solver.cpsat.build import PlanModel, build_model
from planner.solver.cpsat.stage import Reporter, StageRun, run_stage
from planner.solver.cpsat.variables import Linear
from planner.solver.lines.question import never
from planner.solver.outcome import SolveOptions
from planner.solver.portfolio.copies import ModelCopy
from planner.solver.portfolio.neighbourhoods import PlanNeighbourhoods
from planner.solver.portfolio.store import Store
from planner.solver.portfolio.whole_side import WholeSide
from tests.support.tiny import tiny_scenario
from tests.support.wards import compiled, random_ward

pytestmark = pytest.mark.slow

REPEATABLE = SolveOptions(time_limit_seconds=600, workers=1, deterministic_limit=60)


def best_run(model: PlanModel, objective: Linear) -> StageRun:
    return run_stage(model.model, objective, REPEATABLE, 600.0, Reporter(None), threading.Event())


def worst_of(model: PlanModel, objective: Linear) -> Store:
    """A store with a plan that is as bad as can be, and the model with the objective set."""
    run = best_run(model, -objective)
    model.model.minimize(objective)
    copy = ModelCopy(model.model, "start")
    store = Store(Reporter(None))
    store.offer(copy.value_of(run.solution), lambda: run.solution, "start")
    return store


def values_after(model: PlanModel, objective: Linear, seed: int, tries: int) -> list[int]:
    """Values of the best plan from neighbourhood to neighbourhood."""
    store = worst_of(model, objective)
    copy = ModelCopy(model.model, "neighbourhoods")
    neighbourhoods = PlanNeighbourhoods(model, seed)
    values = []
    for _ in range(tries):
        before = store.best
        better = neighbourhoods.improve(copy, store, never)
        assert better is (store.best is not before)
        assert store.best is not None
        values.append(store.best.value)
    return values


def test_a_bad_plan_gets_ever_better_and_again_in_the_same_way() -> None:
    model = build_model(compiled(random_ward(1)))
    optimum = best_run(model, model.points).objective
    values = values_after(model, model.points, 1, 20)
    assert values == sorted(values, reverse=True)
    assert values[-1] >= optimum
    assert values[-1] < values[0]
    assert values_after(model, model.points, 1, 20) == values


def test_who_is_responsible_and_what_is_bought_are_decided_anew_too() -> None:
    # The dearest plan buys the dear offer for work that the cheap one does as well.
    scenario = tiny_scenario(
        people=("ann", "ben"),
        windows={
            "office": "mon-fri 07:00-19:00",
            "rest": "mon-fri 00:00-07:00; mon-fri 19:00-24:00; sat,sun 00:00-24:00",
        },
        categories={"mail": {"escalated_share": 0, "incident_share": 0}},
        providers={
            "mdr": {
                "offers": {
                    "cheap": {"windows": ["rest"], "monthly_fee": "3000.00"},
                    "dear": {"windows": ["rest"], "monthly_fee": "5000.00"},
                }
            }
        },
        rules=[
            {"kind": kind}
            for kind in ("one_duty_a_day", "cover_requirement", "one_responsible", "provider_scope")
        ],
    )
    model = build_model(compile_instance(scenario))
    optimum = best_run(model, model.money)
    assert optimum.optimal
    values = values_after(model, model.money, 1, 30)
    assert values[0] > optimum.objective
    assert values[-1] == optimum.objective


def test_afterwards_the_whole_model_is_searched() -> None:
    model = build_model(compiled(random_ward(2)))
    optimum = best_run(model, model.points).objective
    store = worst_of(model, model.points)
    copy = ModelCopy(model.model, "CP-SAT")
    PlanNeighbourhoods(model, 1).improve(copy, store, never)
    WholeSide(model, copy, store, lambda: store.closed, REPEATABLE).search(lambda: 600.0)
    assert store.best is not None
    assert (store.best.value, store.bound) == (optimum, optimum)


def test_there_is_nothing_to_open_without_a_plan() -> None:
    model = build_model(compiled(random_ward(2)))
    model.model.minimize(model.points)
    store = Store(Reporter(None))
    copy = ModelCopy(model.model, "neighbourhoods")
    assert not PlanNeighbourhoods(model, 1).improve(copy, store, never)
