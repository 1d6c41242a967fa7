"""Two engines side by side: the same answer as either, whatever befalls one of them."""

from __future__ import annotations

import threading
from dataclasses import replace

import pytest

from planner.errors import EngineFailed
from planner.plan.result import Progress
from planner.solver.cpsat.build import PlanModel, build_model
from planner.solver.cpsat.stage import Reporter, StageRun, run_stage
from planner.solver.extract import extract_plan
from planner.solver.lines.question import Over
from planner.solver.outcome import SolveOptions
from planner.solver.portfolio import whole_side
from planner.solver.portfolio.copies import ModelCopy
from planner.solver.portfolio.lines_side import Lines, whole_bound
from planner.solver.portfolio.run import run_portfolio
from planner.solver.portfolio.whole_side import WholeSide
from planner.verifier import verify
from tests.benchmarks.nrp_ward import TINY, WARD
from tests.support.wards import compiled, random_ward

pytestmark = pytest.mark.slow

LONG = SolveOptions(time_limit_seconds=200)
REPEATABLE = SolveOptions(time_limit_seconds=200, deterministic_limit=20)


def model_of(text: str) -> PlanModel:
    return build_model(compiled(text))


def portfolio_run(model: PlanModel, options: SolveOptions = LONG, start: StageRun | None = None) -> StageRun:
    return run_portfolio(
        model, model.points, options, options.time_limit_seconds, Reporter(None), threading.Event(), start
    )


def exact(model: PlanModel) -> StageRun:
    """The optimum, by CP-SAT alone."""
    run = run_stage(
        model.model, model.points, LONG, LONG.time_limit_seconds, Reporter(None), threading.Event()
    )
    assert run.optimal
    return run


@pytest.mark.parametrize(
    ("bound", "whole"),
    [(7.0, 7), (7.0000004, 7), (7.1, 8), (-2.5, -2), (3e9 + 0.5, 2_999_999_998)],
)
def test_a_bound_of_lines_rounds_up_less_what_floating_point_may_have_added(bound: float, whole: int) -> None:
    assert whole_bound(bound) == whole


def test_a_stop_ends_it_with_the_best_plan_so_far() -> None:
    stop = threading.Event()
    seen: list[int] = []

    def on_progress(progress: Progress) -> None:
        if progress.incumbent is not None:
            seen.append(progress.incumbent)
            stop.set()

    model = model_of(random_ward(1))
    run = run_portfolio(model, model.points, LONG, 10_000.0, Reporter(on_progress), stop)
    assert run.stopped_by == "stop"
    assert run.found
    assert run.objective == seen[-1]


def test_a_stop_before_anything_was_found_leaves_nothing() -> None:
    stop = threading.Event()
    stop.set()
    model = model_of(random_ward(1))
    run = run_portfolio(model, model.points, LONG, 10_000.0, Reporter(None), stop)
    assert not run.optimal
    assert run.stopped_by == "stop"


@pytest.mark.parametrize("workers", [1, 2])
def test_with_a_deterministic_limit_a_run_repeats_itself(workers: int) -> None:
    options = replace(REPEATABLE, workers=workers)
    told: list[list[tuple[int | None, int | None]]] = []
    runs = []
    for _ in range(2):
        model = model_of(random_ward(3))
        steps: list[Progress] = []
        runs.append(
            run_portfolio(model, model.points, options, 1.0, Reporter(steps.append), threading.Event())
        )
        told.append(list(dict.fromkeys((step.incumbent, step.bound) for step in steps)))
    assert runs[0].solution == runs[1].solution
    assert told[0] == told[1]


@pytest.mark.parametrize("side", [Lines, WholeSide])
def test_one_engine_that_fails_leaves_the_plan_of_the_other(
    side: type[Lines | WholeSide], monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(*_: object) -> None:
        raise RuntimeError("of no use")

    model = model_of(TINY)
    optimum = exact(model).objective
    monkeypatch.setattr(side, "search", fails)
    with pytest.warns(EngineFailed, match="of no use"):
        run = portfolio_run(model, replace(LONG, time_limit_seconds=20))
    assert run.objective == optimum


def test_a_bound_that_is_too_high_is_withdrawn_and_told(monkeypatch: pytest.MonkeyPatch) -> None:
    model = model_of(TINY)
    optimum = exact(model).objective

    def search(lines: Lines, copy: ModelCopy, over: Over, seed: int) -> None:
        lines.store.raise_bound(optimum + 1000, copy.name)

    monkeypatch.setattr(Lines, "search", search)
    with pytest.warns(EngineFailed, match=f"lines proved none below {optimum + 1000}"):
        run = portfolio_run(model, replace(LONG, workers=1))
    assert (run.objective, run.bound, run.optimal) == (optimum, optimum, True)


def test_a_side_that_does_not_hear_is_left_to_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    model = model_of(TINY)
    optimum = exact(model).objective
    returned = threading.Event()
    heard: list[bool] = []

    def search(lines: Lines, copy: ModelCopy, over: Over, seed: int) -> None:
        heard.append(returned.wait(200))

    monkeypatch.setattr(Lines, "search", search)
    run = portfolio_run(model)
    assert heard == []
    returned.set()
    assert (run.objective, run.optimal) == (optimum, True)


def test_without_a_plan_the_error_is_raised(monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(*_: object) -> None:
        raise RuntimeError("of no use")

    monkeypatch.setattr(Lines, "search", fails)
    monkeypatch.setattr(WholeSide, "search", fails)
    with pytest.raises(RuntimeError, match="of no use"):
        portfolio_run(model_of(TINY))


def test_a_start_is_kept_where_nothing_better_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Lines, "search", lambda *_: None)
    monkeypatch.setattr(WholeSide, "search", lambda *_: None)
    model = model_of(WARD)
    start = exact(model)
    run = portfolio_run(model, start=start)
    assert run.solution == start.solution
    assert run.objective == start.objective


def test_a_start_that_the_model_does_not_accept_is_no_plan(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Lines, "search", lambda *_: None)
    monkeypatch.setattr(WholeSide, "search", lambda *_: None)
    model = model_of(WARD)
    start = exact(model)
    model.model.add(model.points <= start.objective - 1)
    assert not portfolio_run(model, start=start).found


def test_where_nobody_has_a_line_of_one_duty_a_day_cp_sat_works_alone(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(Lines, "search", lambda *_: pytest.fail("there are no lines"))
    instance = compiled(WARD)
    rules = [rule for rule in instance.scenario.rule_book if rule.kind != "one_duty_a_day"]
    model = build_model(instance, rules)
    optimum = exact(model).objective
    run = portfolio_run(model)
    assert (run.objective, run.bound, run.optimal) == (optimum, optimum, True)


def test_behind_the_lines_cp_sat_makes_room_for_more_of_them(monkeypatch: pytest.MonkeyPatch) -> None:
    searched: dict[str, int] = {}
    both = threading.Event()

    def search(_: Lines, copy: ModelCopy, over: Over, seed: int) -> None:
        searched[copy.name] = seed
        if len(searched) == 2:
            both.set()
        assert both.wait(100)

    monkeypatch.setattr(Lines, "search", search)
    monkeypatch.setattr(Lines, "join", search)
    monkeypatch.setattr(whole_side, "SMALL", 0)
    monkeypatch.setattr(WholeSide, "_behind", lambda self: self._rivals is not None and not both.is_set())
    model = model_of(WARD)
    run = portfolio_run(model)
    assert sorted(searched) == ["lines", "more lines"]
    assert len(set(searched.values())) == 2
    # The line searches have ended without a plan, so CP-SAT went on alone.
    assert run.objective == exact(model).objective


def test_the_plan_is_read_from_the_run() -> None:
    instance = compiled(WARD)
    model = build_model(instance)
    run = portfolio_run(model)
    assert verify(instance.scenario, extract_plan(model.decisions, run.value)).points == run.objective
    literal = next(literal for _, literal in model.decisions.shifts_of("ben"))
    assert run.value(~literal) is not run.value(literal)  # type: ignore[arg-type]


def test_no_plan_at_all_is_proved() -> None:
    model = model_of(WARD)
    model.model.add(model.points <= exact(model).objective - 1)
    run = portfolio_run(model)
    assert (run.found, run.infeasible) == (False, True)
