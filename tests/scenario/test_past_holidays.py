"""Public holidays that were worked before: past, known to the calendar by that name, once for a person."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from planner.scenario import load_scenario
from planner.scenario.holiday_words import holidays_in
from tests.scenario.folders import copy_of, sentences

HEADER = "person,holiday,date\n"


@pytest.fixture
def site(tmp_path: Path) -> Path:
    return copy_of("uk_site", tmp_path)


def test_a_holiday_of_last_year_is_read(site: Path) -> None:
    person = load_scenario(site).people[0].person
    (site / "past_holidays.csv").write_text(f"{HEADER}{person},Christmas Day,2026-12-25\n")
    (row,) = load_scenario(site).past_holidays
    assert (row.person, row.holiday, row.date) == (person, "Christmas Day", date(2026, 12, 25))


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        ("nobody-like-that,Christmas Day,2026-12-25", "unknown person"),
        ("{person},Christmas Day,2099-12-25", "the holiday does not lie before the horizon"),
        ("{person},Christmas Day,2026-12-23", "no public holiday where {person} works"),
        ("{person},Xmas,2026-12-25", "the calendar has another name for 2026-12-25. Allowed: Christmas Day."),
        (
            "{person},Christmas Day,2025-12-25",
            "it came again on 2026-12-25, and only the last time counts. Allowed: the last time, or no row.",
        ),
        (
            "{person},Christmas Day,2026-12-25\n{person},Christmas Day,2026-12-25",
            "this holiday of {person} was given before, in past_holidays.csv:2",
        ),
    ],
)
def test_a_past_holiday_that_cannot_be_is_told(site: Path, rows: str, said: str) -> None:
    person = load_scenario(site).people[0].person
    (site / "past_holidays.csv").write_text(HEADER + rows.format(person=person) + "\n")
    (sentence,) = sentences(site)
    assert said.format(person=person) in sentence


@pytest.mark.parametrize(
    ("name", "holidays"),
    [
        ("Christmas Day", ("Christmas Day",)),
        ("Boxing Day (observed)", ("Boxing Day (observed)",)),
        (
            "Independence Day; Prophet's Birthday (estimated)",
            ("Independence Day", "Prophet's Birthday"),
        ),
    ],
)
def test_holidays_that_share_a_day_keep_their_names(name: str, holidays: tuple[str, ...]) -> None:
    assert holidays_in(name) == holidays


def test_of_two_holidays_on_one_day_either_was_worked(site: Path) -> None:
    person = load_scenario(site).people[0].person
    # In Texas 19 June 2026 is a state holiday and a federal one.
    facts = (site / "scenario.yaml").read_text(encoding="utf-8")
    moved = facts.replace("country: 'GB'", "country: 'US'").replace("subdivision: 'ENG'", "subdivision: 'TX'")
    (site / "scenario.yaml").write_text(moved, encoding="utf-8")
    rows = f"{person},Juneteenth National Independence Day,2026-06-19\n"
    (site / "past_holidays.csv").write_text(HEADER + rows, encoding="utf-8")
    assert len(load_scenario(site).past_holidays) == 1
