"""A bound that is written beside a run, worked out again from the instance alone, and refused where it is too much."""

from __future__ import annotations

import contextlib
import io
import json
from pathlib import Path
from typing import Any

import pytest

from benchmarks.nrp.__main__ import main
from tests.benchmarks.nrp_ward import WARD

SHORT = WARD.replace("6,N,1,100,1", "6,N,3,100,1").replace("0,D,1,100,1", "0,D,2,100,1")
"""More are wanted than there are."""


@pytest.fixture(scope="module")
def ran(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path, dict[str, Any]]:
    """The ward's file, its certificate, and the figures of the run."""
    folder = tmp_path_factory.mktemp("ward")
    ward, certificate = folder / "ward.txt", folder / "bound.json"
    ward.write_text(SHORT)
    # So small a ward is solved in a moment, and then the search ends.
    arguments = [
        str(ward),
        "--engine",
        "lines",
        "--time-limit",
        "30",
        "--workers",
        "1",
        "--certificate",
        str(certificate),
    ]
    told = io.StringIO()
    with contextlib.redirect_stdout(told):
        assert main(arguments) == 0
    return ward, certificate, json.loads(told.getvalue().splitlines()[-1])


def changed(certificate: Path, target: Path, **points: object) -> Path:
    document = json.loads(certificate.read_text())
    document["points"] |= points
    target.write_text(json.dumps(document))
    return target


def checked(
    ward: Path, certificate: Path, capsys: pytest.CaptureFixture[str]
) -> tuple[int, dict[str, Any], str]:
    code = main([str(ward), "--check", str(certificate)])
    told = capsys.readouterr()
    return code, json.loads(told.out) if told.out else {}, told.err


def test_the_bound_of_the_run_is_found_again(
    ran: tuple[Path, Path, dict[str, Any]], capsys: pytest.CaptureFixture[str]
) -> None:
    ward, certificate, figures = ran
    code, said, _ = checked(ward, certificate, capsys)
    assert code == 0
    assert said["holds"] is True
    assert said["points"]["claimed"] == said["points"]["proved"]
    assert 0 < said["points"]["proved"] <= figures["objective"]
    # These are prices of the root, which the search may split further.
    assert figures["bound"] - 1 <= said["points"]["proved"] <= figures["bound"]


def test_a_forged_bound_is_refused(
    ran: tuple[Path, Path, dict[str, Any]], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    ward, certificate, figures = ran
    forged = changed(certificate, tmp_path / "forged.json", bound=figures["bound"] + 1)
    code, said, told = checked(ward, forged, capsys)
    assert code == 1
    assert said["holds"] is False
    assert f"points.bound '{figures['bound'] + 1}': these prices do not prove so much" in told


def test_another_instance_is_noticed(
    ran: tuple[Path, Path, dict[str, Any]], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    _, certificate, _ = ran
    easier = tmp_path / "ward.txt"
    easier.write_text(SHORT.replace("6,N,3,100,1", "6,N,3,10,1"))
    code, said, _ = checked(easier, certificate, capsys)
    assert (code, said["holds"]) == (1, False)
    (named, *_) = json.loads(certificate.read_text())["points"]["lines"]
    fewer = tmp_path / "fewer" / "ward.txt"
    fewer.parent.mkdir()
    lines = [line for line in SHORT.splitlines() if not line.startswith(named["person"])]
    fewer.write_text("\n".join(lines) + "\n")
    code, _, told = checked(fewer, certificate, capsys)
    assert code == 1
    assert f"'{named['person']}': there is no such person" in told


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "invalid JSON"),
        ("[]", "should be an object"),
        ('{"version": 1, "scenario": "ward"}', "operating_model"),
        ('{"version": 2, "scenario": "ward", "operating_model": "neutral"}', "version"),
        (
            '{"version": 1, "scenario": "ward", "operating_model": "neutral",'
            '"points": {"bound": 1.5, "scale": 10}}',
            "points.bound '1.5'",
        ),
        (
            '{"version": 1, "scenario": "ward", "operating_model": "neutral",'
            '"points": {"bound": 1, "scale": 10, "counts": [{"person": "ann", "rule": "x", "price": "2"}]}}',
            "points.counts.0.price '2'",
        ),
    ],
)
def test_a_bad_file_is_told_with_the_place(
    text: str, said: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    ward, certificate = tmp_path / "ward.txt", tmp_path / "bound.json"
    ward.write_text(SHORT)
    certificate.write_text(text)
    code, _, told = checked(ward, certificate, capsys)
    assert code == 1
    assert said in told


def test_a_missing_file_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    ward = tmp_path / "ward.txt"
    ward.write_text(SHORT)
    code, _, told = checked(ward, tmp_path / "none.json", capsys)
    assert code == 1
    assert "none.json" in told
