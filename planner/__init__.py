"""Planner for a hybrid Security Operations Centre: segmentation, roster and escalation duties in one plan.

The public names load on first use, so that `import planner` stays instant and the verifier never pulls in a solver.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from planner.cost import price
    from planner.plan.model import Plan
    from planner.plan.result import PlanResult
    from planner.scenario.load import load_scenario
    from planner.verifier import verify
    from planner.workflow.make_plan import PlanOptions, make_plan

_HOMES = {
    "Plan": "planner.plan.model",
    "PlanOptions": "planner.workflow.make_plan",
    "PlanResult": "planner.plan.result",
    "load_scenario": "planner.scenario.load",
    "make_plan": "planner.workflow.make_plan",
    "price": "planner.cost",
    "verify": "planner.verifier",
}

__all__ = ["Plan", "PlanOptions", "PlanResult", "load_scenario", "make_plan", "price", "verify"]


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module 'planner' has no attribute {name!r}")
    return getattr(import_module(_HOMES[name]), name)
