"""Who is on call when, where nobody's duties are decided yet: by cost, and then by the should-rules about it."""

from __future__ import annotations

import threading
from dataclasses import replace

from planner.instance.model import Instance
from planner.rules.base import Rule, Strength
from planner.rules.fairness import FairShare
from planner.rules.on_call import OnCallGap, OnCallRun, OnCallShare
from planner.solver.cpsat.build import PlanModel
from planner.solver.cpsat.stage import Reporter, StageRun, hint, run_stage
from planner.solver.cpsat.variables import Linear
from planner.solver.outcome import SolveOptions


def about_on_call(instance: Instance) -> list[Rule]:
    """Should-rules about days on call, whatever else their holders do."""
    return [
        rule
        for rule in instance.scenario.rule_book
        if rule.strength is Strength.SHOULD
        and (
            isinstance(rule, OnCallShare | OnCallRun | OnCallGap)
            or (isinstance(rule, FairShare) and rule.of == "on_call")
        )
    ]


def share_on_call(
    bulk: PlanModel,
    money: Linear,
    cheapest: StageRun,
    options: SolveOptions,
    seconds: float,
    stop: threading.Event,
) -> StageRun | None:
    """Fewest points of a model that has such rules, for what the cost tolerance allows beyond the `cheapest` run.

    None where there are no such rules or nothing is found. The model keeps the limit on `money` (minor units).
    Raises ModelRejected.
    """
    if isinstance(bulk.points, int) or stop.is_set():
        return None
    tolerance = bulk.instance.scenario.facts.cost_tolerance
    bulk.model.add(money <= cheapest.objective + int(tolerance * cheapest.objective))
    hint(bulk.model, cheapest)
    run = run_stage(bulk.model, bulk.points, replace(options, gap=0.0), seconds, Reporter(None), stop)
    return run if run.found else None
