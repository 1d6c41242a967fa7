"""Fatigue figures of a written plan, in words: only for who asks for them."""

from __future__ import annotations

from pathlib import Path

from planner.errors import Problem, ScenarioInvalid
from planner.fatigue.figures import fatigue_figures
from planner.fatigue.table import FatigueTable, fatigue_table
from planner.plan.document import operating_model_of
from planner.plan.files import read_plan
from planner.scenario.load import load_scenario

__all__ = ["FatigueTable", "fatigue_of_folder"]


def fatigue_of_folder(scenario_folder: Path, plan_folder: Path, person: str | None = None) -> FatigueTable:
    """Figures of everybody, or of one person, under a written plan.

    Raises ScenarioInvalid or PlanFilesInvalid with every problem found, also when nobody on the staff has that key.
    """
    scenario = load_scenario(scenario_folder, operating_model=operating_model_of(plan_folder))
    figures = fatigue_figures(scenario, read_plan(plan_folder, scenario))
    chosen = [row for row in figures if person in (None, row.person)]
    if not chosen:
        allowed = ", ".join(sorted(row.person for row in figures))
        raise ScenarioInvalid(
            [Problem("--person", "", str(person), "nobody on the staff has this key", allowed)]
        )
    return fatigue_table(chosen)
