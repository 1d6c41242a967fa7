"""What all pages of this server share: the job registry, loaded scenarios, and where files go."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

import streamlit as st

from planner.errors import ScenarioInvalid
from planner.paths import models_dir
from planner.scenario import list_operating_models, list_scenarios, load_scenario
from planner.scenario.scenario import Scenario
from planner.ui.jobs import JobRegistry

OUT_VARIABLE = "SOC_PLANNER_OUT"
"""Environment variable with the folder below which the pages keep plans; `out` in the working folder without it."""


@dataclass(frozen=True)
class _Files:
    """A scenario's folder with name, time and size of all files that it is made of: what a cache looks at."""

    folder: Path
    stamp: tuple[tuple[str, int, int], ...]


@st.cache_resource
def registry() -> JobRegistry:
    """The one registry of this server."""
    return JobRegistry()


def scenario_folders() -> list[Path]:
    """Folders of the scenarios to choose from."""
    return list(list_scenarios())


def operating_models() -> list[str]:
    """Keys of the operating models to choose from."""
    return list(list_operating_models())


def own_operating_model(folder: Path) -> str | None:
    """The operating model that the scenario itself names; None while its files have problems."""
    try:
        return load_scenario(folder).operating_model_key
    except ScenarioInvalid:
        return None


def scenario(folder: Path, operating_model: str) -> Scenario:
    """The scenario, loaded again only when one of its files or a policy has changed. Raises ScenarioInvalid."""
    return _loaded(_Files(folder, _stamp(folder) + _stamp(models_dir())), operating_model)


def plan_folder(folder: Path, operating_model: str) -> Path:
    """Where the plan of a question is written."""
    return Path(os.environ.get(OUT_VARIABLE, "out")).absolute() / "app" / folder.name / operating_model


@st.cache_resource(max_entries=12, show_spinner=False)
def _loaded(files: _Files, operating_model: str) -> Scenario:
    return load_scenario(files.folder, operating_model=operating_model)


def _stamp(folder: Path) -> tuple[tuple[str, int, int], ...]:
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    return tuple((str(path), path.stat().st_mtime_ns, path.stat().st_size) for path in files)
