"""Price a folder of plan files, and see by person and by hour where the money goes."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from planner.cost import pay_by_hour, price
from planner.plan.document import operating_model_of
from planner.plan.files import read_plan
from planner.plan.model import Plan
from planner.plan.result import CostStatement
from planner.plan.week_hours import WeekHours
from planner.scenario.load import load_scenario
from planner.scenario.scenario import Scenario
from planner.workflow.people import require_staff


@dataclass(frozen=True)
class PricedPlan:
    """Today's price of a plan, and by person the gross pay of duties for each hour of the week."""

    scenario: Scenario
    costs: CostStatement
    by_hour: dict[str, WeekHours]


def price_folder(scenario_folder: Path, plan_folder: Path, people: Iterable[str] = ()) -> PricedPlan:
    """Price the plan in `plan_folder`, also one edited by hand, under the operating model that it was made for.

    Raises ScenarioInvalid or PlanFilesInvalid with every problem found, also when nobody on the staff has one of the
    keys in `people`.
    """
    scenario = load_scenario(scenario_folder, operating_model=operating_model_of(plan_folder))
    plan = read_plan(plan_folder, scenario)
    require_staff(scenario, people)
    return PricedPlan(scenario, price(scenario, plan), hours_of_people(scenario, plan))


def hours_of_people(scenario: Scenario, plan: Plan) -> dict[str, WeekHours]:
    """Gross pay of duties in minor units for each hour of the week, of everybody on the staff."""
    return pay_by_hour(scenario, plan)
