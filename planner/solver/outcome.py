"""What engines take besides the instance, and what they return."""

from __future__ import annotations

from dataclasses import dataclass

from planner.plan.certificate import PointsPrices
from planner.plan.model import Plan
from planner.plan.result import CP_SAT, Conflict, SolveStatus, StageResult


@dataclass(frozen=True)
class SolveOptions:
    """Limits of a run. `deterministic_limit` (CP-SAT's own units, about seconds) makes a run repeatable with one
    worker; a wall-clock limit does not.
    """

    time_limit_seconds: float = 60.0
    seed: int = 1
    workers: int = 2
    gap: float = 0.0
    deterministic_limit: float | None = None


@dataclass(frozen=True)
class Outcome:
    """An engine's answer. `plan` is there exactly when the status has one; `conflict` only when infeasible.

    `prices` are those that prove a bound on points, where the engine has such; the bound in them is not filled in.
    """

    status: SolveStatus
    plan: Plan | None
    stages: tuple[StageResult, ...]
    conflict: Conflict | None
    stopped_by: str
    prices: PointsPrices | None = None
    engine: str = CP_SAT
