"""The make-or-buy question: one scenario under every operating model."""

from __future__ import annotations

import threading
from collections.abc import Callable
from pathlib import Path

from planner.plan.result import PlanResult, Progress
from planner.scenario.load import list_operating_models
from planner.workflow.make_plan import PlanOptions, make_plan


def compare_models(
    folder: Path,
    out: Path,
    options: PlanOptions,
    *,
    fatigue: bool = False,
    fairness: bool = False,
    on_progress: Callable[[Progress], None] | None = None,
    stop: threading.Event | None = None,
) -> dict[str, PlanResult]:
    """Plan the scenario under each operating model, into `out/<model>`; the limits hold for each of them.

    `fatigue` and `fairness` as in `make_plan`.

    Raises ScenarioInvalid as `make_plan` does.
    """
    return {
        model: make_plan(
            folder,
            out / model,
            options,
            operating_model=model,
            fatigue=fatigue,
            fairness=fairness,
            on_progress=on_progress,
            stop=stop,
        )
        for model in list_operating_models()
    }
