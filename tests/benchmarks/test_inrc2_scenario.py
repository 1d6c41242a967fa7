"""The scenario asks exactly what the files ask: judge and engine against the competition's rules."""

from __future__ import annotations

import random

import pytest

from benchmarks.inrc2.scenario import to_scenario
from benchmarks.inrc2.score import score
from planner.instance import compile_instance
from planner.plan.model import Plan
from planner.rules.base import Strength
from planner.scenario.scenario import Scenario
from planner.verifier import verify
from tests.benchmarks.inrc2_ward import CELLS, HISTORY, rows_of, ward
from tests.rules.harness import Encoded, Judged
from tests.support.tiny_plan import tiny_plan

HISTORIES = (
    HISTORY,
    HISTORY.replace("Night 1 2 0", "Day 3 4 0").replace("None 0 0 2", "None 0 0 7"),
    HISTORY.replace("Night 1 2 0", "None 0 0 1").replace("None 0 0 2", "Night 2 2 0"),
    HISTORY.replace("Night 1 2 0", "Day 1 5 0").replace("None 0 0 2", "Day 1 1 0"),
)


def plan_of(scenario: Scenario, lines: dict[str, str]) -> Plan:
    def written(cell: str) -> str:
        return cell if cell == "-" else "@".join(CELLS[cell])

    return tiny_plan(
        scenario, lines={who: " ".join(map(written, line.split())) for who, line in lines.items()}
    )


def random_lines(draw: random.Random) -> dict[str, str]:
    """Lines of short blocks; few break a succession or leave out the Head that is needed on day 3."""
    lines = {}
    for who, cells in (("ann", "DDHHN"), ("ben", "DDN" if draw.random() < 0.9 else "DHN")):
        line: list[str] = []
        while len(line) < 16:
            line += ["-"] * draw.randint(1, 4)
            line += sorted(draw.choices(cells, k=draw.randint(1, 5)), key="HDN".index)
        start = draw.randint(0, 2)
        lines[who] = line[start : start + 14]
    if draw.random() < 0.8:
        lines["ann"][3] = "H"
    return {who: " ".join(line) for who, line in lines.items()}


@pytest.mark.parametrize("history", HISTORIES)
def test_the_judge_says_of_any_roster_what_the_competition_says(history: str) -> None:
    problem = ward(history=history)
    scenario = to_scenario(problem)
    judged, draw = Judged(scenario), random.Random(1)
    musts = [rule for rule in scenario.rule_book if rule.strength is Strength.MUST]
    shoulds = [rule for rule in scenario.rule_book if rule.strength is Strength.SHOULD]
    verdicts = []
    for _ in range(60):
        lines = random_lines(draw)
        plan, scored = plan_of(scenario, lines), score(problem, rows_of(lines))
        verdicts.append(judged.keeps(plan, musts))
        assert verdicts[-1] is (scored.violations == ()), (lines, scored.violations)
        points = sum(rule.points * judged.excess(rule, plan) for rule in shoulds)
        assert points == scored.penalty, lines
    assert min(verdicts.count(True), verdicts.count(False)) >= 5


@pytest.mark.slow
@pytest.mark.parametrize("history", HISTORIES)
def test_the_engine_allows_and_prices_as_the_competition_does(history: str) -> None:
    problem = ward(history=history)
    scenario = to_scenario(problem)
    encoded, draw = Encoded(scenario.rule_book, compile_instance(scenario)), random.Random(2)
    for _ in range(25):
        lines = random_lines(draw)
        scored = score(problem, rows_of(lines))
        expected = None if scored.violations else scored.penalty
        assert encoded.points(plan_of(scenario, lines)) == expected, lines


def test_the_verifier_sums_the_same_points() -> None:
    problem = ward()
    scenario = to_scenario(problem)
    lines = {"ann": "- - H H D - -  - D D - - N N", "ben": "- - - - - - -  - N N - - - -"}
    verdict = verify(scenario, plan_of(scenario, lines))
    assert verdict.points == score(problem, rows_of(lines)).penalty
    assert {breach.kind for breach in verdict.must_breaches} <= {"integrity"}
