"""The line search: what it takes over from elsewhere, and that it ends when it is told to."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import numpy as np
import pytest
from numpy.typing import NDArray

from benchmarks.nrp.scenario import to_scenario
from benchmarks.nrp.text import parse_instance
from planner.instance import compile_instance
from planner.solver.cpsat.build import build_model
from planner.solver.lines.compile import compile_question
from planner.solver.lines.neighbourhoods import Kind
from planner.solver.lines.question import Question
from planner.solver.lines.search import Found, Root, join, search
from tests.support.wards import random_ward

pytestmark = pytest.mark.slow


class Calls:
    """Is over after so many calls."""

    def __init__(self, most: int) -> None:
        self._left = most

    def __call__(self) -> bool:
        self._left -= 1
        return self._left < 0


def ward(seed: int) -> Question:
    model = build_model(compile_instance(to_scenario(parse_instance(random_ward(seed)), "ward")))
    return compile_question(model, model.points).question


def letters(found: Found) -> Mapping[int, NDArray[np.int32]]:
    return {number: line.letters for number, line in found.lines.items()}


def told(question: Question, most: int, **given: object) -> list[Found]:
    """Everything that a search of so many looks at the clock told."""
    heard: list[Found] = []
    search(question, Calls(most), 1, lambda found: heard.append(replace(found)), **given)  # type: ignore[arg-type]
    return heard


@pytest.fixture(scope="module")
def question() -> Question:
    """A ward whose root leaves a gap, so that the search goes on to the end."""
    return ward(2)


@pytest.fixture(scope="module")
def best(question: Question) -> Found:
    return told(question, 400)[-1]


def test_a_start_is_the_first_plan(question: Question, best: Found) -> None:
    greedy = told(question, 0)[0]
    assert greedy.value > best.value
    first = told(question, 0, start=letters(best))[0]
    assert first.value == best.value
    assert letters(first).keys() == letters(best).keys()
    assert all((line == letters(best)[number]).all() for number, line in letters(first).items())


def test_a_start_that_breaks_the_rules_is_passed_over(question: Question, best: Found) -> None:
    every_day = {**letters(best), 0: np.ones(question.days, np.int32)}
    assert told(question, 0, start=every_day)[-1].value == told(question, 0)[-1].value
    assert told(question, 0, start={})[-1].value == told(question, 0)[-1].value


def test_news_is_taken_over_between_neighbourhoods(question: Question, best: Found) -> None:
    asked = []

    def news() -> Mapping[int, NDArray[np.int32]]:
        asked.append(True)
        return letters(best)

    heard: list[Found] = []
    search(question, lambda: bool(asked), 1, lambda found: heard.append(replace(found)), news=news)
    assert asked
    assert heard[-1].value <= best.value


@pytest.mark.parametrize("most", [0, 3, 10, 30, 100, 200])
def test_wherever_it_is_ended_there_is_a_plan_and_no_false_bound(
    question: Question, best: Found, most: int
) -> None:
    looks = Calls(most)
    found = search(question, looks, 1, lambda _: None)
    assert set(found.lines) == set(range(len(question.workers)))
    assert found.value >= best.bound - 1e-6
    assert found.bound <= best.value


def test_one_that_joins_goes_on_from_the_root_and_takes_the_tree_over(
    question: Question, best: Found
) -> None:
    root = Root()
    at_root = told(question, 200, root=root)[-1]
    assert root.ready.is_set()
    assert root.bound == at_root.bound < best.bound

    def joined(news: Found | None) -> list[Found]:
        heard: list[Found] = []
        plans = iter([None if news is None else letters(news)])
        join(root, Calls(800), 2, lambda found: heard.append(replace(found)), lambda: next(plans, None))
        return heard

    alone = joined(None)
    assert alone[0].bound == root.bound
    assert (alone[-1].value, alone[-1].bound) == (best.value, best.bound)
    assert joined(best)[0].value == best.value
    assert not root.joined.is_set()


def test_whoever_is_relieved_of_the_tree_leaves_the_bound_to_others(question: Question, best: Found) -> None:
    root = Root()
    root.joined.set()
    relieved = told(question, 800, root=root)[-1]
    assert root.bound == relieved.bound < best.bound
    assert relieved.value >= best.value


def test_a_kind_of_neighbourhood_lives_off_what_it_gained_of_late() -> None:
    early, late = (Kind(name, 5.0, 2.0, 9.0) for name in ("early", "late"))
    early.tried(1.0, 1000.0)
    late.tried(1.0, 5.0)
    assert early.worth > late.worth
    for _ in range(30):
        early.tried(1.0, 0.0)
    assert early.worth < late.worth
