"""Large questions: who is on call is settled in bulk, by cost and then by the should-rules about it."""

from __future__ import annotations

import threading
from collections import Counter
from dataclasses import replace

import pytest

from planner.instance import Instance, compile_instance
from planner.paths import scenarios_dir
from planner.rules.base import Rule
from planner.scenario.load import load_scenario
from planner.solver.cpsat.build import PlanModel, build_model
from planner.solver.cpsat.holders import about_on_call, share_on_call
from planner.solver.cpsat.stage import Reporter, StageRun, run_stage
from planner.solver.cpsat.start import WITHOUT_LINES
from planner.solver.outcome import SolveOptions
from planner.solver.portfolio.copies import ModelCopy

pytestmark = pytest.mark.slow

OPTIONS = SolveOptions(workers=1, deterministic_limit=8.0, gap=0.001)


@pytest.fixture(scope="module")
def instance() -> Instance:
    return compile_instance(load_scenario(scenarios_dir() / "midsize_plant"))


def most_held(model: PlanModel, run: StageRun) -> int:
    """Periods of the escalation ladder that one person holds at most."""
    x = model.decisions
    held = Counter(
        person
        for number, level in enumerate(model.instance.levels)
        for period in range(len(level.periods))
        for person in x.people
        if run.value(x.holds(person, number, period))
    )
    return max(held.values())


def bulk_model(instance: Instance, *wanted: Rule) -> PlanModel:
    """Segmentation, contracts and on-call alone."""
    musts = [rule for rule in instance.scenario.must_rules() if rule.kind in WITHOUT_LINES]
    return build_model(replace(instance, slots=(), change_prices={}), [*musts, *wanted])


def cheapest_of(bulk: PlanModel) -> StageRun:
    return run_stage(bulk.model, bulk.money, OPTIONS, 60, Reporter(None), threading.Event())


def test_holders_take_turns_within_the_cost_tolerance(instance: Instance) -> None:
    bulk = bulk_model(instance, *about_on_call(instance))
    cheapest = cheapest_of(bulk)
    shared = share_on_call(bulk, bulk.money, cheapest, OPTIONS, 60, threading.Event())
    assert shared is not None
    assert most_held(bulk, shared) < most_held(bulk, cheapest)
    bulk.model.minimize(bulk.money)
    cost = ModelCopy(bulk.model, "bulk").value_of(shared.solution)
    assert cheapest.objective <= cost <= cheapest.objective * (1 + instance.scenario.facts.cost_tolerance)


def test_without_such_rules_the_cheapest_stand(instance: Instance) -> None:
    bulk = bulk_model(instance)
    assert share_on_call(bulk, bulk.money, cheapest_of(bulk), OPTIONS, 60, threading.Event()) is None
