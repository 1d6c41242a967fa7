"""`plan`: what is printed, what is written, and how it ends."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.conftest import LONG_NAME, TITLE, Planned
from tests.cli.kit import (
    MIDSIZE,
    SMALL,
    copy_of,
    edit,
    one_line,
    planner,
    planner_interrupted,
    without_providers,
)

FILES = {
    "plan.json",
    "roster.csv",
    "segmentation.csv",
    "seats.csv",
    "escalation.csv",
    "costs.csv",
    "bound_certificate.json",
    "calendars",
    "report.html",
}
CONTRACT_KEYS = {
    "status",
    "objective",
    "verification",
    "costs",
    "segmentation",
    "contracts",
    "roster",
    "escalation",
    "run",
}


def names(folder: Path) -> set[str]:
    return {entry.name for entry in folder.iterdir()}


def test_a_clean_plan_ends_with_code_0_and_a_complete_folder(planned: Planned) -> None:
    assert planned.ran.code == 0, planned.ran.err
    assert names(planned.folder) == FILES


def test_the_summary_says_what_a_lead_asks_first(planned: Planned) -> None:
    said = one_line(planned.ran.out)
    # 28 days of 1,440 minutes; the clocks do not change in these weeks.
    assert "Covered 24/7: no gap in 40,320 minutes" in said
    for part in ("over the horizon", "per month", "least possible cost", "Who does what", "Nights"):
        assert part in said
    for part in ("Escalation ladder", "Most expensive", "Contracts Lakefront Managed Detection"):
        assert part in said


def test_progress_goes_to_stderr_with_stage_best_bound_and_gap(planned: Planned) -> None:
    assert "stage money" in planned.ran.err
    assert "stage points" in planned.ran.err
    assert any("best" in line and "bound" in line and "gap" in line for line in planned.ran.err.splitlines())


def test_names_that_look_like_markup_or_emoji_are_shown_as_written(planned: Planned) -> None:
    assert TITLE in one_line(planned.ran.out)


def test_a_narrow_terminal_breaks_names_and_cuts_none(planned: Planned) -> None:
    assert "…" not in planned.ran.out
    assert all(len(line) <= 80 for line in planned.ran.out.splitlines() if "│" in line)
    row = planned.ran.out[planned.ran.out.index("People") :].splitlines()
    first = next(number for number, line in enumerate(row) if "Dana" in line)
    letters = "".join(line.split("│")[1].strip() for line in row[first : first + 9] if "│" in line)
    assert LONG_NAME.replace(" ", "") in letters.replace(" ", "")


def test_json_is_the_result_object_and_nothing_else_is_on_stdout(tmp_path: Path) -> None:
    ran = planner("plan", SMALL, "--out", tmp_path / "plan", "--workers", 1, "--json")
    assert ran.code == 0, ran.err
    document = json.loads(ran.out)
    assert document.keys() >= CONTRACT_KEYS
    assert document == json.loads((tmp_path / "plan" / "plan.json").read_text(encoding="utf-8"))


def test_every_problem_of_a_broken_scenario_is_told_at_once_with_its_row(tmp_path: Path) -> None:
    scenario = copy_of(SMALL, tmp_path / "broken")
    edit(scenario / "people.csv", "analyst plant", "analyst juggler")  # brooke, line 3
    edit(scenario / "leave.csv", "2027-04-22,2027-04-23", "2027-04-24,2027-04-23")  # line 2
    edit(scenario / "requests.csv", ",want,D,3", ",want,Q,3")  # line 3
    ran = planner("plan", scenario, "--out", tmp_path / "plan")
    assert ran.code == 1
    assert ran.out == ""
    lines = ran.err.splitlines()
    assert lines[0] == "3 problems; nothing was written."
    assert [line.split()[0].rstrip(":") for line in lines[1:]] == [
        "leave.csv:2",
        "people.csv:3",
        "requests.csv:3",
    ]
    assert "'juggler': unknown skill. Allowed: analyst, plant, responder." in ran.err
    assert "Traceback" not in ran.err
    assert not (tmp_path / "plan").exists()


def test_a_folder_that_holds_other_work_is_not_replaced(tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("mine", encoding="utf-8")
    ran = planner("plan", SMALL, "--out", tmp_path)
    assert ran.code == 1
    assert "notes.txt" in ran.err
    assert "stage" not in ran.err  # refused before the search, not after it
    assert names(tmp_path) == {"notes.txt"}


def test_a_scenario_that_is_not_there_is_a_problem_with_the_shipped_ones_named() -> None:
    ran = planner("plan", "no_such_plant", "--out", "nowhere")
    assert ran.code == 1
    assert "midsize_plant, small_plant" in ran.err


@pytest.mark.parametrize(
    "arguments",
    [
        ("plan", SMALL, "--out", "x", "--quick"),
        ("plan", SMALL),
        ("plan", SMALL, "--out", "x", "--gap", "2"),
        ("plan", SMALL, "--out", "x", "--time-limit", "0"),
        ("plna",),
    ],
    ids=["unknown option", "no folder", "gap above 1", "no time", "unknown command"],
)
def test_wrong_usage_ends_with_code_2(arguments: tuple[object, ...]) -> None:
    ran = planner(*arguments)
    assert ran.code == 2
    assert "Usage:" in ran.err
    assert "Traceback" not in ran.err


def test_an_infeasible_question_names_the_rules_in_words_and_writes_nothing(tmp_path: Path) -> None:
    ran = planner("plan", without_providers(tmp_path / "alone"), "--out", tmp_path / "plan")
    assert ran.code == 3
    said = one_line(ran.err)
    assert "ladder_reachability: At every instant each escalation level has a holder" in said
    assert "on_call_exclusion: Nobody is on call during leave" in said
    assert "Maybe" in said
    assert not (tmp_path / "plan").exists()


def test_json_has_the_same_keys_when_there_is_no_plan(tmp_path: Path) -> None:
    ran = planner("plan", without_providers(tmp_path / "alone"), "--out", tmp_path / "plan", "--json")
    assert ran.code == 3
    document = json.loads(ran.out)
    assert document.keys() >= CONTRACT_KEYS
    assert document["status"] == "infeasible"
    assert "ladder_reachability" in document["conflict"]["rule_ids"]
    assert len(document["conflict"]["rule_ids"]) == len(document["conflict"]["sentences"])
    assert document["roster"] == []
    assert document["costs"] is None


@pytest.mark.slow
def test_nothing_found_in_time_ends_with_code_4_and_says_what_to_try(tmp_path: Path) -> None:
    # The first second of the mid-size plant goes into building the model.
    ran = planner("plan", MIDSIZE, "--out", tmp_path / "plan", "--time-limit", 1)
    assert ran.code == 4
    assert "No plan found in time. Maybe allow more with --time-limit." in one_line(ran.err)
    assert not (tmp_path / "plan").exists()


@pytest.mark.slow
def test_ctrl_c_before_the_first_plan_ends_with_code_4(tmp_path: Path) -> None:
    ran = planner_interrupted("plan", MIDSIZE, "--out", tmp_path / "plan", when="stage building")
    assert ran.code == 4
    assert "Stopped before a first plan was found." in one_line(ran.err)
    assert "Traceback" not in ran.err
    assert not (tmp_path / "plan").exists()


@pytest.mark.slow
def test_ctrl_c_keeps_the_best_plan_so_far_and_proves_it(tmp_path: Path) -> None:
    # Only an incumbent has a gap, so the first line with one comes after the first plan.
    ran = planner_interrupted("plan", MIDSIZE, "--out", tmp_path / "plan", "--time-limit", 200, when="%")
    assert ran.code == 0, ran.err
    assert "the best plan so far is kept" in one_line(ran.err)
    assert "Covered 24/7" in one_line(ran.out)
    assert names(tmp_path / "plan") == FILES
    document = json.loads((tmp_path / "plan" / "plan.json").read_text(encoding="utf-8"))
    assert document["run"]["stopped_by"] == "stop"
    assert document["verification"]["clean"] is True
