"""Column generation: partial pricing with smoothed duals until no line promises more, and the bound on the way."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np
from numpy.typing import NDArray

from planner.solver.lines.blend import Blend
from planner.solver.lines.master import Master
from planner.solver.lines.pricing import WIDE, Line, Pricer
from planner.solver.lines.question import Over, Question, never

SMOOTHING = 0.6
"""Weight of the centre in the duals that lines are priced with (Wentges 1997)."""

WIDTHS = (8, 64, WIDE)
"""Labels a node, more as fewer find nothing; only the last proves that there is nothing."""

BLOCKS = 3
"""Parts of all people that are priced one after the other, the master solved again between them."""

STEPS = 100
"""Steps of the first-order master between two blocks."""

NARROW = 4
"""Labels a node where a good line does."""

AIM = 2e-4
"""Fall of the first-order master in a round of all people, as a share of its value, at which it has done its part."""

WATCHED = 5
"""Rounds over which the fall is looked at: a single one says little."""

MOST = 30
"""Lines a person that the first-order master holds at most; half of them outlast a cut."""


def within_signs(question: Question, duals: NDArray[np.float64]) -> NDArray[np.float64]:
    """The duals without those that the simplex left on the wrong side of a row that is open there."""
    rows = question.rows
    wrong = ((duals > 0) & (rows.low == -np.inf)) | ((duals < 0) & (rows.high == np.inf))
    return np.where(wrong, 0.0, duals)


def lagrangian_bound(question: Question, duals: NDArray[np.float64], lines: float) -> float:
    """`lines` is the sum of the least reduced costs of all people's lines under `duals` of the coupling rows."""
    rows = question.rows
    low = np.where(duals > 0, rows.low, np.where(duals < 0, rows.high, 0.0))
    own = rows.cost - np.bincount(rows.owner, weights=rows.value * duals[rows.row], minlength=len(rows.cost))
    at = np.where(own > 0, rows.least, np.where(own < 0, rows.most, 0.0))
    # A reduced cost that is negative by rounding only, of a column without upper limit, proves nothing bad.
    own = np.where((np.abs(own) < 1e-9) & ~np.isfinite(np.where(own < 0, rows.most, rows.least)), 0.0, own)
    with np.errstate(invalid="ignore"):
        parts = np.where(own == 0.0, 0.0, own * at)
        sides = np.where(duals == 0.0, 0.0, duals * low)
    return question.constant + float(sides.sum() + parts.sum() + lines)


def generate(
    question: Question,
    master: Master,
    pricers: Sequence[Pricer],
    *,
    blocks: int = BLOCKS,
    smoothing: float = SMOOTHING,
    over: Over = never,
    rounds: int = 10_000,
    goal: float = -np.inf,
    certify: bool = True,
    centre: NDArray[np.float64] | None = None,
    on_bound: Callable[[float, NDArray[np.float64]], None] | None = None,
) -> None:
    """Adds lines until none has a negative reduced cost, until `over`, or until the value is at `goal`.

    `centre` are duals of all the master's rows that are thought good. `on_bound` hears of every better bound and of
    the duals that prove it.
    """
    best = -np.inf
    level = 0
    widths = WIDTHS if certify else WIDTHS[:1]
    master.solve()
    centre = master.duals.copy() if centre is None else centre
    turn = 0
    for _ in range(rounds):
        if over() or master.value <= goal:
            return
        smooth = smoothing * centre + (1 - smoothing) * master.duals
        found = _price(master, pricers[turn % blocks :: blocks], smooth, WIDTHS[0], over)
        turn += 1
        if not found:
            # nothing under smoothed duals of this block: the true duals for everybody decide
            exact = within_signs(question, master.duals[: master.rows])
            bound, found = _price_all(question, master, pricers, exact, widths[level], over)
            if bound > best:
                best = bound
                if on_bound:
                    on_bound(best, exact)
            if not found and level + 1 < len(widths):
                level += 1
                continue
            if not found or best >= master.value + question.constant - 1e-6:
                master.solve()
                return
            centre = master.duals.copy()
        master.solve()
        if turn % blocks == 0:
            centre = smooth


def blended(
    pricers: Sequence[Pricer], blend: Blend, constant: float, random: np.random.Generator, over: Over
) -> None:
    """Adds lines to a first-order master that has one of each person, until it hardly falls any more."""
    blend.approach(STEPS)
    values: list[float] = []
    while not over():
        order = [pricers[place] for place in random.permutation(len(pricers))]
        for block in range(BLOCKS):
            duals = blend.average
            thresholds = blend.thresholds(duals)
            lines = []
            for pricer in order[block::BLOCKS]:
                if over():
                    return
                reduced, enough = pricer.reduced(duals), thresholds[pricer.number]
                priced = pricer.search(pricer.prices(reduced), enough, rounds=12, width=NARROW, lazy=True)
                if priced.letters is not None and priced.value < enough - 1e-6:
                    lines.append(pricer.line(priced.letters, reduced))
            blend.add(lines)
            if len(blend.lines) > MOST * len(pricers):
                blend.cut(MOST // 2)
            blend.approach(STEPS)
        values.append(blend.value)
        if len(values) > WATCHED:
            fall = values[-1 - WATCHED] - values[-1]
            if fall < WATCHED * AIM * abs(blend.value + constant):
                return


def _price(
    master: Master, pricers: Sequence[Pricer], duals: NDArray[np.float64], width: int, over: Over
) -> int:
    """New lines of some people under smoothed duals, if they are good under the true ones."""
    true = master.duals[: master.rows]
    lines = []
    for pricer in pricers:
        if over():
            break
        place = master.workers[pricer.number]
        threshold = master.duals[place]
        reduced = pricer.reduced(duals)
        priced = pricer.search(pricer.prices(reduced), duals[place], rounds=60, width=width, lazy=True)
        if priced.letters is None:
            continue
        line = pricer.line(priced.letters, reduced)
        if line.cost - float(line.values @ true[line.rows]) < threshold - 1e-6:
            lines.append(line)
    return master.add(lines)


def _price_all(
    question: Question,
    master: Master,
    pricers: Sequence[Pricer],
    duals: NDArray[np.float64],
    width: int,
    over: Over,
) -> tuple[float, int]:
    """Lagrangian bound at the duals, and the number of lines added on the way; no bound when it was cut short."""
    total = 0.0
    lines: list[Line] = []
    for pricer in pricers:
        if over():
            return -np.inf, master.add(lines)
        threshold = master.duals[master.workers[pricer.number]]
        reduced = pricer.reduced(duals)
        priced = pricer.search(pricer.prices(reduced), threshold, rounds=100, width=width)
        total += priced.bound
        if priced.letters is not None and priced.value < threshold - 1e-6:
            lines.append(pricer.line(priced.letters, reduced))
    return lagrangian_bound(question, duals, total), master.add(lines)
