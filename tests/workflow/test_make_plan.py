"""`make_plan` writes all or nothing, refuses early, repeats itself, and believes no figure it cannot recompute."""

from __future__ import annotations

import json
import shutil
import threading
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest

import planner
from planner.cost import price
from planner.errors import ScenarioInvalid, VerifierDisagrees
from planner.export.calendar_file import read_calendar
from planner.paths import scenarios_dir
from planner.plan.certificate import read_certificate
from planner.plan.layout import CERTIFICATE
from planner.plan.model import Plan
from planner.plan.result import CostLine, CostStatement, Progress, SolveStatus, Verification
from planner.scenario.load import list_operating_models
from planner.scenario.scenario import Scenario
from planner.verifier import verify
from planner.workflow import make_plan as module
from planner.workflow.judge import judge_folder
from planner.workflow.make_plan import make_plan
from tests.workflow.conftest import Made
from tests.workflow.kit import NEXT_DAY, NOON, REPEATABLE, contents, small_plant


def only_calendars(folder: Path) -> dict[str, bytes]:
    return {name: content for name, content in contents(folder).items() if name.startswith("calendars/")}


def copied(made: Made, target: Path) -> Path:
    return Path(shutil.copytree(made.folder, target))


def test_the_public_names_of_the_package_all_lead_somewhere() -> None:
    for name in planner.__all__:
        assert callable(getattr(planner, name)), name
    with pytest.raises(AttributeError, match="solve_everything"):
        planner.solve_everything  # noqa: B018


def test_an_infeasible_question_leaves_the_old_plan_untouched(made: Made, tmp_path: Path) -> None:
    source = small_plant(tmp_path / "alone", providers=False)
    out = copied(made, tmp_path / "plan")
    before = contents(out)
    result = make_plan(source, out, REPEATABLE, now=lambda: NOON)
    assert result.status is SolveStatus.INFEASIBLE
    assert result.conflict is not None
    # Two leads, two ladders, and one of them on leave: nobody can hold both levels.
    assert {"ladder_reachability", "on_call_exclusion"} <= set(result.conflict.rule_ids)
    assert contents(out) == before


def test_an_infeasible_question_makes_no_folder(tmp_path: Path) -> None:
    source = small_plant(tmp_path / "alone", providers=False)
    make_plan(source, tmp_path / "plan", REPEATABLE, now=lambda: NOON)
    assert {entry.name for entry in tmp_path.iterdir()} == {"alone"}


def test_a_foreign_folder_is_refused_before_the_search(tmp_path: Path) -> None:
    source = small_plant(tmp_path / "small_plant")
    (tmp_path / "home").mkdir()
    (tmp_path / "home" / "letter.txt").write_text("dear", encoding="utf-8")
    told: list[Progress] = []
    with pytest.raises(ScenarioInvalid, match=r"letter\.txt"):
        make_plan(source, tmp_path / "home", REPEATABLE, on_progress=told.append)
    assert told == []
    assert contents(tmp_path / "home") == {"letter.txt": b"dear"}


def test_the_old_plan_is_replaced_as_a_whole(made: Made, tmp_path: Path) -> None:
    out = copied(made, tmp_path / "plan")
    (out / "calendars" / "left-last-year.ics").write_bytes(b"BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n")
    (out / "roster.csv").write_text("nonsense", encoding="utf-8")
    make_plan(made.source, out, REPEATABLE, now=lambda: NOON)
    assert set(contents(out)) == set(contents(made.folder))
    assert {entry.name for entry in tmp_path.iterdir()} == {"plan"}  # nothing hidden is left beside it


def test_a_failure_while_writing_leaves_the_old_plan_and_nothing_beside_it(
    made: Made, tmp_path: Path
) -> None:
    out = copied(made, tmp_path / "plan")
    before = contents(out)

    def broken_clock() -> datetime:
        raise OverflowError("the clock is broken")

    # The clock is read after tables and costs are written and before calendars and report.
    with pytest.raises(OverflowError):
        make_plan(made.source, out, REPEATABLE, now=broken_clock)
    assert contents(out) == before
    assert {entry.name for entry in tmp_path.iterdir()} == {"plan"}


def test_the_same_run_in_another_folder_gives_the_same_plan(made: Made, tmp_path: Path) -> None:
    make_plan(made.source, tmp_path / "plan", REPEATABLE, now=lambda: NOON)
    first, second = contents(made.folder), contents(tmp_path / "plan")
    assert first.keys() == second.keys()
    # The report and plan.json say how many seconds the run took; all else is equal to the byte.
    assert {name for name in first if first[name] != second[name]} <= {"report.html", "plan.json"}
    documents = [json.loads(content["plan.json"]) for content in (first, second)]
    for found in documents:
        del found["run"]["wall_seconds"]
    assert documents[0] == documents[1]


def test_planning_again_a_day_later_sends_no_news_when_nothing_changed(made: Made, tmp_path: Path) -> None:
    out = copied(made, tmp_path / "plan")
    make_plan(made.source, out, REPEATABLE, now=lambda: NEXT_DAY)
    assert only_calendars(out) == only_calendars(made.folder)


def test_a_first_calendar_begins_at_sequence_0_with_the_time_of_the_clock(made: Made) -> None:
    team = read_calendar(made.folder / "calendars" / "team.ics")
    assert team is not None
    assert team.events
    assert {(event.sequence, event.stamp) for event in team.events} == {(0, NOON)}


def test_a_solver_that_counts_other_money_than_the_statement_is_not_believed(
    made: Made, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def a_cent_more(scenario: Scenario, plan: Plan) -> CostStatement:
        costs = price(scenario, plan)
        cent = CostLine("internal", "dana", "base_pay", 1, "h", 1, 1)
        return replace(costs, lines=(*costs.lines, cent))

    monkeypatch.setattr(module, "price", a_cent_more)
    assert made.result.costs is not None
    total = made.result.costs.total
    with pytest.raises(VerifierDisagrees, match=f"{total} minor units, the cost statement {total + 1}"):
        make_plan(made.source, tmp_path / "plan", REPEATABLE, now=lambda: NOON)
    assert not (tmp_path / "plan").exists()


def test_a_solver_that_counts_fewer_points_than_the_verifier_is_not_believed(
    made: Made, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def a_point_more(scenario: Scenario, plan: Plan) -> Verification:
        verdict = verify(scenario, plan)
        return replace(verdict, points=verdict.points + 1)

    monkeypatch.setattr(module, "verify", a_point_more)
    points = made.result.stages[1].value
    with pytest.raises(
        VerifierDisagrees, match=f"the solver counts {points} points, the verifier {points + 1}"
    ):
        make_plan(made.source, tmp_path / "plan", REPEATABLE, now=lambda: NOON)
    assert not (tmp_path / "plan").exists()


@pytest.mark.slow
def test_a_stop_before_the_first_plan_is_a_result_without_one(tmp_path: Path) -> None:
    stop = threading.Event()
    stop.set()
    result = make_plan(scenarios_dir() / "midsize_plant", tmp_path / "plan", REPEATABLE, stop=stop)
    assert result.status is SolveStatus.NO_ROSTER_IN_TIME
    assert result.plan is None
    assert result.run.stopped_by == "stop"
    assert not (tmp_path / "plan").exists()


def test_who_stops_a_run_does_not_wait_for_the_prices_of_a_bound(tmp_path: Path) -> None:
    stop = threading.Event()

    def at_the_first_plan(progress: Progress) -> None:
        if progress.stage == "money" and progress.incumbent is not None:
            stop.set()

    folder = tmp_path / "plan"
    source = small_plant(tmp_path / "small_plant")
    result = make_plan(source, folder, REPEATABLE, on_progress=at_the_first_plan, stop=stop)
    assert result.plan is not None
    certificate = read_certificate(folder / CERTIFICATE)
    assert certificate is not None
    assert certificate.money is None
    assert judge_folder(source, folder).plan == result.plan


def test_progress_never_loses_ground_within_a_stage(tmp_path: Path) -> None:
    told: list[Progress] = []
    make_plan(
        small_plant(tmp_path / "small_plant"),
        tmp_path / "plan",
        REPEATABLE,
        on_progress=told.append,
        now=lambda: NOON,
    )
    assert list(dict.fromkeys(one.stage for one in told)) == ["building", "start", "money", "points"]
    for stage in ("money", "points"):
        best = [one.incumbent for one in told if one.stage == stage and one.incumbent is not None]
        assert best
        assert best == sorted(best, reverse=True)
        bounds = [one.bound for one in told if one.stage == stage and one.bound is not None]
        assert bounds == sorted(bounds)
    assert all(one.gap is None or 0 <= one.gap <= 1 for one in told)


def test_judging_the_written_folder_gives_the_verdict_and_the_price_of_the_run(made: Made) -> None:
    judgement = judge_folder(made.source, made.folder)
    assert judgement.plan == made.result.plan
    assert judgement.verification == made.result.verification
    assert judgement.costs == made.result.costs


def test_the_folder_is_judged_under_the_operating_model_it_was_made_for(made: Made, tmp_path: Path) -> None:
    # The scenario's own model becomes another one after the plan was made.
    source = Path(shutil.copytree(made.source, tmp_path / made.source.name))
    facts = source / "scenario.yaml"
    text = facts.read_text(encoding="utf-8")
    assert "operating_model: managed" in text
    facts.write_text(text.replace("operating_model: managed", "operating_model: in_house"), encoding="utf-8")
    judgement = judge_folder(source, made.folder)
    assert judgement.scenario.operating_model_key == "managed"
    assert judgement.verification.is_clean


def test_a_run_says_what_is_needed_to_repeat_it(made: Made) -> None:
    run = made.result.run
    assert (run.seed, run.workers) == (1, 1)
    assert len(run.scenario_digest) >= 12
    assert run.versions.keys() >= {"ortools", "holidays"}
    assert timedelta(seconds=run.wall_seconds) > timedelta(0)


def test_the_operating_models_to_compare_are_the_shipped_ones() -> None:
    assert list_operating_models() == ("in_house", "hybrid", "managed")
