"""Peers: right on a ward that is solved at once, judged by our scorer, and no trouble when they are not installed."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest

from benchmarks.nrp.score import score
from benchmarks.nrp.text import ShiftType, parse_instance, read_instance
from benchmarks.peers import cpmpy, highs, plain_cpsat, timefold
from benchmarks.peers.running import Answer, Limits, Solve, main, run
from benchmarks.report import NotConfirmed
from tests.benchmarks.nrp_ward import TINY


@pytest.fixture
def tiny_file(tmp_path: Path) -> Path:
    path = tmp_path / "tiny.txt"
    path.write_text(TINY)
    return path


# One worker throughout: HiGHS runs nothing in a process that it began with another number of threads.


def printed(name: str, solve: Solve, file: Path, capsys: pytest.CaptureFixture[str]) -> dict[str, object]:
    assert main(name, solve, [str(file), "--time-limit", "20", "--workers", "1"]) == 0
    line: dict[str, object] = json.loads(capsys.readouterr().out.splitlines()[-1])
    return line


def test_two_models_of_other_kinds_prove_the_same_optimum(
    tiny_file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    lines = [
        printed(name, solve, tiny_file, capsys)
        for name, solve in (("plain_cpsat", plain_cpsat.solve), ("highs", highs.solve))
    ]
    assert [line["status"] for line in lines] == ["optimal", "optimal"]
    assert len({line["objective"] for line in lines}) == 1
    assert all(line["bound"] == line["objective"] for line in lines)


def test_the_roster_of_each_model_is_worth_what_its_solver_claims(tiny_file: Path) -> None:
    instance = read_instance(tiny_file)
    limits = Limits(tiny_file, 0.0, sys.maxsize, 1, 1)
    for solve in (plain_cpsat.solve, highs.solve):
        answer = solve(instance, limits)
        assert answer.roster is not None
        scored = score(instance, answer.roster)
        assert (scored.violations, scored.penalty) == ((), round(answer.bound))


@pytest.mark.parametrize(("name", "solve"), [("cpmpy", cpmpy.solve), ("timefold", timefold.solve)])
def test_a_peer_that_is_not_installed_is_told_and_is_no_failure(
    name: str,
    solve: Solve,
    tiny_file: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setitem(sys.modules, name, None)
    line = printed(name, solve, tiny_file, capsys)
    assert (line["status"], line["objective"]) == ("not installed", None)


@pytest.mark.parametrize(
    ("answer", "reason"),
    [
        (Answer([("ann", 0, "D"), ("ann", 0, "N")], 0.0, None), "more than one shift"),
        (Answer(None, 0.0, None), None),
    ],
)
def test_what_a_peer_claims_is_held_to_the_scorer(
    answer: Answer, reason: str | None, tiny_file: Path
) -> None:
    instance = parse_instance(TINY, "tiny")
    limits = Limits(tiny_file, 0.0, sys.maxsize, 1, 1)
    if reason is None:
        assert run("tiny", instance, limits, lambda *_: answer).status == "no_roster_in_time"
    else:
        with pytest.raises(NotConfirmed, match=reason):
            run("tiny", instance, limits, lambda *_: answer)


def test_a_bound_above_the_penalty_is_refused(tiny_file: Path) -> None:
    instance = read_instance(tiny_file)
    limits = Limits(tiny_file, 0.0, sys.maxsize, 1, 1)
    honest = plain_cpsat.solve(instance, limits)
    boast = Answer(honest.roster, honest.bound + 1, None)
    with pytest.raises(NotConfirmed, match="lower bound"):
        run("tiny", instance, limits, lambda *_: boast)


def test_cliques_hold_every_forbidden_pair_and_no_other() -> None:
    after = {"E": "", "D": "E", "L": "ED", "N": "EDL"}
    shifts = {code: ShiftType(480, frozenset(following)) for code, following in after.items()}
    pairs = {(first, then) for earlier, later in highs.cliques(shifts) for first in earlier for then in later}
    assert pairs == {(code, then) for code, following in after.items() for then in following}
