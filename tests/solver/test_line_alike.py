"""Letters that mean the same have one arc, and lines still have each of them."""

from __future__ import annotations

from itertools import pairwise, product

import numpy as np

from planner.solver.lines import kernel
from planner.solver.lines.graph import Limit, LineGraph, Piece, Step, line_graph
from planner.solver.lines.pricing import Pricer
from planner.solver.lines.question import Options, Worker

DAYS = 4
EARLY, MID, LATE, NIGHT = 1, 2, 3, 4
"""Early may not follow late or night; nights are counted. So early differs from mid, and on the last day alone
late does not."""

LETTERS = [[(letter, letter) for letter in range(NIGHT + 1)]] * DAYS


def _after_late(late: object, letter: object) -> Step | None:
    return None if late and letter == EARLY else Step(letter in (LATE, NIGHT))


PIECES = [
    Piece("succession", False, lambda _, letter: letter, _after_late),
    Piece(
        "nights",
        0,
        lambda _, letter: letter,
        lambda state, letter: Step(state, 0, (int(letter == NIGHT),)),
        (Limit(0, 1),),
    ),
]


def graph() -> LineGraph:
    return line_graph(PIECES, LETTERS)  # type: ignore[arg-type]


def test_what_differs_in_no_rule_on_a_day_has_one_arc() -> None:
    found = graph().stands_for.tolist()
    # Nothing follows the last day, and before the first nobody was late.
    assert found == [[0, 0, 0, 3, 4], [0, 1, 0, 3, 4], [0, 1, 0, 3, 4], [0, 1, 0, 0, 4]]


def test_the_cheapest_line_has_the_cheapest_letter_of_each_arc() -> None:
    random = np.random.default_rng(3)
    nothing = np.zeros((DAYS, NIGHT + 1))
    for _ in range(20):
        cells = list(product(range(DAYS), range(NIGHT + 1)))
        cost = random.integers(-9, 9, len(cells)).astype(float)
        options = Options(
            day=np.array([day for day, _ in cells], np.int32),
            letter=np.array([letter for _, letter in cells], np.int32),
            cost=cost,
            first=np.zeros(len(cells) + 1, np.int32),
            row=np.zeros(0, np.int32),
            value=np.zeros(0),
        )
        pricer = Pricer(0, Worker("ann", graph(), NIGHT + 1, options))
        # Of mid and off the cheaper one, unless it is closed.
        pricer.allowed[1, MID] = np.inf
        price = pricer.prices(pricer.reduced(np.zeros(1)))
        priced = pricer.search(price, np.inf)
        assert priced.letters is not None
        assert pricer.keeps_rules(priced.letters)
        least = min(
            price[np.arange(DAYS), line].sum()
            for line in product(range(NIGHT + 1), repeat=DAYS)
            if line.count(NIGHT) <= 1
            and not any(one in (LATE, NIGHT) and two == EARLY for one, two in pairwise(line))
        )
        assert priced.value == price[np.arange(DAYS), priced.letters].sum() == least
        found = pricer.line(priced.letters, pricer.reduced(np.zeros(1)))
        assert found.cost == least
        worker = pricer.worker.graph
        earned, _ = kernel.measure(
            *worker.arrays[1:], nothing, worker.on_arcs(priced.letters), np.zeros(1, np.int64)
        )
        assert earned == 0
