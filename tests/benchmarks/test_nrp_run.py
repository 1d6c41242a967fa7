"""The runner: figures of a run, and claims that are not confirmed."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable
from pathlib import Path

import pytest

from benchmarks.nrp.__main__ import main
from benchmarks.nrp.run import run
from benchmarks.nrp.score import score
from benchmarks.nrp.text import parse_instance, read_instance
from benchmarks.report import NotConfirmed
from benchmarks.running import ENGINES, Engine
from planner.instance import Instance
from planner.plan.result import Progress, SolveStatus, StageResult
from planner.solver.outcome import Outcome, SolveOptions
from tests.benchmarks.nrp_ward import TINY
from tests.support.tiny_plan import tiny_plan

FOLDER = Path(__file__).parents[3] / "shared" / "bench" / "nrp"
"""The benchmark's own files, which are not part of this repository."""

OPTIMA = {"Instance1": 607}
GOOD = {"ann": "- - D D D - -", "ben": "N N - - - - -"}
"""Keeps every hard rule. 480 * 3 and 600 * 2 minutes."""
PENALTY = 20 + 2 + 20 + 20 + 20
"""Nobody on D on day 0, ben's N on day 2 not granted, one of two on D on day 3, nobody on N on day 4 and D on day 5."""


@pytest.fixture
def tiny_file(tmp_path: Path) -> Path:
    path = tmp_path / "tiny.txt"
    path.write_text(TINY)
    return path


def claiming(lines: dict[str, str], value: int, bound: int) -> Engine:
    """An engine that knows the answer before it is asked."""

    def engine(
        instance: Instance, options: SolveOptions, *, on_progress: Callable[[Progress], None] | None = None
    ) -> Outcome:
        if on_progress is not None:
            on_progress(Progress(1.5, "points", "points", value, bound))
            on_progress(Progress(2.5, "points", "points", value, bound))
        plan = tiny_plan(instance.scenario, lines=lines)
        stages = (StageResult("money", "money", 0, 0), StageResult("points", "points", value, bound))
        return Outcome(SolveStatus.FEASIBLE, plan, stages, None, "limit")

    return engine


def test_the_penalty_is_what_was_worked_out_by_hand() -> None:
    rows = [(w, d, s) for w, line in GOOD.items() for d, s in enumerate(line.split()) if s != "-"]
    scored = score(parse_instance(TINY), rows)
    assert (scored.violations, scored.penalty) == ((), PENALTY)


def test_a_claim_that_is_confirmed_is_reported(tiny_file: Path) -> None:
    report, rows = run(tiny_file, claiming(GOOD, PENALTY, 12), SolveOptions())
    assert (report.instance, report.status, report.objective, report.bound) == (
        "tiny",
        "feasible",
        PENALTY,
        12,
    )
    assert report.seconds_to_best == 1.5
    assert rows[0] == ("ann", 2, "D")
    assert len(rows) == 5


def test_a_bound_that_is_reached_is_a_proof(tiny_file: Path) -> None:
    report, _ = run(tiny_file, claiming(GOOD, PENALTY, PENALTY), SolveOptions())
    assert report.status == "optimal"


def test_more_than_the_penalty_may_be_claimed_and_the_penalty_is_reported(tiny_file: Path) -> None:
    report, _ = run(tiny_file, claiming(GOOD, PENALTY + 5, 0), SolveOptions())
    assert report.objective == PENALTY


@pytest.mark.parametrize(
    ("engine", "why"),
    [
        (claiming(GOOD, PENALTY - 1, 0), f"the penalty is {PENALTY}, but {PENALTY - 1} is claimed"),
        (claiming(GOOD, PENALTY, PENALTY + 1), "is claimed to be a lower bound"),
        (claiming({**GOOD, "ben": "N D - - - - -"}, PENALTY, 0), "ben has N on day 0 and D on the next"),
    ],
)
def test_a_claim_that_is_not_confirmed_is_refused(tiny_file: Path, engine: Engine, why: str) -> None:
    with pytest.raises(NotConfirmed, match=why):
        run(tiny_file, engine, SolveOptions())


def test_no_roster_is_reported_as_that(tiny_file: Path) -> None:
    def engine(
        instance: Instance, options: SolveOptions, *, on_progress: Callable[[Progress], None] | None = None
    ) -> Outcome:
        return Outcome(SolveStatus.NO_ROSTER_IN_TIME, None, (), None, "limit")

    report, rows = run(tiny_file, engine, SolveOptions())
    assert (report.status, report.objective, report.seconds_to_best, rows) == (
        "no_roster_in_time",
        None,
        None,
        (),
    )


@pytest.mark.slow
@pytest.mark.parametrize("workers", ["1", "2"])
def test_the_command_prints_one_line_and_writes_the_roster(
    workers: str, tiny_file: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "out.csv"
    assert main([str(tiny_file), "--time-limit", "60", "--workers", workers, "--solution", str(out)]) == 0
    figures = json.loads(capsys.readouterr().out.splitlines()[-1])
    assert list(figures) == [
        "instance", "status", "objective", "bound", "seconds", "seconds_to_best", "peak_mib",
    ]  # fmt: skip
    with out.open(newline="") as file:
        header, *rows = list(csv.reader(file))
    assert header == ["staff", "day", "shift"]
    scored = score(parse_instance(TINY), [(who, int(day), shift) for who, day, shift in rows])
    assert (scored.violations, scored.penalty) == ((), figures["objective"])
    assert figures["status"] == "optimal"


@pytest.mark.parametrize("text", [None, TINY.replace("SECTION_COVER", "SECTION_COVERS")])
def test_what_cannot_be_read_ends_with_status_one(
    text: str | None, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "bad.txt"
    if text is not None:
        path.write_text(text)
    assert main([str(path)]) == 1
    told = capsys.readouterr()
    assert "bad.txt" in told.err
    assert told.out == ""


@pytest.mark.skipif(not FOLDER.is_dir(), reason="the benchmark's files are not here")
@pytest.mark.slow
class TestTheFilesOfTheBenchmark:
    def test_all_of_them_are_read(self) -> None:
        for path in FOLDER.glob("*.txt"):
            instance = read_instance(path)
            assert len(instance.cover) == instance.days * len(instance.shifts)

    @pytest.mark.parametrize("name", OPTIMA)
    def test_the_best_known_roster_is_found_and_proved(self, name: str) -> None:
        report, _ = run(FOLDER / f"{name}.txt", ENGINES["cpsat"], SolveOptions(time_limit_seconds=60))
        assert (report.status, report.objective) == ("optimal", OPTIMA[name])
