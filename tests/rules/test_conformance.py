"""Each worked case, held against both logics of its rule."""

from __future__ import annotations

import pytest

from planner.instance.compile import compile_instance
from planner.rules.base import Rule
from tests.rules.casebook import KINDS, Case, all_cases, as_should, read_cases
from tests.rules.harness import Encoded, Judged, measures

CASES = all_cases()
SHOULD_CASES = [(case, rule) for case in CASES if (rule := as_should(case.rule)) is not None]


def name_of(value: object) -> str:
    return f"{value.kind}: {value.name}" if isinstance(value, Case) else ""


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


@pytest.mark.parametrize("kind", KINDS)
def test_evidence_prepared_once_is_the_same_evidence(kind: str) -> None:
    case = read_cases(kind)[-1]
    found = measures(case.rule, case.scenario, case.plan)
    assert Judged(case.scenario).measures(case.rule, case.plan) == found


@pytest.mark.parametrize("case", CASES, ids=name_of)
def test_the_encoder_allows_what_the_case_keeps(case: Case) -> None:
    allowed = Encoded([case.rule], compile_instance(case.scenario)).points(case.plan) is not None
    assert allowed is case.kept


@pytest.mark.parametrize(("case", "rule"), SHOULD_CASES, ids=name_of)
def test_a_should_costs_a_point_for_each_unit_of_excess(case: Case, rule: Rule) -> None:
    points = Encoded([rule], compile_instance(case.scenario)).points(case.plan)
    assert points is not None
    assert (points == 0) is case.kept
    if case.excess is not None:
        assert points == case.excess
