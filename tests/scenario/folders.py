"""Scenario folders with one thing wrong: copies of a shipped scenario, edited as text."""

from __future__ import annotations

import shutil
from pathlib import Path

from planner.errors import ScenarioInvalid
from planner.paths import scenarios_dir
from planner.scenario import load_scenario


def copy_of(scenario: str, into: Path) -> Path:
    """A writable copy of a shipped scenario."""
    return Path(shutil.copytree(scenarios_dir() / scenario, into / scenario))


def replace(folder: Path, file: str, old: str, new: str) -> None:
    """Replace one text of a file; the text must be there exactly once, so that a test cannot miss its target."""
    path = folder / file
    text = path.read_text(encoding="utf-8")
    assert text.count(old) == 1, f"{old!r} is {text.count(old)} times in {file}"
    path.write_text(text.replace(old, new), encoding="utf-8")


def append(folder: Path, file: str, line: str) -> None:
    """Add a line at the end of a file."""
    path = folder / file
    path.write_text(path.read_text(encoding="utf-8") + line + "\n", encoding="utf-8")


def sentences(folder: Path, *, operating_model: str | None = None) -> list[str]:
    """What the door says about a folder; empty when it lets it in."""
    try:
        load_scenario(folder, operating_model=operating_model)
    except ScenarioInvalid as refusal:
        return [problem.sentence() for problem in refusal.problems]
    return []
