"""The make-or-buy question: one scenario under every operating model."""

from __future__ import annotations

import threading
from collections.abc import Callable
from pathlib import Path

from planner.paths import models_dir
from planner.plan.result import PlanResult, Progress
from planner.workflow.make_plan import PlanOptions, make_plan


def operating_models() -> tuple[str, ...]:
    """Keys of the shipped operating models: from all our own work to as little as may be, others after them."""
    keys = {path.stem for path in (models_dir() / "operating").glob("*.yaml")}
    usual = [key for key in ("in_house", "hybrid", "managed") if key in keys]
    return (*usual, *sorted(keys.difference(usual)))


def compare_models(
    folder: Path,
    out: Path,
    options: PlanOptions,
    *,
    on_progress: Callable[[Progress], None] | None = None,
    stop: threading.Event | None = None,
) -> dict[str, PlanResult]:
    """Plan the scenario under each operating model, into `out/<model>`; the limits hold for each of them.

    Raises ScenarioInvalid as `make_plan` does.
    """
    return {
        model: make_plan(
            folder, out / model, options, operating_model=model, on_progress=on_progress, stop=stop
        )
        for model in operating_models()
    }
