"""Personal limits: of people that exist, each sort once, in hours, and with the rule that keeps them."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from planner.paths import models_dir
from planner.scenario import load_scenario
from planner.scenario.people import Limit
from tests.scenario.folders import copy_of, replace, sentences


@pytest.fixture
def plant(tmp_path: Path) -> Path:
    folder = copy_of("midsize_plant", tmp_path)
    replace(folder, "scenario.yaml", "\nrules:\n", "\nrules:\n  - {kind: personal_limits}\n")
    return folder


def test_limits_are_read_in_hours(plant: Path) -> None:
    (plant / "limits.csv").write_text("person,limit,hours\nchiara,longest_shift,8.5\nchiara,daily_rest,11\n")
    limits = [(row.person, row.limit, row.minutes) for row in load_scenario(plant).limits]
    assert limits == [("chiara", Limit.LONGEST_SHIFT, 510), ("chiara", Limit.DAILY_REST, 660)]


@pytest.mark.parametrize(
    ("row", "said"),
    [
        (
            "chiar,daily_rest,11",
            "person 'chiar': unknown person. Allowed: aylin, bjarne, chiara, dawid, emeka, freya, goran, hanne, ivo, "
            "joana, kerstin, lasse and 2 more. Maybe 'chiara'?",
        ),
        (
            "chiara,day_rest,11",
            "limit 'day_rest': unknown value. Allowed: longest_shift, seven_days, fourteen_days, daily_rest, "
            "weekly_rest. Maybe 'daily_rest'?",
        ),
        (
            "chiara,weekly_rest,2880",
            "hours '2880': this looks like minutes. Allowed: hours such as 38.5, up to 168. Maybe 48?",
        ),
        ("chiara,weekly_rest,", "hours: this value is missing. Allowed: hours such as 38.5, up to 168."),
        (
            "chiara,longest_shift,8",
            "limit 'longest_shift': this limit of chiara was given before, in limits.csv:2. "
            "Allowed: each limit of a person once.",
        ),
    ],
)
def test_a_limit_that_cannot_be_is_told(plant: Path, row: str, said: str) -> None:
    (plant / "limits.csv").write_text(f"person,limit,hours\nchiara,longest_shift,8.5\n{row}\n")
    assert sentences(plant) == [f"limits.csv:3 {said}"]


def test_what_no_rule_keeps_is_told(plant: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    models = plant.parent / "models"
    shutil.copytree(models_dir(), models)
    night = "night: {from: '23:00', to: '06:00', minutes_over: 120}"
    (models / "labour" / "bare.yaml").write_text(f"title: bare\n{night}\nrules: [{{kind: no_nights}}]\n")
    monkeypatch.setattr("planner.scenario.policy_files.models_dir", lambda: models)
    replace(plant, "scenario.yaml", "  - {kind: personal_limits}\n", "")
    (plant / "limits.csv").write_text("person,limit,hours\nchiara,longest_shift,8.5\n")
    people = plant / "people.csv"
    header, *rows = people.read_text(encoding="utf-8").splitlines()
    rows = [f"{row},{'night_worker' if row.startswith('emeka') else ''}" for row in rows]
    people.write_text("\n".join([f"{header},agreements", *rows]) + "\n", encoding="utf-8")
    replace(plant, "scenario.yaml", "packs: [germany, good_practice]", "packs: [bare]")
    reason = "no rule of labour pack, operating model or scenario looks at this"
    assert sentences(plant) == [
        f"limits.csv:2 limit 'longest_shift': {reason}. "
        "Maybe add {kind: personal_limits, …} to the rules of scenario.yaml?",
        f"people.csv:6 agreements 'night_worker': {reason}. "
        "Maybe add {kind: night_average, …} to the rules of scenario.yaml?",
    ]
