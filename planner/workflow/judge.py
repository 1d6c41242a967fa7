"""Judge a folder of plan files on its own, also one that somebody has edited."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from planner.cost import price
from planner.errors import Problem
from planner.plan.claims import false_claims
from planner.plan.document import operating_model_of
from planner.plan.files import read_plan
from planner.plan.model import Plan
from planner.plan.result import CostStatement, Verification
from planner.scenario.load import load_scenario
from planner.scenario.scenario import Scenario
from planner.verifier import verify


@dataclass(frozen=True)
class Judgement:
    """What the files say, the verdict, and today's price of the plan."""

    scenario: Scenario
    plan: Plan
    verification: Verification
    costs: CostStatement
    claims: tuple[Problem, ...]
    """Figures written in `costs.csv` and `plan.json` that are not those of the plan."""


def judge_folder(scenario_folder: Path, plan_folder: Path) -> Judgement:
    """Verify and price the plan in `plan_folder` against the scenario, under the operating model it was made for.

    Raises ScenarioInvalid or PlanFilesInvalid with every problem found.
    """
    scenario = load_scenario(scenario_folder, operating_model=operating_model_of(plan_folder))
    plan = read_plan(plan_folder, scenario)
    verification = verify(scenario, plan)
    costs = price(scenario, plan)
    claims = false_claims(plan_folder, scenario, plan, verification, costs)
    return Judgement(scenario, plan, verification, costs, claims)
