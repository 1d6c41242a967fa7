"""`verify`: the verdict on written files, also on those that somebody has edited."""

from __future__ import annotations

import csv
import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.cli.conftest import Planned
from tests.cli.kit import one_line, planner

Rows = list[dict[str, str]]


@pytest.fixture
def edited(planned: Planned, tmp_path: Path) -> Callable[[str, Callable[[Rows], Rows]], Path]:
    """Makes a copy of the plan in which one table is changed as a person would change it."""

    def change(name: str, how: Callable[[Rows], Rows]) -> Path:
        folder = Path(shutil.copytree(planned.folder, tmp_path / "edited"))
        with (folder / name).open(encoding="utf-8", newline="") as file:
            rows = list(csv.DictReader(file))
        with (folder / name).open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, list(rows[0]), lineterminator="\n")
            writer.writeheader()
            writer.writerows(how(rows))
        return folder

    return change


def test_what_plan_wrote_is_clean(planned: Planned) -> None:
    ran = planner("verify", planned.scenario, planned.folder)
    assert ran.code == 0, ran.err
    assert "Covered 24/7: no gap in 40,320 minutes" in one_line(ran.out)
    assert "What was checked" in ran.out
    assert "not of this plan" not in ran.out


def test_the_price_of_written_files_is_the_price_of_the_plan(planned: Planned) -> None:
    ran = planner("verify", planned.scenario, planned.folder, "--json")
    assert ran.code == 0
    verdict = json.loads(ran.out)
    plan = json.loads((planned.folder / "plan.json").read_text(encoding="utf-8"))
    assert verdict["is_clean"] is True
    assert (verdict["total"], verdict["currency"]) == (plan["costs"]["total"], plan["costs"]["currency"])
    assert [run["rule_id"] for run in verdict["verification"]["runs"]] == [
        run["rule_id"] for run in plan["verification"]["runs"]
    ]


def test_a_cost_changed_by_hand_is_told_with_its_row_and_what_it_should_be(
    planned: Planned, edited: Callable[[str, Callable[[Rows], Rows]], Path]
) -> None:
    def cheaper(rows: Rows) -> Rows:
        return [{**rows[0], "amount": "1.00"}, *rows[1:]]

    with (planned.folder / "costs.csv").open(encoding="utf-8", newline="") as file:
        amount = next(csv.DictReader(file))["amount"]
    folder = edited("costs.csv", cheaper)
    ran = planner("verify", planned.scenario, folder)
    lines = ran.out.splitlines()
    assert ran.code == 6  # the plan itself is clean
    assert lines[1] == (
        "1 written figure is missing or not of this plan; do not forward costs.csv and plan.json as they are. "
        "Plan again, or price the plan again with cost."
    )
    assert lines[2] == (
        f"  costs.csv:2 amount '1.00': the plan in this folder gives something else. Should be {amount}."
    )
    told = planner("verify", planned.scenario, folder, "--json")
    assert told.code == 6
    verdict = json.loads(told.out)
    assert [(claim["where"], claim["value"]) for claim in verdict["false_claims"]] == [
        ("costs.csv:2", "1.00")
    ]


def test_a_duty_taken_out_of_the_roster_is_a_breach_in_words(
    planned: Planned, edited: Callable[[str, Callable[[Rows], Rows]], Path]
) -> None:
    # In business hours the OT desk needs one of our own people, so without any duty there the day is open.
    def without_monday(rows: Rows) -> Rows:
        return [row for row in rows if (row["post"], row["start"][:10]) != ("ot_desk", "2027-04-05")]

    ran = planner("verify", planned.scenario, edited("roster.csv", without_monday))
    assert ran.code == 5
    said = one_line(ran.out)
    assert "not of this plan" in said  # costs and plan.json are of the plan before, but the breach decides
    assert "Not fit to publish: 480 minutes are not covered" in said  # 08:00 to 16:00
    assert "OT desk has nobody from Mon 5 April 08:00 to Mon 5 April 16:00; its load needs 1" in said


def test_an_hour_without_a_holder_of_a_level_is_a_breach_in_words(
    planned: Planned, edited: Callable[[str, Callable[[Rows], Rows]], Path]
) -> None:
    def without_second_day(rows: Rows) -> Rows:
        return [row for row in rows if (row["level"], row["start"][:10]) != ("duty_analyst", "2027-04-06")]

    folder = edited("escalation.csv", without_second_day)
    ran = planner("verify", planned.scenario, folder)
    assert ran.code == 5
    assert "Duty analyst from Tue 6 April 09:00 to Wed 7 April 09:00: nobody holds it" in one_line(ran.out)
    told = planner("verify", planned.scenario, folder, "--json")
    assert told.code == 5
    breaches = json.loads(told.out)["verification"]["breaches"]
    (breach,) = [breach for breach in breaches if breach["strength"] == "must"]
    assert breach["rule_id"] == "ladder_reachability"
    assert breach["measure"]["start"] == "2027-04-06T14:00:00+00:00"  # 09:00 in Chicago, UTC-5


def test_a_broken_cell_is_a_problem_with_file_and_row_and_no_breach(
    planned: Planned, edited: Callable[[str, Callable[[Rows], Rows]], Path]
) -> None:
    def strangers(rows: Rows) -> Rows:
        return [row | {"person": "nobody"} if number == 1 else row for number, row in enumerate(rows)]

    ran = planner("verify", planned.scenario, edited("roster.csv", strangers))
    assert ran.code == 1
    assert "roster.csv:3 person 'nobody': no person has this key" in ran.err
    assert "Traceback" not in ran.err
    assert ran.err.splitlines()[0] == "1 problem."  # verify writes nothing anyway


def test_a_folder_without_a_plan_is_a_problem(planned: Planned, tmp_path: Path) -> None:
    ran = planner("verify", planned.scenario, tmp_path)
    assert ran.code == 1
    assert "plan.json: the file is missing" in ran.err


@pytest.mark.parametrize("command", ["verify", "cost", "explain", "fairness", "fatigue"])
def test_a_folder_that_is_not_there_is_told_as_such(command: str, planned: Planned, tmp_path: Path) -> None:
    ran = planner(command, planned.scenario, tmp_path / "nowhere")
    assert ran.code == 1
    lines = ran.err.splitlines()
    assert lines[0] == "1 problem."
    assert "nowhere: there is no such folder. Allowed: a folder that holds plan.json." in lines[1]


def test_a_statement_that_is_missing_is_told_as_missing(planned: Planned, tmp_path: Path) -> None:
    folder = Path(shutil.copytree(planned.folder, tmp_path / "without"))
    (folder / "costs.csv").unlink()
    ran = planner("verify", planned.scenario, folder)
    assert ran.code == 6
    assert "1 written figure is missing or not of this plan" in one_line(ran.out)
    assert "costs.csv: the file is missing." in one_line(ran.out)


def test_a_file_is_no_folder_of_a_plan(planned: Planned) -> None:
    ran = planner("verify", planned.scenario, planned.folder / "plan.json")
    assert ran.code == 1
    assert "plan.json: this is not a folder" in ran.err


def test_the_help_of_verify_tells_how_it_ends() -> None:
    assert "6 when costs.csv or plan.json has figures" in one_line(
        planner("verify", "--help", columns=200).out
    )


def with_certificate(planned: Planned, target: Path, change: Callable[[str], str]) -> Path:
    folder = Path(shutil.copytree(planned.folder, target))
    path = folder / "bound_certificate.json"
    path.write_text(change(path.read_text(encoding="utf-8")), encoding="utf-8")
    return folder


def test_the_bound_is_worked_out_again_without_the_solver(planned: Planned) -> None:
    ran = planner("verify", planned.scenario, planned.folder)
    assert "Worked out again without the solver: no plan that keeps the musts costs less than" in one_line(
        ran.out
    )
    verdict = json.loads(planner("verify", planned.scenario, planned.folder, "--json").out)
    (bound,) = verdict["bounds"]
    assert bound["unit"] == "money"
    assert bound["claimed"] == bound["proved"]
    assert 0 < bound["proved"] <= round(100 * float(verdict["total"]))


def test_a_bound_that_the_prices_do_not_prove_is_a_false_figure(planned: Planned, tmp_path: Path) -> None:
    verdict = json.loads(planner("verify", planned.scenario, planned.folder, "--json").out)
    proved = verdict["bounds"][0]["proved"]
    folder = with_certificate(
        planned,
        tmp_path / "forged",
        lambda text: text.replace(f'"bound": {proved}', f'"bound": {proved + 1}'),
    )
    ran = planner("verify", planned.scenario, folder)
    assert ran.code == 6
    assert (
        f"bound_certificate.json money.bound '{proved + 1}': these prices do not prove so much of this scenario. "
        f"Allowed: {proved} at most."
    ) in one_line(ran.out)


def test_a_missing_certificate_is_told_and_no_fault(planned: Planned, tmp_path: Path) -> None:
    folder = Path(shutil.copytree(planned.folder, tmp_path / "without"))
    (folder / "bound_certificate.json").unlink()
    ran = planner("verify", planned.scenario, folder)
    assert ran.code == 0
    assert "No bound_certificate.json here" in one_line(ran.out)


def test_a_broken_certificate_is_a_problem_with_its_place(planned: Planned, tmp_path: Path) -> None:
    folder = with_certificate(
        planned, tmp_path / "broken", lambda text: text.replace('"scale": 1000', '"scale": "much"', 1)
    )
    ran = planner("verify", planned.scenario, folder)
    assert ran.code == 1
    assert "bound_certificate.json money.scale 'much'" in one_line(ran.err)


def test_a_certificate_of_another_scenario_is_told(planned: Planned, tmp_path: Path) -> None:
    folder = with_certificate(
        planned, tmp_path / "other", lambda text: text.replace("lakefront/", "lakeside/", 1)
    )
    ran = planner("verify", planned.scenario, folder)
    assert ran.code == 6
    assert "there is no such offer" in one_line(ran.out)
