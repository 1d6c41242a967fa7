"""A scenario's files on their own: every problem, or the scenario and what should be looked at again."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from planner.scenario.load import load_scenario
from planner.scenario.scenario import Scenario
from planner.verifier.notices import stand_by_notices_before


@dataclass(frozen=True)
class CheckedScenario:
    """A scenario without problems, and sentences on what is no problem but close to one."""

    scenario: Scenario
    notices: tuple[str, ...]


def check_scenario(folder: Path, *, operating_model: str | None = None) -> CheckedScenario:
    """Load a scenario. Raises ScenarioInvalid with every problem found."""
    scenario = load_scenario(folder, operating_model=operating_model)
    return CheckedScenario(scenario, stand_by_notices_before(scenario))
