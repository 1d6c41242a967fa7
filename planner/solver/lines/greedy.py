"""A start without a linear program: everybody in turn gets the line that is cheapest beside the others' lines."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from planner.solver.lines.graph import NoLine
from planner.solver.lines.pricing import Line, Pricer
from planner.solver.lines.question import Over, Question, Rows, never
from planner.solver.over import while_not

FIRST_SWEEPS = 6
"""Sweeps before what is missing grows dearer."""

MOST_TURNS = 60
"""Most times that what is missing grows dearer: by then a seat counts more than everything else together."""

INSISTENCE = 1.5
"""How much dearer it grows in a turn."""


class Prices:
    """What a row's unit is worth at some activity: the cheapest own column of that row alone, or `missing`."""

    def __init__(self, rows: Rows, missing: float) -> None:
        self._rows = rows
        self._missing = missing
        count = len(rows.low)
        self.lack = np.full(count, missing)
        self.excess = np.full(count, missing)
        alone = np.diff(rows.first) == 1
        for column in np.flatnonzero(alone):
            place = rows.first[column]
            row, value = rows.row[place], rows.value[place]
            price = rows.cost[column] / abs(value)
            if value > 0:
                self.lack[row] = min(self.lack[row], price)
            else:
                self.excess[row] = min(self.excess[row], price)

    def insist(self, activity: NDArray[np.float64], times: float) -> bool:
        """Makes what is missing at an activity so many times as dear; False when nothing is."""
        short = (activity < self._rows.low - 1e-9) & (self.lack >= self._missing)
        beyond = (activity > self._rows.high + 1e-9) & (self.excess >= self._missing)
        self.lack[short] *= times
        self.excess[beyond] *= times
        return bool(short.any() or beyond.any())

    def worth(self, activity: NDArray[np.float64]) -> NDArray[np.float64]:
        """Worth of one unit more of each row."""
        rows = self._rows
        return np.where(
            activity < rows.low - 1e-9, self.lack, np.where(activity >= rows.high - 1e-9, -self.excess, 0.0)
        )

    def cost(self, activity: NDArray[np.float64]) -> float:
        """Cost of all rows at an activity."""
        rows = self._rows
        with np.errstate(invalid="ignore"):
            lack = np.where(activity < rows.low, (rows.low - activity) * self.lack, 0.0)
            excess = np.where(activity > rows.high, (activity - rows.high) * self.excess, 0.0)
        return float(lack.sum() + excess.sum())


def greedy(
    question: Question,
    pricers: Sequence[Pricer],
    missing: float,
    random: np.random.Generator,
    sweeps: int,
    lines: dict[int, Line] | None = None,
    over: Over = never,
    prices: Prices | None = None,
    lazy: bool = False,
) -> tuple[dict[int, Line], float]:
    """Lines for all people and their value with the rows' own columns at their cheapest, `sweeps` times over.

    Everybody gets a line even when it is `over`; only then it ends. `prices` of rows may differ from what they are
    worth. With `lazy`, any line that the relaxation of counts finds will do, cheapest or not. Raises NoLine when
    somebody has no line.
    """
    prices = prices or Prices(question.rows, missing)
    activity = np.zeros(len(question.rows.low))
    chosen = dict(lines or {})
    for line in chosen.values():
        activity[line.rows] += line.values
    for number in range(sweeps):
        changed = False
        for place in random.permutation(len(pricers)):
            pricer = pricers[place]
            if pricer.number in chosen and over():
                break
            before = chosen.get(pricer.number)
            if before is not None:
                activity[before.rows] -= before.values
            reduced = pricer.reduced(prices.worth(activity))
            priced = pricer.search(pricer.prices(reduced), np.inf, rounds=10, width=4, lazy=lazy)
            if priced.letters is None:
                if before is None:
                    raise NoLine(pricer.worker.key)
                line = before
            else:
                line = pricer.line(priced.letters, reduced)
            if before is not None and line.key != before.key:
                # prices hold for the first unit only: keep what is really better
                after, now = activity.copy(), activity.copy()
                after[line.rows] += line.values
                now[before.rows] += before.values
                if line.cost + prices.cost(after) >= before.cost + prices.cost(now) - 1e-9:
                    line = before
            changed |= before is None or line.key != before.key
            activity[line.rows] += line.values
            chosen[pricer.number] = line
        if number and not changed:
            break
    value = question.constant + sum(line.cost for line in chosen.values()) + prices.cost(activity)
    return chosen, value


def insistent(
    question: Question, pricers: Sequence[Pricer], missing: float, random: np.random.Generator, over: Over
) -> tuple[dict[int, Line], float]:
    """Greedy sweeps in which what stays missing grows dearer until nothing is, or until `over` (Morris 1993, Breakout).

    Returns the best lines that leave nothing missing, if any do, and their value at true prices. Raises NoLine when
    somebody has no line, and IsOver when it is over before everybody has one.
    """
    prices = Prices(question.rows, missing)
    lines: dict[int, Line] = {}
    for place in while_not(over, random.permutation(len(pricers))):
        lines, _ = greedy(question, [pricers[place]], missing, random, 1, lines)
    lines, value = greedy(question, pricers, missing, random, FIRST_SWEEPS - 1, lines, over)
    best, least = lines, value
    for _ in range(MOST_TURNS):
        if over() or not prices.insist(activity_of(question, lines), INSISTENCE):
            break
        lines, _ = greedy(question, pricers, missing, random, 1, lines, over, prices)
        _, value = greedy(question, pricers, missing, random, 0, lines)
        if value < least or (is_short(question, best) and not is_short(question, lines)):
            best, least = lines, value
    return best, least


def is_short(question: Question, lines: Mapping[int, Line]) -> bool:
    """Whether the lines leave a row unmet that no column of its own can meet."""
    hard = Prices(question.rows, np.inf)
    return not np.isfinite(hard.cost(activity_of(question, lines)))


def activity_of(question: Question, lines: Mapping[int, Line]) -> NDArray[np.float64]:
    """What lines add to each row."""
    activity = np.zeros(len(question.rows.low))
    for line in lines.values():
        activity[line.rows] += line.values
    return activity


def taken_over(
    question: Question, pricers: Sequence[Pricer], missing: float, letters: Mapping[int, NDArray[np.int32]]
) -> tuple[dict[int, Line], float] | None:
    """A plan given by its letters as lines, and its value; None where somebody's letters keep not all rules.

    Where several places are open to a duty, people take in turn what is cheapest beside those before them.
    """
    prices = Prices(question.rows, missing)
    activity = np.zeros(len(question.rows.low))
    lines = {}
    for pricer in pricers:
        if pricer.number not in letters or not pricer.keeps_rules(letters[pricer.number]):
            return None
        line = pricer.line(letters[pricer.number], pricer.reduced(prices.worth(activity)))
        activity[line.rows] += line.values
        lines[pricer.number] = line
    return lines, question.constant + sum(line.cost for line in lines.values()) + prices.cost(activity)
