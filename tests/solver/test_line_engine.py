"""Two engines, one problem: the same optimum on wards small enough to prove it, and no bound above it."""

from __future__ import annotations

import pytest

from planner.solver.cpsat.engine import solve
from planner.solver.lines.engine import least_points
from planner.solver.outcome import Outcome, SolveOptions
from planner.verifier import verify
from tests.benchmarks.nrp_ward import TINY, WARD
from tests.support.wards import compiled, random_ward

pytestmark = pytest.mark.slow

LINES = SolveOptions(time_limit_seconds=4, workers=1)
"""Long enough to find a plan; where the root leaves a gap, the search goes on to the end of it."""

BOTH = SolveOptions(time_limit_seconds=120)
"""With CP-SAT beside the lines, which proves what the root leaves open."""


def points(outcome: Outcome) -> tuple[int, int]:
    """Value and bound."""
    stage = next(stage for stage in outcome.stages if stage.unit == "points")
    return stage.value, stage.bound


@pytest.mark.parametrize("text", [TINY, WARD, *map(random_ward, range(8))])
def test_no_bound_is_above_the_optimum_and_no_plan_below_it(text: str) -> None:
    instance = compiled(text)
    exact = solve(instance, SolveOptions(time_limit_seconds=120))
    by_lines, by_both = least_points(instance, LINES), least_points(instance, BOTH)
    if exact.plan is None:
        assert by_lines.plan is None
        assert by_both.plan is None
        return
    optimum, proved = points(exact)
    assert optimum == proved
    value, bound = points(by_lines)
    assert bound <= optimum <= value
    assert (by_lines.status.value == "optimal") is (bound == value)
    assert points(by_both) == (optimum, optimum)
    for outcome, claimed in ((by_lines, value), (by_both, optimum)):
        assert outcome.plan is not None
        verification = verify(instance.scenario, outcome.plan)
        assert not [breach for breach in verification.breaches if breach.strength == "must"]
        assert verification.points == claimed


@pytest.mark.parametrize("options", [LINES, BOTH])
def test_a_person_without_any_line_makes_the_question_infeasible(options: SolveOptions) -> None:
    # Ten shifts of eight hours in seven days.
    text = TINY.replace("ann,D=7|N=2,2400,1440,", "ann,D=7|N=2,4800,4800,")
    assert text != TINY
    outcome = least_points(compiled(text), options)
    assert outcome.plan is None
    assert outcome.status.value == "infeasible"
