"""Counts without need of a limit are left out of a line graph, and it allows the same lines."""

from __future__ import annotations

from itertools import product

import pytest

from planner.instance import compile_instance
from planner.solver.lines.graph import line_graph
from planner.solver.lines.pieces import piece_of
from tests.rules.casebook import make_rule
from tests.support.line_graphs import letters_of, points
from tests.support.tiny import tiny_scenario

HOURS = {"kind": "period_hours", "minimum_minutes": 1200, "maximum_minutes": 2900}
AVERAGE = {"kind": "average_hours", "reference_weeks": 1, "work_minutes": 2880}
LONG_AVERAGE = {"kind": "average_hours", "reference_weeks": 1, "work_minutes": 2900}
NIGHT_AVERAGE = {"kind": "night_average", "reference_weeks": 1, "work_minutes": 480, "night_worker_from": 2}
NIGHTS = {"kind": "kind_limit", "shifts": ["N"], "duties": 2}
ANY_NIGHTS = {"kind": "kind_limit", "shifts": ["N"], "duties": 7}


@pytest.mark.parametrize(
    ("rules", "kept"),
    [
        ([HOURS], [0]),
        ([AVERAGE, LONG_AVERAGE], [0]),  # the second is longer
        ([AVERAGE, HOURS], [0, 1]),  # the hours have a least as well
        ([HOURS, LONG_AVERAGE], [0]),  # of two that are equal one is enough
        ([AVERAGE, NIGHT_AVERAGE], [0]),  # six days of 480 minutes make 2880, also for who is a night worker
        ([LONG_AVERAGE, NIGHT_AVERAGE], [0, 1]),
        ([NIGHTS, ANY_NIGHTS, HOURS], [0, 2]),  # nobody can work more than seven
    ],
)
def test_a_limit_that_others_imply_is_left_out(rules: list[dict[str, object]], kept: list[int]) -> None:
    scenario = tiny_scenario(shifts={"D": "07:00+12h", "N": "20:00+10h night"})
    instance = compile_instance(scenario)
    employee = instance.employee("ann")
    pieces = [
        piece
        for fields in rules
        if (piece := piece_of(make_rule(str(fields["kind"]), fields), instance, employee)) is not None
    ]
    letters = letters_of(instance, employee)
    graph = line_graph(pieces, letters)
    assert list(graph.counted) == kept
    alone = [line_graph([piece], letters) for piece in pieces]
    for line in product("-DN", repeat=4):
        cells = [*line, "D", "-", "N"]
        told = [points(each, instance, cells) for each in alone]
        assert (points(graph, instance, cells) is None) is (None in told), cells
