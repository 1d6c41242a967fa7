"""From the duals of the line engine to the prices of a certificate, rounded to whole parts of a point.

A row of preferred cover is priced as its master rows are; the prices of a person's counts are the multipliers of the
relaxed dynamic program under these duals. They are good prices, no proof: whoever checks works the bound out alone.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import date

import numpy as np
from numpy.typing import NDArray

from planner.plan.certificate import CountPrice, LineFloor, PointsPrices, ShiftPrice
from planner.solver.cpsat.build import PlanModel
from planner.solver.lines import kernel
from planner.solver.lines.compile import Compiled
from planner.solver.lines.pricing import Pricer
from planner.solver.lines.question import Question
from planner.solver.lines.straight import Straight

SCALE = 10**6
"""Parts of a point."""

ROUNDS = 1000
"""Steps of ascent on the prices of one person's counts."""

SLACK = 1e-3
"""Points that a claim about a line stays below what was found, more than rounding the prices of its days can take."""


def points_prices(model: PlanModel, compiled: Compiled, duals: NDArray[np.float64]) -> PointsPrices:
    """The prices that these duals of the coupling rows come to; the bound is left to who checks."""
    return _prices(_cover(model, compiled, duals), compiled.question, compiled.counted, duals)


def straight_prices(straight: Straight, duals: NDArray[np.float64]) -> PointsPrices:
    """The same of a question that no model was built for."""
    worth: dict[tuple[date, str, str | None], float] = defaultdict(float)
    for row, heads in enumerate(straight.heads):
        worth[heads.date, heads.shift, heads.post] -= float(duals[row])
    cover = (
        ShiftPrice(date=day, shift=shift, post=post, price=price)
        for (day, shift, post), value in worth.items()
        if (price := round(value * SCALE))
    )
    return _prices(cover, straight.question, straight.counted, duals)


def _prices(
    cover: Iterable[ShiftPrice],
    question: Question,
    counted: Sequence[Sequence[str]],
    duals: NDArray[np.float64],
) -> PointsPrices:
    counts, lines = _of_people(question, counted, duals)
    return PointsPrices(bound=0, scale=SCALE, cover=tuple(cover), counts=counts, lines=lines)


def _cover(model: PlanModel, compiled: Compiled, duals: NDArray[np.float64]) -> Iterator[ShiftPrice]:
    instance, x = model.instance, model.decisions
    days = {day: number for number, day in enumerate(instance.scenario.days)}
    said = {
        place
        for rule, places in model.said_by
        if rule.kind in ("preferred_cover", "minimum_cover")
        for place in places
    }
    worth: dict[frozenset[int], float] = defaultdict(float)
    for row, place in enumerate(compiled.places):
        if place in said and duals[row]:
            literals, factor = _seats_of(model, place, set(compiled.literals))
            worth[literals] += factor * float(duals[row])
    for row_of in instance.scenario.preferred_cover:
        if row_of.date not in days:
            continue
        day = days[row_of.date]
        seats = frozenset(
            x.sits(person, day, row_of.shift, post).index
            for person in x.people
            if any(slot.shift == row_of.shift for slot in x.slots_on(person, day))
            for post in instance.posts
            if row_of.post in (None, post)
        )
        # Popped, so that of two rows over the same seats only one has the price.
        price = -round(worth.pop(seats, 0.0) * SCALE)
        if price:
            yield ShiftPrice(date=row_of.date, shift=row_of.shift, post=row_of.post, price=price)


def _seats_of(model: PlanModel, place: int, literals: set[int]) -> tuple[frozenset[int], int]:
    """The seats in a constraint of the model that counts people, and whether it counts them up or down."""
    linear = model.model.proto.constraints[place].linear
    terms = {
        index: factor
        for index, factor in zip(list(linear.vars), list(linear.coeffs), strict=True)
        if index in literals
    }
    return frozenset(terms), next(iter(terms.values()), 0)


def _of_people(
    question: Question, counted: Sequence[Sequence[str]], duals: NDArray[np.float64]
) -> tuple[tuple[CountPrice, ...], tuple[LineFloor, ...]]:
    """Prices of everybody's counts under the duals, and what no line of theirs undercuts."""
    counts: list[CountPrice] = []
    floors: list[LineFloor] = []
    for number, worker in enumerate(question.workers):
        graph = worker.graph
        pricer = Pricer(number, worker)
        price = pricer.prices(pricer.reduced(duals))
        multiplier = np.zeros(len(graph.low))
        bound, _, _ = kernel.relaxed(
            *graph.arrays,
            graph.low,
            graph.high,
            graph.folded(price),
            multiplier,
            ROUNDS,
            np.inf,
            np.zeros(graph.days, np.int32),
            np.zeros(graph.nodes),
        )
        prices: dict[str, int] = defaultdict(int)
        for rule, each, unit in zip(counted[number], multiplier, graph.units, strict=True):
            prices[rule] += round(float(each) / int(unit) * SCALE)
        counts += [
            CountPrice(person=worker.key, rule=rule, price=each) for rule, each in prices.items() if each
        ]
        exact = pricer.search(price, np.inf).bound
        if exact > bound + SLACK:
            floors.append(LineFloor(person=worker.key, least=math.floor((exact - SLACK) * SCALE)))
    return tuple(counts), tuple(floors)
