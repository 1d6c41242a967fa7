"""From the CP-SAT model of a plan to the question of the line engine: the same variables and rows, other hands.

A constraint on one person's duties that a compiled rule says is left to that person's graph. Every other constraint
becomes a row of the master as it stands; one that is not linear is left out there, which only lowers the bound, and
is kept by whoever completes the plan with the whole model.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Container, Iterable, Mapping
from dataclasses import dataclass

import numpy as np

from planner.rules.base import Strength
from planner.solver.cpsat.build import PlanModel
from planner.solver.cpsat.variables import Linear
from planner.solver.lines.graph import OFF
from planner.solver.lines.kept import KeptRules, kept_rules
from planner.solver.lines.letters import Letters
from planner.solver.lines.question import Options, Question, Rows, Worker
from planner.solver.lines.reduce import Reduction
from planner.solver.lines.rows import Row, linear
from planner.solver.over import Over, never, while_not


@dataclass(frozen=True)
class Compiled:
    """A question and what its lines mean: `variable[worker][option]` is the model's literal, -1 for a day off."""

    question: Question
    variable: tuple[tuple[int, ...], ...]
    literals: tuple[int, ...]
    """Every literal of a person at a place, closed ones too."""
    places: tuple[int, ...]
    """The model's constraint that each coupling row is; none where the rows were not read off the model."""
    counted: tuple[tuple[str, ...], ...]
    """Of each worker the rule (id) behind each count of the graph."""


def compile_question(
    model: PlanModel,
    objective: Linear,
    *,
    point: float | None = None,
    kept: KeptRules | None = None,
    decided: Mapping[int, int] | None = None,
    over: Over = never,
) -> Compiled:
    """The question of the least `objective`. Raises NoLine when somebody has no line at all, and IsOver.

    `point` is what a point of a compiled should-rule counts in the objective: 1 when it is the model's points, else 0.
    `kept` are the rules that the graphs keep where that is known; the model need not have constraints of them.
    `decided` has values of variables that are no longer open; then the question is for finding plans only, and its
    constant means nothing.
    """
    if point is None:
        point = 1.0 if objective is model.points else 0.0
    model.model.minimize(objective)
    proto = model.model.proto
    cost = dict(zip(proto.objective.vars, map(float, proto.objective.coeffs), strict=True))
    people = Letters(model, over)
    if kept is None:
        rules = [rule for rule, _ in model.said_by if point or rule.strength is Strength.MUST]
        kept = kept_rules(model.instance, rules, over)
    skipped = {place for rule, places in model.said_by if rule.id in kept.ids for place in places}
    rows, closed = _rows(model, people, skipped, over)
    own = Columns(model, people)
    if decided is not None:
        reduction = Reduction(rows, people.seats, people.group(), own.least, own.most, cost, closed, over)
        reduction.run(decided)
        rows, closed = reduction.rows, reduction.closed
    return _question(model, people, own, rows, closed, cost, kept, point, over)


def _rows(
    model: PlanModel, people: Letters, skipped: Container[int], over: Over
) -> tuple[list[Row], set[int]]:
    """All rows but those that only define or that the graphs keep, and the seats that are closed to their person."""
    rows: list[Row] = []
    closed: set[int] = set()
    for place, constraint in enumerate(while_not(over, model.model.proto.constraints)):
        row = None if place in people.definitions else linear(constraint)
        if row is None:
            continue
        if _only_closes(row, people):
            closed.update(seat for index in row.terms for seat in people.seats[index])
        elif place not in skipped:
            rows.append(row._replace(place=place))
    return rows, closed


def _only_closes(row: Row, people: Letters) -> bool:
    """Whether each of the seats in a row is too much by itself, and there is nothing else in it."""
    low, high = row.low, row.high
    return low <= 0 <= high and all(
        factor > high and index in people.seats for index, factor in row.terms.items()
    )


class Columns:
    """Least and most of all variables that are nobody's seat."""

    def __init__(self, model: PlanModel, people: Letters) -> None:
        self.least: dict[int, float] = {}
        self.most: dict[int, float] = {}
        for index, variable in enumerate(model.model.proto.variables):
            if index not in people.seats:
                domain = list(variable.domain)
                self.least[index], self.most[index] = float(domain[0]), float(domain[-1])


def _question(
    model: PlanModel,
    people: Letters,
    columns: Columns,
    rows: list[Row],
    closed: set[int],
    cost: dict[int, float],
    kept_in_graphs: KeptRules,
    point: float,
    over: Over,
) -> Compiled:
    coefficients: dict[int, list[tuple[int, float]]] = defaultdict(list)
    uses = Counter(index for row in rows for index in row.terms)
    day_costs: dict[tuple[int, int, int], float] = defaultdict(float)
    kept = [row for row in rows if row.terms and not _of_one_day(row, people, uses, cost, day_costs)]
    for place, row in enumerate(kept):
        for index, factor in row.terms.items():
            for seat in people.seats.get(index, [index]):
                coefficients[seat].append((place, factor))
    prices: dict[int, float] = defaultdict(float)
    for index, factor in cost.items():
        for seat in people.seats.get(index, [index]):
            prices[seat] += factor
    graphs = kept_in_graphs.graphs
    workers, variables = [], []
    seats = people.seats_by_person()
    for number, employee in enumerate(while_not(over, model.instance.employees)):
        graph = graphs.of(employee.site, kept_in_graphs.pieces[number], point)
        open_seats = [index for index in seats[number] if index not in closed]
        options, literals = _options(model, people, number, open_seats, prices, coefficients, day_costs)
        workers.append(Worker(employee.key, graph, len(people.letter_of) + 1, options))
        variables.append(literals)
    own = sorted({index for row in kept for index in row.terms} - people.seats.keys())
    own_rows, constant = _own(model, columns, kept, own, prices, coefficients, people)
    return Compiled(
        Question(tuple(workers), own_rows, model.instance.days, constant),
        tuple(variables),
        tuple(people.seat),
        tuple(row.place for row in kept),
        tuple(
            tuple(rules[count] for count in worker.graph.counted)
            for rules, worker in zip(kept_in_graphs.counted, workers, strict=True)
        ),
    )


def _of_one_day(
    row: Row,
    people: Letters,
    uses: Counter[int],
    cost: dict[int, float],
    day_costs: dict[tuple[int, int, int], float],
) -> bool:
    """Whether a row only sets a price on what one person does on one day: then the options have it at once.

    Such a row asks for `low` in units of one column that stands in no other row (a wish, a change of the roster).
    """
    seats = {index: people.seats[index] for index in row.terms if index in people.seats}
    others = [index for index in row.terms if index not in seats]
    cells = {(people.seat[seat].person, people.seat[seat].day) for each in seats.values() for seat in each}
    if len(cells) != 1 or len(others) != 1 or uses[others[0]] > 1 or row.high < np.inf:
        return False
    unit = row.terms[others[0]]
    if unit <= 0:
        return False
    ((person, day),) = cells
    given: dict[int, float] = defaultdict(float)
    for index, each in seats.items():
        for seat in each:
            given[seat] += row.terms[index]
    for slot_day, letter in people.slots[person]:
        if slot_day == day:
            for seat in people.places[person, day, letter]:
                given.setdefault(seat, 0.0)
    for seat in (-1, *given):
        lacking = max(0.0, row.low - given.get(seat, 0.0))
        day_costs[person, day, seat] += cost.get(others[0], 0.0) * np.ceil(lacking / unit)
    return True


def _options(
    model: PlanModel,
    people: Letters,
    number: int,
    seats: list[int],
    prices: dict[int, float],
    coefficients: dict[int, list[tuple[int, float]]],
    day_costs: dict[tuple[int, int, int], float],
) -> tuple[Options, tuple[int, ...]]:
    found = [(people.seat[index].day, people.seat[index].letter, index) for index in seats]
    found += [(day, OFF, -1) for day in range(model.instance.days)]
    found.sort()
    terms = [coefficients.get(index, []) if index >= 0 else [] for _, _, index in found]
    options = Options(
        day=np.array([day for day, _, _ in found], np.int32),
        letter=np.array([letter for _, letter, _ in found], np.int32),
        cost=np.array(
            [
                (prices.get(index, 0.0) if index >= 0 else 0.0) + day_costs.get((number, day, index), 0.0)
                for day, _, index in found
            ]
        ),
        first=np.concatenate(([0], np.cumsum([len(each) for each in terms]))).astype(np.int32),
        row=np.array([row for each in terms for row, _ in each], np.int32),
        value=np.array([value for each in terms for _, value in each]),
    )
    return options, tuple(index for _, _, index in found)


def _own(
    model: PlanModel,
    all_columns: Columns,
    rows: list[Row],
    own: Iterable[int],
    prices: dict[int, float],
    coefficients: dict[int, list[tuple[int, float]]],
    people: Letters,
) -> tuple[Rows, float]:
    """The rows with the columns that are nobody's; what all others cost at least is the constant."""
    proto = model.model.proto
    columns = list(own)
    terms = [coefficients[index] for index in columns]
    rows_of = Rows(
        low=np.array([row.low for row in rows]),
        high=np.array([row.high for row in rows]),
        cost=np.array([prices.get(index, 0.0) for index in columns]),
        least=np.array([all_columns.least[index] for index in columns]),
        most=np.array([all_columns.most[index] for index in columns]),
        first=np.concatenate(([0], np.cumsum([len(each) for each in terms]))).astype(np.int32),
        row=np.array([row for each in terms for row, _ in each], np.int32),
        value=np.array([value for each in terms for _, value in each]),
    )
    known = set(columns) | people.seat.keys()
    constant = float(proto.objective.offset)
    for index, price in prices.items():
        if index not in known:
            constant += min(price * all_columns.least[index], price * all_columns.most[index])
    return rows_of, constant
