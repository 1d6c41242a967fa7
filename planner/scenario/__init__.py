"""What is asked: records, strict sources, cross-checks, and one door in (`load_scenario`).

Names are fetched when they are first used: records alone must not cost the time of the YAML reader.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from planner.scenario.load import list_operating_models, list_scenarios, load_scenario, scenario_digest
    from planner.scenario.scenario import Scenario

__all__ = ["Scenario", "list_operating_models", "list_scenarios", "load_scenario", "scenario_digest"]

_HOME = {
    "Scenario": "planner.scenario.scenario",
    "list_operating_models": "planner.scenario.load",
    "list_scenarios": "planner.scenario.load",
    "load_scenario": "planner.scenario.load",
    "scenario_digest": "planner.scenario.load",
}


def __getattr__(name: str) -> object:
    if name not in _HOME:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(_HOME[name]), name)
