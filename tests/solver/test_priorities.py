"""Where wishes cannot all be met, those of higher priority are, and the rest is told with its points."""

from __future__ import annotations

import pytest

from planner.instance import compile_instance
from planner.plan.result import SolveStatus
from planner.solver.cpsat.engine import solve
from planner.solver.outcome import SolveOptions
from planner.verifier import fairness
from tests.solver.test_engine import MUSTS, office_only

SURE = SolveOptions(time_limit_seconds=600, workers=1)
BOOK = (*MUSTS, {"kind": "requests", "strength": "should", "points": 2})


@pytest.mark.parametrize(
    ("wishes", "met"),
    [
        (("ann 2027-03-03 avoid any 5", "ben 2027-03-03 avoid any 3"), {"ann"}),
        (("ann 2027-03-03 avoid any 3", "ben 2027-03-03 avoid any 5"), {"ben"}),
        # For one wish of ben's, 6 points, two of ann's are refused, 2 + 3 points.
        (("ann 2027-03-03 avoid D 2", "ann 2027-03-03 avoid any 3", "ben 2027-03-03 avoid any 6"), {"ben"}),
        (
            ("ann 2027-03-03 avoid D 4", "ann 2027-03-03 avoid any 3", "ben 2027-03-03 avoid any 6"),
            {"ann"},
        ),
    ],
)
def test_of_two_who_wish_the_same_day_off_the_one_with_more_points_gets_it(
    wishes: tuple[str, ...], met: set[str]
) -> None:
    scenario = office_only(requests=wishes, rules=BOOK)
    outcome = solve(compile_instance(scenario), SURE)
    assert outcome.status is SolveStatus.OPTIMAL
    assert outcome.plan is not None
    answers = fairness(scenario, outcome.plan).wishes
    assert {answer.person for answer in answers if answer.is_met} == met
    assert {answer.person for answer in answers if not answer.is_met} == {"ann", "ben"} - met
    points = next(stage for stage in outcome.stages if stage.unit == "points")
    assert points.value == 2 * sum(answer.unmet_points for answer in answers)
