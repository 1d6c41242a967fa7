"""From the CP-SAT model of a plan to the question of the line engine: the same variables and rows, other hands.

A constraint on one person's duties that a compiled rule says is left to that person's graph. Every other constraint
becomes a row of the master as it stands; one that is not linear is left out there, which only lowers the bound, and
is kept by whoever completes the plan with the whole model.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any, NamedTuple

import numpy as np

from planner.instance.model import Employee, ShiftSlot
from planner.rules.base import Rule
from planner.solver.cpsat.build import PlanModel
from planner.solver.cpsat.variables import Linear
from planner.solver.lines.graph import OFF, LineGraph, Piece, line_graph
from planner.solver.lines.pieces import piece_of
from planner.solver.lines.pieces.rest import apart
from planner.solver.lines.question import Options, Question, Rows, Worker

LINEAR = 1 << 62
"""Bounds of a CP-SAT domain from which on a row is open."""


class Seat(NamedTuple):
    """An option of a person: a shift of a day at a place, by number of the person's letter."""

    person: int
    day: int
    letter: int


class Row(NamedTuple):
    """A linear constraint of the model, and its place there."""

    low: float
    high: float
    terms: dict[int, float]
    place: int = -1


@dataclass(frozen=True)
class Compiled:
    """A question and what its lines mean: `variable[worker][option]` is the model's literal, -1 for a day off."""

    question: Question
    variable: tuple[tuple[int, ...], ...]
    literals: tuple[int, ...]
    """Every literal of a person at a place, closed ones too."""
    places: tuple[int, ...]
    """The model's constraint that each coupling row is."""
    counted: tuple[tuple[str, ...], ...]
    """Of each worker the rule (id) behind each count of the graph."""


def compile_question(model: PlanModel, objective: Linear) -> Compiled:
    """The question of the least `objective`. Raises NoLine when somebody has no line at all."""
    model.model.minimize(objective)
    proto = model.model.proto
    cost = dict(zip(proto.objective.vars, proto.objective.coeffs, strict=True))
    people = Letters(model)
    compiled, pieces, counted = _compiled_rules(model)
    closed: set[int] = set()
    rows: list[Row] = []
    skipped = {place for rule, places in model.said_by if rule.id in compiled for place in places}
    for place, constraint in enumerate(proto.constraints):
        row = _linear(constraint)
        if row is None or place in people.definitions:
            continue
        if len(row.terms) == 1:
            ((index, factor),) = row.terms.items()
            if row.high < factor and row.low <= 0 and factor > 0 and index in people.seats:
                closed.update(people.seats[index])
                continue
        if place not in skipped:
            rows.append(row._replace(place=place))
    return _question(model, people, rows, closed, cost, pieces, counted)


class Letters:
    """Every person's options: which of the model's literals they are, and the letters of the days."""

    def __init__(self, model: PlanModel) -> None:
        x, instance = model.decisions, model.instance
        self.letter_of = {code: number for number, code in enumerate(instance.scenario.shifts, start=1)}
        self.slots: list[dict[tuple[int, int], ShiftSlot]] = []
        self.seat: dict[int, Seat] = {}
        """Option of a person by the literal of a place."""
        self.seats: dict[int, list[int]] = {}
        """Literals of the places that a literal stands for: itself, or all places of a shift."""
        self.places: dict[tuple[int, int, int], list[int]] = {}
        """Literals of the places by person, day and letter."""
        for number, employee in enumerate(instance.employees):
            cells: dict[tuple[int, int], ShiftSlot] = {}
            for slot, on in x.shifts_of(employee.key):
                letter = self.letter_of[slot.shift]
                cells[slot.day, letter] = slot
                places = [x.sits(employee.key, slot.day, slot.shift, post) for post in instance.posts]
                places += [x.attends(employee.key, slot, key) for key in instance.scenario.facts.activities]
                self.places[number, slot.day, letter] = [literal.index for literal in places]
                for literal in places:
                    self.seat[literal.index] = Seat(number, slot.day, letter)
                    self.seats[literal.index] = [literal.index]
                self.seats[on.index] = [literal.index for literal in places]
            self.slots.append(cells)
        self.definitions = set(self._definitions(model))

    def _definitions(self, model: PlanModel) -> Iterator[int]:
        """Places of the constraints that only say what a literal stands for, or that a day has one letter."""
        for rule, places in model.said_by:
            if rule.kind == "one_duty_a_day":
                yield from places
        first = min((places.start for _, places in model.said_by), default=0)
        for place in range(first):
            row = _linear(model.model.proto.constraints[place])
            if row is None or not row.terms:
                continue
            seats = [index for index in row.terms if index in self.seats]
            if len(seats) == len(row.terms) and len({self._owner(index) for index in seats}) == 1:
                yield place

    def _owner(self, index: int) -> int:
        return self.seat[self.seats[index][0]].person


def _compiled_rules(model: PlanModel) -> tuple[set[str], list[list[Piece]], list[list[str]]]:
    """Ids of the rules that everybody's graph keeps, each person's pieces, and the rule behind each of their counts.

    Nobody is in two duties at once whatever the rules say; those constraints are among the definitions.
    """
    instance = model.instance
    compiled: set[str] = set()
    pieces: list[list[Piece]] = [[apart(instance, employee, 0)] for employee in instance.employees]
    counted: list[list[str]] = [[] for _ in instance.employees]
    for rule, _ in model.said_by:
        found = _pieces_of(rule, model)
        if found is not None:
            compiled.add(rule.id)
            for number, piece in found.items():
                pieces[number].append(piece)
                counted[number] += [rule.id] * len(piece.limits)
    return compiled, pieces, counted


def _pieces_of(rule: Rule, model: PlanModel) -> dict[int, Piece] | None:
    found = {}
    for number, employee in enumerate(model.instance.employees):
        if rule.only_people and employee.key not in rule.only_people:
            continue
        piece = piece_of(rule, model.instance, employee)
        if piece is None:
            return None
        found[number] = piece
    return found


def _linear(constraint: Any) -> Row | None:
    """A constraint as a row; None when it is not linear, or holds only under a condition."""
    if len(constraint.enforcement_literal):
        return None
    if constraint.has_linear():
        domain = list(constraint.linear.domain)
        if len(domain) != 2:
            return None
        terms: dict[int, float] = defaultdict(float)
        for index, factor in zip(list(constraint.linear.vars), list(constraint.linear.coeffs), strict=True):
            terms[index] += factor
        low = -np.inf if domain[0] <= -LINEAR else float(domain[0])
        high = np.inf if domain[1] >= LINEAR else float(domain[1])
        return Row(low, high, dict(terms))
    for name, low, high in (
        ("bool_or", 1.0, np.inf),
        ("at_most_one", -np.inf, 1.0),
        ("exactly_one", 1.0, 1.0),
    ):
        if getattr(constraint, f"has_{name}")():
            return _literals(list(getattr(constraint, name).literals), low, high)
    return None


def _literals(literals: list[int], low: float, high: float) -> Row:
    """A sum of literals between two bounds; a negative one is `1 - x` of variable `-literal - 1`."""
    terms: dict[int, float] = defaultdict(float)
    constant = 0.0
    for literal in literals:
        if literal >= 0:
            terms[literal] += 1.0
        else:
            terms[-literal - 1] -= 1.0
            constant += 1.0
    return Row(low - constant, high - constant, dict(terms))


def _question(
    model: PlanModel,
    people: Letters,
    rows: list[Row],
    closed: set[int],
    cost: dict[int, float],
    pieces: list[list[Piece]],
    counted: list[list[str]],
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
    graphs: dict[Hashable, LineGraph] = {}
    workers, variables = [], []
    for number, employee in enumerate(model.instance.employees):
        graph = _graph(model, people, number, employee, pieces[number], graphs)
        options, literals = _options(model, people, number, closed, prices, coefficients, day_costs)
        workers.append(Worker(employee.key, graph, len(people.letter_of) + 1, options))
        variables.append(literals)
    own = sorted({index for row in kept for index in row.terms} - people.seats.keys())
    own_rows, constant = _own(model, kept, own, prices, coefficients, people)
    return Compiled(
        Question(tuple(workers), own_rows, model.instance.days, constant),
        tuple(variables),
        tuple(people.seat),
        tuple(row.place for row in kept),
        tuple(
            tuple(rules[count] for count in worker.graph.counted)
            for rules, worker in zip(counted, workers, strict=True)
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


def _graph(
    model: PlanModel,
    people: Letters,
    number: int,
    employee: Employee,
    pieces: list[Piece],
    graphs: dict[Hashable, LineGraph],
) -> LineGraph:
    """One graph serves all people of a site whose pieces say the same."""
    key = (employee.site, tuple((piece.key, piece.limits) for piece in pieces))
    if key not in graphs:
        by_day: dict[int, list[tuple[int, ShiftSlot | None]]] = defaultdict(lambda: [(OFF, None)])
        for (day, letter), slot in sorted(people.slots[number].items(), key=lambda item: item[0]):
            by_day[day].append((letter, slot))
        graphs[key] = line_graph(pieces, [by_day[day] for day in range(model.instance.days)])
    return graphs[key]


def _options(
    model: PlanModel,
    people: Letters,
    number: int,
    closed: set[int],
    prices: dict[int, float],
    coefficients: dict[int, list[tuple[int, float]]],
    day_costs: dict[tuple[int, int, int], float],
) -> tuple[Options, tuple[int, ...]]:
    found = [(seat.day, seat.letter, index) for index, seat in people.seat.items() if seat.person == number]
    found = [option for option in found if option[2] not in closed]
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
    rows: list[Row],
    own: Iterable[int],
    prices: dict[int, float],
    coefficients: dict[int, list[tuple[int, float]]],
    people: Letters,
) -> tuple[Rows, float]:
    """The rows with the columns that are nobody's; what all others cost at least is the constant."""
    proto = model.model.proto
    columns = list(own)
    domains = [list(proto.variables[index].domain) for index in columns]
    terms = [coefficients[index] for index in columns]
    rows_of = Rows(
        low=np.array([row.low for row in rows]),
        high=np.array([row.high for row in rows]),
        cost=np.array([prices.get(index, 0.0) for index in columns]),
        least=np.array([float(domain[0]) for domain in domains]),
        most=np.array([float(domain[-1]) for domain in domains]),
        first=np.concatenate(([0], np.cumsum([len(each) for each in terms]))).astype(np.int32),
        row=np.array([row for each in terms for row, _ in each], np.int32),
        value=np.array([value for each in terms for _, value in each]),
    )
    known = set(columns) | people.seat.keys()
    constant = float(proto.objective.offset)
    for index, price in prices.items():
        if index not in known:
            domain = list(proto.variables[index].domain)
            constant += min(price * domain[0], price * domain[-1])
    return rows_of, constant
