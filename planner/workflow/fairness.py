"""Fair shares and answers to wishes of a plan, for screen, report and terminal."""

from __future__ import annotations

from pathlib import Path

from planner.plan.document import operating_model_of
from planner.plan.files import read_plan
from planner.plan.model import Plan
from planner.plan.shares import Fairness
from planner.scenario.load import load_scenario
from planner.scenario.scenario import Scenario
from planner.verifier import fairness
from planner.workflow.people import require_staff


def fairness_of_plan(scenario: Scenario, plan: Plan) -> Fairness:
    """Who has how much of what the rule book shares out, and which wishes are met."""
    return fairness(scenario, plan)


def fairness_of_folder(scenario_folder: Path, plan_folder: Path, person: str | None = None) -> Fairness:
    """The same of a written plan; of one person alone, with the priorities of the others' wishes, when given.

    Raises ScenarioInvalid or PlanFilesInvalid with every problem found, also when nobody on the staff has that key.
    """
    scenario = load_scenario(scenario_folder, operating_model=operating_model_of(plan_folder))
    found = fairness_of_plan(scenario, read_plan(plan_folder, scenario))
    if person is None:
        return found
    require_staff(scenario, [person])
    return found.of(person)
