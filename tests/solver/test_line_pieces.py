"""The compiled form of every rule that has one, held to encoder and check on all lines of a tiny world."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import product
from typing import Any

import numpy as np
import pytest

from planner.instance import compile_instance
from planner.instance.model import Instance
from planner.rules.base import Rule
from planner.scenario.scenario import Scenario
from planner.solver.lines import kernel
from planner.solver.lines.graph import LineGraph, NoLine, line_graph
from planner.solver.lines.pieces import PIECES
from tests.rules.casebook import as_should, make_rule
from tests.rules.harness import Encoded, Judged
from tests.solver.test_line_musts import TRIED
from tests.solver.test_line_shoulds import SHOULDS
from tests.support.tiny import tiny_scenario
from tests.support.tiny_plan import tiny_plan

pytestmark = pytest.mark.slow

CODES = ("D", "N")
SHIFTS = {"D": "07:00+12h-30m long_day", "N": "00:30+9h long_night"}
"""None runs into the next day: where one does, free_weekends has no compiled form."""

RULES: Mapping[str, Mapping[str, Any]] = {
    "period_hours": {"minimum_minutes": 1380, "maximum_minutes": 2100},
    "contract_hours": {"minimum_percent": 60, "maximum_percent": 90},
    "max_consecutive_days": {"days": 3},
    "max_consecutive_nights": {"nights": 2},
    "min_consecutive_days": {"days": 3},
    "min_consecutive_days_off": {"days": 2},
    "min_consecutive_nights": {"nights": 2},
    "forbidden_succession": {"pairs": ["long_night>long_day", "D>N"]},
    "kind_limit": {"shifts": ["N"], "duties": 2},
    "free_weekends": {"free": 1, "weekends": 1},
    "max_consecutive_kind": {"shifts": ["N"], "duties": 2},
    "min_consecutive_kind": {"kinds": ["long_night"], "duties": 2},
    "max_consecutive_days_off": {"days": 2},
    "complete_weekends": {},
    "duty_count": {"minimum_duties": 2, "maximum_duties": 4},
    "max_weekends": {"weekends": 0},
}


def world(history: str) -> Scenario:
    return tiny_scenario(shifts=SHIFTS, people={"ann": {}}, history={"ann": history})


def lines() -> Iterator[str]:
    """Every line of the first five days, and of the last four."""
    for cells in product("-DN", repeat=5):
        yield " ".join((*cells, "-", "-"))
    for cells in product("-DN", repeat=4):
        yield " ".join(("-", "-", "-", *cells))


def graph_of(rule: Rule, instance: Instance) -> LineGraph | None:
    employee = instance.employee("ann")
    piece = PIECES[rule.kind](rule, instance, employee)
    if piece is None:
        return None
    slots = {(slot.day, slot.shift): slot for slot in instance.slots}
    letters = [
        [(0, None), *((n, slots[day, code]) for n, code in enumerate(CODES, start=1))]
        for day in range(instance.days)
    ]
    return line_graph([piece], letters)


def points(graph: LineGraph, line: str) -> int | None:
    """Points of a line on the graph, None where it is not allowed."""
    letters = np.array([("-", *CODES).index(cell) for cell in line.split()], np.int32)
    total = np.zeros(len(graph.low), np.int64)
    nothing = np.zeros((graph.days, len(CODES) + 1))
    found, _ = kernel.measure(
        graph.first_arc, graph.target, graph.letter, graph.points, graph.counts, nothing, letters, total
    )
    inside = bool(((total >= graph.low) & (total <= graph.high)).all())
    return round(found) if np.isfinite(found) and inside else None


@pytest.mark.parametrize("history", ["- - - -", "D - N N", "D D D D"])
@pytest.mark.parametrize("kind", RULES)
def test_the_graph_says_what_encoder_and_check_say(kind: str, history: str) -> None:
    scenario = world(history)
    instance, judged = compile_instance(scenario), Judged(scenario)
    must = make_rule(kind, RULES[kind])
    told_apart = set()
    for rule in filter(None, (must, as_should(must))):
        try:
            graph = graph_of(rule, instance)
        except NoLine:
            graph = None
            assert all(judged.excess(rule, tiny_plan(scenario, lines={"ann": line})) for line in lines())
        if graph is None:
            continue
        encoded = Encoded([rule], instance)
        for line in lines():
            plan = tiny_plan(scenario, lines={"ann": line})
            found = points(graph, line)
            excess = judged.excess(rule, plan)
            if rule is must:
                assert (found is None) is (excess > 0), line
            else:
                assert found == excess * rule.points, line
            assert found == encoded.points(plan), line
            told_apart.add(excess > 0)
    assert told_apart == {True, False} or kind in {"free_weekends"} or history == "D D D D"


@pytest.mark.parametrize(
    ("kind", "parameters"),
    [
        ("max_weekends", {"weekends": 1}),
        ("complete_weekends", {}),
        ("duty_count", {"minimum_duties": 4, "maximum_duties": 5}),
        ("max_consecutive_days_off", {"days": 4}),
    ],
)
def test_weekends_of_two_weeks_and_leave_are_told_as_encoder_and_check_tell_them(
    kind: str, parameters: Mapping[str, Any]
) -> None:
    scenario = tiny_scenario(
        days=14,
        shifts=SHIFTS,
        people={"ann": {}},
        history={"ann": "D - - -"},
        leave={"ann": "2027-02-28..2027-03-01"},
    )
    instance, judged = compile_instance(scenario), Judged(scenario)
    must = make_rule(kind, parameters)
    told_apart = set()
    for rule in filter(None, (must, as_should(must))):
        graph = graph_of(rule, instance)
        assert graph is not None
        encoded = Encoded([rule], instance)
        for first in product("-D", repeat=4):
            for second in product("-N", repeat=4):
                line = " ".join(("-", "-", "-", *first, "-", "-", "-", *second))
                plan = tiny_plan(scenario, lines={"ann": line})
                excess = judged.excess(rule, plan)
                told_apart.add(excess > 0)
                expected = excess * rule.points if rule is not must else None if excess else 0
                assert points(graph, line) == expected == encoded.points(plan), line
    assert told_apart == {True, False}


def test_every_compiled_kind_is_tried_here() -> None:
    assert RULES.keys() | TRIED.keys() | SHOULDS.keys() == PIECES.keys()
