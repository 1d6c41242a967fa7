"""Compiled rules where nights cross midnight, clocks change and weeks before count; and all worked cases."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from planner.instance import compile_instance
from planner.scenario.scenario import Scenario
from planner.solver.lines.pieces import PIECES
from tests.rules.casebook import Case, case_files, read_cases
from tests.support.line_graphs import (
    AUTUMN,
    FORTNIGHT,
    IN_A_DAY,
    NIGHTS,
    PART_TIME,
    SPRING,
    Given,
    graph_of,
    points,
    told_apart,
)

pytestmark = pytest.mark.slow

TRIED: Mapping[str, tuple[tuple[Given, Given], ...]] = {
    "min_rest": tuple(
        ({"rest_minutes": rest}, world)
        for rest, world in ((660, NIGHTS), (660, SPRING), (841, AUTUMN), (1500, AUTUMN))
    ),
    "weekly_rest": (
        ({"rest_minutes": 3600, "rolling": False}, NIGHTS),
        ({"rest_minutes": 3600, "rolling": True}, SPRING),
        ({"rest_minutes": 1500, "rolling": True, "rests": 2}, {**AUTUMN, "history_days": 3}),
        ({"rest_minutes": 6600, "rolling": False, "days": 14, "rests": 2}, FORTNIGHT),
    ),
    "rest_after_nights": (
        ({"nights": 2, "rest_minutes": 2880}, SPRING),
        ({"nights": 1, "rest_minutes": 1440}, AUTUMN),
        ({"nights": 3, "rest_minutes": 2400}, IN_A_DAY),
    ),
    "average_hours": (
        ({"reference_weeks": 1, "work_minutes": 2200}, FORTNIGHT),
        ({"reference_weeks": 3, "work_minutes": 1800, "working_days": 6}, {**FORTNIGHT, "history_days": 7}),
        ({"reference_weeks": 9, "work_minutes": 2240}, {**SPRING, "past_weeks": {"ann": "40h*9"}}),
    ),
    "night_average": (
        ({"reference_weeks": 1, "work_minutes": 300, "night_worker_from": 2}, FORTNIGHT),
        ({"reference_weeks": 3, "work_minutes": 200, "night_worker_from": 3}, FORTNIGHT),
        (
            {"reference_weeks": 2, "work_minutes": 260, "night_worker_from": 9},
            {**SPRING, "people": {"ann": {"agreements": ["night_worker"]}}},
        ),
    ),
    "max_hours": (
        ({"days": 3, "work_minutes": 1500}, SPRING),
        ({"days": 5, "work_minutes": 2400}, {**FORTNIGHT, "history_days": 2}),
        ({"days": 9, "work_minutes": 3000}, AUTUMN),
        ({"days": 1, "work_minutes": 700}, SPRING),
    ),
    "personal_limits": (
        ({}, {**SPRING, "limits": ["ann seven_days 2700", "ann daily_rest 700", "ann longest_shift 700"]}),
        ({}, {**AUTUMN, "limits": ["ann fourteen_days 4000", "ann weekly_rest 2400"]}),
    ),
    "free_sundays": (
        ({"sundays": 36}, {**FORTNIGHT, "past_weeks": {"ann": "40h*4 40h*3,weekends=1"}}),
        ({"sundays": 52}, {**NIGHTS, "history_days": 7}),
        ({"sundays": 52}, SPRING),
    ),
    "substitute_day": (
        ({"sunday_weeks": 1, "holiday_weeks": 1}, {**NIGHTS, "days": 14, "holidays": ["2027-03-03"]}),
        ({"sunday_weeks": 2, "holiday_weeks": 1}, {**FORTNIGHT, "holidays": ["2027-02-26", "2027-03-10"]}),
    ),
    "contract_hours": (({"minimum_percent": 60, "maximum_percent": 110}, PART_TIME),),
}
"""Parameters of each kind and worlds to try them in."""


@pytest.mark.parametrize(
    ("kind", "parameters", "world"), [(kind, *tried) for kind, worlds in TRIED.items() for tried in worlds]
)
def test_the_graph_says_what_encoder_and_check_say(kind: str, parameters: Given, world: Given) -> None:
    assert told_apart(kind, parameters, world) == {True, False}


CASES = [case for kind in case_files() if kind in PIECES for case in read_cases(kind)]


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.kind}: {case.name}")
def test_the_graph_says_what_a_worked_case_says(case: Case) -> None:
    instance = compile_instance(case.scenario)
    people = [each for each in instance.employees if case.rule.is_about(each.key)]
    rows = [line_of(case.scenario, case, each.key) for each in people]
    graphs = [graph_of(case.rule, instance, each) for each in people]
    told = [points(graph, instance, row) for graph, row in zip(graphs, rows, strict=True) if graph and row]
    if len(told) < len(people):
        pytest.skip("no compiled form, or two duties on a day")
    assert (None not in told) is case.kept


def line_of(scenario: Scenario, case: Case, person: str) -> list[str] | None:
    """A cell for each day; None where a day has two duties."""
    line = ["-"] * len(scenario.days)
    for duty in case.plan.roster:
        if duty.person == person:
            day = scenario.days.index(duty.start.astimezone(scenario.zone_of(person)).date())
            if line[day] != "-":
                return None
            line[day] = duty.shift
    return line
