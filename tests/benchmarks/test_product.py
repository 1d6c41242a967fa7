"""The table of product scenarios."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path

import pytest

from benchmarks.__main__ import main
from benchmarks.product.__main__ import HEADER, cells
from benchmarks.product.run import Watch, figures
from planner.paths import scenarios_dir
from planner.plan.result import Progress
from planner.solver.outcome import SolveOptions


def test_the_first_plan_and_the_first_good_one_are_noticed() -> None:
    watch = Watch()
    for seconds, incumbent, bound in ((1.0, None, 600), (2.0, 900, 600), (3.0, 800, 795), (4.0, 795, 795)):
        watch(Progress(seconds, "money", "money", incumbent, bound))
    watch(Progress(1.0, "points", "points", 5, 5))
    assert (watch.first, watch.at_goal) == (2.0, 3.0)


@pytest.mark.slow
def test_a_run_of_a_small_scenario_gives_a_clean_plan_and_a_full_row() -> None:
    found = figures(scenarios_dir() / "small_plant", SolveOptions(time_limit_seconds=60, workers=2))
    assert found.verdict == "clean"
    assert found.money_gap == pytest.approx(0.0, abs=0.01)
    row = cells(asdict(found))
    assert len(row) == len(HEADER) - 3
    assert "–" not in row


def test_a_part_is_run_with_the_arguments_after_its_name(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["public", "--folder", str(tmp_path)]) == 0
    assert "skipped" in capsys.readouterr().out
