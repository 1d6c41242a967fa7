"""A stop is heard at once, whatever a large question is busy with: no further piece of work is begun."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from pkgutil import resolve_name
from typing import Any

import pytest

from planner.instance import compile_instance
from planner.instance.model import Instance
from planner.plan.result import Progress, SolveStatus
from planner.solver.cpsat.encoders import ENCODERS
from planner.solver.cpsat.engine import solve
from planner.solver.outcome import Outcome
from planner.verifier import verify
from tests.solver.test_engine import MUSTS, REPEATABLE, office_only

SHOULD = {"kind": "stable_start_times", "strength": "should", "points": 3, "tolerance_minutes": 60}


@pytest.fixture
def instance(monkeypatch: pytest.MonkeyPatch) -> Instance:
    """Six weeks of two people, as a large question is planned."""
    monkeypatch.setattr("planner.solver.cpsat.start.MOST_IN_ONE_PIECE", 0)
    return compile_instance(office_only(days=42, rules=(*MUSTS, SHOULD)))


@dataclass
class StopInWork:
    """Asks for a stop in the first call of a piece of work, and counts the calls."""

    stop: threading.Event = field(default_factory=threading.Event)
    calls: int = 0

    def during(self, work: Callable[..., Any]) -> Callable[..., Any]:
        """The work with the stop in it."""

        def stopped(*given: Any, **named: Any) -> Any:
            self.calls += 1
            self.stop.set()
            return work(*given, **named)

        return stopped

    def put_into(self, work: str, monkeypatch: pytest.MonkeyPatch) -> None:
        """Into a function or method of the solver."""
        target = f"planner.solver.{work}"
        monkeypatch.setattr(target, self.during(resolve_name(target)))

    def solved(self, instance: Instance) -> Outcome:
        return solve(instance, REPEATABLE, stop=self.stop)


def found_nothing(outcome: Outcome) -> bool:
    return (
        outcome.status is SolveStatus.NO_ROSTER_IN_TIME
        and outcome.plan is None
        and outcome.stopped_by == "stop"
    )


def test_a_stop_before_all_else_builds_no_model(instance: Instance, monkeypatch: pytest.MonkeyPatch) -> None:
    asked = StopInWork()
    monkeypatch.setattr(
        "planner.solver.cpsat.build.ENCODERS",
        {kind: asked.during(encode) for kind, encode in ENCODERS.items()},
    )
    asked.stop.set()
    assert found_nothing(asked.solved(instance))
    assert asked.calls == 0


@pytest.mark.parametrize("kind", ["one_responsible", "cover_requirement"])
def test_while_a_model_is_built_no_further_rule_is_said(
    kind: str, instance: Instance, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = StopInWork()
    said: list[str] = []

    def saying(kind: str) -> Callable[..., Any]:
        def say(*given: Any) -> Any:
            if asked.stop.is_set():
                said.append(kind)
            return ENCODERS[kind](*given)

        return say

    encoders = {each: saying(each) for each in ENCODERS}
    monkeypatch.setattr(
        "planner.solver.cpsat.build.ENCODERS", {**encoders, kind: asked.during(encoders[kind])}
    )
    assert found_nothing(asked.solved(instance))
    assert said == [kind]


@pytest.mark.parametrize(
    "work",
    [
        "cpsat.staffing._posts_of",
        "lines.graphs.LineGraphs.of",
        "lines.compile.linear",
        "lines.reduce.Reduction._smaller",
        "lines.compile._options",
        "lines.greedy.greedy",
    ],
)
def test_while_a_question_is_made_no_further_person_or_row_is_taken(
    work: str, instance: Instance, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = StopInWork()
    asked.put_into(work, monkeypatch)
    assert found_nothing(asked.solved(instance))
    assert asked.calls == 1


def test_a_stop_after_the_first_plan_keeps_it(instance: Instance) -> None:
    stop = threading.Event()

    def at_the_first_plan(progress: Progress) -> None:
        if progress.incumbent is not None:
            stop.set()

    outcome = solve(instance, REPEATABLE, on_progress=at_the_first_plan, stop=stop)
    assert (outcome.status, outcome.stopped_by) == (SolveStatus.FEASIBLE, "stop")
    assert outcome.plan is not None
    assert verify(instance.scenario, outcome.plan).is_clean


@pytest.mark.parametrize("work", ["lines.pointed._graph", "lines.recreate.greedy"])
def test_a_stop_while_a_plan_is_made_better_ends_that(
    work: str, instance: Instance, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = StopInWork()
    asked.put_into(work, monkeypatch)
    outcome = asked.solved(instance)
    assert asked.calls == 1
    assert outcome.plan is not None
    assert outcome.stopped_by == "stop"
