"""Whatever is in the files, the door answers with a scenario or with problems, and with nothing else."""

from __future__ import annotations

import random
import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from planner.errors import Problem, ScenarioInvalid
from planner.paths import scenarios_dir
from planner.scenario import load_scenario

FILES = tuple(sorted(path.name for path in (scenarios_dir() / "small_plant").iterdir()))
CSV_FILES = tuple(name for name in FILES if name.endswith(".csv"))
YAML_FILES = tuple(name for name in FILES if name.endswith(".yaml"))

NASTY = (
    "", " ", "null", "~", "0", "-1", "1e308", "-1e308", "nan", "inf", "1e999", "99999999999999999999", "0.1", "true",
    "NO", "22:00", "24:00", "25:61", "2027-02-30", "9999-12-31", "0001-01-01", "2027-03-14T22:00+99:99",
    "0001-01-01T00:00+14:00", "9999-12-31T23:59-14:00", "'", '"', "[", "]", "{", "}", "[]", "{}", "[[]]", "{a: b}",
    "&a", "*a", "!!python/object:os.x y", "%", "---", "...", "|", ">", "#", "- ", ": ", "? ", "\t", "\r", "\\ud800",
    '"\\ud800"', '"\\0"', "\u2028", "\u202e", "\ufeff", "é" * 100, "x" * 5000, "../../etc/passwd", "internal", "any",
    "'1e999999999'", "'Infinity'", "'NaN'", "=HYPERLINK(1)", "US", "'US'", "Europe", "America/Chicago\\0", ",", ";",
    "a\nb", "start: 1\nstart: 2", "٣", "²", "1_000", "+5", "0x10",
)  # fmt: skip
"""Values that readers, numbers, dates and zones have stumbled over."""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return Path(
        shutil.copytree(scenarios_dir() / "small_plant", tmp_path_factory.mktemp("fuzz") / "small_plant")
    )


def answer(folder: Path, file: str, content: bytes) -> None:
    """Load the folder with one file replaced, and put the file back."""
    good = (folder / file).read_bytes()
    (folder / file).write_bytes(content)
    problems: tuple[Problem, ...] = ()
    try:
        load_scenario(folder)
    except ScenarioInvalid as refusal:
        problems = refusal.problems
        assert problems, "a refusal without a reason"
    finally:
        (folder / file).write_bytes(good)
    for problem in problems:
        sentence = problem.sentence()
        sentence.encode()  # every terminal and log can show it
        assert len(sentence) < 2000
        assert "\n" not in sentence


@given(file=st.sampled_from(FILES), content=st.binary(max_size=400))
@example(file="leave.csv", content=b",")
def test_any_bytes(folder: Path, file: str, content: bytes) -> None:
    answer(folder, file, content)


@given(
    file=st.sampled_from(YAML_FILES), content=st.text(alphabet="ab:-?[]{},&*!|>'\"%@#\n \t0.", max_size=200)
)
def test_any_text_of_the_signs_of_yaml(folder: Path, file: str, content: str) -> None:
    answer(folder, file, content.encode())


@given(file=st.sampled_from(CSV_FILES), rows=st.lists(st.lists(st.text(max_size=12), max_size=9), max_size=6))
def test_any_rows_below_the_right_header(folder: Path, file: str, rows: list[list[str]]) -> None:
    header = (folder / file).read_text(encoding="utf-8").split("\n", 1)[0]
    lines = [header, *(",".join(cells) for cells in rows)]
    answer(folder, file, "\n".join(lines).encode("utf-8", "surrogatepass"))


@given(file=st.sampled_from(CSV_FILES), value=st.sampled_from(NASTY), seed=st.integers(0, 2**16))
@example(file="leave.csv", value="x" * 5000, seed=1)
def test_one_cell_replaced(folder: Path, file: str, value: str, seed: int) -> None:
    lines = (folder / file).read_text(encoding="utf-8").splitlines()
    row = random.Random(seed).randrange(len(lines))
    cells = lines[row].split(",")
    cells[random.Random(seed).randrange(len(cells))] = value
    lines[row] = ",".join(cells)
    answer(folder, file, "\n".join(lines).encode())


@given(file=st.sampled_from(YAML_FILES), value=st.sampled_from(NASTY), seed=st.integers(0, 2**16))
@example(file="pay.yaml", value="nan", seed=0)
@example(file="scenario.yaml", value="[]", seed=18841)
def test_one_value_replaced(folder: Path, file: str, value: str, seed: int) -> None:
    text = (folder / file).read_text(encoding="utf-8")
    start, end = random.Random(seed).choice(list(_values(text)))
    answer(folder, file, (text[:start] + value + text[end:]).encode())


@given(file=st.sampled_from(FILES), seed=st.integers(0, 2**16), length=st.integers(1, 60))
def test_a_piece_cut_out(folder: Path, file: str, seed: int, length: int) -> None:
    content = (folder / file).read_bytes()
    start = random.Random(seed).randrange(len(content))
    answer(folder, file, content[:start] + content[start + length :])


def _values(text: str) -> Iterator[tuple[int, int]]:
    """Where the plain values of a YAML text are: after `: `, or between the commas of a list."""
    for found in re.finditer(r"(?<=: )[^\n{\[#]+?(?=[,}\n])|(?<=[\[ ])[\w'.:]+(?=[,\]])", text):
        yield found.span()
