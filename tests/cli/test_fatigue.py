"""`fatigue`: figures of a written plan, with everything that must stand beside them."""

from __future__ import annotations

import csv
from pathlib import Path

from planner.fatigue.screening_table import NOTES
from planner.plan.document import operating_model_of
from planner.scenario.load import load_scenario
from tests.cli.conftest import LONG_NAME, Planned
from tests.cli.kit import one_line, planner


def test_everybody_stands_by_name_with_the_assumptions_below(planned: Planned) -> None:
    ran = planner("fatigue", planned.scenario, planned.folder)
    assert ran.code == 0, ran.err
    names = [line for line in ran.out.splitlines()[1:] if line in _staff(planned)]
    assert names == sorted(_staff(planned), key=str.casefold)
    assert "personal data" in one_line(ran.out)
    assert "BetrVG § 87(1)" in one_line(ran.out)


def test_one_person_alone(planned: Planned) -> None:
    ran = planner("fatigue", planned.scenario, planned.folder, "--person", "dana")
    assert ran.code == 0, ran.err
    assert [line for line in ran.out.splitlines() if line in _staff(planned)] == [LONG_NAME]


def test_one_person_has_the_moments_to_act_on(planned: Planned) -> None:
    rows = list(csv.DictReader((planned.folder / "roster.csv").open(encoding="utf-8", newline="")))
    person = rows[0]["person"]
    ran = planner("fatigue", planned.scenario, planned.folder, "--person", person)
    assert ran.code == 0, ran.err
    _, told = one_line(ran.out).split("Highest moments of ")
    days = {row["start"][:10] for row in rows if row["person"] == person}
    assert any(f"{day} " in told.split("Personal data")[0] for day in days)
    assert "KSS" in told
    assert "By hour" in told
    assert "To act:" in told


def test_a_key_that_nobody_has(planned: Planned) -> None:
    ran = planner("fatigue", planned.scenario, planned.folder, "--person", "nobody")
    assert ran.code == 1
    assert "nobody on the staff has this key" in one_line(ran.err)


def test_screening_figures_come_instead_with_their_own_notes(planned: Planned) -> None:
    ran = planner("fatigue", planned.scenario, planned.folder, "--screening")
    assert ran.code == 0, ran.err
    names = [line for line in ran.out.splitlines()[1:] if line in _staff(planned)]
    assert names == sorted(_staff(planned), key=str.casefold)
    assert "Likelihood matrix" in ran.out
    assert "KSS 7+" not in ran.out
    for note in NOTES:
        assert note.text in one_line(ran.out)


def test_a_plan_puts_them_into_its_report_only_when_asked(planned: Planned, tmp_path: Path) -> None:
    assert "Highest KSS" not in (planned.folder / "report.html").read_text(encoding="utf-8")
    assert "Fair shares" not in (planned.folder / "report.html").read_text(encoding="utf-8")
    ran = planner(
        "plan", planned.scenario, "--out", tmp_path / "asked", "--workers", 1, "--fatigue", "--fairness"
    )
    assert ran.code == 0, ran.err
    asked = (tmp_path / "asked" / "report.html").read_text(encoding="utf-8")
    assert "Highest KSS" in asked
    assert "<h2>Fair shares</h2>" in asked


def _staff(planned: Planned) -> set[str]:
    model = operating_model_of(planned.folder)
    return {person.name for person in load_scenario(planned.scenario, operating_model=model).staff}
