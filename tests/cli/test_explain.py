"""`explain`: which rules bind in written files, for whom and when, and what is told about bad input."""

from __future__ import annotations

import csv
import shutil
from pathlib import Path

from tests.cli.conftest import LONG_NAME, Planned
from tests.cli.kit import copy_of, edit, one_line, planner

MARKUP = "[red]Dana[/red] :warning:"


def test_a_person_on_a_day_with_team_rules_in_80_columns(planned: Planned) -> None:
    ran = planner("explain", planned.scenario, planned.folder, "--person", "dana", "--date", "2027-04-07")
    assert ran.code == 0, ran.err
    assert max(map(len, ran.out.splitlines())) <= 80
    said = one_line(ran.out)
    assert f"Rules for {LONG_NAME} on Wed 2027-04-07" in said
    assert "; must): room " in said
    assert "Cover requirement (24/7) (cover_requirement; must): binds: no room" in said
    assert "Looked at nothing here:" in said


def test_a_name_with_markup_signs_stays_as_written(planned: Planned, tmp_path: Path) -> None:
    scenario = copy_of(planned.scenario, tmp_path / "scenario")
    edit(scenario / "people.csv", LONG_NAME, MARKUP)
    ran = planner("explain", scenario, planned.folder, "--person", "dana")
    assert ran.code == 0, ran.err
    assert f"Rules for {MARKUP} over the horizon" in one_line(ran.out)
    assert "cover_requirement; must)" not in one_line(ran.out)


def test_an_edited_plan_tells_what_is_broken_first(planned: Planned, tmp_path: Path) -> None:
    folder = Path(shutil.copytree(planned.folder, tmp_path / "edited"))
    with (folder / "roster.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    with (folder / "roster.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(rows[0]), lineterminator="\n")
        writer.writeheader()
        writer.writerows(row for row in rows if row["start"][:10] != "2027-04-05")
    ran = planner("explain", planned.scenario, folder, "--date", "2027-04-05")
    assert ran.code == 5
    first = one_line(ran.out).split("Rule: ")[0]
    assert ": broken by " in first
    assert "Cover requirement (24/7) (cover_requirement; must): broken by 1 people" in one_line(ran.out)
    other_day = planner("explain", planned.scenario, folder, "--date", "2027-04-07")
    assert "(cover_requirement; must): binds: no room" in one_line(other_day.out)


def test_an_unknown_person_and_day_are_told_with_what_is_allowed(planned: Planned) -> None:
    ran = planner("explain", planned.scenario, planned.folder, "--person", "dan", "--date", "2027-09-07")
    assert ran.code == 1
    said = one_line(ran.err)
    assert "--person 'dan': nobody on the staff has this key. Allowed: cesar, dana. Maybe 'dana'?" in said
    assert "Allowed: 2027-04-05 to 2027-05-02. Maybe '2027-05-02'?" in said
    broken = planner("explain", planned.scenario, planned.folder, "--date", "2027-04-0x")
    assert broken.code == 1
    assert "not a day in the form" in one_line(broken.err)
    assert "Traceback" not in ran.err + broken.err


def test_a_folder_without_a_plan_is_a_problem(planned: Planned, tmp_path: Path) -> None:
    ran = planner("explain", planned.scenario, tmp_path)
    assert ran.code == 1
    assert "plan.json: the file is missing" in ran.err
