"""One real plan of the small plant for all tests that only look at it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pytest

from planner.plan.result import PlanResult
from planner.scenario.load import load_scenario
from planner.scenario.scenario import Scenario
from planner.workflow.make_plan import make_plan
from tests.workflow.kit import NASTY_NAME, NOON, REPEATABLE, small_plant


@dataclass(frozen=True)
class Made:
    """A scenario's folder, the scenario in it, the folder of its plan, and what `make_plan` returned."""

    source: Path
    scenario: Scenario
    folder: Path
    result: PlanResult


@pytest.fixture(scope="session")
def made(tmp_path_factory: pytest.TempPathFactory) -> Made:
    """The small plant with a name that a page must escape, planned once; nobody may change the folder."""
    place = tmp_path_factory.mktemp("workflow")
    source = small_plant(place / "small_plant", name=NASTY_NAME)
    result = make_plan(source, place / "plan", REPEATABLE, now=lambda: NOON)
    return Made(source, load_scenario(source), place / "plan", result)
