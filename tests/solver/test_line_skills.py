"""Wards whose people fill one of several posts on a shift, and whose soft rules count what a whole line has."""

from __future__ import annotations

import random

import pytest

from benchmarks.inrc2.run import roster_of
from benchmarks.inrc2.scenario import to_scenario
from benchmarks.inrc2.score import score
from benchmarks.inrc2.text import Band, Contract, Cover, Nurse, Problem
from planner.instance import Instance, compile_instance
from planner.solver.cpsat.build import build_model
from planner.solver.cpsat.engine import solve
from planner.solver.lines.compile import compile_question
from planner.solver.lines.engine import least_points
from planner.solver.lines.places import best_places
from planner.solver.lines.pricing import Pricer
from planner.solver.lines.question import Question
from planner.solver.outcome import Outcome, SolveOptions

pytestmark = pytest.mark.slow

LONG = SolveOptions(time_limit_seconds=120)
SHORT = SolveOptions(time_limit_seconds=4)


def random_problem(seed: int) -> Problem:
    """Three nurses, two weeks, two shifts, two skills: limits, cover, requests and history drawn at random."""
    draw = random.Random(seed)

    def band(first: int, last: int) -> Band:
        return Band(*sorted((draw.randint(first, last), draw.randint(first, last))))

    def nurse(number: int) -> Nurse:
        skills = ("Head", "Nurse") if number < 2 else ("Nurse",)
        if draw.random() < 0.5:
            return Nurse(draw.choice(("Full", "Half")), skills, None, 0, 0, draw.randint(1, 3))
        worked = draw.randint(1, 3)
        return Nurse("Full", skills, draw.choice("DN"), draw.randint(1, worked), worked, 0)

    return Problem(
        name=f"random_{seed}",
        days=14,
        skills=("Head", "Nurse"),
        shifts={"D": band(1, 5), "N": band(2, 4)},
        forbidden=frozenset({("N", "D")}),
        contracts={
            "Full": Contract(band(6, 10), band(2, 5), band(1, 3), 1, True),
            "Half": Contract(band(2, 6), band(1, 4), band(2, 4), draw.randint(0, 2), draw.random() < 0.5),
        },
        nurses={f"n{number}": nurse(number) for number in range(3)},
        cover=tuple(
            Cover(day, shift, skill, int(skill == "Nurse" and draw.random() < 0.3), 1)
            for day in range(14)
            for shift in "DN"
            for skill in ("Head", "Nurse")
            if draw.random() < 0.5
        ),
        off=frozenset(
            (f"n{draw.randrange(3)}", draw.randrange(14), draw.choice(("D", "N", None))) for _ in range(5)
        ),
    )


def compiled(problem: Problem) -> Instance:
    return compile_instance(to_scenario(problem))


def points(outcome: Outcome) -> tuple[int, int]:
    """Value and bound."""
    (stage,) = (stage for stage in outcome.stages if stage.unit == "points")
    return stage.value, stage.bound


@pytest.mark.parametrize("seed", range(6))
def test_no_bound_is_above_the_optimum_and_every_plan_is_worth_what_is_said(seed: int) -> None:
    problem = random_problem(seed)
    exact, by_lines = solve(compiled(problem), LONG), least_points(compiled(problem), SHORT)
    if exact.plan is None:
        assert by_lines.plan is None
        return
    optimum, proved = points(exact)
    assert optimum == proved
    assert by_lines.plan is not None
    value, bound = points(by_lines)
    assert bound <= optimum <= value
    assert optimum - bound <= 30  # What a row for each rule would leave open is a multiple of that.
    scored = score(problem, roster_of(by_lines.plan))
    assert scored.penalty == value
    assert not scored.violations


@pytest.mark.parametrize("seed", range(3))
def test_the_best_places_of_the_best_letters_are_worth_the_optimum(seed: int) -> None:
    instance = compiled(random_problem(seed))
    exact = solve(instance, LONG)
    assert exact.plan is not None
    question, letters = asked(instance), {}
    for duty in exact.plan.roster:
        day = (duty.start.date() - instance.scenario.days[0]).days
        letters[duty.person, day] = [*instance.scenario.shifts].index(duty.shift) + 1
    pricers = [Pricer(number, worker) for number, worker in enumerate(question.workers)]
    for pricer in pricers:
        for day in range(question.days):
            pricer.fix(day, letters.get((pricer.worker.key, day), 0))
    found = best_places(question, pricers)
    assert found is not None
    assert found[1] + question.constant == pytest.approx(points(exact)[0])


def test_letters_that_leave_a_minimum_unmet_have_no_places() -> None:
    problem = random_problem(0)
    assert any(cover.minimum for cover in problem.cover)
    question = asked(compiled(problem))
    pricers = [Pricer(number, worker) for number, worker in enumerate(question.workers)]
    for pricer in pricers:
        for other in range(question.days):
            pricer.fix(other, 0)
    assert best_places(question, pricers) is None


def asked(instance: Instance) -> Question:
    model = build_model(instance)
    return compile_question(model, model.points).question
