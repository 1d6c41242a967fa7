"""The command from files to the roster."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest

from benchmarks.inrc2.__main__ import main
from benchmarks.inrc2.score import score
from benchmarks.inrc2.text import read_problem
from tests.benchmarks.inrc2_ward import ward, write_family

FOLDER = Path(__file__).parents[3] / "shared" / "bench" / "inrc2"
"""The competition's own files, which are not part of this repository."""


@pytest.mark.slow
def test_the_command_prints_one_line_and_writes_the_roster(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    family, out = write_family(tmp_path), tmp_path / "out.csv"
    given = [str(family), "--history", "0", "--weeks", "0-1", "--time-limit", "60"]
    assert main([*given, "--solution", str(out)]) == 0
    figures = json.loads(capsys.readouterr().out.splitlines()[-1])
    assert (figures["instance"], figures["status"]) == ("ward_0_0-1", "optimal")
    with out.open(newline="") as file:
        header, *rows = list(csv.reader(file))
    assert header == ["nurse", "day", "shift", "skill"]
    scored = score(ward(), [(nurse, int(day), shift, skill) for nurse, day, shift, skill in rows])
    assert (scored.violations, scored.penalty) == ((), figures["objective"])


def test_a_file_that_is_missing_ends_with_status_one(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main([str(write_family(tmp_path)), "--history", "0", "--weeks", "0-2"]) == 1
    told = capsys.readouterr()
    assert "WD-ward-2.txt" in told.err
    assert told.out == ""


@pytest.mark.skipif(not FOLDER.is_dir(), reason="the competition's files are not here")
def test_all_families_of_the_competition_are_read() -> None:
    for family in FOLDER.iterdir():
        for history in range(3):
            problem = read_problem(family, history, range(4))
            assert len(problem.cover) == 28 * len(problem.shifts) * len(problem.skills)
