"""The certificate's file: there and back, and every mistake in it with its place."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest

from planner.errors import PlanFilesInvalid
from planner.plan.certificate import (
    Certificate,
    CountPrice,
    LineFloor,
    PointsPrices,
    ShiftPrice,
    read_certificate,
    write_certificate,
)

WHOLE = Certificate(
    scenario="ward",
    operating_model="hybrid",
    points=PointsPrices(
        bound=828,
        scale=1000,
        cover=(
            ShiftPrice(date=date(2027, 3, 1), shift="D", price=-5),
            ShiftPrice(date=date(2027, 3, 1), shift="D", post="it", price=7),
        ),
        counts=(CountPrice(person="ann", rule="hours of ännchen", price=-3),),
        lines=(LineFloor(person="ann", least=-10_000),),
    ),
)


def test_what_is_written_is_read_back(tmp_path: Path) -> None:
    path = tmp_path / "bound_certificate.json"
    assert read_certificate(path) is None
    write_certificate(WHOLE, path)
    assert read_certificate(path) == WHOLE


def test_every_mistake_is_told(tmp_path: Path) -> None:
    path = tmp_path / "bound_certificate.json"
    write_certificate(WHOLE, path)
    text = (
        path.read_text(encoding="utf-8")
        .replace('"scale": 1000', '"scale": 0')
        .replace("2027-03-01", "yesterday", 1)
    )
    path.write_text(text, encoding="utf-8")
    with pytest.raises(PlanFilesInvalid) as caught:
        read_certificate(path)
    told = [(problem.where, problem.field) for problem in caught.value.problems]
    assert told == [
        ("bound_certificate.json", "points.cover.0.date"),
        ("bound_certificate.json", "points.scale"),
    ]


@pytest.mark.parametrize("content", [b"\xff\xfe", b"{" * 100_000, b'{"version": ' + b"9" * 5000 + b"}"])
def test_nothing_in_a_file_is_a_crash(content: bytes, tmp_path: Path) -> None:
    path = tmp_path / "bound_certificate.json"
    path.write_bytes(content)
    with pytest.raises(PlanFilesInvalid):
        read_certificate(path)


def test_a_folder_of_the_name_is_told(tmp_path: Path) -> None:
    (tmp_path / "bound_certificate.json").mkdir()
    with pytest.raises(PlanFilesInvalid, match="cannot be read"):
        read_certificate(tmp_path / "bound_certificate.json")


@pytest.mark.parametrize(
    ("at", "told"),
    [("2027-03-01T06:00:00", "timezone"), ("0001-01-01T00:00:00+14:00", "outside the years")],
)
def test_an_instant_means_the_same_on_every_machine_or_is_a_mistake(
    at: str, told: str, tmp_path: Path
) -> None:
    path = tmp_path / "bound_certificate.json"
    seats = {"post": "it", "at": at, "price": 5}
    case = {"bought": [], "plans": {"seats": [seats]}}
    money = {"bound": 0, "scale": 1, "cases": [case]}
    write_certificate(WHOLE, path)
    path.write_text(json.dumps(json.loads(path.read_text("utf-8")) | {"money": money}), encoding="utf-8")
    with pytest.raises(PlanFilesInvalid) as caught:
        read_certificate(path)
    (problem,) = [each for each in caught.value.problems if (each.field or "").endswith("seats.0.at")]
    assert told in str(problem)
