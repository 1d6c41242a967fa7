"""Preferred cover: days, shifts and posts that exist, each once, and with the rule that looks at it."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from planner.scenario import load_scenario
from planner.scenario.preferred_cover import PreferredPeople
from tests.scenario.folders import copy_of, replace, sentences

HEADER = "date,shift,post,preferred,under_points,over_points\n"
RULE = "\nrules:\n  - {kind: preferred_cover, strength: should, points: 1}\n"


@pytest.fixture
def plant(tmp_path: Path) -> Path:
    folder = copy_of("midsize_plant", tmp_path)
    replace(folder, "scenario.yaml", "\nrules:\n", RULE)
    return folder


def test_rows_are_read_with_and_without_a_post(plant: Path) -> None:
    rows = "2027-03-15,E,it_triage,2,20,1\n2027-03-15,E,,3,5,0\n"
    (plant / "preferred_cover.csv").write_text(HEADER + rows)
    day = date(2027, 3, 15)
    assert load_scenario(plant).preferred_cover == (
        PreferredPeople(date=day, shift="E", post="it_triage", preferred=2, under_points=20, over_points=1),
        PreferredPeople(date=day, shift="E", post=None, preferred=3, under_points=5, over_points=0),
    )


def test_the_column_of_posts_may_be_left_out(plant: Path) -> None:
    text = "date,shift,preferred,under_points,over_points\n2027-03-15,E,2,20,1\n"
    (plant / "preferred_cover.csv").write_text(text)
    assert [row.post for row in load_scenario(plant).preferred_cover] == [None]


@pytest.mark.parametrize(
    ("row", "said"),
    [
        (
            "2027-03-15,e,,2,20,1",
            "shift 'e': unknown shift. Allowed: E, D, M, B, L, N. Maybe 'E'?",
        ),
        (
            "2027-03-15,T,,2,20,1",
            "shift 'T': this shift is not among those that scenario.yaml uses. Allowed: E, D, M, B, L, N. "
            "Maybe add T to 'shifts' in scenario.yaml?",
        ),
        (
            "2027-03-16,E,,2,20,1",
            "date '2027-03-16': people for this shift were given before, in preferred_cover.csv:2. "
            "Allowed: each day, shift and post once.",
        ),
        (
            "2027-04-12,E,,2,20,1",
            "date '2027-04-12': this day is not planned. Allowed: 2027-03-15 to 2027-04-11.",
        ),
    ],
)
def test_a_row_that_cannot_be_is_told(plant: Path, row: str, said: str) -> None:
    (plant / "preferred_cover.csv").write_text(f"{HEADER}2027-03-16,E,,2,20,1\n{row}\n")
    assert sentences(plant) == [f"preferred_cover.csv:3 {said}"]


def test_an_unknown_post_is_told(plant: Path) -> None:
    (plant / "preferred_cover.csv").write_text(f"{HEADER}2027-03-16,E,it_triag,2,20,1\n")
    assert [sentence.partition(" Allowed")[0] for sentence in sentences(plant)] == [
        "preferred_cover.csv:2 post 'it_triag': unknown post."
    ]


def test_a_table_that_no_rule_looks_at_is_told(plant: Path) -> None:
    replace(plant, "scenario.yaml", RULE, "\nrules:\n")
    (plant / "preferred_cover.csv").write_text(f"{HEADER}2027-03-16,E,,2,20,1\n")
    assert sentences(plant) == [
        "preferred_cover.csv:2 under_points '20': no rule of labour pack, operating model or scenario looks at this. "
        "Maybe add {kind: preferred_cover, strength: should, points: 1} to the rules of scenario.yaml?"
    ]


def test_a_minimum_is_read_and_must_have_its_rule(plant: Path) -> None:
    header = HEADER.replace("\n", ",minimum\n")
    (plant / "preferred_cover.csv").write_text(f"{header}2027-03-16,E,,2,20,1,1\n2027-03-17,E,,2,20,1,\n")
    assert sentences(plant) == [
        "preferred_cover.csv:2 minimum '1': no rule of labour pack, operating model or scenario looks at this. "
        "Maybe add {kind: minimum_cover} to the rules of scenario.yaml?"
    ]
    replace(plant, "scenario.yaml", RULE, f"{RULE}  - {{kind: minimum_cover}}\n")
    assert [row.minimum for row in load_scenario(plant).preferred_cover] == [1, 0]


def test_a_minimum_above_what_is_preferred_is_told(plant: Path) -> None:
    (plant / "preferred_cover.csv").write_text(f"{HEADER.strip()},minimum\n2027-03-16,E,,2,20,1,3\n")
    assert sentences(plant) == ["preferred_cover.csv:2: the minimum, 3, is above the 2 preferred."]
