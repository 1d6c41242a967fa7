"""Plan jobs: one solve at a time in a process of its own, and what it made stays until replaced."""

from __future__ import annotations

import multiprocessing
import shutil
import time
from collections.abc import Callable
from multiprocessing.connection import Connection
from pathlib import Path

import pytest

from planner.paths import scenarios_dir
from planner.plan.result import Progress, SolveStatus
from planner.ui import worker
from planner.ui.jobs import MOST_POINTS, JobRegistry, JobState, Question, Snapshot
from planner.ui.worker import Failed, Finished, Invalid, PlanRequest
from tests.support.tiny import tiny_scenario
from tests.ui import stand_ins

PATIENCE = 60.0
"""Seconds until a test gives up waiting: it guards against hanging and says nothing about speed."""

Target = Callable[[Connection, PlanRequest], None]
FIRST: Question = (Path("first"), "hybrid")
SECOND: Question = (Path("second"), "hybrid")


def submit(registry: JobRegistry, question: Question, seconds: float = 5.0) -> None:
    """Ask for a plan of this question."""
    registry.submit(PlanRequest(*question, Path("out"), seconds), tiny_scenario())


def wait_for(registry: JobRegistry, question: Question, wanted: Callable[[Snapshot], bool]) -> Snapshot:
    """The first snapshot that is as wanted."""
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        snapshot = registry.snapshot(question)
        if snapshot is not None and wanted(snapshot):
            return snapshot
        time.sleep(0.02)
    raise AssertionError(f"waited in vain; last seen: {registry.snapshot(question)}")


def has_ended(snapshot: Snapshot) -> bool:
    """Nothing more will come."""
    return snapshot.state is JobState.ENDED


def has_reported(snapshot: Snapshot) -> bool:
    """The process runs and has said something."""
    return bool(snapshot.points)


def test_a_job_ends_with_its_result_and_the_plan_is_kept() -> None:
    registry = JobRegistry(stand_ins.finds_a_plan)
    submit(registry, FIRST)
    snapshot = wait_for(registry, FIRST, has_ended)
    assert snapshot.points == (stand_ins.FOUND,)
    assert isinstance(snapshot.end, Finished)
    planned = registry.plan(FIRST)
    assert planned is not None
    assert planned.finished.result == stand_ins.with_plan()
    assert registry.plan(SECOND) is None


def test_a_second_question_waits_until_the_first_has_ended() -> None:
    registry = JobRegistry(stand_ins.waits_for_stop)
    submit(registry, FIRST)
    wait_for(registry, FIRST, has_reported)
    submit(registry, SECOND)
    waiting = registry.snapshot(SECOND)
    assert waiting is not None
    assert (waiting.state, waiting.ahead) == (JobState.QUEUED, 1)
    registry.stop(FIRST)
    wait_for(registry, FIRST, has_ended)
    running = wait_for(registry, SECOND, has_reported)
    assert (running.state, running.ahead) == (JobState.RUNNING, 0)
    registry.stop(SECOND)
    assert isinstance(wait_for(registry, SECOND, has_ended).end, Finished)


def test_a_waiting_job_can_be_withdrawn() -> None:
    registry = JobRegistry(stand_ins.waits_for_stop)
    submit(registry, FIRST)
    submit(registry, SECOND)
    registry.stop(SECOND)
    withdrawn = registry.snapshot(SECOND)
    assert withdrawn is not None
    assert (withdrawn.state, withdrawn.is_active) == (JobState.WITHDRAWN, False)
    registry.stop(FIRST)
    wait_for(registry, FIRST, has_ended)
    assert registry.snapshot(SECOND) == withdrawn


def test_asking_twice_for_the_same_plan_makes_it_once() -> None:
    registry = JobRegistry(stand_ins.waits_for_stop)
    submit(registry, FIRST)
    submit(registry, FIRST)
    wait_for(registry, FIRST, has_reported)
    registry.stop(FIRST)
    wait_for(registry, FIRST, has_ended)
    planned = registry.plan(FIRST)
    assert planned is not None
    assert planned.number == 1


def test_a_process_that_dies_is_told_and_does_not_hold_up_the_next() -> None:
    registry = JobRegistry(stand_ins.dies)
    submit(registry, FIRST)
    submit(registry, SECOND)
    end = wait_for(registry, FIRST, has_ended).end
    assert isinstance(end, Failed)
    assert "exit code 3" in end.sentence
    assert isinstance(wait_for(registry, SECOND, has_ended).end, Failed)


def test_an_earlier_plan_stays_when_a_later_run_finds_none() -> None:
    registry = JobRegistry(stand_ins.finds_a_plan)
    submit(registry, FIRST)
    wait_for(registry, FIRST, has_ended)
    submit(registry, FIRST, seconds=0.5)
    end = wait_for(registry, FIRST, has_ended).end
    assert isinstance(end, Finished)
    assert end.result.status is SolveStatus.NO_ROSTER_IN_TIME
    planned = registry.plan(FIRST)
    assert planned is not None
    assert planned.number == 1


def test_many_reports_are_thinned_and_the_newest_is_kept() -> None:
    registry = JobRegistry(stand_ins.reports_much)
    submit(registry, FIRST)
    points = wait_for(registry, FIRST, has_ended).points
    assert len(points) <= MOST_POINTS
    assert points[-1] == Progress(20.0, "points", "points", 7, 3)
    assert [point.elapsed_seconds for point in points] == sorted(point.elapsed_seconds for point in points)


@pytest.mark.slow
def test_problems_of_the_input_come_back_as_problems(tmp_path: Path) -> None:
    folder = tmp_path / "broken"
    shutil.copytree(scenarios_dir() / "small_plant", folder)
    (folder / "people.csv").write_text("nothing,that,fits\n1,2,3\n", encoding="utf-8")
    registry = JobRegistry()
    registry.submit(PlanRequest(folder, "hybrid", tmp_path / "out", 5), tiny_scenario())
    end = wait_for(registry, (folder, "hybrid"), has_ended).end
    assert isinstance(end, Invalid)
    assert any("people.csv" in problem.where for problem in end.problems)
    assert not (tmp_path / "out").exists()


@pytest.mark.slow
def test_a_run_whose_server_has_gone_ends_by_itself(tmp_path: Path) -> None:
    context = multiprocessing.get_context("spawn")
    ours, theirs = context.Pipe()
    request = PlanRequest(scenarios_dir() / "midsize_plant", "hybrid", tmp_path / "out", 3600)
    process = context.Process(target=worker.run, args=(theirs, request), daemon=True)
    process.start()
    theirs.close()
    while ours.recv().stage == "building":
        pass
    ours.close()
    process.join(timeout=240)
    assert process.exitcode == 0
