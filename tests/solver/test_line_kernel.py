"""The dynamic program against the enumeration of all lines of small random graphs."""

from __future__ import annotations

from collections.abc import Hashable
from itertools import product
from unittest.mock import patch

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from planner.solver.lines import kernel, pricing
from planner.solver.lines.graph import Limit, LineGraph, NoLine, Piece, Step, line_graph
from planner.solver.lines.pricing import Pricer
from planner.solver.lines.question import Options, Worker

DAYS, LETTERS = 6, 3


def _as_seen(_: int, letter: object) -> Hashable:
    """Here the letter itself stands in place of a shift."""
    return letter


@st.composite
def workers(draw: st.DrawFn) -> tuple[Worker, NDArray[np.float64]]:
    """A person with an automaton, two counts, and whole prices for days; some letters are not allowed."""
    states = draw(st.integers(1, 3))
    moves = {
        (state, letter): draw(
            st.one_of(
                st.none(),
                st.builds(
                    Step,
                    st.integers(0, states - 1),
                    st.integers(0, 3),
                    st.tuples(st.integers(0, 3), st.integers(0, 1)),
                ),
            )
        )
        for state in range(states)
        for letter in range(LETTERS)
    }
    limits = tuple(Limit(low, low + draw(st.integers(0, 4))) for low in (draw(st.integers(0, 8)), 0))
    piece = Piece("random", 0, _as_seen, lambda state, letter: moves[state, letter], limits)  # type: ignore[index]
    letters = [[(letter, letter) for letter in range(LETTERS)]] * DAYS
    try:
        graph = line_graph([piece], letters)  # type: ignore[arg-type]
    except NoLine:
        graph = line_graph([], letters)  # type: ignore[arg-type]
    cells = [cell for cell in product(range(DAYS), range(LETTERS)) if cell[1] == 0 or draw(st.integers(0, 4))]
    costs = [draw(st.integers(-9, 9)) for _ in cells]
    options = Options(
        day=np.array([day for day, _ in cells], np.int32),
        letter=np.array([letter for _, letter in cells], np.int32),
        cost=np.array(costs, np.float64),
        first=np.zeros(len(cells) + 1, np.int32),
        row=np.zeros(0, np.int32),
        value=np.zeros(0),
    )
    return Worker("ann", graph, LETTERS, options), np.zeros(1)


def cheapest(graph: LineGraph, price: NDArray[np.float64]) -> float:
    """The least cost of all lines, by trying each."""
    best = np.inf
    total = np.zeros(len(graph.low), np.int64)
    for letters in product(range(LETTERS), repeat=DAYS):
        line = np.array(letters, np.int32)
        earned, _ = kernel.measure(
            *graph.arrays[1:],
            price,
            graph.on_arcs(line),
            total,
        )
        cost = earned + price[np.arange(DAYS), line].sum()
        if np.isfinite(cost) and ((total >= graph.low) & (total <= graph.high)).all():
            best = min(best, cost)
    return best


@given(drawn=workers())
def test_the_cheapest_line_is_found_and_nothing_undercuts_the_bound(
    drawn: tuple[Worker, NDArray[np.float64]],
) -> None:
    worker, duals = drawn
    pricer = Pricer(0, worker)
    price = pricer.prices(pricer.reduced(duals))
    best = cheapest(worker.graph, price)
    priced = pricer.search(price, np.inf)
    assert priced.bound <= best + 1e-6
    if best == np.inf:
        assert priced.letters is None
        return
    assert priced.value == best
    assert abs(priced.bound - best) < 1e-6
    assert priced.letters is not None
    assert abs(pricer.line(priced.letters, pricer.reduced(duals)).cost - best) < 1e-6


@given(drawn=workers(), width=st.integers(1, 3), enough=st.integers(-20, 20))
def test_a_narrow_or_easily_pleased_search_promises_nothing_false(
    drawn: tuple[Worker, NDArray[np.float64]], width: int, enough: int
) -> None:
    worker, duals = drawn
    pricer = Pricer(0, worker)
    price = pricer.prices(pricer.reduced(duals))
    best = cheapest(worker.graph, price)
    priced = pricer.search(price, enough, width=width, lazy=True)
    assert min(priced.bound, enough) <= best + 1e-6
    assert priced.value >= best - 1e-6


@given(drawn=workers(), enough=st.integers(-20, 20))
def test_a_search_that_is_given_no_effort_promises_nothing_false(
    drawn: tuple[Worker, NDArray[np.float64]], enough: int
) -> None:
    worker, duals = drawn
    pricer = Pricer(0, worker)
    price = pricer.prices(pricer.reduced(duals))
    best = cheapest(worker.graph, price)
    with patch.object(pricing, "EFFORT", 0):
        priced = pricer.search(price, enough)
    assert min(priced.bound, enough) <= best + 1e-6
    assert priced.value >= best - 1e-6
