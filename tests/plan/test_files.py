"""A plan survives its files, and a spoilt file is told cell by cell."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from planner.errors import PlanFilesInvalid, Problem
from planner.plan.document import operating_model_of
from planner.plan.files import read_plan, write_result, write_tables
from planner.plan.layout import LARGEST_FILE
from planner.scenario.scenario import Scenario
from tests.plan.sample import sample_breach, sample_plan, sample_result, sample_scenario

TABLES = ("roster.csv", "segmentation.csv", "seats.csv", "escalation.csv")


@pytest.fixture(scope="module")
def scenario() -> Scenario:
    return sample_scenario()


@pytest.fixture
def folder(scenario: Scenario, tmp_path: Path) -> Path:
    """A folder with the tables of the sample plan."""
    write_tables(sample_plan(scenario), scenario, tmp_path)
    return tmp_path


def edit(path: Path, old: str, new: str) -> None:
    """Change a file by hand, as a person would."""
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def problems_of(folder: Path, scenario: Scenario) -> tuple[Problem, ...]:
    with pytest.raises(PlanFilesInvalid) as caught:
        read_plan(folder, scenario)
    return caught.value.problems


def test_what_is_read_back_is_what_was_decided(folder: Path, scenario: Scenario) -> None:
    assert read_plan(folder, scenario) == sample_plan(scenario)


def test_the_roster_has_the_promised_columns_and_local_times(folder: Path) -> None:
    lines = (folder / "roster.csv").read_text(encoding="utf-8").splitlines()
    assert lines[0] == "person,post,shift,start,end,paid_minutes,pinned"
    # Saturday 19:00 to Sunday 07:00 over the spring change: 11 h = 660 min.
    assert lines[-1] == "zoe,it_desk,N,2027-03-27T19:00+01:00,2027-03-28T07:00+02:00,660,false"


@pytest.mark.parametrize(
    ("name", "header"),
    [
        ("segmentation.csv", "category,phase,window,responsible,accountable,reason"),
        ("seats.csv", "post,start,end,load_erlangs,required,rostered,responsible"),
        ("escalation.csv", "domain,level,holder,start,end,response_minutes"),
        ("costs.csv", "party,who,item,quantity,unit,rate,amount,currency"),
    ],
)
def test_every_table_has_the_promised_columns(
    name: str, header: str, folder: Path, scenario: Scenario
) -> None:
    write_result(sample_result(scenario), scenario, folder)
    assert (folder / name).read_text(encoding="utf-8").splitlines()[0] == header


def test_a_reason_that_looks_like_a_formula_is_disarmed_in_the_file_only(
    folder: Path, scenario: Scenario
) -> None:
    text = (folder / "segmentation.csv").read_text(encoding="utf-8")
    assert '"\'=1+1 is cheapest, they say"' in text
    assert "\"''quoted', with a comma\"" in text
    assert {row.reason for row in read_plan(folder, scenario).segmentation} == {
        "=1+1 is cheapest, they say",
        "'quoted', with a comma",
    }


def test_a_tiny_load_is_written_without_an_exponent(folder: Path) -> None:
    assert ",0.000001,0,0,mdr" in (folder / "seats.csv").read_text(encoding="utf-8")


def test_a_hand_edit_is_the_truth(folder: Path, scenario: Scenario) -> None:
    write_result(sample_result(scenario), scenario, folder)
    edit(folder / "roster.csv", "zoe,it_desk,N", "ann,it_desk,N")
    assert {duty.person for duty in read_plan(folder, scenario).roster} == {"ann"}


def test_what_a_spreadsheet_changes_without_harm_is_accepted(folder: Path, scenario: Scenario) -> None:
    path = folder / "roster.csv"
    text = path.read_text(encoding="utf-8").replace("false", "FALSE").replace("\n", "\r\n")
    path.write_bytes(("\ufeff" + text + ",,,,,,\r\n").encode())
    assert read_plan(folder, scenario) == sample_plan(scenario)


def test_the_same_instant_may_be_written_in_utc(folder: Path, scenario: Scenario) -> None:
    edit(folder / "roster.csv", "2027-03-27T19:00+01:00", "2027-03-27T18:00Z")
    (late,) = (duty for duty in read_plan(folder, scenario).roster if duty.person == "zoe")
    assert late.start == datetime(2027, 3, 27, 18, 0, tzinfo=UTC)


def test_an_unknown_person_is_told_with_place_and_suggestion(folder: Path, scenario: Scenario) -> None:
    edit(folder / "roster.csv", "zoe,", "Zoe,")
    (problem,) = problems_of(folder, scenario)
    assert problem.sentence() == (
        "roster.csv:5 person 'Zoe': no person has this key. Allowed: ann, zoe. Maybe zoe?"
    )


@pytest.mark.parametrize(
    ("name", "old", "new", "column", "reason"),
    [
        ("roster.csv", "D,2027-03-22T07:00+01:00", "D,2027-03-22T07:00", "start", "no UTC offset"),
        ("roster.csv", "D,2027-03-22T07:00+01:00", "D,22.03.2027 07:00", "start", "not a time"),
        ("roster.csv", "D,2027-03-22T07:00+01:00", "D,2027-03-22T07:00+02:00", "start", "another UTC offset"),
        (
            "roster.csv",
            "D,2027-03-22T07:00+01:00",
            "D,2027-03-22T07:00:30+01:00",
            "start",
            "parts of a minute",
        ),
        (
            "roster.csv",
            "D,2027-03-22T07:00+01:00",
            "D,2026-03-22T07:00+01:00",
            "start",
            "outside the horizon",
        ),
        (
            "roster.csv",
            "D,2027-03-22T07:00+01:00",
            "D,0001-01-01T00:00+01:00",
            "start",
            "outside the calendar",
        ),
        ("roster.csv", "2027-03-22T19:00+01:00", "2027-03-22T07:00+01:00", "end", "not after the start"),
        ("roster.csv", "2027-03-22T19:00+01:00", "2027-04-02T07:00+02:00", "end", "outside the horizon"),
        ("roster.csv", "660,false", "660,no", "pinned", "neither true nor false"),
        ("roster.csv", "660,false", "661,false", "paid_minutes", "more is paid than the duty lasts"),
        ("roster.csv", "660,false", "-660,false", "paid_minutes", "not a whole number"),
        ("roster.csv", "660,false", "1e3,false", "paid_minutes", "not a whole number"),
        ("roster.csv", "N,", "X,", "shift", "no shift type has this key"),
        ("roster.csv", "zoe,it_desk", "zoe,desk", "post", "no post has this key"),
        ("segmentation.csv", "mail,triage,day", "mail,triages,day", "phase", "no phase has this key"),
        ("segmentation.csv", "mail,triage,day", ",triage,day", "category", "the alert category is missing"),
        ("segmentation.csv", "night,mdr", "night,mssp", "responsible", "no party has this key"),
        ("seats.csv", "0.041667", "0,041667", "", "the row has 8 cells"),
        ("seats.csv", "0.041667", "nan", "load_erlangs", "not a number in range"),
        ("seats.csv", "0,0,mdr", "0,0,internal+mssp", "responsible", "no party has this key"),
        (
            "escalation.csv",
            "it,lead,ann,2027-03-22",
            "it,boss,ann,2027-03-22",
            "level",
            "no escalation level",
        ),
        ("escalation.csv", "it,lead,ann,2027-03-22", "xt,lead,ann,2027-03-22", "domain", "no domain"),
    ],
)
def test_a_spoilt_cell_is_one_problem_at_its_place(
    name: str, old: str, new: str, column: str, reason: str, folder: Path, scenario: Scenario
) -> None:
    edit(folder / name, old, new)
    (problem,) = problems_of(folder, scenario)
    assert problem.where.split(":")[0] == name
    assert problem.where.split(":")[1].isdigit()
    assert problem.field == column
    assert reason in problem.reason


def test_an_offset_that_is_off_comes_with_both_ways_to_mend_it(folder: Path, scenario: Scenario) -> None:
    edit(folder / "roster.csv", "D,2027-03-22T07:00+01:00", "D,2027-03-22T07:00+02:00")
    (problem,) = problems_of(folder, scenario)
    assert problem.allowed == "2027-03-22T06:00+01:00 for this instant"
    assert problem.maybe == "2027-03-22T07:00+01:00 for this clock time"


def test_all_problems_of_all_files_come_at_once(folder: Path, scenario: Scenario) -> None:
    edit(folder / "roster.csv", "zoe,it_desk,N", "max,desk,N")
    edit(folder / "seats.csv", "it_desk", "desk")
    (folder / "escalation.csv").unlink()
    places = [(problem.where, problem.field) for problem in problems_of(folder, scenario)]
    assert places == [
        ("escalation.csv", ""),
        ("roster.csv:5", "person"),
        ("roster.csv:5", "post"),
        ("seats.csv:2", "post"),
        ("seats.csv:3", "post"),
    ]


def missing(path: Path) -> None:
    path.unlink()


def a_folder(path: Path) -> None:
    path.unlink()
    path.mkdir()


def latin_1(path: Path) -> None:
    path.write_bytes(path.read_bytes() + "ä".encode("latin-1"))


def huge(path: Path) -> None:
    with path.open("r+b") as file:
        file.truncate(LARGEST_FILE + 1)


def empty(path: Path) -> None:
    path.write_bytes(b"")


def semicolons(path: Path) -> None:
    path.write_bytes(path.read_bytes().replace(b",", b";"))


def open_quote(path: Path) -> None:
    path.write_bytes(path.read_bytes() + b'"never closed')


@pytest.mark.parametrize(
    ("spoil", "reason"),
    [
        (missing, "the file is missing"),
        (a_folder, "this is a folder or device"),
        (latin_1, "the file is not UTF-8"),
        (huge, "33,554,433 bytes"),
        (empty, "the column is missing"),
        (semicolons, "columns are separated by ';'"),
        (open_quote, "the row is not CSV"),
    ],
)
@pytest.mark.parametrize("name", TABLES)
def test_a_file_that_is_no_table_is_told(
    name: str, spoil: Callable[[Path], None], reason: str, folder: Path, scenario: Scenario
) -> None:
    spoil(folder / name)
    problems = problems_of(folder, scenario)
    assert {problem.where.split(":")[0] for problem in problems} == {name}
    assert reason in problems[0].reason


def test_a_byte_that_is_not_utf8_is_found_in_its_row(folder: Path, scenario: Scenario) -> None:
    latin_1(folder / "roster.csv")
    (problem,) = problems_of(folder, scenario)
    # A header and four duties, so the stray byte is in row 6.
    assert (problem.where, problem.value) == ("roster.csv:6", "byte 0xE4")


@pytest.mark.parametrize(
    ("header", "field", "reason"),
    [
        ("person,post,shift,start,end,paid_minutes", "pinned", "the column is missing"),
        ("person,post,shift,start,end,paid_minutes,pinned,note", "note", "no such column"),
        ("person,post,post,shift,start,end,paid_minutes,pinned", "post", "more than once"),
    ],
)
def test_a_column_that_does_not_fit_is_told(
    header: str, field: str, reason: str, folder: Path, scenario: Scenario
) -> None:
    edit(folder / "roster.csv", "person,post,shift,start,end,paid_minutes,pinned", header)
    (problem,) = problems_of(folder, scenario)
    assert (problem.where, problem.field) == ("roster.csv:1", field)
    assert reason in problem.reason


def test_columns_may_stand_in_another_order(folder: Path, scenario: Scenario) -> None:
    path = folder / "segmentation.csv"
    rows = [line.split(",", 3) for line in path.read_text(encoding="utf-8").splitlines()]
    path.write_text("".join(f"{b},{a},{c},{rest}\n" for a, b, c, rest in rows), encoding="utf-8")
    assert read_plan(folder, scenario) == sample_plan(scenario)


def test_a_file_full_of_rubbish_is_not_told_line_by_line(folder: Path, scenario: Scenario) -> None:
    path = folder / "roster.csv"
    path.write_text(path.read_text(encoding="utf-8") + "x\n" * 10_000, encoding="utf-8")
    problems = problems_of(folder, scenario)
    assert len(problems) == 101
    assert any("there are more problems" in problem.reason for problem in problems)


@pytest.mark.parametrize(
    ("text", "where", "reason"),
    [
        ("", "plan.json", "not JSON"),
        ("[" * 100_000, "plan.json", "not JSON"),
        ("[]", "plan.json", "unknown version"),
        ('{"schema": 2}', "plan.json", "unknown version"),
        ('{"schema": 1, "operating_model": "tiny"}', "plan.json", "not a list"),
        ('{"schema": 1, "operating_model": "x", "contracts": []}', "plan.json", "another operating model"),
        (
            '{"schema": 1, "operating_model": "tiny", "contracts": [7]}',
            "plan.json: contracts.0",
            "no contract",
        ),
        (
            '{"schema": 1, "operating_model": "tiny", "contracts": [{"provider": "x", "offer": "nights"}]}',
            "plan.json: contracts.0",
            "no such provider",
        ),
        (
            '{"schema": 1, "operating_model": "tiny", "contracts": [{"provider": "mdr", "offer": []}]}',
            "plan.json: contracts.0",
            "no such offer",
        ),
    ],
)
def test_a_document_that_cannot_be_used_is_told(
    text: str, where: str, reason: str, folder: Path, scenario: Scenario
) -> None:
    (folder / "plan.json").write_text(text, encoding="utf-8")
    (problem,) = problems_of(folder, scenario)
    assert problem.where == where
    assert reason in problem.reason


def test_a_folder_that_is_not_there_is_told(scenario: Scenario, tmp_path: Path) -> None:
    (problem,) = problems_of(tmp_path / "nowhere", scenario)
    assert problem.reason == "there is no such folder"


def test_the_document_holds_the_whole_result(folder: Path, scenario: Scenario) -> None:
    result = sample_result(scenario)
    write_result(result, scenario, folder)
    document = json.loads((folder / "plan.json").read_text(encoding="utf-8"))
    assert set(document) == {
        *("schema", "scenario", "operating_model", "status", "objective", "verification", "costs"),
        *("changed_rules", "segmentation", "contracts", "roster", "escalation", "seats", "run"),
    }
    assert document["schema"] == 1
    assert document["status"] == "feasible"
    # (1478.89 - 1470.00) / 1478.89 = 0.00601...
    assert document["objective"]["gap"] == pytest.approx(889 / 147_889)
    assert document["objective"]["bound"] == "1470.00"
    assert [stage["value"] for stage in document["objective"]["stages"]] == ["1478.89", 12]
    assert document["verification"]["clean"] is True
    # 1200.00 + 48.75 + 230.14 = 1478.89 in 7 days; 1478.89 · 365 / (12 · 7) = 6426.12...
    assert (document["costs"]["total"], document["costs"]["per_month"]) == ("1478.89", "6426.12")
    assert document["roster"][-1]["end"] == "2027-03-28T07:00+02:00"
    assert document["contracts"] == [{"provider": "mdr", "offer": "nights"}]


def test_a_measure_without_a_finite_value_is_valid_json(folder: Path, scenario: Scenario) -> None:
    result = sample_result(scenario)
    assert result.verification is not None
    verdict = replace(result.verification, breaches=(sample_breach(scenario),))
    write_result(replace(result, verification=verdict), scenario, folder)
    document = json.loads((folder / "plan.json").read_text(encoding="utf-8"))
    assert document["verification"]["clean"] is False
    assert document["verification"]["breaches"][0]["measure"]["measured"] is None


def test_costs_are_plain_decimal_money(folder: Path, scenario: Scenario) -> None:
    write_result(sample_result(scenario), scenario, folder)
    lines = (folder / "costs.csv").read_text(encoding="utf-8").splitlines()
    assert lines[1] == "internal,ann,base_pay,40,h,30.00,1200.00,EUR"
    assert lines[3] == "mdr,nights,monthly_fee,0.230137,month,1000.00,230.14,EUR"


def test_the_complete_document_can_be_read_back_too(folder: Path, scenario: Scenario) -> None:
    write_result(sample_result(scenario), scenario, folder)
    assert read_plan(folder, scenario) == sample_plan(scenario)
    assert operating_model_of(folder) == "tiny"


def test_writing_twice_gives_the_same_bytes(scenario: Scenario, tmp_path: Path) -> None:
    contents = []
    for name in ("first", "second"):
        folder = tmp_path / name
        folder.mkdir()
        write_tables(sample_plan(scenario), scenario, folder)
        write_result(sample_result(scenario), scenario, folder)
        contents.append({file.name: file.read_bytes() for file in folder.iterdir()})
    assert contents[0] == contents[1]
