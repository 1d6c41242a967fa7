"""Hundreds of small questions over all labour packs: plans found are clean, and where there is none there is none."""

from __future__ import annotations

from collections import Counter

import pytest

from planner.cost import price
from planner.instance.compile import compile_instance
from planner.plan.result import SolveStatus
from planner.scenario.policy_files import policy_names
from planner.scenario.scenario import Scenario
from planner.solver.cpsat.engine import solve
from planner.solver.outcome import Outcome, SolveOptions
from planner.verifier import verify
from tests.rules.exhaustive import Exhaustive, TooManyPlans
from tests.rules.random_worlds import random_scenario

pytestmark = pytest.mark.slow

QUESTIONS = 300
"""Of all packs together."""
MOST_PLANS = 2_500
REPEATABLE = SolveOptions(time_limit_seconds=600, workers=1, deterministic_limit=5)

PACKS = policy_names("labour")
QUESTIONS_OF_A_PACK = -(-QUESTIONS // len(PACKS))


def check_plan(scenario: Scenario, outcome: Outcome) -> None:
    """A plan is clean, and its money and points are those of the outcome."""
    assert outcome.plan is not None
    verdict = verify(scenario, outcome.plan)
    assert verdict.is_clean, verdict.must_breaches
    assert price(scenario, outcome.plan).total == outcome.stages[0].value
    if len(outcome.stages) > 1:
        assert verdict.points == outcome.stages[1].value


def try_all(scenario: Scenario) -> str:
    """What trying all plans finds: `a plan`, `none`, or `too many to try`."""
    try:
        return "none" if Exhaustive(scenario, MOST_PLANS).find() is None else "a plan"
    except TooManyPlans:
        return "too many to try"


@pytest.mark.parametrize("pack", PACKS)
def test_plans_are_clean_and_no_plan_means_that_there_is_none(pack: str) -> None:
    answers: Counter[tuple[str, str]] = Counter()
    for number in range(QUESTIONS_OF_A_PACK):
        scenario = random_scenario(pack, number)
        outcome = solve(compile_instance(scenario), REPEATABLE)
        truth = try_all(scenario)
        assert outcome.status in (SolveStatus.OPTIMAL, SolveStatus.FEASIBLE, SolveStatus.INFEASIBLE), number
        if outcome.status.has_plan:
            check_plan(scenario, outcome)
            # Else a search that misses plans would confirm anything.
            assert truth != "none", number
        else:
            assert truth != "a plan", number
        answers["plan" if outcome.status.has_plan else "no plan", truth] += 1
    # A mix that has hardly any of either would say nothing.
    assert answers["no plan", "none"] >= 5, answers
    assert answers["plan", "a plan"] >= 2, answers
