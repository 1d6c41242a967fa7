"""The strict readers alone: what becomes of a file, and what they refuse."""

from __future__ import annotations

from pathlib import Path

import pytest

from planner.errors import Problem, ScenarioInvalid
from planner.scenario.sources import Plain, Table, YamlFile, read_csv, read_yaml
from planner.scenario.sources.closeness import closest, one_of
from planner.units import money_to_minor


def yaml_file(folder: Path, text: str) -> YamlFile:
    (folder / "x.yaml").write_text(text, encoding="utf-8")
    return read_yaml(folder / "x.yaml")


def table(folder: Path, text: str) -> Table:
    (folder / "x.csv").write_text(text, encoding="utf-8")
    return read_csv(folder / "x.csv", ("a", "b"), ("c",))


@pytest.mark.parametrize(
    ("written", "value"),
    [
        # The core schema of YAML 1.2 …
        ("12", 12),
        ("-3", -3),
        ("0.25", 0.25),
        ("1e3", 1000.0),
        ("true", True),
        ("False", False),
        ("null", None),
        ("~", None),
        ("", None),
        ("'12'", "12"),
        ('"true"', "true"),
        # … and what readers of YAML 1.1 make other things of.
        ("22:00", "22:00"),
        ("NO", "NO"),
        ("off", "off"),
        ("yes", "yes"),
        ("010", "010"),
        ("0x1F", "0x1F"),
        ("1_000", "1_000"),
        ("2027-03-15", "2027-03-15"),
        (".inf", ".inf"),
        ("1e999", "1e999"),
        ("12345678901234567890", 12345678901234567890.0),
    ],
)
def test_a_plain_scalar_is_what_it_looks_like(written: str, value: Plain, tmp_path: Path) -> None:
    found = yaml_file(tmp_path, f"key: {written}\n").data["key"]
    assert found == value
    assert type(found) is type(value)


def test_every_key_and_entry_has_its_line(tmp_path: Path) -> None:
    file = yaml_file(
        tmp_path, "posts:\n  desk:\n    phases:\n      - triage\n      - response\n  night: {seats: 2}\n"
    )
    assert file.where(("posts", "desk", "phases", 1)) == "x.yaml:5"
    assert file.where(("posts", "night", "seats")) == "x.yaml:6"
    # What is missing has the line of the nearest thing around it.
    assert file.where(("posts", "desk", "skill")) == "x.yaml:2"
    assert file.where(("escalation",)) == "x.yaml"


def test_a_key_given_twice_keeps_its_first_value_and_is_told(tmp_path: Path) -> None:
    file = yaml_file(tmp_path, "a: {b: 1}\nc: 2\na: {b: 3, d: 4}\n")
    assert file.data == {"a": {"b": 1}, "c": 2}
    assert [problem.sentence() for problem in file.problems] == [
        "x.yaml:3 a 'a': this key was given before, on line 1. Allowed: each key once."
    ]


def test_an_alias_bomb_is_refused_at_its_first_anchor(tmp_path: Path) -> None:
    bomb = "a: &a [x, x]\n" + "".join(
        f"{b}: &{b} [*{a}, *{a}]\n" for a, b in zip("abcdefgh", "bcdefghi", strict=True)
    )
    with pytest.raises(ScenarioInvalid, match=r"x\.yaml:1: anchors and aliases"):
        yaml_file(tmp_path, bomb)


@pytest.mark.parametrize("text", ["key: " + "[" * 100_000, "- " * 100_000, "{a: " * 50_000])
def test_nesting_is_refused_before_it_is_deep(text: str, tmp_path: Path) -> None:
    with pytest.raises(ScenarioInvalid, match="nested deeper than 20 levels"):
        yaml_file(tmp_path, text)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("- a\n- b\n", "the file is not a mapping"),
        ("just words\n", "the file is not a mapping"),
        ("? [a, b]\n: 1\n", "a key must be plain text"),
        ("a: !secret b\n", "tags are not used here"),
        ("a: 1\n--- \nb: 2\n", "a second YAML document starts here"),
        ("a: 'b\n", "broken YAML"),
        ("%YAML 9.9\n---\na: 1\n", "broken YAML|not a mapping"),
    ],
)
def test_what_is_not_one_plain_mapping_is_refused(text: str, reason: str, tmp_path: Path) -> None:
    with pytest.raises(ScenarioInvalid, match=reason):
        yaml_file(tmp_path, text)


def test_rows_have_the_line_on_which_they_start(tmp_path: Path) -> None:
    found = table(tmp_path, 'a,b,c\n1,2,3\n\n,,\n 4 ,"5, or so",\n')
    assert [(row.line, row.cells) for row in found.rows] == [
        (2, {"a": "1", "b": "2", "c": "3"}),
        # Line 3 is empty and line 4 has no value: spreadsheets leave such rows behind.
        (5, {"a": "4", "b": "5, or so", "c": ""}),
    ]


def test_an_optional_column_that_is_not_there_reads_as_empty(tmp_path: Path) -> None:
    assert table(tmp_path, "b,a\n2,1\n").rows[0].cells == {"a": "1", "b": "2", "c": ""}


def test_rows_of_another_length_are_left_out_and_told(tmp_path: Path) -> None:
    found = table(tmp_path, "a,b\n1\n1,2\n1,2,3\n")
    assert [row.line for row in found.rows] == [3]
    assert [problem.where for problem in found.problems] == ["x.csv:2", "x.csv:4"]
    assert found.keys == {"1"}


def test_a_line_break_inside_a_cell_does_not_shift_the_lines_after_it(tmp_path: Path) -> None:
    found = table(tmp_path, 'a,b\n"1\n1",2\n3,4\n')
    assert [row.line for row in found.rows] == [4]
    assert [problem.where for problem in found.problems] == ["x.csv:2"]


def test_more_rows_than_anybody_has_are_not_read(tmp_path: Path) -> None:
    found = table(tmp_path, "a,b\n" + "1,2\n" * 100_001)
    assert len(found.rows) == 100_000
    assert found.problems[0].sentence() == "x.csv:100002: the file has more than 100000 rows."


def test_a_hint_needs_a_likeness() -> None:
    assert closest("Malware", ["malware_analysis", "triage"]) == "'malware_analysis'?"
    assert closest("welding", ["malware_analysis", "triage"]) == ""
    assert closest("a1", [f"a{n}" for n in range(3000)]) == ""  # too many to compare


def test_a_long_list_of_allowed_values_is_cut() -> None:
    assert one_of(f"s{n}" for n in range(14)) == "s0, s1, s2, s3, s4, s5, s6, s7, s8, s9, s10, s11 and 2 more"


def test_commas_alone_are_no_header(tmp_path: Path) -> None:
    with pytest.raises(ScenarioInvalid, match=r"the file has no header line\. Allowed: a, b"):
        table(tmp_path, ",,\n,,\n")


@pytest.mark.parametrize(
    "text", ["nan", "sNaN", "Infinity", "-inf", "1e13", "1e999999", "1E-999999", "27,50", "", "x", "0.001"]
)
def test_what_is_no_amount_of_money_is_a_value_error(text: str) -> None:
    with pytest.raises(ValueError, match=r"is not an amount of money|at most two decimals"):
        money_to_minor(text)


@pytest.mark.parametrize(
    ("text", "minor"), [("27.50", 2750), ("27.5", 2750), ("27", 2700), ("999999999999.99", 10**14 - 1)]
)
def test_money_is_exact_to_the_cent(text: str, minor: int) -> None:
    assert money_to_minor(text) == minor


def test_a_sentence_is_one_short_line_whatever_was_found() -> None:
    problem = Problem("a.csv:1\n", "x" * 5000, "\u202e" + "y" * 5000, "z\tz" * 5000, "w" * 5000, "v" * 5000)
    sentence = problem.sentence()
    assert sentence.isprintable()
    assert len(sentence) < 2000
