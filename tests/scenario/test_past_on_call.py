"""Days on call before the horizon: within history, known once, of people that exist."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from planner.scenario import load_scenario
from tests.scenario.folders import copy_of, replace, sentences


@pytest.fixture
def plant(tmp_path: Path) -> Path:
    return copy_of("midsize_plant", tmp_path)


HEADER = "person,day\n"


def test_days_on_call_may_be_all_days_of_history(plant: Path) -> None:
    """The horizon starts on Monday 15 March, history on Monday 1 March."""
    (plant / "past_on_call.csv").write_text(HEADER + "emeka,2027-03-01\nemeka,2027-03-14\nivo,2027-03-14\n")
    found = load_scenario(plant).past_on_call
    assert [(row.person, row.day) for row in found] == [
        ("emeka", date(2027, 3, 1)),
        ("emeka", date(2027, 3, 14)),
        ("ivo", date(2027, 3, 14)),
    ]


def test_without_the_file_nobody_was_on_call(plant: Path) -> None:
    (plant / "past_on_call.csv").unlink(missing_ok=True)
    assert load_scenario(plant).past_on_call == ()


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        (
            "emeka,2027-03-15",
            "day '2027-03-15': the day is not within the days of history. Allowed: 2027-03-01 to 2027-03-14.",
        ),
        (
            "emeka,2027-02-28",
            "day '2027-02-28': the day is not within the days of history. Allowed: 2027-03-01 to 2027-03-14. "
            "Maybe horizon.history_days in scenario.yaml is too small?",
        ),
        (
            "emeka,2027-03-14\nemeka,2027-03-14",
            "day '2027-03-14': this day of emeka was given before, in past_on_call.csv:2. "
            "Allowed: each day of a person once.",
        ),
        (
            "emek,2027-03-14",
            "person 'emek': unknown person. Allowed: aylin, bjarne, chiara, dawid, emeka, freya, goran, hanne, ivo, "
            "joana, kerstin, lasse and 2 more. Maybe 'emeka'?",
        ),
        (
            "emeka,14.03.2027",
            "day '14.03.2027': not a date. Allowed: a day as YYYY-MM-DD, for example 2027-03-15. Maybe 2027-03-14?",
        ),
    ],
)
def test_a_day_on_call_that_cannot_be_is_told(plant: Path, rows: str, said: str) -> None:
    (plant / "past_on_call.csv").write_text(HEADER + rows + "\n")
    line = 2 + rows.count("\n")
    assert sentences(plant) == [f"past_on_call.csv:{line} {said}"]


def test_without_history_no_day_was_on_call(plant: Path) -> None:
    replace(plant, "scenario.yaml", "history_days: 14", "history_days: 0")
    (plant / "history.csv").unlink()
    (plant / "past_on_call.csv").write_text(HEADER + "emeka,2027-03-14\n")
    (told,) = sentences(plant)
    assert told.startswith("past_on_call.csv:2 day '2027-03-14': the day is not within the days of history.")
