"""The plan page, from the picker to the verdict, without a browser."""

from __future__ import annotations

import shutil
import time
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from planner.paths import scenarios_dir
from planner.plan.result import Breach, Conflict, Measure, PlanResult, RuleRun, SolveStatus, Verification
from planner.scenario.scenario import Scenario
from planner.ui import keys, state
from planner.ui.jobs import JobState, PlannedScenario, Question, Snapshot
from planner.ui.worker import Failed, Finished, PlanRequest
from tests.support.tiny import tiny_scenario
from tests.ui import stand_ins

APP = Path(__file__).parents[2] / "streamlit_app.py"
PATIENCE = 120.0
"""Seconds until a test gives up waiting; it says nothing about speed."""


@dataclass
class FixedRegistry:
    """A registry that always tells the same, and remembers what it was asked for."""

    told: Snapshot | None = None
    kept: PlannedScenario | None = None
    asked: list[PlanRequest] = field(default_factory=list)
    stopped: list[Question] = field(default_factory=list)

    def submit(self, request: PlanRequest, scenario: Scenario) -> None:
        self.asked.append(request)

    def stop(self, question: Question) -> None:
        self.stopped.append(question)

    def snapshot(self, question: Question) -> Snapshot | None:
        return self.told

    def plan(self, question: Question) -> PlannedScenario | None:
        return self.kept


@pytest.fixture(autouse=True)
def _fresh_server(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[None]:
    """No job and no cache of another test, and files in a folder of this test."""
    monkeypatch.setenv(state.OUT_VARIABLE, str(tmp_path))
    st.cache_resource.clear()
    yield
    st.cache_resource.clear()


def open_page(*, scenario: str = "small_plant", operating_model: str = "managed") -> AppTest:
    """The page with a scenario and operating model chosen."""
    page = AppTest.from_file(str(APP), default_timeout=PATIENCE).run()
    page.selectbox(key=keys.SCENARIO).select(scenario).run()
    page.selectbox(key=keys.OPERATING_MODEL).select(operating_model).run()
    assert not page.exception
    return page


def page_that_is_told(
    monkeypatch: pytest.MonkeyPatch, snapshot: Snapshot, kept: PlannedScenario | None = None
) -> tuple[AppTest, FixedRegistry]:
    """The page of a server whose job stands like `snapshot`."""
    registry = FixedRegistry(snapshot, kept)
    monkeypatch.setattr(state, "registry", lambda: registry)
    return open_page(), registry


def ended(result: PlanResult) -> Snapshot:
    """A job that has ended with a result."""
    return Snapshot(JobState.ENDED, 0, 5.0, 60.0, (), False, Finished(result))


def test_the_page_opens_on_a_scenario_with_its_facts(monkeypatch: pytest.MonkeyPatch) -> None:
    page = open_page(scenario="midsize_plant", operating_model="hybrid")
    assert page.selectbox(key=keys.OPERATING_MODEL).options == ["In house", "Hybrid", "Managed"]
    assert any("Europe/Berlin" in caption.value and "14 people" in caption.value for caption in page.caption)
    assert page.button(key=keys.PLAN_BUTTON).label == "Plan"


def test_a_chosen_scenario_brings_the_operating_model_it_names() -> None:
    page = AppTest.from_file(str(APP), default_timeout=PATIENCE).run()
    page.selectbox(key=keys.SCENARIO).select("midsize_plant").run()
    assert page.selectbox(key=keys.OPERATING_MODEL).value == "hybrid"
    page.selectbox(key=keys.SCENARIO).select("small_plant").run()
    assert page.selectbox(key=keys.OPERATING_MODEL).value == "managed"


def test_the_button_asks_for_what_was_chosen(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    registry = FixedRegistry()
    monkeypatch.setattr(state, "registry", lambda: registry)
    page = open_page()
    page.number_input(key=keys.TIME_LIMIT).set_value(25).run()
    page.button(key=keys.PLAN_BUTTON).click().run()
    out = tmp_path / "app" / "small_plant" / "managed"
    assert registry.asked == [PlanRequest(scenarios_dir() / "small_plant", "managed", out, 25.0)]


@pytest.mark.slow
def test_a_small_plant_is_planned_verified_and_found_again_after_a_reload(tmp_path: Path) -> None:
    page = open_page()
    page.button(key=keys.PLAN_BUTTON).click().run()
    until = time.monotonic() + PATIENCE
    while not page.success and time.monotonic() < until:
        time.sleep(0.5)
        page.run()
    assert not page.exception
    assert "Covered 24/7" in page.success[0].value
    labels = [metric.label for metric in page.metric]
    assert labels == ["Cost of 28 days", "Per month", "Proven gap", "Should-rules"]
    assert page.metric[0].value.endswith(" USD")
    assert len(page.get("plotly_chart")) == 6
    assert (tmp_path / "app" / "small_plant" / "managed" / "plan.json").is_file()

    reloaded = open_page()
    assert reloaded.success[0].value == page.success[0].value
    assert (
        len(reloaded.get("download_button")) == 3 + 5 + 1
    )  # everything, report, calendars; five tables; payslips


def test_problems_of_a_broken_scenario_are_listed_with_place_and_advice(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    folder = tmp_path / "scenarios" / "small_plant"
    shutil.copytree(scenarios_dir() / "small_plant", folder)
    people = (folder / "people.csv").read_text(encoding="utf-8").splitlines()
    people[1] = people[1].replace(people[1].split(",")[3], "lock_picking")
    (folder / "people.csv").write_text("\n".join(people) + "\n", encoding="utf-8")
    monkeypatch.setattr("planner.scenario.load.scenarios_dir", lambda: tmp_path / "scenarios")
    page = open_page()
    assert page.error[0].value.startswith("Nothing can be planned until the files are mended")
    told = "\n".join(text.value for text in page.markdown)
    assert r"people\.csv\:2" in told
    assert r"lock\_picking" in told
    assert "Allowed:" in told
    with pytest.raises(KeyError):
        page.button(key=keys.STOP_BUTTON)


def test_while_a_plan_is_made_the_page_shows_figures_and_can_stop(monkeypatch: pytest.MonkeyPatch) -> None:
    running = Snapshot(JobState.RUNNING, 0, 83.0, 600.0, (stand_ins.FOUND,), False, None)
    page, registry = page_that_is_told(monkeypatch, running)
    figures = {metric.label: metric.value for metric in page.metric}
    # 2,000 cent against a bound of 1,000
    assert figures == {
        "Elapsed": "1 min 23 s",
        "Stage": "1: least cost",
        "Best plan so far": "20 USD",
        "Proven bound": "10 USD",
        "Gap": "50.00 %",
    }
    page.button(key=keys.STOP_BUTTON).click().run()
    assert registry.stopped == [(scenarios_dir() / "small_plant", "managed")]


def test_a_waiting_plan_says_how_many_come_before_it(monkeypatch: pytest.MonkeyPatch) -> None:
    page, _ = page_that_is_told(monkeypatch, Snapshot(JobState.QUEUED, 2, 0.0, 60.0, (), False, None))
    assert any("2 plans are made before this one" in text.value for text in page.markdown)
    assert page.button(key=keys.STOP_BUTTON).label == "Withdraw"


def test_rules_that_cannot_hold_together_are_told_in_words(monkeypatch: pytest.MonkeyPatch) -> None:
    conflict = Conflict(("leave", "minimum_presence"), ("No minute in leave.", "At least 1 on it_desk."))
    result = PlanResult(SolveStatus.INFEASIBLE, None, (), None, None, conflict, stand_ins.RUN)
    page, _ = page_that_is_told(monkeypatch, ended(result))
    assert "No plan can keep all of these together" in page.error[0].value
    assert any(r"At least 1 on it\_desk\." in text.value for text in page.markdown)


def test_nothing_found_in_time_is_not_called_impossible(monkeypatch: pytest.MonkeyPatch) -> None:
    page, _ = page_that_is_told(monkeypatch, ended(stand_ins.without_plan()))
    assert "more time" in page.warning[0].value
    assert not page.error


def test_a_fault_of_ours_is_one_sentence_without_a_traceback(monkeypatch: pytest.MonkeyPatch) -> None:
    failed = Snapshot(JobState.ENDED, 0, 1.0, 60.0, (), False, Failed("The planner met a fault of its own."))
    page, _ = page_that_is_told(monkeypatch, failed)
    assert page.error[0].value == r"The planner met a fault of its own\."
    assert not page.exception


def with_verdict(verification: Verification) -> PlanResult:
    """A result with a plan and this verdict on it."""
    return replace(stand_ins.with_plan(), verification=verification)


CLEAN = Verification((RuleRun("min_rest", "min_rest", "must", 1, 3, 0, 0),), (), (), 10_080, 0, 0)


def test_a_clean_verdict_by_weakened_labour_rules_says_so(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    scenario = tiny_scenario(
        pack_rules=[{"kind": "min_rest", "rest_minutes": 660}],
        rules=[{"kind": "min_rest", "rest_minutes": 600}],
    )
    result = with_verdict(CLEAN)
    kept = PlannedScenario(1, scenario, Finished(result), tmp_path)
    page, _ = page_that_is_told(monkeypatch, ended(result), kept)
    assert not page.exception
    assert page.success
    [told] = [text.value.replace("\\", "") for text in page.warning]
    assert "1 labour rule is weaker than the labour packs say:" in told
    assert "- Daily rest (min_rest): rest 10 h instead of 11 h in tiny" in told
    table = next(table.value for table in page.table if "Now" in table.value)
    assert [cell.replace("\\", "") for cell in table.iloc[0]] == [
        "Daily rest (min_rest)",
        "weaker: rest 10 h instead of 11 h",
        "tiny",
        "the scenario",
    ]
    rules = next(frame.value for frame in page.dataframe if "Says" in frame.value)
    assert rules[["Rule", "From"]].to_numpy().tolist() == [["Daily rest", "the scenario"]]


def test_the_rules_of_a_pack_are_shown_as_its_own_and_nothing_warns(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    scenario = tiny_scenario(pack_rules=[{"kind": "min_rest", "rest_minutes": 660}])
    result = with_verdict(CLEAN)
    page, _ = page_that_is_told(
        monkeypatch, ended(result), PlannedScenario(1, scenario, Finished(result), tmp_path)
    )
    assert not page.exception
    assert not page.warning
    rules = next(frame.value for frame in page.dataframe if "Says" in frame.value)
    assert rules[["Rule", "From"]].to_numpy().tolist() == [["Daily rest", "tiny"]]
    assert not any("Now" in table.value for table in page.table)


def test_what_the_verdict_rests_on_closely_stands_below_it(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    result = with_verdict(replace(CLEAN, notices=("Lead: waiting is close to work.",)))
    kept = PlannedScenario(1, tiny_scenario(), Finished(result), tmp_path)
    page, _ = page_that_is_told(monkeypatch, ended(result), kept)
    assert not page.exception
    assert page.success
    [told] = page.warning
    assert "Lead: waiting is close to work." in told.value.replace("\\", "")


def test_a_plan_with_breaches_says_so_first_and_lists_them(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    scenario = tiny_scenario()
    measure = Measure("ann", scenario.start, scenario.end, 540, 660, 120, "Ann rests 9 h of 11 h.")
    breach = Breach("min_rest", "min_rest", "must", "min", 0, measure)
    result = with_verdict(Verification((), (breach,), (), 10_080, 0, 0))
    kept = PlannedScenario(1, scenario, Finished(result), tmp_path)
    page, _ = page_that_is_told(monkeypatch, ended(result), kept)
    assert not page.exception
    assert not page.success
    assert "breach" in page.error[0].value
    table = page.dataframe[0].value
    assert table[["Breach", "Found", "Limit"]].to_numpy().tolist() == [
        ["Ann rests 9 h of 11 h.", "540 min", "660 min"]
    ]
