"""The main job: load, compile, solve, write, read back, verify, price, publish."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from planner.cost import price
from planner.errors import VerifierDisagrees
from planner.instance import compile_instance
from planner.plan.atomic import replace_folder, require_replaceable
from planner.plan.certificate import write_certificate
from planner.plan.files import read_plan, write_result, write_tables
from planner.plan.layout import CERTIFICATE
from planner.plan.result import PlanResult, Progress, RunRecord, StageResult
from planner.scenario.load import load_scenario, scenario_digest
from planner.scenario.scenario import Scenario
from planner.solver.cpsat.engine import solve
from planner.solver.outcome import Outcome, SolveOptions
from planner.verifier import verify
from planner.workflow.certify import Certified, certify, hold_to
from planner.workflow.publish import write_published

PlanOptions = SolveOptions
"""Limits of a run, for callers that never see the solver."""


def utc_now() -> datetime:
    """The present instant; the one clock that tests replace."""
    return datetime.now(UTC)


def make_plan(
    folder: Path,
    out: Path,
    options: PlanOptions,
    *,
    operating_model: str | None = None,
    fatigue: bool = False,
    fairness: bool = False,
    on_progress: Callable[[Progress], None] | None = None,
    stop: threading.Event | None = None,
    now: Callable[[], datetime] = utc_now,
) -> PlanResult:
    """Plan the scenario in `folder` and write the plan's files to `out`, all or nothing.

    `on_progress` is called from solver threads; setting `stop` ends the search with the best plan so far. Without a
    plan (infeasible, or nothing found in time) `out` stays as it was. The report has fatigue figures of named people
    only with `fatigue`, and their fair shares and wishes only with `fairness`, because these are personal data.

    Raises ScenarioInvalid with every problem of the input or of `out`, VerifierDisagrees when money, points or a bound
    recomputed outside the solver do not fit its claim.
    """
    began = time.monotonic()
    scenario = load_scenario(folder, operating_model=operating_model)
    require_replaceable(out)
    instance = compile_instance(scenario)
    outcome = solve(instance, options, on_progress=on_progress, stop=stop)
    run = _record(scenario, options, outcome, began)
    if outcome.plan is None:
        return PlanResult(outcome.status, None, (), None, None, outcome.conflict, run)
    certified = certify(scenario, instance, outcome, options, stopped=stop is not None and stop.is_set())
    written: list[PlanResult] = []

    def write(target: Path) -> None:
        result = _write_and_judge(scenario, outcome, run, certified, target)
        write_result(result, scenario, target)
        write_published(
            scenario, result, target, stamp=now(), previous=out, fatigue=fatigue, fairness=fairness
        )
        written.append(result)

    replace_folder(out, write)
    return written[0]


def _write_and_judge(
    scenario: Scenario, outcome: Outcome, run: RunRecord, certified: Certified, target: Path
) -> PlanResult:
    """Write the tables, read them back, and let verifier and cost statement work on what was read."""
    assert outcome.plan is not None
    write_tables(outcome.plan, scenario, target)
    plan = read_plan(target, scenario)
    verification = verify(scenario, plan)
    costs = price(scenario, plan)
    hold_to(certified.proofs, verification, costs)
    write_certificate(certified.certificate, target / CERTIFICATE)
    proved = {proof.unit: proof.proved for proof in certified.proofs}
    stages = tuple(
        replace(stage, certified=proved.get(stage.unit))
        for stage in _checked_stages(outcome.stages, costs.total, verification.points)
    )
    return PlanResult(outcome.status, plan, stages, verification, costs, None, run)


def _checked_stages(stages: tuple[StageResult, ...], total: int, points: int) -> tuple[StageResult, ...]:
    """The stages with the verifier's points, after holding the solver to both recomputed figures.

    A penalty variable may lie above the true excess when a search is cut short, so claimed points may be more than
    the verifier counts; less would mean that the solver saw a rule otherwise.
    """
    checked = []
    for stage in stages:
        if stage.unit == "money" and stage.value != total:
            raise VerifierDisagrees(
                f"the solver counts {stage.value} minor units, the cost statement {total}"
            )
        if stage.unit == "points":
            if points > stage.value:
                raise VerifierDisagrees(f"the solver counts {stage.value} points, the verifier {points}")
            stage = replace(stage, value=points)
        checked.append(stage)
    return tuple(checked)


def _record(scenario: Scenario, options: PlanOptions, outcome: Outcome, began: float) -> RunRecord:
    return RunRecord(
        scenario_digest=scenario_digest(scenario),
        engine=outcome.engine,
        seed=options.seed,
        workers=options.workers,
        time_limit_seconds=options.time_limit_seconds,
        gap_limit=options.gap,
        wall_seconds=round(time.monotonic() - began, 3),
        stopped_by=outcome.stopped_by,
        versions={name: _version(name) for name in ("soc-planner", "ortools", "holidays")},
    )


def _version(distribution: str) -> str:
    try:
        return version(distribution)
    except PackageNotFoundError:
        return "not installed"
