"""Fatigue figures of a written plan, in words: only for who asks for them."""

from __future__ import annotations

from pathlib import Path

from planner.fatigue.figures import fatigue_figures
from planner.fatigue.moments import moments_of
from planner.fatigue.moments_table import moments_table
from planner.fatigue.screening import screening_figures
from planner.fatigue.screening_table import screening_table
from planner.fatigue.table import FatigueTable, fatigue_table
from planner.plan.document import operating_model_of
from planner.plan.files import read_plan
from planner.scenario.load import load_scenario
from planner.workflow.people import require_staff

__all__ = ["FatigueTable", "fatigue_of_folder"]


def fatigue_of_folder(
    scenario_folder: Path, plan_folder: Path, person: str | None = None, *, screening: bool = False
) -> tuple[FatigueTable, ...]:
    """Figures of everybody, or of one person with that person's sleepiest moments, under a written plan.

    With `screening` the other model and the scores instead. Raises ScenarioInvalid or PlanFilesInvalid with every
    problem found, also when nobody on the staff has that key.
    """
    scenario = load_scenario(scenario_folder, operating_model=operating_model_of(plan_folder))
    plan = read_plan(plan_folder, scenario)
    require_staff(scenario, [] if person is None else [person])
    names = {one.person: one.name for one in scenario.staff if person in (None, one.person)}
    if screening:
        return (screening_table(row for row in screening_figures(scenario, plan) if row.person in names),)
    figures = fatigue_table(row for row in fatigue_figures(scenario, plan) if row.person in names)
    if person is None:
        return (figures,)
    return figures, moments_table(names[person], moments_of(scenario, plan, person))
