"""One compiled rule and one person: its line graph in tiny worlds, and the two logics to hold it to."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import product
from typing import Any

import numpy as np

from planner.instance import compile_instance
from planner.instance.model import Employee, Instance
from planner.rules.base import Rule, Strength
from planner.scenario.scenario import Scenario
from planner.solver.lines import kernel
from planner.solver.lines.graph import Letters, LineGraph, NoLine, line_graph
from planner.solver.lines.pieces import piece_of
from tests.rules.casebook import as_should, make_rule
from tests.rules.harness import Encoded, Judged
from tests.support.tiny import tiny_scenario
from tests.support.tiny_plan import tiny_plan

Given = Mapping[str, Any]

# No shift runs into the next day: where one does, free_weekends has no compiled form.
IN_A_DAY: Given = {"shifts": {"D": "07:00+12h-30m long_day", "N": "00:30+9h long_night"}}
NIGHTS: Given = {"shifts": {"D": "07:00+12h-30m long_day", "N": "19:00+12h long_night"}}
SPRING: Given = {**NIGHTS, "start": "2027-03-22"}  # the night to the last day is an hour short
AUTUMN: Given = {"shifts": {"D": "06:00+10h", "N": "20:00+9h night"}, "start": "2027-10-25"}
FORTNIGHT: Given = {**NIGHTS, "days": 14, "leave": {"ann": "2027-03-04"}}
PART_TIME: Given = {**IN_A_DAY, "people": {"ann": {"weekly_minutes": 1200}}, "leave": {"ann": "2027-03-06"}}
HISTORIES = ("- - - -", "D - N N", "D D D D")


def told_apart(kind: str, parameters: Given, world: Given) -> set[bool]:
    """Whether lines break the rule, as a must and as a should, after each history; see `compared`."""
    must = make_rule(kind, parameters)
    told = set()
    for history in HISTORIES if world.get("history_days") != 0 else ("",):
        scenario = tiny_scenario(**{"people": {"ann": {}}, "history": {"ann": history}, **world})
        for rule in filter(None, (must, as_should(must))):
            told |= set(compared(rule, scenario))
    return told


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
        *graph.arrays[1:],
        nothing,
        graph.on_arcs(letters),
        total,
    )
    inside = bool(((total >= graph.low) & (total <= graph.high)).all())
    return round(found) if np.isfinite(found) and inside else None
