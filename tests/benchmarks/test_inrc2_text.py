"""The competition's files are read as they are, or refused with the line that cannot be."""

from __future__ import annotations

import pytest

from benchmarks.inrc2.text import Band, Contract, Cover, Nurse
from benchmarks.reading import InstanceUnreadable
from tests.benchmarks.inrc2_ward import BUSY, HISTORY, QUIET, SCENARIO, ward


def test_files_are_read_whole() -> None:
    problem = ward()
    assert problem.days == 14
    assert problem.skills == ("Head", "Nurse")
    assert problem.shifts == {"Day": Band(2, 3), "Night": Band(2, 3)}
    assert problem.forbidden == {("Night", "Day")}
    assert problem.contracts["Full"] == Contract(
        Band(6, 9), Band(2, 4), Band(2, 3), 1, complete_weekends=True
    )
    assert problem.nurses == {
        "ann": Nurse("Full", ("Head", "Nurse"), "Night", 1, 2, 0),
        "ben": Nurse("Half", ("Nurse",), None, 0, 0, 2),
    }
    assert problem.cover[0] == Cover(0, "Day", "Head", 0, 1)
    assert problem.cover[-2] == Cover(12, "Night", "Nurse", 0, 1)
    assert len(problem.cover) == 2 * 4 * 7
    assert problem.off == {("ann", 1, None), ("ben", 4, "Night")}


def test_weeks_follow_one_another_as_often_as_asked() -> None:
    problem = ward(weeks=(QUIET, BUSY, BUSY))
    assert problem.days == 21
    assert ("ann", 8, None) in problem.off
    assert ("ann", 15, None) in problem.off


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("SKILLS = 2", "SKILLS = 3", "Sc-ward.txt:5: 2 lines follow in place of: '3'"),
        ("SKILLS = 2\nHead\nNurse\n", "", "Sc-ward.txt: SKILLS is missing"),
        ("WEEKS = 2", "SCENARIO = 2", "Sc-ward.txt:3: this section was there before"),
        ("SCENARIO = ward", "ward", "Sc-ward.txt:1: content before the first heading"),
        ("Day (2,3)", "Day (3,2)", "Sc-ward.txt:10: '(3,2)' is not a pair (least,most)"),
        ("Day (2,3)", "Day 2 3", "Sc-ward.txt:10: 2 words expected, found 3"),
        ("Night 1 Day", "Night 2 Day", "Sc-ward.txt:15: 1 shifts follow in place of 2"),
        ("Night 1 Day", "Night 1 Late", "Sc-ward.txt:15: unknown shift 'Late'"),
        ("(2,3) 1 1", "(2,3) 1 2", "Sc-ward.txt:18: unknown flag '2'"),
        ("ben Half 1", "ben Third 1", "Sc-ward.txt:23: unknown contract 'Third'"),
        ("ben Half 1", "ben Half 2", "Sc-ward.txt:23: 1 skills follow in place of 2"),
        ("ben Half 1 Nurse", "ben Half 1 Cook", "Sc-ward.txt:23: unknown skill 'Cook'"),
        ("ben Half", "eve Half", "Sc-ward.txt:23: this nurse has no history"),
    ],
)
def test_a_scenario_that_cannot_be_read_is_told_with_its_line(old: str, new: str, said: str) -> None:
    assert old in SCENARIO
    with pytest.raises(InstanceUnreadable) as refusal:
        ward(scenario=SCENARIO.replace(old, new, 1))
    assert str(refusal.value).startswith(said)


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ("ann 3 0 Night 1 2 0", "only a history before the first assignment is known here"),
        ("ann 0 0 Night 1 2 1", "these days before the first one cannot be"),
        ("ann 0 0 Night 3 2 0", "these days before the first one cannot be"),
        ("ann 0 0 None 0 0 0", "these days before the first one cannot be"),
        ("ann 0 0 None 0 1 2", "these days before the first one cannot be"),
        ("ann 0 0 Late 1 2 0", "unknown shift 'Late'"),
    ],
)
def test_a_history_that_cannot_be_is_told(row: str, said: str) -> None:
    with pytest.raises(InstanceUnreadable) as refusal:
        ward(history=HISTORY.replace("ann 0 0 Night 1 2 0", row))
    assert str(refusal.value) == f"H0-ward-0.txt:5: {said}: {row!r}"


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("Day Head (0,1)", "Day Cook (0,1)", "WD-ward-0.txt:5: unknown skill 'Cook'"),
        ("Day Head (0,1) ", "Day Head ", "WD-ward-0.txt:5: 9 words expected, found 8"),
        ("ann Any Tue", "ann Any Tues", "WD-ward-0.txt:11: unknown day 'Tues'"),
        ("ann Any Tue", "eve Any Tue", "WD-ward-0.txt:11: unknown nurse 'eve'"),
        ("REQUESTS = 2", "REQUESTS = 1", "WD-ward-0.txt:10: 2 lines follow in place of"),
    ],
)
def test_a_week_that_cannot_be_read_is_told(old: str, new: str, said: str) -> None:
    assert old in BUSY
    with pytest.raises(InstanceUnreadable) as refusal:
        ward(weeks=(BUSY.replace(old, new, 1),))
    assert str(refusal.value).startswith(said)
