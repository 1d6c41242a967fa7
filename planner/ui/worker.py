"""What runs in the process of a plan job: the workflow, with messages to the page's process.

The parent sends one message, `STOP`; the end of the connection means the same, so that a run whose server has gone
does not go on alone. The child sends `Progress` snapshots and, last, one of the three ends.
"""

from __future__ import annotations

import contextlib
import logging
import os
import signal
import threading
from collections.abc import Callable
from dataclasses import dataclass
from multiprocessing.connection import Connection
from pathlib import Path

from planner.errors import Problem, ScenarioInvalid
from planner.plan.result import PlanResult

STOP = "stop"
NICENESS = 5
"""The pages come first: two cores answer a click in time also while a search uses both."""


@dataclass(frozen=True)
class PlanRequest:
    """What to plan and where its files go."""

    scenario: Path
    operating_model: str
    out: Path
    time_limit_seconds: float


@dataclass(frozen=True)
class Finished:
    """The workflow returned a result, with or without a plan."""

    result: PlanResult


@dataclass(frozen=True)
class Invalid:
    """The input or the output folder was refused."""

    problems: tuple[Problem, ...]


@dataclass(frozen=True)
class Failed:
    """A fault of our own; `sentence` is for people, the details are in the log."""

    sentence: str


End = Finished | Invalid | Failed


def run(connection: Connection, request: PlanRequest) -> None:
    """Plan, and send what happens through `connection`. Never raises."""
    # Ctrl-C in the server's terminal reaches this process too; the end of the connection is what it obeys.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    if hasattr(os, "nice"):
        os.nice(NICENESS)
    stop, sending = threading.Event(), threading.Lock()
    threading.Thread(target=_obey, args=(connection, stop), daemon=True).start()

    def send(message: object) -> None:
        # Called from several solver threads.
        with sending:
            try:
                connection.send(message)
            except OSError:
                stop.set()

    send(_plan(request, send, stop))


def _plan(request: PlanRequest, send: Callable[[object], None], stop: threading.Event) -> End:
    # The solver is loaded here and not in the server.
    from planner.workflow.make_plan import PlanOptions, make_plan

    try:
        result = make_plan(
            request.scenario,
            request.out,
            PlanOptions(time_limit_seconds=request.time_limit_seconds),
            operating_model=request.operating_model,
            on_progress=send,
            stop=stop,
        )
    except ScenarioInvalid as invalid:
        return Invalid(invalid.problems)
    except Exception as fault:  # whatever it is, the page must hear of it
        logging.getLogger(__name__).exception("a plan job failed")
        return Failed(
            f"The planner met a fault of its own ({type(fault).__name__}). The log has the details."
        )
    return Finished(result)


def _obey(connection: Connection, stop: threading.Event) -> None:
    with contextlib.suppress(EOFError, OSError):
        connection.recv()
    stop.set()
