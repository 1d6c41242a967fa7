"""Plan jobs: each solve in a process of its own, one at a time, known to the whole server.

A job outlives the page that asked for it: any page that looks at the same scenario and operating model finds it,
also after a reload. What it made stays until a newer plan of the same question takes its place.
"""

from __future__ import annotations

import contextlib
import multiprocessing
import threading
import time
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field
from enum import StrEnum
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from pathlib import Path

from planner.plan.result import Progress
from planner.scenario.scenario import Scenario
from planner.ui import worker
from planner.ui.worker import End, Failed, Finished, PlanRequest

MOST_POINTS = 600
"""Snapshots kept of one run; beyond that every second one goes."""


class JobState(StrEnum):
    """Where a job is. The last two are ends."""

    QUEUED = "queued"
    RUNNING = "running"
    WITHDRAWN = "withdrawn"
    ENDED = "ended"


@dataclass(frozen=True)
class Snapshot:
    """A job at one moment. `ahead` is how many jobs come before it; `end` is there exactly when it has ended."""

    state: JobState
    ahead: int
    elapsed_seconds: float
    time_limit_seconds: float
    points: tuple[Progress, ...]
    stopping: bool
    end: End | None

    @property
    def is_active(self) -> bool:
        """Whether something is still to come."""
        return self.state in (JobState.QUEUED, JobState.RUNNING)


@dataclass
class _Job:
    number: int
    request: PlanRequest
    scenario: Scenario
    state: JobState = JobState.QUEUED
    began: float = 0.0
    ended: float = 0.0
    points: list[Progress] = field(default_factory=list)
    stopping: bool = False
    end: End | None = None
    connection: Connection | None = None
    process: BaseProcess | None = None


@dataclass(frozen=True)
class PlannedScenario:
    """The newest plan of a question: what was asked, what came out, and the folder with its files."""

    number: int
    scenario: Scenario
    finished: Finished
    folder: Path


Question = tuple[Path, str]
"""Scenario folder and operating model: there is at most one job and one plan for each."""


class JobRegistry:
    """All jobs of this server. Safe to use from several threads."""

    def __init__(
        self,
        target: Callable[[Connection, PlanRequest], None] = worker.run,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._target = target
        self._clock = clock
        self._lock = threading.RLock()
        self._count = 0
        self._waiting: deque[_Job] = deque()
        self._running: _Job | None = None
        self._jobs: dict[Question, _Job] = {}
        self._plans: dict[Question, PlannedScenario] = {}

    def submit(self, request: PlanRequest, scenario: Scenario) -> None:
        """Plan this question as soon as no other solve runs; nothing happens while it is already under way."""
        question = (request.scenario, request.operating_model)
        with self._lock:
            old = self._jobs.get(question)
            if old is not None and old.state in (JobState.QUEUED, JobState.RUNNING):
                return
            self._count += 1
            self._jobs[question] = job = _Job(self._count, request, scenario)
            self._waiting.append(job)
            self._start_next()

    def stop(self, question: Question) -> None:
        """End the search of this question with the best plan so far; withdraw it where it has not begun."""
        with self._lock:
            job = self._jobs.get(question)
            if job is None:
                return
            if job.state is JobState.QUEUED:
                self._waiting.remove(job)
                job.state = JobState.WITHDRAWN
            elif job.state is JobState.RUNNING and job.connection is not None and not job.stopping:
                job.stopping = True
                _tell(job.connection)

    def snapshot(self, question: Question) -> Snapshot | None:
        """The job of this question as it is now, or None when it was never asked."""
        with self._lock:
            job = self._jobs.get(question)
            if job is None:
                return None
            ahead = 0
            if job.state is JobState.QUEUED:
                ahead = self._waiting.index(job) + (self._running is not None)
            until = self._clock() if job.state is JobState.RUNNING else job.ended
            limit = job.request.time_limit_seconds
            return Snapshot(
                job.state, ahead, until - job.began, limit, tuple(job.points), job.stopping, job.end
            )

    def plan(self, question: Question) -> PlannedScenario | None:
        """The newest plan of this question, or None."""
        with self._lock:
            return self._plans.get(question)

    def _start_next(self) -> None:
        if self._running is not None or not self._waiting:
            return
        self._running = job = self._waiting.popleft()
        job.state, job.began = JobState.RUNNING, self._clock()
        # Spawn: a fork would copy the server's threads in whatever state they are.
        context = multiprocessing.get_context("spawn")
        job.connection, theirs = context.Pipe()
        job.process = context.Process(target=self._target, args=(theirs, job.request), daemon=True)
        job.process.start()
        theirs.close()
        threading.Thread(target=self._listen, args=(job,), daemon=True).start()

    def _listen(self, job: _Job) -> None:
        assert job.connection is not None
        assert job.process is not None
        end: End | None = None
        try:
            while end is None:
                message = job.connection.recv()
                if isinstance(message, Progress):
                    self._note(job, message)
                else:
                    end = message
        except (EOFError, OSError):
            job.process.join()
            code = job.process.exitcode
            end = Failed(f"The process of this plan ended before its answer (exit code {code}). Plan again.")
        job.process.join()
        job.connection.close()
        with self._lock:
            job.state, job.end, job.ended = JobState.ENDED, end, self._clock()
            if isinstance(end, Finished) and end.result.plan is not None:
                question = (job.request.scenario, job.request.operating_model)
                self._plans[question] = PlannedScenario(job.number, job.scenario, end, job.request.out)
            self._running = None
            self._start_next()

    def _note(self, job: _Job, progress: Progress) -> None:
        with self._lock:
            last = job.points[-1] if job.points else None
            if last is not None and _figures(last) == _figures(progress):
                return
            job.points.append(progress)
            if len(job.points) > MOST_POINTS:
                # The newest and the first of each stage are what the page tells; between them fewer will do.
                job.points = [
                    point
                    for n, point in enumerate(job.points)
                    if n % 2 or n == len(job.points) - 1 or point.stage != job.points[n - 1].stage
                ]


def _figures(progress: Progress) -> tuple[object, ...]:
    return (progress.stage, progress.incumbent, progress.bound)


def _tell(connection: Connection) -> None:
    # Where the process has just ended, its answer, or its end, is on the way.
    with contextlib.suppress(OSError):
        connection.send(worker.STOP)
