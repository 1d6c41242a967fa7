"""Branch and price against the enumeration of all plans of small random questions."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from itertools import product
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray

from planner.solver.lines.branch import Tree
from planner.solver.lines.graph import Limit, Piece, Step, line_graph
from planner.solver.lines.greedy import greedy
from planner.solver.lines.master import Master
from planner.solver.lines.pricing import Line, Pricer
from planner.solver.lines.question import Options, Question, Rows, Worker, never
from planner.solver.lines.root import generate
from planner.solver.lines.splits import DayLimit, Splitter, SumLimit, narrowed, restrict

PEOPLE, DAYS, LETTERS = 3, 7, 2
DUTIES = LETTERS - 1
MISSING = 1e4


def _seen(_: int, letter: object) -> bool:
    """Here the letter itself stands in place of a shift."""
    return bool(letter)


def _in_runs(shortest: int) -> Callable[[Any, Any], Step | None]:
    """Duties in runs of at least so many, but where the horizon cuts them; each is counted."""

    def step(run: int, on: bool) -> Step | None:
        if on:
            return Step(min(run + 1, shortest), 0, (1,))
        return Step(0, 0, (0,)) if run in (0, shortest) else None

    return step


def random_question(seed: int) -> Question:
    """Three people, a week, one shift: duties in runs and limited in all, wishes, cover with two penalties.

    Runs and totals that do not divide the cover leave gaps at the root.
    """
    draw = np.random.default_rng(seed)
    workers = []
    for number in range(PEOPLE):
        shortest, most = int(draw.integers(1, 4)), int(draw.integers(2, 6))
        least = int(draw.integers(0, 3))
        piece = Piece((shortest, least, most), 0, _seen, _in_runs(shortest), (Limit(least, most),))
        graph = line_graph([piece], [[(letter, letter) for letter in range(LETTERS)]] * DAYS)  # type: ignore[misc]
        cells = list(product(range(DAYS), range(LETTERS)))
        duties = [(day, letter) for day, letter in cells if letter]
        options = Options(
            day=np.array([day for day, _ in cells], np.int32),
            letter=np.array([letter for _, letter in cells], np.int32),
            cost=np.array([int(draw.integers(0, 10)) for _ in cells], np.float64),
            first=np.cumsum([0, *(2 * int(letter > 0) for _, letter in cells)]).astype(np.int32),
            row=np.array(
                [2 * (day * DUTIES + letter - 1) + side for day, letter in duties for side in (0, 1)],
                np.int32,
            ),
            value=np.array([1.0, -1.0] * len(duties)),
        )
        workers.append(Worker(f"p{number}", graph, LETTERS, options))
    cells_of_cover = DAYS * DUTIES
    need = [int(draw.integers(0, 4)) for _ in range(cells_of_cover)]
    count = 2 * cells_of_cover
    rows = Rows(
        low=np.array([side * cover for cover in need for side in (1.0, -1.0)]),
        high=np.full(count, np.inf),
        cost=np.array([20.0, 5.0] * cells_of_cover),
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


@dataclass(frozen=True)
class Plans:
    """All plans of a question: the line of each person, the own columns at their cheapest, the cost."""

    lines: list[list[Line]]
    chosen: NDArray[np.int64]
    own: NDArray[np.float64]
    cost: NDArray[np.float64]


def all_plans(question: Question, pricers: list[Pricer]) -> Plans:
    """By trying each."""
    lines = [lines_of(pricer) for pricer in pricers]
    chosen = np.array(list(product(*(range(len(found)) for found in lines))))
    activity = np.zeros((len(chosen), len(question.rows.low)))
    cost = np.full(len(chosen), question.constant)
    for person, found in enumerate(lines):
        table = np.zeros((len(found), activity.shape[1]))
        for place, line in enumerate(found):
            table[place, line.rows] = line.values
        activity += table[chosen[:, person]]
        cost += np.array([line.cost for line in found])[chosen[:, person]]
    own = np.maximum(question.rows.low - activity, 0.0)
    return Plans(lines, chosen, own, cost + own @ question.rows.cost)


def keeping(plans: Plans, limit: SumLimit | DayLimit) -> NDArray[np.bool_]:
    """Which plans keep a limit."""
    if isinstance(limit, SumLimit):
        total = plans.own[:, list(limit.columns)].sum(axis=1)
        inside: NDArray[np.bool_] = (total >= limit.low) & (total <= limit.high)
        return inside
    kept: NDArray[np.bool_] = np.array([limit.keeps(line) for line in plans.lines[limit.worker]])
    of_plan: NDArray[np.bool_] = kept[plans.chosen[:, limit.worker]]
    return of_plan


def root(question: Question, pricers: list[Pricer], lines: Iterable[Line]) -> tuple[Master, float]:
    """The solved master, and the bound."""
    master = Master(question.rows, range(PEOPLE), MISSING)
    master.add(line for line in lines if pricers[line.worker].allows(line.letters))
    bounds = [-np.inf]
    generate(question, master, pricers, on_bound=lambda bound, _: bounds.append(bound))
    return master, bounds[-1]


@pytest.mark.parametrize("seed", range(30))
def test_every_plan_is_on_one_side_of_a_split_and_no_side_promises_too_much(seed: int) -> None:
    question = random_question(seed)
    pricers = [Pricer(number, worker) for number, worker in enumerate(question.workers)]
    plans = all_plans(question, pricers)
    master, _ = root(question, pricers, ())
    for kind in Splitter(question).splits(master):
        for split in kind[:3]:
            below, above = keeping(plans, split.below), keeping(plans, split.above)
            assert (below != above).all()
            for limit, kept in ((split.below, below), (split.above, above)):
                restrict(pricers, [limit])
                _, bound = root(narrowed(question, [limit]), pricers, master.lines)
                for pricer in pricers:
                    pricer.release()
                if kept.any():
                    assert bound <= plans.cost[kept].min() + 1e-6


@pytest.mark.parametrize("seed", range(30))
def test_the_tree_ends_at_the_optimum_and_no_bound_on_the_way_is_above_it(seed: int) -> None:
    question = random_question(seed)
    pricers = [Pricer(number, worker) for number, worker in enumerate(question.workers)]
    plans = all_plans(question, pricers)
    best = float(plans.cost.min())
    lines, value = greedy(question, pricers, MISSING, np.random.default_rng(0), sweeps=1)
    master, bound = root(question, pricers, lines.values())
    assert bound <= best + 1e-6
    tree = Tree(question, MISSING, list(master.lines), bound)
    while tree.grows(value):
        before = tree.bound
        lines, value = tree.grow(pricers, lines, value, never)
        assert min(tree.bound, value) <= best + 1e-6
        assert tree.bound >= before
    assert abs(value - best) < 1e-6
    assert tree.bound > value - 1
    assert set(lines) == set(range(PEOPLE))


@pytest.mark.parametrize("seed", range(30))
def test_a_plunge_finds_only_plans_that_are_there_and_leaves_everything_open(seed: int) -> None:
    question = random_question(seed)
    pricers = [Pricer(number, worker) for number, worker in enumerate(question.workers)]
    plans = all_plans(question, pricers)
    random = np.random.default_rng(seed)
    lines, _ = greedy(question, pricers, MISSING, random, sweeps=1)
    master, bound = root(question, pricers, lines.values())
    tree = Tree(question, MISSING, list(master.lines), bound)
    while tree.grows(math.inf):
        found = tree.plunge(pricers, math.inf, random, never)
        assert found is None or greedy(question, pricers, MISSING, random, 0, found)[1] in plans.cost
        assert all(np.isfinite(pricer.allowed).all() for pricer in pricers)
        tree.grow(pricers, lines, float(plans.cost.min()) + 1, never)
        if tree.bound > plans.cost.min():
            break


def test_plunges_find_plans_for_most_questions_and_none_better_than_the_bound() -> None:
    found = 0
    for seed in range(30):
        question = random_question(seed)
        pricers = [Pricer(number, worker) for number, worker in enumerate(question.workers)]
        master, bound = root(question, pricers, ())
        tree = Tree(question, MISSING, list(master.lines), bound)
        found += tree.plunge(pricers, math.inf, np.random.default_rng(seed), never) is not None
        assert tree.plunge(pricers, bound, np.random.default_rng(seed), never) is None
    assert found >= 15
