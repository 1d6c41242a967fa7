"""The table over public instances: what is asked, what is kept, and how figures are worked out."""

from __future__ import annotations

import json
import stat
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest

from benchmarks.public.__main__ import main, report
from benchmarks.public.cases import NRP, Case, cases_in
from benchmarks.public.known import OPTIMA, PUBLISHED, PUBLISHED_BY
from benchmarks.public.runs import Run, Runner, Store, held_to_known, runs_of
from benchmarks.public.statistics import SHIFT, below, gap, shifted_geometric_mean, summary
from tests.benchmarks.nrp_ward import TINY

CASE = Case("Instance1", NRP, "8 x 14 x 1", 607, "benchmarks.nrp", ("file",), has_peers=True)
OTHER = Case("n030w4-1", "INRC-II", "30 x 28 x 4", 1670, "benchmarks.inrc2", ("folder",), has_peers=False)


def run_of(runner: str, seed: int, objective: int | None, bound: int = 600) -> Run:
    status = "failed" if objective is None else "optimal" if objective == bound else "feasible"
    return Run("Instance1", runner, 60.0, seed, 2, status, objective, bound, 60.0, 1.5 * seed, 300 + seed)


def test_a_summary_has_the_median_and_a_run_without_roster_counts_as_the_worst() -> None:
    found = summary([run_of("ours", 1, 650), run_of("ours", 2, None), run_of("ours", 3, 610)])
    assert (found.median, found.bound, found.peak_mib, found.proved) == (650, 600, 303, 0)
    assert summary([run_of("ours", 1, None), run_of("ours", 2, None), run_of("ours", 3, 7)]).median > 1e9


def test_gaps_are_shares_of_the_reference() -> None:
    assert gap(110, 100) == pytest.approx(10.0)
    assert below(98, 100) == pytest.approx(2.0)


def test_an_optimum_enters_the_geometric_mean_by_the_shift() -> None:
    assert shifted_geometric_mean([0.0, 0.0]) == pytest.approx(SHIFT)
    assert shifted_geometric_mean([0.0, 10.0 - SHIFT]) == pytest.approx((SHIFT * 10.0) ** 0.5)
    assert shifted_geometric_mean([-1.0]) == pytest.approx(SHIFT)


def test_the_report_sets_ours_beside_the_others() -> None:
    runs = [run_of("ours", seed, 607, 607) for seed in (1, 2, 3)]
    runs += [run_of("CP-SAT", seed, value) for seed, value in ((1, 700), (2, 660), (3, 680))]
    text = report([CASE], [60.0], ["ours", "CP-SAT"], runs)
    assert "| Instance1 | 8 x 14 x 1 | 60 s | 607 | 607 | 607 | 0.00 % | 607 | 0.00 % | 3 of 3 |" in text
    assert "| 60 s | CP-SAT | 1 of 1 | 1 | 0 | 0 | 0.10 % | 12.13 % |" in text
    assert "| Instance1 | 607 | 607 | " + " | ".join(map(str, PUBLISHED["Instance1"])) + " |" in text


def test_a_solver_without_roster_loses_but_enters_no_mean() -> None:
    runs = [run_of("ours", 1, 650), run_of("CP-SAT", 1, None)]
    text = report([CASE], [60.0], ["ours", "CP-SAT"], runs)
    assert text.count("| failed |") == 1
    assert "| 60 s | CP-SAT | 0 of 1 | 1 | 0 | 0 | – | – | – |" in text


def test_who_has_published_has_as_many_figures_as_columns_and_none_below_the_optimum() -> None:
    for key, values in PUBLISHED.items():
        assert len(values) == len(PUBLISHED_BY)
        assert all(value is None or value >= OPTIMA[key] for value in values)


@pytest.fixture
def counted(tmp_path: Path) -> tuple[Path, Path]:
    """A stand-in for an interpreter that prints the line of a run and counts how often it was called."""
    calls = tmp_path / "calls"
    line = {"instance": "x", "status": "feasible", "objective": 650, "bound": 600}
    line |= {"seconds": 1.0, "seconds_to_best": 0.5, "peak_mib": 100}
    program = tmp_path / "python"
    program.write_text(f"#!/bin/sh\necho \"$@\" >> {calls}\necho noise\necho '{json.dumps(line)}'\n")
    program.chmod(program.stat().st_mode | stat.S_IEXEC)
    return program, calls


def test_a_second_call_takes_what_the_first_one_kept(counted: tuple[Path, Path], tmp_path: Path) -> None:
    program, calls = counted
    runner = Runner("ours", options=("--engine", "lines"), python=str(program))

    def ask(seeds: Sequence[int]) -> list[Run]:
        return list(runs_of([CASE], [runner], [60.0], seeds, 2, Store(tmp_path / "runs.jsonl")))

    first = ask([1, 2])
    assert [(run.seed, run.objective, run.peak_mib) for run in first] == [(1, 650, 100), (2, 650, 100)]
    commands = calls.read_text().splitlines()
    # The first one only warms up.
    assert len(commands) == 3
    assert commands[1] == ("-m benchmarks.nrp file --engine lines --time-limit 60.0 --seed 1 --workers 2")
    assert ask([1, 2]) == first
    assert len(calls.read_text().splitlines()) == 3


def test_peers_are_asked_only_what_they_can_read() -> None:
    peer = Runner("HiGHS", peer="highs")
    plain = Runner("CP-SAT", peer="plain_cpsat", options=("--engine", "cpsat"))
    assert peer.command(OTHER, 60.0, 1, 2) is None
    commands = [
        runner.command(case, 60.0, 1, 2) for runner, case in ((peer, CASE), (plain, CASE), (plain, OTHER))
    ]
    modules = [command[2] for command in commands if command]
    assert modules == ["benchmarks.peers.highs", "benchmarks.peers.plain_cpsat", "benchmarks.inrc2"]


@pytest.mark.parametrize(("objective", "bound"), [(606, 600), (650, 608)])
def test_a_claim_that_the_optimum_gives_the_lie_to_is_a_failure(
    objective: int, bound: int, capsys: pytest.CaptureFixture[str]
) -> None:
    claimed = run_of("ours", 1, objective, bound=bound)
    assert held_to_known(CASE, claimed).status == "failed"
    assert "at odds with 607" in capsys.readouterr().err
    assert held_to_known(OTHER, claimed) == claimed
    assert held_to_known(CASE, run_of("ours", 1, 607, bound=607)).status != "failed"


def test_a_run_that_breaks_off_is_kept_as_failed(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    case = Case("Instance1", NRP, "", None, "benchmarks.nrp", (str(tmp_path / "absent.txt"),), has_peers=True)
    runner = Runner("CP-SAT", peer="plain_cpsat", python=sys.executable)
    (run,) = runs_of([case], [runner], [1.0], [1], 1, Store(tmp_path / "runs.jsonl"))
    assert (run.status, run.objective) == ("failed", None)
    assert "absent.txt" in capsys.readouterr().err
    # The next call tries again.
    assert "failed" in (tmp_path / "runs.jsonl").read_text()
    assert Store(tmp_path / "runs.jsonl").runs == {}


def test_cases_are_in_the_order_of_their_numbers_and_can_be_chosen(tmp_path: Path) -> None:
    (tmp_path / "nrp").mkdir()
    for number in (11, 2, 99):
        (tmp_path / "nrp" / f"Instance{number}.txt").write_text(TINY)
    assert [case.key for case in cases_in(tmp_path)] == ["Instance2", "Instance11", "Instance99"]
    assert [case.known for case in cases_in(tmp_path, ["99", "Instance11"])] == [3443, None]


def test_absent_files_are_said_and_skipped(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--folder", str(tmp_path / "none"), "--out", str(tmp_path / "out")]) == 0
    assert "skipped" in capsys.readouterr().out
    assert not (tmp_path / "out").exists()
