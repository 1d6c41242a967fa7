"""Branch and price against the enumeration of all plans of small random questions."""

from __future__ import annotations

from itertools import product

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from planner.solver.lines.branch import Tree
from planner.solver.lines.graph import Limit, Piece, Step, line_graph
from planner.solver.lines.greedy import greedy
from planner.solver.lines.master import Master
from planner.solver.lines.pricing import Line, Pricer
from planner.solver.lines.question import Options, Question, Rows, Worker, never
from planner.solver.lines.root import generate

PEOPLE, DAYS, LETTERS = 3, 4, 3
DUTIES = LETTERS - 1


@st.composite
def questions(draw: st.DrawFn) -> Question:
    """Three people, four days, two shifts: limited duties in all and in a row, wishes, cover with two penalties."""
    workers = []
    for number in range(PEOPLE):
        longest, most = draw(st.integers(1, 3)), draw(st.integers(1, 4))
        least = draw(st.integers(0, 1))
        piece = Piece(
            (longest, least, most),
            0,
            lambda _, letter: bool(letter),
            # A day on is one more in a row, and one more in all.
            lambda run, on, longest=longest: (  # type: ignore[misc]
                None if on and run == longest else Step(run + 1 if on else 0, 0, (int(on),))
            ),
            (Limit(least, most),),
        )
        graph = line_graph([piece], [[(letter, letter) for letter in range(LETTERS)]] * DAYS)  # type: ignore[misc]
        cells = list(product(range(DAYS), range(LETTERS)))
        duties = [(day, letter) for day, letter in cells if letter]
        options = Options(
            day=np.array([day for day, _ in cells], np.int32),
            letter=np.array([letter for _, letter in cells], np.int32),
            cost=np.array([draw(st.sampled_from((0, 0, 0, 1, 3))) for _ in cells], np.float64),
            first=np.cumsum([0, *(2 * int(letter > 0) for _, letter in cells)]).astype(np.int32),
            row=np.array(
                [2 * (day * DUTIES + letter - 1) + side for day, letter in duties for side in (0, 1)],
                np.int32,
            ),
            value=np.array([1.0, -1.0] * len(duties)),
        )
        workers.append(Worker(f"p{number}", graph, LETTERS, options))
    cells_of_cover = DAYS * DUTIES
    need = [draw(st.integers(0, 2)) for _ in range(cells_of_cover)]
    count = 2 * cells_of_cover
    rows = Rows(
        low=np.array([side * cover for cover in need for side in (1.0, -1.0)]),
        high=np.full(count, np.inf),
        cost=np.array([10.0, 1.0] * cells_of_cover),
        least=np.zeros(count),
        most=np.full(count, float(PEOPLE)),
        first=np.arange(count + 1, dtype=np.int32),
        row=np.arange(count, dtype=np.int32),
        value=np.ones(count),
    )
    return Question(tuple(workers), rows, DAYS, constant=2.0)


def lines_of(pricer: Pricer) -> list[Line]:
    """All lines of one person."""
    nothing = pricer.reduced(np.zeros(2 * DAYS * DUTIES))
    found = []
    for letters in product(range(LETTERS), repeat=DAYS):
        for day, letter in enumerate(letters):
            pricer.fix(day, letter)
        priced = pricer.search(pricer.prices(nothing), np.inf)
        pricer.release()
        if priced.letters is not None:
            found.append(pricer.line(priced.letters, nothing))
    return found


def optimum(question: Question, pricers: list[Pricer]) -> float:
    """The least cost of all plans, by trying each."""
    count = len(question.rows.low)

    def activities(lines: list[Line]) -> NDArray[np.float64]:
        table = np.zeros((len(lines), count))
        for place, line in enumerate(lines):
            table[place, line.rows] = line.values
        return table

    first, second, third = (lines_of(pricer) for pricer in pricers)
    both = (activities(first)[:, None] + activities(second)[None]).reshape(-1, count)
    cost_of_both = np.add.outer([line.cost for line in first], [line.cost for line in second]).ravel()
    best = np.inf
    for line, activity in zip(third, activities(third), strict=True):
        lacking = np.maximum(question.rows.low - both - activity, 0.0)
        best = min(best, float((cost_of_both + lacking @ question.rows.cost).min()) + line.cost)
    return best + question.constant


@given(question=questions())
def test_the_tree_ends_at_the_optimum_and_no_bound_on_the_way_is_above_it(question: Question) -> None:
    pricers = [Pricer(number, worker) for number, worker in enumerate(question.workers)]
    best = optimum(question, pricers)
    lines, value = greedy(question, pricers, 1e4, np.random.default_rng(0), sweeps=1)
    master = Master(question.rows, range(PEOPLE), 1e4)
    master.add(lines.values())
    bounds = [-np.inf]
    generate(question, master, pricers, on_bound=lambda bound, _: bounds.append(bound))
    assert bounds[-1] <= best + 1e-6
    tree = Tree(question, pricers, 1e4, list(master.lines), bounds[-1])
    while tree.bound <= value - 1 + 1e-6:
        before = tree.bound
        lines, value = tree.grow(lines, value, never)
        assert min(tree.bound, value) <= best + 1e-6
        assert tree.bound >= before
    assert abs(value - best) < 1e-6
    assert set(lines) == set(range(PEOPLE))
