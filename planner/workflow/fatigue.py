"""Fatigue figures of a written plan, in words: only for who asks for them."""

from __future__ import annotations

from pathlib import Path

from planner.errors import Problem, ScenarioInvalid
from planner.fatigue.figures import fatigue_figures
from planner.fatigue.moments import moments_of
from planner.fatigue.moments_table import moments_table
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
) -> tuple[FatigueTable, ...]:
    """Figures of everybody, or of one person with that person's sleepiest moments, under a written plan.

    With `screening` the other model and the scores instead. Raises ScenarioInvalid or PlanFilesInvalid with every
    problem found, also when nobody on the staff has that key.
    """
    scenario = load_scenario(scenario_folder, operating_model=operating_model_of(plan_folder))
    plan = read_plan(plan_folder, scenario)
    names = _chosen(scenario, person)
    if screening:
        return (screening_table(row for row in screening_figures(scenario, plan) if row.person in names),)
    figures = fatigue_table(row for row in fatigue_figures(scenario, plan) if row.person in names)
    if person is None:
        return (figures,)
    return figures, moments_table(names[person], moments_of(scenario, plan, person))


def _chosen(scenario: Scenario, person: str | None) -> dict[str, str]:
    """Name of each person asked for."""
    names = {one.person: one.name for one in scenario.staff}
    if person is None:
        return names
    if person not in names:
        allowed = ", ".join(sorted(names))
        raise ScenarioInvalid([Problem("--person", "", person, "nobody on the staff has this key", allowed)])
    return {person: names[person]}
