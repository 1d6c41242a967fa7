"""The growth curve: made-up instances, and the figures of a root."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path

import pytest

from benchmarks.growth.__main__ import HEADER, cells
from benchmarks.growth.root import measure
from benchmarks.growth.synthetic import synthetic
from benchmarks.nrp.text import parse_instance
from benchmarks.peers import highs
from benchmarks.peers.running import Limits


@pytest.mark.parametrize(
    ("people", "days", "types"), [(3, 7, 1), (20, 28, 6), (30, 28, 18), (50, 364, 6), (9, 364, 32)]
)
def test_a_made_up_instance_has_the_size_asked_for_and_room_for_every_contract(
    people: int, days: int, types: int
) -> None:
    instance = parse_instance(synthetic(people, days, types), "made up")
    assert (len(instance.staff), instance.days, len(instance.shifts)) == (people, days, types)
    for who, employee in instance.staff.items():
        free = days - len(instance.days_off.get(who, ()))
        assert any(employee.most_of.values())
        # Five days on and two off leave room for the least minutes beside the leave.
        assert employee.minimum_minutes / 480 <= free * 5 / 7


def test_the_same_numbers_give_the_same_instance() -> None:
    assert synthetic(5, 14) == synthetic(5, 14)
    assert synthetic(5, 14) != synthetic(5, 14, seed=2)


def test_an_impossible_size_is_refused() -> None:
    with pytest.raises(ValueError, match="whole weeks"):
        synthetic(5, 10)


@pytest.mark.slow
def test_a_root_is_a_bound_and_its_figures_fill_a_row(tmp_path: Path) -> None:
    text = synthetic(4, 14)
    file = tmp_path / "4x14.txt"
    file.write_text(text, encoding="utf-8")
    root = measure(file, limit=60.0)
    assert root.is_done
    assert root.bound == pytest.approx(root.value, abs=1e-4)
    answer = highs.solve(parse_instance(text, "4x14"), Limits(file, 0.0, 1e12, 1, 1))
    assert answer.roster is not None
    assert root.bound <= answer.bound + 1e-6
    assert len(cells(asdict(root))) == len(HEADER) - 1
