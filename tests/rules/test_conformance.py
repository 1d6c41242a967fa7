"""Each worked case, held against both logics of its rule."""

from __future__ import annotations

import pytest

from tests.rules.casebook import Case, all_cases
from tests.rules.harness import measures, points_allowed

CASES = all_cases()
SHOULD_CASES = [case for case in CASES if case.should_rule is not None]


def name_of(case: Case) -> str:
    return f"{case.kind}: {case.name}"


@pytest.mark.parametrize("case", CASES, ids=name_of)
def test_the_check_measures_what_the_case_says(case: Case) -> None:
    found = measures(case.rule, case.scenario, case.plan)
    worst = min if case.worst == "least" else max
    excess = sum(measure.excess for measure in found)
    assert (excess == 0) is case.kept
    if case.excess is not None:
        assert excess == case.excess
    if case.measured is not None:
        assert worst(measure.measured for measure in found) == case.measured


@pytest.mark.parametrize("case", CASES, ids=name_of)
def test_the_encoder_allows_what_the_case_keeps(case: Case) -> None:
    allowed = points_allowed(case.rule, case.scenario, case.plan) is not None
    assert allowed is case.kept


@pytest.mark.parametrize("case", SHOULD_CASES, ids=name_of)
def test_a_should_costs_a_point_for_each_unit_of_excess(case: Case) -> None:
    assert case.should_rule is not None
    points = points_allowed(case.should_rule, case.scenario, case.plan)
    assert points is not None
    assert (points == 0) is case.kept
    if case.excess is not None:
        assert points == case.excess
