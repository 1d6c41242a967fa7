"""The first plan of a question that graphs and rows say all of: there before any model, and held to it."""

from __future__ import annotations

import threading

import pytest

from planner.instance import Instance
from planner.plan.result import Progress
from planner.solver.cpsat.build import build_model
from planner.solver.cpsat.stage import Reporter
from planner.solver.lines import engine
from planner.solver.lines.engine import least_points
from planner.solver.lines.first import first_plan
from planner.solver.lines.question import never
from planner.solver.lines.straight import straight
from planner.solver.outcome import SolveOptions
from planner.solver.portfolio.copies import ModelCopy
from planner.solver.portfolio.lines_side import complete
from planner.solver.portfolio.store import Store
from planner.verifier import verify
from tests.benchmarks.nrp_ward import TINY, WARD
from tests.solver.test_line_engine import points
from tests.solver.test_line_skills import compiled as compiled_problem
from tests.solver.test_line_skills import random_problem
from tests.support.wards import compiled, random_ward

pytestmark = pytest.mark.slow

INSTANCES = [
    *map(compiled, (TINY, WARD, *map(random_ward, range(6)))),
    *map(compiled_problem, map(random_problem, range(6))),
]


@pytest.mark.parametrize("instance", INSTANCES)
def test_the_model_accepts_it_at_its_value(instance: Instance) -> None:
    asked = straight(instance)
    assert asked is not None
    first = first_plan(asked.question, 1, never)
    assert first is not None
    model = build_model(instance)
    model.model.minimize(model.points)
    copy, store = ModelCopy(model.model, "model"), Store(Reporter(None))
    complete(asked.compiled(model.decisions), first.lines.values(), copy, never, store, 1, by="first")
    assert store.best is not None
    assert (store.best.value, store.best.by) == (first.value, "first")


def test_when_it_is_over_before_everybody_has_a_line_there_is_none() -> None:
    asked = straight(INSTANCES[0])
    assert asked is not None
    assert first_plan(asked.question, 1, lambda: True) is None
    stop = threading.Event()
    stop.set()
    assert least_points(INSTANCES[0], SolveOptions(workers=1), stop=stop).stopped_by == "stop"


@pytest.mark.parametrize("instance", INSTANCES[:4])
def test_a_stop_at_the_first_plan_leaves_it_and_no_model_is_built(
    instance: Instance, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(engine, "build_model", lambda _: pytest.fail("the first plan needs no model"))
    stop = threading.Event()
    told: list[int] = []

    def on_progress(progress: Progress) -> None:
        if progress.incumbent is not None:
            told.append(progress.incumbent)
            stop.set()

    outcome = least_points(instance, SolveOptions(), on_progress=on_progress, stop=stop)
    assert outcome.plan is not None
    assert outcome.stopped_by == "stop"
    assert points(outcome) == (told[-1], 0)
    verification = verify(instance.scenario, outcome.plan)
    assert not [breach for breach in verification.breaches if breach.strength == "must"]
    assert verification.points == told[-1]


@pytest.mark.parametrize("instance", INSTANCES[1:3])
def test_what_is_told_after_it_is_never_worse(instance: Instance) -> None:
    told: list[int] = []

    def on_progress(progress: Progress) -> None:
        if progress.incumbent is not None:
            told.append(progress.incumbent)

    outcome = least_points(instance, SolveOptions(time_limit_seconds=4), on_progress=on_progress)
    assert told == sorted(told, reverse=True)
    assert told[-1] == points(outcome)[0]
