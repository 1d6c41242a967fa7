"""Why a question has no answer: a set of must-rules that cannot hold together, and would if any one were dropped.

Found by halving (QuickXplain, Junker 2004), each step a solve without an objective. Assumption cores are not used:
with presolve on they can name a literal that was never assumed (google/or-tools issue 5141).
"""

from __future__ import annotations

import threading
import time
from collections.abc import Sequence

from ortools.sat.python import cp_model

from planner.instance.model import Instance
from planner.plan.result import Conflict
from planner.rules.base import Rule
from planner.solver.cpsat.build import build_model
from planner.solver.outcome import SolveOptions

STEP_SECONDS = 10.0
"""Longest solve of one step; a conflict is usually proved in well under a second."""


def find_conflict(
    instance: Instance, options: SolveOptions, seconds: float, stop: threading.Event
) -> Conflict:
    """Must-rules that conflict.

    A step that is not decided in time counts as no proof. The set found that way is proved once more as a whole; if
    that fails too, all must-rules are named, which is true but says little.
    """
    search = _Search(instance, options, time.monotonic() + seconds, stop)
    every = list(instance.scenario.must_rules())
    found = search.explain([], every, grown=False)
    rules = found if search.infeasible(found) else every
    kept = [rule for rule in every if rule in rules]
    return Conflict(tuple(rule.id for rule in kept), tuple(rule.sentence() for rule in kept))


class _Search:
    def __init__(self, instance: Instance, options: SolveOptions, ends: float, stop: threading.Event) -> None:
        self._instance, self._options, self._ends, self._stop = instance, options, ends, stop

    def explain(self, background: Sequence[Rule], rules: Sequence[Rule], *, grown: bool) -> list[Rule]:
        """Rules that conflict on top of `background`; `grown` says that the background has just grown."""
        if grown and self.infeasible(background):
            return []
        if len(rules) == 1:
            return list(rules)
        first, second = rules[: len(rules) // 2], rules[len(rules) // 2 :]
        of_second = self.explain([*background, *first], second, grown=True)
        of_first = self.explain([*background, *of_second], first, grown=bool(of_second))
        return [*of_first, *of_second]

    def infeasible(self, rules: Sequence[Rule]) -> bool:
        """Whether the rules are proved to conflict in the time there is."""
        left = min(STEP_SECONDS, self._ends - time.monotonic())
        if left <= 0 or self._stop.is_set():
            return False
        solver = cp_model.CpSolver()
        solver.parameters.random_seed = self._options.seed
        solver.parameters.num_workers = self._options.workers
        solver.parameters.max_time_in_seconds = left
        return bool(solver.solve(build_model(self._instance, rules).model) == cp_model.INFEASIBLE)
