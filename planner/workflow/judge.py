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
from planner.verifier.bound import Proof
from planner.workflow.certify import certified_in, hold_to, problems_of


@dataclass(frozen=True)
class Judgement:
    """What the files say, the verdict, and today's price of the plan."""

    scenario: Scenario
    plan: Plan
    verification: Verification
    costs: CostStatement
    claims: tuple[Problem, ...]
    """Figures in `costs.csv`, `plan.json` and the certificate that are not so."""
    bounds: tuple[Proof, ...] | None
    """What the certificate claims and what it proves; None where there is no certificate."""


def judge_folder(scenario_folder: Path, plan_folder: Path) -> Judgement:
    """Verify and price the plan in `plan_folder` against the scenario, under the operating model it was made for.

    Raises ScenarioInvalid or PlanFilesInvalid with every problem found, VerifierDisagrees when a clean plan is better
    than the judge's own bound lets any plan be.
    """
    scenario = load_scenario(scenario_folder, operating_model=operating_model_of(plan_folder))
    plan = read_plan(plan_folder, scenario)
    verification = verify(scenario, plan)
    costs = price(scenario, plan)
    claims = false_claims(plan_folder, scenario, plan, verification, costs)
    certified = certified_in(plan_folder, scenario)
    if certified is None:
        return Judgement(scenario, plan, verification, costs, claims, None)
    hold_to(certified.proofs, verification, costs)
    claims += tuple(problems_of(certified, scenario))
    return Judgement(scenario, plan, verification, costs, claims, certified.proofs)
