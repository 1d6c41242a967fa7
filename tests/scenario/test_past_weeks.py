"""Weeks before history: whole ones from Monday, known once, of people that exist."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from planner.scenario import load_scenario
from tests.scenario.folders import copy_of, replace, sentences


@pytest.fixture
def plant(tmp_path: Path) -> Path:
    return copy_of("midsize_plant", tmp_path)


WEEKS = "person,week,work_hours,nights\n"


def test_past_weeks_may_stop_where_history_starts(plant: Path) -> None:
    """History starts on Monday 1 March, so the last past week is that of 22 February."""
    (plant / "past_weeks.csv").write_text(WEEKS + "emeka,2027-02-22,38.5,2\nemeka,2027-02-08,0,\n")
    first, second = load_scenario(plant).past_weeks
    assert (first.week, first.work_minutes, first.nights) == (date(2027, 2, 22), 2310, 2)
    assert (second.work_minutes, second.nights, second.neutral_days) == (0, 0, 0)


def test_past_weeks_end_before_history_also_where_it_starts_in_a_week(plant: Path) -> None:
    """With eleven days of history (from Thursday 4 March) the week of 1 March is half known, so it is not asked."""
    replace(plant, "scenario.yaml", "history_days: 14", "history_days: 11")
    (plant / "history.csv").unlink()
    (plant / "past_weeks.csv").write_text(WEEKS + "emeka,2027-03-01,40,\nemeka,2027-02-22,40,\n")
    assert [sentence.split(" ")[0] for sentence in sentences(plant)] == ["past_weeks.csv:2"]


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        (
            "emeka,2027-02-23,40,",
            "week '2027-02-23': the week does not start on a Monday. Allowed: a Monday. Maybe 2027-02-22?",
        ),
        (
            "emeka,2027-03-01,40,",
            "week '2027-03-01': the week does not end before the days of history, whose duties are in history.csv. "
            "Allowed: Mondays up to 2027-02-22.",
        ),
        (
            "emeka,2027-02-22,40,\nemeka,2027-02-22,41,",
            "week '2027-02-22': this week of emeka was given before, in past_weeks.csv:2. "
            "Allowed: each week of a person once.",
        ),
        (
            "emek,2027-02-22,40,",
            "person 'emek': unknown person. Allowed: aylin, bjarne, chiara, dawid, emeka, freya, goran, hanne, ivo, "
            "joana, kerstin, lasse and 2 more. Maybe 'emeka'?",
        ),
        (
            "emeka,2027-02-22,2400,",
            "work_hours '2400': this looks like minutes. Allowed: hours such as 38.5, up to 168. Maybe 40?",
        ),
        (
            "emeka,2027-02-22,,",
            "work_hours: this value is missing. Allowed: hours such as 38.5, up to 168.",
        ),
        (
            "emeka,22.02.2027,40,",
            "week '22.02.2027': not a date. Allowed: a day as YYYY-MM-DD, for example 2027-03-15. Maybe 2027-02-22?",
        ),
        ("emeka,2027-02-22,40,8", "nights '8': too large. Allowed: up to 7."),
    ],
)
def test_a_past_week_that_cannot_be_is_told(plant: Path, rows: str, said: str) -> None:
    (plant / "past_weeks.csv").write_text(WEEKS + rows + "\n")
    line = 2 + rows.count("\n")
    assert sentences(plant) == [f"past_weeks.csv:{line} {said}"]
