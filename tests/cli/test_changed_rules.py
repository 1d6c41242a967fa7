"""A clean verdict by weakened labour rules says so, on the screen and in every file that is forwarded."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.conftest import Planned
from tests.cli.kit import MIDSIZE, SMALL, copy_of, edit, one_line, planner

OWN = """
rules:
  - {kind: weekly_rest, rest_minutes: 1200, rolling: true, source: 'Agreement <b>17</b> (invented)'}
  - {kind: max_consecutive_nights, id: four_nights_in_a_row, nights: 4, strength: should, points: 3}
  - {kind: min_rest, id: rest_11h, rest_minutes: 690}
"""
WARNING = (
    "2 labour rules are weaker than the labour packs say: Weekly rest (weekly_rest): rest 20 h instead of 24 h in "
    "us_illinois; Nights in a row (four_nights_in_a_row): should instead of must in good_practice."
)


@pytest.fixture(scope="module")
def weakened(tmp_path_factory: pytest.TempPathFactory) -> Planned:
    """The small plant with an agreement of its own, planned."""
    place = tmp_path_factory.mktemp("weakened")
    scenario = copy_of(SMALL, place / "small_plant")
    edit(scenario / "scenario.yaml", "\nrules:\n", OWN)
    return Planned(
        scenario, place / "plan", planner("plan", scenario, "--out", place / "plan", "--workers", 1)
    )


def test_plan_tells_it_in_the_line_below_a_clean_verdict(weakened: Planned) -> None:
    assert weakened.ran.code == 0, weakened.ran.err
    lines = weakened.ran.out.splitlines()
    verdict = next(number for number, line in enumerate(lines) if line.startswith("Covered 24/7"))
    assert lines[verdict + 1] == WARNING


def test_verify_tells_it_in_the_line_below_a_clean_verdict(weakened: Planned) -> None:
    ran = planner("verify", weakened.scenario, weakened.folder)
    assert ran.code == 0, ran.err
    assert ran.out.splitlines()[1] == WARNING


def test_explain_tells_it(weakened: Planned) -> None:
    assert WARNING in one_line(planner("explain", weakened.scenario, weakened.folder).out)


@pytest.mark.slow
def test_compare_tells_it_once_for_all_models(weakened: Planned, tmp_path: Path) -> None:
    ran = planner(
        "compare", weakened.scenario, "--out", tmp_path / "three", "--workers", 1, "--time-limit", 10
    )
    assert ran.out.splitlines().count(WARNING) == 1


def test_check_tells_it_before_anything_is_planned(weakened: Planned) -> None:
    ran = planner("check", weakened.scenario)
    assert ran.code == 0, ran.err
    assert ran.out.splitlines()[-1] == WARNING


def test_rules_tell_it_at_the_top_and_at_each_rule(weakened: Planned) -> None:
    ran = planner("rules", weakened.scenario, columns=160)
    said = one_line(ran.out)
    assert WARNING in said
    assert "Changed by the scenario, weaker than us_illinois: rest 20 h instead of 24 h" in said
    assert "Changed by the scenario, stricter than good_practice: rest 11.5 h instead of 11 h" in said


def test_a_permit_is_named_at_its_rule_and_warns_nobody(tmp_path: Path) -> None:
    folder = copy_of(MIDSIZE, tmp_path / "permitted")
    edit(folder / "scenario.yaml", "packs: [germany,", "packs: [germany_permit_12h,")
    said = planner("rules", folder, columns=160).out
    assert "Changed by germany_permit_12h, weaker than germany: work 12 h instead of 10 h" in said
    assert "labour rule" not in said
    assert "labour rule" not in planner("check", folder).out


def test_the_forwarded_files_tell_it(weakened: Planned) -> None:
    changed = json.loads((weakened.folder / "plan.json").read_text(encoding="utf-8"))["changed_rules"]
    assert [(one["rule_id"], one["pack"], one["relation"], one["warns"]) for one in changed] == [
        ("weekly_rest", "us_illinois", "weaker", True),
        ("rest_11h", "good_practice", "stricter", False),
        ("four_nights_in_a_row", "good_practice", "weaker", True),
    ]
    assert changed[0]["changes"] == [{"name": "rest_minutes", "old": "24 h", "new": "20 h"}]
    verdict = json.loads(planner("verify", weakened.scenario, weakened.folder, "--json").out)
    assert verdict["changed_rules"] == changed


def test_where_nothing_was_changed_nothing_is_told(planned: Planned) -> None:
    assert json.loads((planned.folder / "plan.json").read_text(encoding="utf-8"))["changed_rules"] == []
    assert "labour rule" not in planned.ran.out
