"""The same question with the points of should-rules, which make people's graphs larger and slower to search.

So plans are sought by what they cost first, and their points are made fewer after that.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

import numpy as np

from planner.instance.model import Instance
from planner.rules.base import Strength
from planner.solver.lines.graph import LineGraph, Piece, TooLarge
from planner.solver.lines.kept import KeptRules, pieces_for_all
from planner.solver.lines.pricing import Line, Pricer
from planner.solver.lines.question import Question
from planner.solver.over import IsOver, Over, never, while_not

MOST_DAYS = 12_000
"""Most days of people (people times days) for which graphs get points: on more they take gigabytes and minutes."""


def are_worth_it(instance: Instance) -> bool:
    """Whether graphs with points are small enough to be made and searched."""
    return len(instance.employees) * instance.days <= MOST_DAYS


def with_points(
    question: Question, kept: KeptRules, instance: Instance, point: int, over: Over = never
) -> Question | None:
    """A question of musts with the should-rules of the book in people's graphs, `point` for each of their points.

    None when it is over before it is there. `kept` is what its graphs keep already. A should without a compiled form
    for everybody whom it is about costs nothing; nor does one that makes somebody's graph too large, for that person.
    """
    rules = [rule for rule in instance.scenario.rule_book if rule.strength is Strength.SHOULD]
    shoulds = [pieces_for_all(rule, instance) for rule in rules]
    workers = []
    try:
        for number, worker in enumerate(while_not(over, question.workers)):
            own = [pieces[number] for pieces in shoulds if number in pieces]
            site = instance.employees[number].site
            workers.append(replace(worker, graph=_graph(kept, site, kept.pieces[number], own, point)))
    except IsOver:
        return None
    return replace(question, workers=tuple(workers))


def _graph(
    kept: KeptRules, site: str, musts: Sequence[Piece], shoulds: Sequence[Piece], point: int
) -> LineGraph:
    pieces = [*musts, *shoulds]
    while True:
        try:
            return kept.graphs.of(site, pieces, point)
        except TooLarge as too_large:
            # Musts alone are not too large, so where one of them has most states the last should goes.
            del pieces[too_large.piece if too_large.piece >= len(musts) else -1]


def moved(lines: Mapping[int, Line], pricers: Iterable[Pricer]) -> dict[int, Line]:
    """Lines of the same options at what they cost in the graphs of these pricers."""
    return {pricer.number: _moved(lines[pricer.number], pricer) for pricer in pricers}


def _moved(line: Line, pricer: Pricer) -> Line:
    other = np.ones(len(pricer.worker.options.day))
    other[line.options] = 0.0
    return pricer.line(line.letters, other)
