"""Who sits where, once it is settled who works when: an assignment of people to the places of their duties.

A letter may stand for several places (the posts that a person can fill on a shift). A dive settles letters, and lines
that differ in places alone can stay mixed in the linear master; this small integer program ends that.
"""

from __future__ import annotations

from collections.abc import Sequence

import highspy
import numpy as np

from planner.solver.lines.master import quiet_highs
from planner.solver.lines.pricing import Line, Pricer
from planner.solver.lines.question import Question


def best_places(question: Question, pricers: Sequence[Pricer]) -> tuple[dict[int, Line], float] | None:
    """The cheapest lines of people who have one letter left on each day, and what they cost with the rows.

    None when no choice of places keeps the rows.
    """
    rows, highs, inf = question.rows, quiet_highs(), highspy.kHighsInf
    highs.setOptionValue("output_flag", False)
    highs.setOptionValue("threads", 1)
    nothing = np.zeros(0, np.int32)
    open_ = [
        np.flatnonzero(np.isfinite(pricer.allowed[pricer.worker.options.day, pricer.worker.options.letter]))
        for pricer in pricers
    ]
    days = question.days
    low = np.concatenate((np.clip(rows.low, -inf, inf), np.ones(days * len(pricers))))
    high = np.concatenate((np.clip(rows.high, -inf, inf), np.ones(days * len(pricers))))
    highs.addRows(len(low), low, high, 0, np.zeros(len(low), np.int32), nothing, np.zeros(0))
    highs.addCols(
        len(rows.cost), rows.cost, rows.least, rows.most, len(rows.row), rows.first[:-1], rows.row, rows.value
    )
    for place, (pricer, chosen) in enumerate(zip(pricers, open_, strict=True)):
        options = pricer.worker.options
        for option in chosen:
            part = slice(options.first[option], options.first[option + 1])
            once = len(rows.low) + place * days + options.day[option]
            index = np.append(options.row[part], once).astype(np.int32)
            highs.addCol(options.cost[option], 0.0, 1.0, len(index), index, np.append(options.value[part], 1))
    columns = np.arange(len(rows.cost), len(rows.cost) + sum(map(len, open_)), dtype=np.int32)
    highs.changeColsIntegrality(
        len(columns), columns, np.full(len(columns), highspy.HighsVarType.kInteger.value, np.uint8)
    )
    highs.run()
    if highs.getModelStatus() != highspy.HighsModelStatus.kOptimal:
        return None
    taken = np.array(highs.getSolution().col_value)[len(rows.cost) :]
    value = highs.getInfo().objective_function_value
    lines = {}
    for pricer, chosen, mine in zip(
        pricers, open_, np.split(taken, np.cumsum([len(each) for each in open_])[:-1]), strict=True
    ):
        options = pricer.worker.options
        wish = np.zeros(len(options.day))
        wish[chosen] = -mine
        letters = options.letter[chosen[mine > 0.5]]
        line = pricer.line(letters, wish)
        value += line.cost - float(options.cost[line.options].sum())
        lines[pricer.number] = line
    return lines, value
