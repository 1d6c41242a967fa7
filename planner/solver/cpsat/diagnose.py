"""Why a question has no answer: a set of must-rules that cannot hold together, and would if any one were dropped.

Found by deletion: drop a rule, solve again without an objective, and keep it out while the rest is still infeasible.
Assumption cores are not used: with presolve on they can name a literal that was never assumed
(google/or-tools issue 5141).
"""

from __future__ import annotations

import threading
import time

from ortools.sat.python import cp_model

from planner.instance.model import Instance
from planner.plan.result import Conflict
from planner.rules.base import Rule
from planner.solver.cpsat.build import build_model
from planner.solver.outcome import SolveOptions

_ALWAYS = ("one_responsible", "cover_requirement", "ladder_reachability")
"""What the product guarantees is never the thing to drop first: these are tried last."""


def find_conflict(
    instance: Instance, options: SolveOptions, seconds: float, stop: threading.Event
) -> Conflict:
    """Must-rules that conflict. When time runs out the set is still a conflict, only perhaps not the smallest."""
    ends = time.monotonic() + seconds
    kept: list[Rule] = sorted(instance.scenario.must_rules(), key=lambda rule: rule.kind in _ALWAYS)
    for rule in list(kept):
        left = ends - time.monotonic()
        if left <= 0 or stop.is_set():
            break
        rest = [other for other in kept if other is not rule]
        if _infeasible(instance, rest, options, left):
            kept = rest
    return Conflict(tuple(rule.id for rule in kept), tuple(rule.sentence() for rule in kept))


def _infeasible(instance: Instance, rules: list[Rule], options: SolveOptions, seconds: float) -> bool:
    """Whether the rules are proved to conflict in time; an undecided solve counts as no proof."""
    model = build_model(instance, rules).model
    solver = cp_model.CpSolver()
    solver.parameters.random_seed = options.seed
    solver.parameters.num_workers = options.workers
    solver.parameters.max_time_in_seconds = seconds
    return bool(solver.solve(model) == cp_model.INFEASIBLE)
