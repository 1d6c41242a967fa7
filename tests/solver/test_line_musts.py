"""Compiled rules where nights cross midnight, clocks change and weeks before count; and all worked cases."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import product
from typing import Any

import numpy as np
import pytest

from planner.instance import compile_instance
from planner.instance.model import Employee, Instance
from planner.rules.base import Rule, Strength
from planner.scenario.scenario import Scenario
from planner.solver.lines import kernel
from planner.solver.lines.graph import Letters, LineGraph, NoLine, line_graph
from planner.solver.lines.pieces import PIECES, piece_of
from tests.rules.casebook import Case, as_should, case_files, make_rule, read_cases
from tests.rules.harness import Encoded, Judged
from tests.support.tiny import tiny_scenario
from tests.support.tiny_plan import tiny_plan

pytestmark = pytest.mark.slow

Given = Mapping[str, Any]

# No shift runs into the next day: where one does, free_weekends has no compiled form.
IN_A_DAY: Given = {"shifts": {"D": "07:00+12h-30m long_day", "N": "00:30+9h long_night"}}
NIGHTS: Given = {"shifts": {"D": "07:00+12h-30m long_day", "N": "19:00+12h long_night"}}
SPRING: Given = {**NIGHTS, "start": "2027-03-22"}  # the night to the last day is an hour short
AUTUMN: Given = {"shifts": {"D": "06:00+10h", "N": "20:00+9h night"}, "start": "2027-10-25"}
FORTNIGHT: Given = {**NIGHTS, "days": 14, "leave": {"ann": "2027-03-04"}}
PART_TIME: Given = {**IN_A_DAY, "people": {"ann": {"weekly_minutes": 1200}}, "leave": {"ann": "2027-03-06"}}
HISTORIES = ("- - - -", "D - N N", "D D D D")

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


def lines(days: int) -> Iterator[str]:
    """Every line of the first five days, and of the last four."""
    for cells in product("-DN", repeat=5):
        yield " ".join((*cells, *"-" * (days - 5)))
    for cells in product("-DN", repeat=4):
        yield " ".join((*"-" * (days - 4), *cells))


def graph_of(rule: Rule, instance: Instance, employee: Employee) -> LineGraph | NoLine | None:
    """The graph of one rule; NoLine where nothing that a person does would keep it, None without a compiled form."""
    piece = piece_of(rule, instance, employee)
    if piece is None:
        return None
    try:
        return line_graph([piece], letters_of(instance, employee))
    except NoLine as no_line:
        return no_line


def letters_of(instance: Instance, employee: Employee) -> Letters:
    """Day off and all shifts of each day, in the scenario's order."""
    numbers = {code: number for number, code in enumerate(instance.scenario.shifts, start=1)}
    slots = [slot for slot in instance.slots if slot.site == employee.site]
    return [
        [(0, None), *((numbers[slot.shift], slot) for slot in slots if slot.day == day)]
        for day in range(instance.days)
    ]


def points(graph: LineGraph | NoLine, instance: Instance, line: list[str]) -> int | None:
    """Points of a line on the graph, None where it is not allowed."""
    if isinstance(graph, NoLine):
        return None
    codes = ["-", *instance.scenario.shifts]
    letters = np.array([codes.index(cell) for cell in line], np.int32)
    total = np.zeros(len(graph.low), np.int64)
    nothing = np.zeros((graph.days, len(codes)))
    found, _ = kernel.measure(
        graph.first_arc, graph.target, graph.letter, graph.points, graph.counts, nothing, letters, total
    )
    inside = bool(((total >= graph.low) & (total <= graph.high)).all())
    return round(found) if np.isfinite(found) and inside else None


@pytest.mark.parametrize(
    ("kind", "parameters", "world"), [(kind, *tried) for kind, worlds in TRIED.items() for tried in worlds]
)
def test_the_graph_says_what_encoder_and_check_say(kind: str, parameters: Given, world: Given) -> None:
    must = make_rule(kind, parameters)
    told = set()
    for history in HISTORIES:
        scenario = tiny_scenario(**{"people": {"ann": {}}, "history": {"ann": history}, **world})
        for rule in filter(None, (must, as_should(must))):
            told |= set(compared(rule, scenario))
    assert told == {True, False}


def compared(rule: Rule, scenario: Scenario) -> Iterator[bool]:
    """Whether each line breaks the rule, where graph, encoder and check agree on it."""
    instance, judged = compile_instance(scenario), Judged(scenario)
    encoded = Encoded([rule], instance)
    graph = graph_of(rule, instance, instance.employee("ann"))
    if graph is None:
        return
    for line in lines(instance.days):
        plan = tiny_plan(scenario, lines={"ann": line})
        if not encoded.can_hold(plan):
            continue
        found = points(graph, instance, line.split())
        excess = judged.excess(rule, plan)
        if rule.strength is Strength.MUST:
            assert (found is None) is (excess > 0), line
        else:
            assert found == excess * rule.points, line
        assert found == encoded.points(plan), line
        yield excess > 0


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
