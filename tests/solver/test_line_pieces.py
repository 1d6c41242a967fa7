"""The compiled form of every rule that has one, held to encoder and check on all lines of a tiny world."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import product
from typing import Any

import pytest

from planner.instance import compile_instance
from planner.solver.lines.pieces import PIECES
from tests.rules.casebook import as_should, make_rule
from tests.rules.harness import Encoded, Judged
from tests.solver.test_line_musts import TRIED
from tests.solver.test_line_shoulds import SHOULDS
from tests.support.line_graphs import IN_A_DAY, graph_of, points, told_apart
from tests.support.tiny import tiny_scenario
from tests.support.tiny_plan import tiny_plan

pytestmark = pytest.mark.slow

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


@pytest.mark.parametrize("kind", RULES)
def test_the_graph_says_what_encoder_and_check_say(kind: str) -> None:
    assert told_apart(kind, RULES[kind], IN_A_DAY) == {True, False}


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
        **IN_A_DAY,
        people={"ann": {}},
        history={"ann": "D - - -"},
        leave={"ann": "2027-02-28..2027-03-01"},
    )
    instance, judged = compile_instance(scenario), Judged(scenario)
    must = make_rule(kind, parameters)
    told_apart = set()
    for rule in filter(None, (must, as_should(must))):
        graph = graph_of(rule, instance, instance.employee("ann"))
        assert graph is not None
        encoded = Encoded([rule], instance)
        for first in product("-D", repeat=4):
            for second in product("-N", repeat=4):
                line = " ".join(("-", "-", "-", *first, "-", "-", "-", *second))
                plan = tiny_plan(scenario, lines={"ann": line})
                excess = judged.excess(rule, plan)
                told_apart.add(excess > 0)
                expected = excess * rule.points if rule is not must else None if excess else 0
                assert points(graph, instance, line.split()) == expected == encoded.points(plan), line
    assert told_apart == {True, False}


def test_every_compiled_kind_is_tried_here() -> None:
    assert RULES.keys() | TRIED.keys() | SHOULDS.keys() == PIECES.keys()
