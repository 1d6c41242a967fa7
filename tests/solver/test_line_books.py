"""Line graphs of whole rule books, held to the judge on random lines of everybody in the shipped scenarios."""

from __future__ import annotations

import random
from collections import Counter

import numpy as np
import pytest

from planner.instance import compile_instance
from planner.paths import scenarios_dir
from planner.rules.base import Strength
from planner.scenario.load import load_scenario
from planner.solver.lines.graph import LineGraph
from planner.solver.lines.kept import kept_rules
from tests.rules.harness import Judged
from tests.support.line_graphs import points
from tests.support.tiny_plan import tiny_plan

pytestmark = pytest.mark.slow

PLANS = 5


@pytest.mark.parametrize("key", ["small_plant", "uk_site", "midsize_plant"])
def test_graphs_of_a_whole_book_say_what_the_judge_says(key: str) -> None:
    scenario = load_scenario(scenarios_dir() / key)
    instance, judged = compile_instance(scenario), Judged(scenario)
    kept = kept_rules(instance, scenario.rule_book)
    graphs = {
        employee.key: kept.graphs.of(employee.site, pieces, 1.0)
        for employee, pieces in zip(instance.employees, kept.pieces, strict=True)
    }
    codes, random_ = ["-", *scenario.shifts], random.Random(key)
    told = set()
    for _ in range(PLANS):
        lines = {person: walk(graph, codes, random_) for person, graph in graphs.items()}
        plan = tiny_plan(scenario, lines={person: " ".join(line) for person, line in lines.items()})
        broken: Counter[str] = Counter()
        cost: Counter[str] = Counter()
        for rule in scenario.rule_book:
            if rule.id in kept.ids:
                for measure in judged.measures(rule, plan):
                    if rule.strength is Strength.MUST:
                        broken[measure.subject] += measure.excess
                    else:
                        cost[measure.subject] += rule.points * measure.excess
        for person, line in lines.items():
            allowed = not broken[person]
            told.add(allowed)
            assert points(graphs[person], instance, line) == (cost[person] if allowed else None), line
    assert told == {True, False}


def walk(graph: LineGraph, codes: list[str], random_: random.Random) -> list[str]:
    """A random path of the graph, of which sometimes a day or two are changed."""
    node, line = 0, []
    for day in range(graph.days):
        arcs = range(graph.first_arc[node], graph.first_arc[node + 1])
        # As likely off as not, for most kinds of work on every day would break the contract's hours.
        arc = random_.choices(arcs, [len(arcs) / 2 if graph.letter[arc] == 0 else 1 for arc in arcs])[0]
        alike = np.flatnonzero(graph.stands_for[day] == graph.letter[arc])
        line.append(codes[random_.choice(alike.tolist())])
        node = graph.target[arc]
    for _ in range(random_.choice((0, 0, 1, 2))):
        line[random_.randrange(graph.days)] = random_.choice(codes)
    return line
