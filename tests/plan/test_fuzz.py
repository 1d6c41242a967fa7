"""Whatever stands in the files of a plan, reading them gives a plan or problems, and never a traceback."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from planner.errors import PlanFilesInvalid
from planner.plan.document import operating_model_of
from planner.plan.files import read_plan, write_tables
from planner.plan.layout import ESCALATION, PLAN, ROSTER, SEATS, SEGMENTATION
from planner.scenario.scenario import Scenario
from tests.plan.sample import sample_plan, sample_scenario

TABLES = (ROSTER, SEGMENTATION, SEATS, ESCALATION)
LONGEST_SENTENCE = 700
"""Signs of a problem told in one line; a value is cut after sixty, and a dozen keys are listed."""

cell = st.sampled_from(
    [
        *(
            "",
            " ",
            "ann",
            "it_desk",
            "N",
            "mail",
            "triage",
            "always",
            "internal",
            "mdr",
            "lead",
            "it",
            "true",
        ),
        *(
            "2027-03-27T19:00+01:00",
            "2027-03-28T02:30+01:00",
            "9999-12-31T23:59+00:00",
            "0001-01-01T00:00+14:00",
        ),
        *(
            "2027-03-28",
            "2027-03-28T07:00",
            "-1",
            "1e999",
            "nan",
            "1_0",
            "٣",
            "9" * 5000,
            "'ann",
            "internal+",
        ),
    ]
) | st.text(max_size=8)
row = st.lists(cell, min_size=1, max_size=9).map(",".join)
json_value = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.text(max_size=5)
    | st.sampled_from(["mdr", "tiny"]),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from(["provider", "offer", "x"]), inner, max_size=3)
    ),
    max_leaves=8,
)

# Each example writes the one file that it spoils, and the next one finds the folder mended.
one_folder = settings(suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])


@pytest.fixture(scope="module")
def scenario() -> Scenario:
    return sample_scenario()


@pytest.fixture
def folder(scenario: Scenario, tmp_path: Path) -> Path:
    write_tables(sample_plan(scenario), scenario, tmp_path)
    return tmp_path


def sentences_with(folder: Path, scenario: Scenario, name: str, content: bytes) -> Iterator[tuple[str, str]]:
    """Place and sentence of each problem once `content` stands in a file; afterwards the file is as before."""
    before = (folder / name).read_bytes()
    (folder / name).write_bytes(content)
    try:
        read_plan(folder, scenario)
    except PlanFilesInvalid as invalid:
        yield from ((problem.where, problem.sentence()) for problem in invalid.problems)
    finally:
        (folder / name).write_bytes(before)


def assert_told(folder: Path, scenario: Scenario, name: str, content: bytes) -> None:
    """Reading gives a plan, or problems in one line each that name the file."""
    for where, sentence in sentences_with(folder, scenario, name, content):
        assert where == name or where.startswith(f"{name}:")
        assert len(sentence) <= LONGEST_SENTENCE
        assert sentence.isprintable()


@one_folder
@given(name=st.sampled_from([*TABLES, PLAN]), content=st.binary(max_size=200))
@example(name=ROSTER, content=b"\x00")
@example(name=ROSTER, content=b"a\nb,\xff")
@example(name=ROSTER, content=b"\xef\xbb\xbf")
@example(name=PLAN, content=b"9" * 10_000)
def test_any_bytes_are_told(folder: Path, scenario: Scenario, name: str, content: bytes) -> None:
    assert_told(folder, scenario, name, content)


@one_folder
@given(
    name=st.sampled_from(TABLES), rows=st.lists(row, max_size=4), end=st.sampled_from(["\n", "\r\n", "\r"])
)
def test_any_rows_under_the_right_header_are_told(
    folder: Path, scenario: Scenario, name: str, rows: list[str], end: str
) -> None:
    header = (folder / name).read_text(encoding="utf-8").splitlines()[0]
    content = end.join([header, *rows]).encode("utf-8", errors="replace")
    assert_told(folder, scenario, name, content)


@one_folder
@given(name=st.sampled_from(TABLES), header=st.lists(cell, min_size=1, max_size=9))
@example(name=ROSTER, header=["person", "post", "shift", "start", "end", "paid_minutes", "a\nb" * 40])
def test_any_header_is_told(folder: Path, scenario: Scenario, name: str, header: list[str]) -> None:
    quoted = ",".join('"' + column.replace('"', '""') + '"' for column in header)
    assert_told(folder, scenario, name, (quoted + "\n").encode("utf-8", errors="replace"))


@one_folder
@given(
    name=st.sampled_from([*TABLES, PLAN]),
    cut=st.integers(0, 900),
    inserted=st.binary(max_size=6),
    lost=st.integers(0, 9),
)
def test_a_sound_file_with_a_flaw_is_told(
    folder: Path, scenario: Scenario, name: str, cut: int, inserted: bytes, lost: int
) -> None:
    sound = (folder / name).read_bytes()
    assert_told(folder, scenario, name, sound[:cut] + inserted + sound[cut + lost :])


@one_folder
@given(contracts=json_value, model=json_value, schema=st.just(1) | json_value)
@example(contracts=[{"provider": "mdr", "offer": "\ud800"}], model="\ud800", schema=1)
def test_any_document_is_told(
    folder: Path, scenario: Scenario, contracts: object, model: object, schema: object
) -> None:
    document = {"schema": schema, "operating_model": model, "contracts": contracts}
    assert_told(folder, scenario, PLAN, json.dumps(document).encode())


@one_folder
@given(content=st.binary(max_size=60) | json_value.map(lambda value: json.dumps(value).encode()))
def test_any_document_names_its_operating_model_or_is_told(folder: Path, content: bytes) -> None:
    (folder / PLAN).write_bytes(content)
    with pytest.raises(PlanFilesInvalid):
        operating_model_of(folder)


@pytest.mark.parametrize("name", TABLES)
def test_a_header_of_many_columns_is_not_told_column_by_column(
    folder: Path, scenario: Scenario, name: str
) -> None:
    header = ",".join(f"c{number}" for number in range(50_000))
    told = list(sentences_with(folder, scenario, name, header.encode()))
    assert 100 < len(told) < 120  # a hundred unknown columns, and the six to eight that are missing


def test_a_list_of_many_bad_contracts_is_not_told_one_by_one(folder: Path, scenario: Scenario) -> None:
    document = {"schema": 1, "operating_model": "tiny", "contracts": [7] * 50_000}
    assert len(list(sentences_with(folder, scenario, PLAN, json.dumps(document).encode()))) == 100


def test_a_misspelt_column_is_named_with_its_right_name(folder: Path, scenario: Scenario) -> None:
    content = (folder / ROSTER).read_bytes().replace(b"paid_minutes", b"paid minutes")
    allowed = "Allowed: person,post,shift,start,end,paid_minutes,pinned."
    assert [sentence for _, sentence in sentences_with(folder, scenario, ROSTER, content)] == [
        f"roster.csv:1 paid minutes: no such column. {allowed} Maybe paid_minutes?",
        f"roster.csv:1 paid_minutes: the column is missing. {allowed} Maybe plan again, or copy the whole folder",
    ]


def test_a_file_that_may_not_be_looked_at_is_told(
    folder: Path, scenario: Scenario, monkeypatch: pytest.MonkeyPatch
) -> None:
    def closed(path: Path) -> bool:
        raise PermissionError(13, "Permission denied", str(path))

    # What a folder without the right to search it answers; the user of a test may be one for whom none is closed.
    monkeypatch.setattr(Path, "exists", closed)
    with pytest.raises(PlanFilesInvalid) as caught:
        read_plan(folder, scenario)
    assert {problem.reason for problem in caught.value.problems} == {
        "the file cannot be read (Permission denied)"
    }
    assert len(caught.value.problems) == 5
