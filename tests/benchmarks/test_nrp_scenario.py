"""The scenario asks exactly what the instance asks: judge and engine against the benchmark's own rules."""

from __future__ import annotations

import random
from dataclasses import replace
from itertools import product

import pytest

from benchmarks.nrp.run import roster_of
from benchmarks.nrp.scenario import to_scenario
from benchmarks.nrp.score import score
from benchmarks.nrp.text import Instance, parse_instance
from planner.instance import compile_instance
from planner.plan.result import SolveStatus
from planner.rules.base import Strength
from planner.solver.cpsat.engine import solve
from planner.solver.outcome import SolveOptions
from planner.verifier import verify
from tests.benchmarks.nrp_ward import LINES, TINY, WARD, rows_of
from tests.rules.harness import Encoded, Judged
from tests.support.tiny_plan import tiny_plan


def random_lines(instance: Instance, draw: random.Random) -> dict[str, str]:
    """A roster that keeps every rule, with up to three cells of each line changed."""
    changed = {}
    for who, line in LINES.items():
        cells = line.split()
        for _ in range(draw.randint(0, 3)):
            cells[draw.randrange(len(cells))] = draw.choice(("-", *instance.shifts))
        changed[who] = " ".join(cells)
    return changed


def legal_lines(instance: Instance, who: str) -> list[str]:
    """Every line of a person that breaks nothing."""
    alone = replace(instance, staff={who: instance.staff[who]})
    cells = ("-", *instance.shifts)
    return [
        line
        for line in map(" ".join, product(cells, repeat=instance.days))
        if not score(alone, rows_of({who: line})).violations
    ]


def test_the_judge_says_of_any_roster_what_the_benchmark_says() -> None:
    ward = parse_instance(WARD)
    scenario = to_scenario(ward, "ward")
    judged, draw = Judged(scenario), random.Random(1)
    musts = [rule for rule in scenario.rule_book if rule.strength is Strength.MUST]
    shoulds = [rule for rule in scenario.rule_book if rule.strength is Strength.SHOULD]
    verdicts = []
    for _ in range(150):
        lines = random_lines(ward, draw)
        plan, scored = tiny_plan(scenario, lines=lines), score(ward, rows_of(lines))
        for who in ward.staff:
            is_kept = judged.keeps(plan, musts, who)
            told = [one for one in scored.violations if one.startswith(who)]
            assert is_kept is (told == []), (lines[who], told)
            verdicts.append(is_kept)
        assert sum(judged.excess(rule, plan) for rule in shoulds) == scored.penalty, lines
    assert min(verdicts.count(True), verdicts.count(False)) >= 20


@pytest.mark.slow
def test_the_engine_allows_and_prices_as_the_benchmark_does() -> None:
    tiny = parse_instance(TINY)
    scenario = to_scenario(tiny, "tiny")
    encoded, draw = Encoded(scenario.rule_book, compile_instance(scenario)), random.Random(2)
    legal = {who: legal_lines(tiny, who) for who in tiny.staff}
    seen = []
    for _ in range(120):
        lines = {
            who: draw.choice(legal[who]) if draw.random() < 0.8 else " ".join(draw.choices("-DN", k=7))
            for who in tiny.staff
        }
        scored = score(tiny, rows_of(lines))
        expected = None if scored.violations else scored.penalty
        assert encoded.points(tiny_plan(scenario, lines=lines)) == expected, lines
        seen.append(expected is None)
    assert min(seen.count(True), seen.count(False)) >= 20


@pytest.mark.slow
def test_the_best_roster_is_found_and_the_verifier_has_nothing_against_it() -> None:
    tiny = parse_instance(TINY)
    legal = [[rows_of({who: line}) for line in legal_lines(tiny, who)] for who in tiny.staff]
    best = min(score(tiny, ann + ben).penalty for ann, ben in product(*legal))
    scenario = to_scenario(tiny, "tiny")
    outcome = solve(compile_instance(scenario), SolveOptions(workers=1, deterministic_limit=20.0))
    assert outcome.status is SolveStatus.OPTIMAL
    assert outcome.plan is not None
    money, points = outcome.stages
    assert (money.value, points.value, points.bound) == (0, best, best)
    scored = score(tiny, roster_of(outcome.plan))
    assert (scored.violations, scored.penalty) == ((), best)
    verdict = verify(scenario, outcome.plan)
    assert verdict.must_breaches == ()
    assert verdict.points == best
