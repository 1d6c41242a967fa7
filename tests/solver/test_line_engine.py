"""Two engines, one problem: the same optimum on wards small enough to prove it, and no bound above it."""

from __future__ import annotations

import random

import pytest

from benchmarks.nrp.scenario import to_scenario
from benchmarks.nrp.text import parse_instance
from planner.instance import Instance, compile_instance
from planner.solver.cpsat.engine import solve
from planner.solver.lines.engine import least_points
from planner.solver.outcome import Outcome, SolveOptions
from planner.verifier import verify
from tests.benchmarks.nrp_ward import TINY, WARD

pytestmark = pytest.mark.slow

SHORT = SolveOptions(time_limit_seconds=4)
"""Long enough to find a plan; where the root leaves a gap, the search goes on to the end of it."""


def points(outcome: Outcome) -> tuple[int, int]:
    """Value and bound."""
    stage = next(stage for stage in outcome.stages if stage.unit == "points")
    return stage.value, stage.bound


def compiled(text: str) -> Instance:
    return compile_instance(to_scenario(parse_instance(text), "ward"))


def random_ward(seed: int) -> str:
    """Five people, two weeks, two shift types, with limits, days off, wishes and cover drawn at random."""
    draw = random.Random(seed)
    staff = [
        f"p{n},D=14|N={draw.randint(0, 5)},{480 * draw.randint(7, 10)},{480 * draw.randint(2, 5)},"
        f"{draw.randint(4, 6)},{draw.randint(1, 2)},{draw.randint(1, 3)},{draw.randint(1, 2)}"
        for n in range(5)
    ]
    wishes = [f"p{draw.randrange(5)},{day},{draw.choice('DN')},{draw.randint(1, 4)}" for day in range(14)]
    cover = [f"{day},{shift},{draw.randint(0, 2)},100,1" for day in range(14) for shift in "DN"]
    sections = {
        "HORIZON": ["14"],
        "SHIFTS": ["D,480,", "N,480,D"],
        "STAFF": staff,
        "DAYS_OFF": [f"p{n},{draw.randrange(14)}" for n in range(5)],
        "SHIFT_ON_REQUESTS": sorted(set(wishes[::2])),
        "SHIFT_OFF_REQUESTS": sorted(set(wishes[1::2])),
        "COVER": cover,
    }
    return "".join(f"SECTION_{name}\n" + "\n".join(lines) + "\n" for name, lines in sections.items())


@pytest.mark.parametrize("text", [TINY, WARD, *map(random_ward, range(8))])
def test_no_bound_is_above_the_optimum_and_no_plan_below_it(text: str) -> None:
    instance = compiled(text)
    exact = solve(instance, SolveOptions(time_limit_seconds=120))
    by_lines = least_points(instance, SHORT)
    if exact.plan is None:
        assert by_lines.plan is None
        return
    optimum, proved = points(exact)
    assert optimum == proved
    assert by_lines.plan is not None
    value, bound = points(by_lines)
    assert bound <= optimum <= value
    assert (by_lines.status.value == "optimal") is (bound == value)
    verification = verify(instance.scenario, by_lines.plan)
    assert not [breach for breach in verification.breaches if breach.strength == "must"]
    assert verification.points == value


def test_a_person_without_any_line_makes_the_question_infeasible() -> None:
    # Ten shifts of eight hours in seven days.
    text = TINY.replace("ann,D=7|N=2,2400,1440,", "ann,D=7|N=2,4800,4800,")
    assert text != TINY
    outcome = least_points(compiled(text), SHORT)
    assert outcome.plan is None
    assert outcome.status.value == "infeasible"
