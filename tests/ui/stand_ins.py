"""Stand-ins for the process of a plan job: each answers in a known way, without a solver."""

from __future__ import annotations

import os
from multiprocessing.connection import Connection

from planner.plan.result import CostStatement, PlanResult, Progress, RunRecord, SolveStatus, Verification
from planner.ui.worker import Finished, PlanRequest
from tests.support.tiny import tiny_scenario
from tests.support.tiny_plan import tiny_plan

RUN = RunRecord("digest", "stand-in", 1, 1, 1.0, 0.0, 1.0, "limit", {})
FOUND = Progress(0.1, "money", "money", 2000, 1000)


def with_plan() -> PlanResult:
    """A result with a plan that nobody has checked."""
    verification = Verification((), (), (), 0, 0, 0)
    costs = CostStatement("EUR", 7, ())
    plan = tiny_plan(tiny_scenario())
    return PlanResult(SolveStatus.FEASIBLE, plan, (), verification, costs, None, RUN)


def without_plan(status: SolveStatus = SolveStatus.NO_ROSTER_IN_TIME) -> PlanResult:
    """A result without a plan."""
    return PlanResult(status, None, (), None, None, None, RUN)


def finds_a_plan(connection: Connection, request: PlanRequest) -> None:
    """Reports once and ends with a plan; with none where the time limit is below one second."""
    connection.send(FOUND)
    connection.send(Finished(with_plan() if request.time_limit_seconds >= 1 else without_plan()))


def waits_for_stop(connection: Connection, request: PlanRequest) -> None:
    """Reports once, then ends as soon as it is told to stop."""
    connection.send(FOUND)
    connection.recv()
    connection.send(Finished(with_plan()))


def dies(connection: Connection, request: PlanRequest) -> None:
    """Ends without an answer, as a crash of native code would."""
    connection.send(FOUND)
    os._exit(3)


def reports_much(connection: Connection, request: PlanRequest) -> None:
    """Reports more often than a picture can show, and twice the same at the end."""
    for number in range(2000):
        connection.send(Progress(number / 100, "money", "money", 10_000 - number, 1000))
    connection.send(Progress(20.0, "points", "points", 7, 3))
    connection.send(Progress(21.0, "points", "points", 7, 3))
    connection.send(Finished(with_plan()))
