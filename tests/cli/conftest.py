"""One real plan of the small plant, written by the program, for all tests that only look at it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.cli.kit import SMALL, Ran, copy_of, edit, planner

TITLE = "[red]Small[/red] plant :warning:"
LONG_NAME = "Dana-Aleksandra Wolfeschlegelsteinhausenbergerdorff-Kowalczyk"


@dataclass(frozen=True)
class Planned:
    """A scenario, the folder of its plan, and how the run ended."""

    scenario: Path
    folder: Path
    ran: Ran


@pytest.fixture(scope="session")
def planned(tmp_path_factory: pytest.TempPathFactory) -> Planned:
    """The small plant with a title and a name that are hard to print, planned in a terminal of 80 columns."""
    place = tmp_path_factory.mktemp("cli")
    scenario = copy_of(SMALL, place / "small_plant")
    edit(scenario / "scenario.yaml", "title: Small plant, four weeks in spring 2027", f"title: '{TITLE}'")
    edit(scenario / "people.csv", "Dana Kowalczyk-Reyes", LONG_NAME)
    folder = place / "plan"
    return Planned(scenario, folder, planner("plan", scenario, "--out", folder, "--workers", 1))
