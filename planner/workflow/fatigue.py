"""Fatigue figures of a written plan, in words: only for who asks for them."""

from __future__ import annotations

from pathlib import Path

from planner.errors import Problem, ScenarioInvalid
from planner.fatigue.figures import fatigue_figures
from planner.fatigue.screening import screening_figures
from planner.fatigue.screening_table import screening_table
from planner.fatigue.table import FatigueTable, fatigue_table
from planner.plan.document import operating_model_of
from planner.plan.files import read_plan
from planner.scenario.load import load_scenario
from planner.scenario.scenario import Scenario

__all__ = ["FatigueTable", "fatigue_of_folder"]


def fatigue_of_folder(
    scenario_folder: Path, plan_folder: Path, person: str | None = None, *, screening: bool = False
) -> FatigueTable:
    """Figures of everybody, or of one person, under a written plan; with `screening` the other model and the scores.

    Raises ScenarioInvalid or PlanFilesInvalid with every problem found, also when nobody on the staff has that key.
    """
    scenario = load_scenario(scenario_folder, operating_model=operating_model_of(plan_folder))
    plan = read_plan(plan_folder, scenario)
    _require_known(scenario, person)
    if screening:
        return screening_table(
            row for row in screening_figures(scenario, plan) if person in (None, row.person)
        )
    return fatigue_table(row for row in fatigue_figures(scenario, plan) if person in (None, row.person))


def _require_known(scenario: Scenario, person: str | None) -> None:
    staff = sorted(one.person for one in scenario.staff)
    if person is not None and person not in staff:
        problem = Problem("--person", "", person, "nobody on the staff has this key", ", ".join(staff))
        raise ScenarioInvalid([problem])
