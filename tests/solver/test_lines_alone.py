"""Vast questions: the same rows without a model, and line searches with nothing beside them."""

from __future__ import annotations

import contextlib
import io
import json
from collections import Counter
from pathlib import Path

import pytest

from benchmarks.inrc2.run import roster_of
from benchmarks.inrc2.score import score
from benchmarks.nrp.__main__ import main
from benchmarks.nrp.scenario import to_scenario
from benchmarks.nrp.text import parse_instance
from planner.instance import compile_instance
from planner.solver.cpsat.build import build_model
from planner.solver.cpsat.engine import solve
from planner.solver.lines import engine
from planner.solver.lines.compile import compile_question
from planner.solver.lines.engine import choices, least_points
from planner.solver.lines.presolve import presolved
from planner.solver.lines.question import Question
from planner.solver.lines.straight import straight
from planner.solver.outcome import SolveOptions
from planner.verifier import verify
from tests.benchmarks.nrp_ward import TINY, WARD
from tests.benchmarks.test_nrp_certificate import SHORT as MORE_WANTED
from tests.solver.test_line_engine import points
from tests.solver.test_line_skills import compiled as compiled_problem
from tests.solver.test_line_skills import random_problem
from tests.support.tiny import tiny_scenario
from tests.support.wards import compiled, random_ward

pytestmark = pytest.mark.slow

SHORT = SolveOptions(time_limit_seconds=4)
LONG = SolveOptions(time_limit_seconds=120)


@pytest.fixture(autouse=True)
def everything_is_vast(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(engine, "VAST", 0)


def said(question: Question) -> Counter[object]:
    """Every row: what options add to it, its sides, and the own columns with their costs."""
    terms: list[list[tuple[int, int, int, float]]] = [[] for _ in question.rows.low]
    for number, worker in enumerate(question.workers):
        options = worker.options
        for option, row, value in zip(options.owner, options.row, options.value, strict=True):
            terms[row].append((number, options.day[option], options.letter[option], value))
    rows = question.rows
    for column, row, value in zip(rows.owner, rows.row, rows.value, strict=True):
        terms[row].append((-1, -1, int(value), rows.cost[column]))
    return Counter((tuple(sorted(each)), rows.low[row], rows.high[row]) for row, each in enumerate(terms))


@pytest.mark.parametrize("text", [TINY, WARD, *map(random_ward, range(3))])
def test_rows_and_options_are_those_of_the_model(text: str) -> None:
    instance = compiled(text)
    asked = straight(instance)
    assert asked is not None
    model = build_model(instance)
    small = presolved(asked.question).question
    other = presolved(compile_question(model, model.points).question)
    assert said(small) == said(other.question)
    for one, two in zip(small.workers, other.question.workers, strict=True):
        assert one.options.letter.tolist() == two.options.letter.tolist()
        assert one.options.cost.tolist() == two.options.cost.tolist()


def test_wishes_cost_only_those_whom_the_rule_is_about() -> None:
    scenario = to_scenario(parse_instance(random_ward(0)), "ward")
    wishing = {request.person for request in scenario.requests}
    some = min(wishing)
    rules = tuple(
        rule.model_copy(update={"only_people": (some,)}) if rule.kind == "requests" else rule
        for rule in scenario.facts.rules
    )
    facts = scenario.facts.model_copy(update={"rules": rules})
    instance = compile_instance(scenario.model_copy(update={"facts": facts}))
    asked, model = straight(instance), build_model(instance)
    assert asked is not None
    costs = [worker.options.cost.tolist() for worker in asked.question.workers]
    assert costs == [
        worker.options.cost.tolist() for worker in compile_question(model, model.points).question.workers
    ]
    assert {e.key for e, cost in zip(instance.employees, costs, strict=True) if any(cost)} == {some} < wishing


@pytest.mark.parametrize("text", [TINY, WARD, *map(random_ward, range(3))])
def test_no_bound_is_above_the_optimum_and_every_plan_keeps_the_rules(text: str) -> None:
    instance = compiled(text)
    exact, found = solve(instance, LONG), least_points(instance, SHORT)
    if exact.plan is None:
        assert found.plan is None
        return
    value, bound = points(found)
    assert bound <= points(exact)[0] <= value
    assert found.plan is not None
    verification = verify(instance.scenario, found.plan)
    assert not [breach for breach in verification.breaches if breach.strength == "must"]
    assert verification.points == value


@pytest.mark.parametrize("seed", range(4))
def test_posts_minimum_cover_and_history_are_kept(seed: int) -> None:
    problem = random_problem(seed)
    instance = compiled_problem(problem)
    exact, found = solve(instance, LONG), least_points(instance, SHORT)
    if exact.plan is None:
        assert found.plan is None
        return
    value, bound = points(found)
    assert bound <= points(exact)[0] <= value
    assert found.plan is not None
    scored = score(problem, roster_of(found.plan))
    assert (scored.violations, scored.penalty) == ((), value)


def test_a_person_without_any_line_makes_the_question_infeasible() -> None:
    text = TINY.replace("ann,D=7|N=2,2400,1440,", "ann,D=7|N=2,4800,4800,")
    assert least_points(compiled(text), SHORT).status.value == "infeasible"


def test_a_deterministic_limit_repeats_itself() -> None:
    options = SolveOptions(deterministic_limit=5.0, seed=3)
    first, second = (least_points(compiled(WARD), options) for _ in range(2))
    assert first.plan is not None
    assert (first.plan, points(first)) == (second.plan, points(second))


def test_a_book_that_asks_for_more_is_not_straight() -> None:
    assert straight(compile_instance(tiny_scenario())) is None


def test_choices_are_people_on_shifts_at_posts() -> None:
    # Two people, seven days, two shifts, one post.
    assert choices(compiled(TINY)) == 28


def test_the_bound_is_proved_from_its_prices_alone(tmp_path: Path) -> None:
    ward, certificate = tmp_path / "ward.txt", tmp_path / "bound.json"
    ward.write_text(MORE_WANTED)
    told = io.StringIO()
    with contextlib.redirect_stdout(told):
        run = ["--engine", "lines", "--time-limit", "5", "--certificate", str(certificate)]
        assert main([str(ward), *run]) == 0
        assert main([str(ward), "--check", str(certificate)]) == 0
    ran, checked = map(json.loads, told.getvalue().splitlines())
    # These are prices of the root, which the search may split further.
    assert ran["bound"] - 1 <= checked["points"]["proved"] <= ran["bound"]
