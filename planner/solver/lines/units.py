"""The unit of a question: where all costs are multiples of five, plans differ by five or by nothing."""

from __future__ import annotations

import math

import numpy as np

from planner.solver.lines.question import Question


def unit_of(question: Question) -> int:
    """The largest whole number of which all costs are multiples; 1 where one is no whole number."""
    graphs = {id(worker.graph.points): worker.graph.points for worker in question.workers}
    costs = [question.rows.cost, *graphs.values(), *(worker.options.cost for worker in question.workers)]
    every = np.unique(np.concatenate([np.unique(each) for each in costs]))
    whole = np.rint(every).astype(np.int64)
    return max(1, int(np.gcd.reduce(whole))) if (every == whole).all() else 1


def next_value(question: Question, bound: float) -> float:
    """The least value that a plan can have at or above a bound, but for what floating point may have added."""
    if not math.isfinite(bound):
        return bound
    units = (bound - max(1e-6, 1e-9 * abs(bound)) - question.constant) / question.unit
    return question.constant + question.unit * math.ceil(units)
