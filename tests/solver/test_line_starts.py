"""First plans without a linear program: seats insisted on, and people who get new lines."""

from __future__ import annotations

import numpy as np
import pytest

from planner.solver.cpsat.build import build_model
from planner.solver.lines.compile import compile_question
from planner.solver.lines.greedy import Prices, activity_of, greedy, insistent, is_short
from planner.solver.lines.pricing import Line, Pricer
from planner.solver.lines.question import Question, never
from planner.solver.lines.recreate import recreate
from tests.support.wards import compiled, random_ward

MISSING = 1e6


def question(seed: int) -> Question:
    model = build_model(compiled(random_ward(seed)))
    return compile_question(model, model.points).question


def pricers(asked: Question) -> list[Pricer]:
    return [Pricer(number, worker) for number, worker in enumerate(asked.workers)]


def value_of(asked: Question, lines: dict[int, Line]) -> float:
    prices = Prices(asked.rows, MISSING)
    return asked.constant + sum(line.cost for line in lines.values()) + prices.cost(activity_of(asked, lines))


def recreated(
    asked: Question,
    people: list[Pricer],
    random: np.random.Generator,
    first: dict[int, Line],
    value: float,
    workers: int = 1,
) -> tuple[list[float], float]:
    """Ruin and recreate held to the true values of its lines: what it tells, and the value it ends with."""
    told: list[float] = []
    lines, best = recreate(
        asked,
        people,
        MISSING,
        random,
        first,
        value,
        never,
        lambda found: told.append(value_of(asked, found)),
        40,
        workers,
    )
    assert best <= value
    assert best == pytest.approx(value_of(asked, lines))
    assert told == sorted(told, reverse=True)
    return told, best


@pytest.mark.parametrize("seed", range(4))
def test_ruin_and_recreate_tells_of_better_lines_only_and_of_their_true_value(seed: int) -> None:
    asked = question(seed)
    people, random = pricers(asked), np.random.default_rng(seed)
    first, value = greedy(asked, people, MISSING, random, sweeps=1)
    told, best = recreated(asked, people, random, first, value)
    assert (told[-1] if told else value) == pytest.approx(best)


def test_several_at_work_leave_the_true_value_of_what_they_tell(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("planner.solver.lines.recreate.MOST", 2)
    asked = question(1)
    people, random = pricers(asked), np.random.default_rng(1)
    assert len(people) >= 2 * 2
    first, value = greedy(asked, people, MISSING, random, sweeps=1)
    recreated(asked, people, random, first, value, workers=2)


def test_an_error_of_one_worker_ends_the_others(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("planner.solver.lines.recreate.MOST", 2)
    asked = question(1)
    people, random = pricers(asked), np.random.default_rng(1)
    first, value = greedy(asked, people, MISSING, random, sweeps=1)
    monkeypatch.setattr(Pricer, "reduced", lambda *_: pytest.fail("of no use"))
    with pytest.raises(pytest.fail.Exception, match="of no use"):
        recreate(asked, people, MISSING, random, first, value, never, lambda _: None, workers=2)


def test_it_ends_at_once_when_it_is_over() -> None:
    asked = question(1)
    people, random = pricers(asked), np.random.default_rng(1)
    first, value = greedy(asked, people, MISSING, random, sweeps=1)
    lines, best = recreate(asked, people, MISSING, random, first, value, lambda: True, lambda _: None)
    assert (lines, best) == (first, value)


@pytest.mark.parametrize("seed", range(4))
def test_turns_make_a_run_that_repeats_itself(seed: int) -> None:
    def run() -> float:
        asked = question(seed)
        people, random = pricers(asked), np.random.default_rng(seed)
        first, value = insistent(asked, people, MISSING, random, never)
        return recreate(asked, people, MISSING, random, first, value, never, lambda _: None, 20)[1]

    assert run() == run()


def test_a_seat_that_stays_empty_is_short_and_what_grows_dearer_is_only_that() -> None:
    """The first row asks for more than everybody together can give; the others can be missed at a price."""
    asked = question(2)
    people, random = pricers(asked), np.random.default_rng(2)
    lines, _ = insistent(asked, people, MISSING, random, never)
    assert not is_short(asked, lines)
    rows = asked.rows
    hard = Question(asked.workers, rows, asked.days, asked.constant)
    prices = Prices(hard.rows, MISSING)
    before = prices.lack.copy()
    assert not prices.insist(activity_of(hard, lines), 2.0)
    assert (prices.lack == before).all()
