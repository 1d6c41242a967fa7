"""Ruin and recreate (Schrimpf et al. 2000): a few people lose their lines and get new ones beside all others'.

It needs no linear program, so it works where one is too large to be solved; a little that is worse is accepted at
first, and ever less (record-to-record travel, Dueck 1993).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import count

import numpy as np

from planner.solver.lines.greedy import greedy, is_short
from planner.solver.lines.pricing import Line, Pricer
from planner.solver.lines.question import Over, Question

FEWEST, MOST = 2, 7
"""People that lose their lines at once."""

DEVIATION = 0.002
"""How far a plan may lie above the best, as a share of what lines and rows cost, before the first improvement fails."""


def recreate(
    question: Question,
    pricers: Sequence[Pricer],
    missing: float,
    random: np.random.Generator,
    lines: dict[int, Line],
    value: float,
    over: Over,
    tell: Callable[[dict[int, Line]], None],
    turns: int | None = None,
) -> tuple[dict[int, Line], float]:
    """The best lines found before `over`, or in so many turns, and their value; `tell` hears of each that is better.

    None of them leaves missing what a row insists on, however much that would save.
    """
    by_number = {pricer.number: pricer for pricer in pricers}
    numbers = np.array(sorted(by_number))
    best, least = lines, value
    here = lines
    allowed = DEVIATION * abs(value - question.constant)
    for turn in count():
        if over() or turn == turns:
            break
        size = min(len(numbers), int(random.integers(FEWEST, MOST + 1)))
        chosen = set(random.choice(numbers, size, replace=False).tolist())
        others = {number: line for number, line in here.items() if number not in chosen}
        part = [by_number[number] for number in chosen]
        found, worth = greedy(question, part, missing, random, 2, others)
        if worth < least + allowed:
            here = found
        if worth < least - 0.5 and not is_short(question, found):
            best, least = found, worth
            tell(best)
        else:
            allowed *= 0.999
    return best, least
