"""The question of a book that only counts people on shifts, straight from the instance.

Where graphs keep the rules about single people and all others count heads or price a wish, no CP-SAT model has to be
built to know the rows: it has a variable for each person, day, shift and post, which a large question has millions of.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta

import numpy as np
from numpy.typing import NDArray

from planner.instance.model import Employee, Instance, ShiftSlot
from planner.plan.model import Duty
from planner.rules.base import Rule, Strength
from planner.rules.mix import KindLimit
from planner.scenario.people import Wish
from planner.scenario.preferred_cover import PreferredPeople
from planner.scenario.work import StandByTime
from planner.solver.cpsat.variables import Decisions
from planner.solver.lines.compile import Compiled
from planner.solver.lines.graph import OFF
from planner.solver.lines.kept import KeptRules, kept_rules
from planner.solver.lines.pieces.base import is_one_of
from planner.solver.lines.product import I64
from planner.solver.lines.question import Options, Question, Rows, Worker
from planner.units import MINUTES_PER_DAY

F64 = NDArray[np.float64]

MUSTS = frozenset({"one_duty_a_day", "leave", "post_qualification", "kind_limit", "minimum_cover"})
"""Rules that close options or count heads; of `kind_limit` those that allow none."""

SHOULDS = frozenset({"preferred_cover", "requests"})
"""Rules that price heads or an option."""


@dataclass(frozen=True)
class Straight:
    """A question, and what is at its options and rows.

    `post` is the post of each option of a worker, by number of the instance's post, -1 for a day off. `heads` has the
    row of preferred cover that each coupling row is, `counted` of each worker the rule (id) behind each count.
    """

    instance: Instance
    question: Question
    post: tuple[NDArray[np.int32], ...]
    heads: tuple[PreferredPeople, ...]
    counted: tuple[tuple[str, ...], ...]

    def compiled(self, x: Decisions) -> Compiled:
        """The question as lines of a model that has these decisions."""
        posts, codes = self.instance.posts, ["", *self.instance.scenario.shifts]
        variable = tuple(
            tuple(
                -1 if letter == OFF else x.sits(employee.key, day, codes[letter], posts[post]).index
                for day, letter, post in zip(
                    worker.options.day.tolist(), worker.options.letter.tolist(), of.tolist(), strict=True
                )
            )
            for employee, worker, of in zip(
                self.instance.employees, self.question.workers, self.post, strict=True
            )
        )
        literals = tuple(
            x.sits(employee.key, slot.day, slot.shift, post).index
            for employee in self.instance.employees
            for slot, _ in x.shifts_of(employee.key)
            for post in posts
        )
        return Compiled(self.question, variable, literals, places=(), counted=self.counted)

    def duties(self, taken: NDArray[np.int64]) -> Iterator[Duty]:
        """What people work who have taken these options, by worker and day."""
        codes = list(self.instance.scenario.shifts)
        slots = {(slot.site, slot.day, slot.shift): slot for slot in self.instance.slots}
        begin = self.instance.scenario.start
        people = zip(self.instance.employees, self.question.workers, self.post, taken, strict=True)
        for employee, worker, posts, options in people:
            for day, option in enumerate(options):
                letter = worker.options.letter[option]
                if letter != OFF:
                    slot = slots[employee.site, day, codes[letter - 1]]
                    start, end = (begin + timedelta(minutes=minute) for minute in (slot.start, slot.end))
                    post = self.instance.posts[posts[option]]
                    yield Duty(employee.key, start, end, post, slot.shift, slot.paid)


def straight(instance: Instance) -> Straight | None:
    """The question of the least points; None where the book asks for more. Raises NoLine."""
    book = instance.scenario.rule_book
    if instance.items or instance.scenario.facts.activities or not any(_is_one_a_day(rule) for rule in book):
        return None
    if any(level.stand_by is not StandByTime.REST and level.periods for level in instance.levels):
        return None
    kept = kept_rules(instance, book)
    others = list(kept.others(book))
    if not all(_is_straight(rule) for rule in others):
        return None
    return _Maker(instance, others).straight(kept)


def _is_one_a_day(rule: Rule) -> bool:
    return rule.kind == "one_duty_a_day" and not rule.only_people


def _is_straight(rule: Rule) -> bool:
    if isinstance(rule, KindLimit) and rule.duties:
        return False
    return rule.kind in (MUSTS if rule.strength is Strength.MUST else SHOULDS)


class _Maker:
    """Lays out the rows, and people's options in them, each rule as its encoder says it."""

    def __init__(self, instance: Instance, rules: Sequence[Rule]) -> None:
        self._instance = instance
        self._rules = rules
        self._days = {day: number for number, day in enumerate(instance.scenario.days)}
        self._letter = {code: letter for letter, code in enumerate(instance.scenario.shifts, start=1)}
        self._shifts = {
            site: _Shifts([slot for slot in instance.slots if slot.site == site], self._letter)
            for site in instance.site_day_starts
        }
        self._heads: list[PreferredPeople] = []
        self._low: list[float] = []
        self._high: list[float] = []
        self._own: list[tuple[int, int, int, float]] = []
        """Cost, most, row and value of each own column."""
        for rule in rules:
            if rule.kind in ("preferred_cover", "minimum_cover"):
                for asked in instance.scenario.preferred_cover:
                    if asked.date in self._days:
                        self._count_heads(rule, asked)
        self._first, self._row = self._rows_of_cells()

    def straight(self, kept: KeptRules) -> Straight:
        """All of it."""
        instance = self._instance
        prices = self._prices()
        workers, posts = [], []
        for number, employee in enumerate(instance.employees):
            options, post = self._options(employee, prices.get(employee.key))
            graph = kept.graphs.of(employee.site, kept.pieces[number], 1.0)
            workers.append(Worker(employee.key, graph, len(self._letter) + 1, options))
            posts.append(post)
        counted = tuple(
            tuple(rules[count] for count in worker.graph.counted)
            for rules, worker in zip(kept.counted, workers, strict=True)
        )
        question = Question(tuple(workers), self._rows(), instance.days)
        return Straight(instance, question, tuple(posts), tuple(self._heads), counted)

    def _count_heads(self, rule: Rule, asked: PreferredPeople) -> None:
        """A row `low <= heads + missing - beyond <= high`, where it asks for anything."""
        under = over = 0
        low, high = -np.inf, np.inf
        if rule.kind == "minimum_cover":
            low = asked.minimum or low
        else:
            under, over = rule.points * asked.under_points, rule.points * asked.over_points
            low, high = asked.preferred if under else low, asked.preferred if over else high
        if np.isinf(low) and np.isinf(high):
            return
        row = len(self._heads)
        if under:
            self._own.append((under, asked.preferred, row, 1.0))
        if over:
            self._own.append((over, len(self._instance.employees), row, -1.0))
        self._heads.append(asked)
        self._low.append(low)
        self._high.append(high)

    def _rows(self) -> Rows:
        own = np.array(self._own, float).reshape(-1, 4)
        return Rows(
            low=np.array(self._low),
            high=np.array(self._high),
            cost=own[:, 0].copy(),
            least=np.zeros(len(own)),
            most=own[:, 1].copy(),
            first=np.arange(len(own) + 1, dtype=np.int32),
            row=own[:, 2].astype(np.int32),
            value=own[:, 3].copy(),
        )

    def _rows_of_cells(self) -> tuple[I64, I64]:
        """The rows of each day, letter and post: `row[first[c]:first[c + 1]]` of cell `c`."""
        posts = self._instance.posts
        cells, rows = [], []
        for row, asked in enumerate(self._heads):
            shift = self._days[asked.date] * (len(self._letter) + 1) + self._letter[asked.shift]
            for number, post in enumerate(posts):
                if asked.post in (None, post):
                    cells.append(shift * len(posts) + number)
                    rows.append(row)
        order = np.argsort(np.array(cells, np.int64), kind="stable")
        many = self._instance.days * (len(self._letter) + 1) * len(posts)
        first = np.searchsorted(np.array(cells, np.int64)[order], np.arange(many + 1))
        return first, np.array(rows, np.int64)[order]

    def _prices(self) -> dict[str, F64]:
        """What wishes cost by person, day and letter; no entry for who has none."""
        found: dict[str, F64] = {}
        for rule in self._rules:
            if rule.kind != "requests":
                continue
            for request in self._instance.scenario.requests:
                if request.date not in self._days or not rule.is_about(request.person):
                    continue
                shape = len(self._days), len(self._letter) + 1
                cost = found.setdefault(request.person, np.zeros(shape))[self._days[request.date]]
                points = rule.points * request.points
                meant = slice(1, None) if request.shift == "any" else self._letter[request.shift]
                if request.wish is Wish.AVOID:
                    cost[meant] += points
                else:
                    cost += points
                    cost[meant] -= points
        return found

    def _options(self, employee: Employee, prices: F64 | None) -> tuple[Options, NDArray[np.int32]]:
        """What the person may do, in order of day, letter and post, and the post of each option."""
        instance = self._instance
        posts = np.array(
            [number for number, post in enumerate(instance.posts) if self._may_sit(employee, post)], np.int32
        )
        cells = self._open(employee)
        off = np.arange(instance.days, dtype=np.int32)
        day = np.concatenate((off, np.repeat(cells[:, 0], len(posts))))
        letter = np.concatenate((np.full(instance.days, OFF, np.int32), np.repeat(cells[:, 1], len(posts))))
        post = np.concatenate((np.full(instance.days, -1, np.int32), np.tile(posts, len(cells))))
        order = np.lexsort((post, letter, day))
        day, letter, post = day[order], letter[order], post[order]
        cell = (day.astype(np.int64) * (len(self._letter) + 1) + letter) * len(instance.posts) + post
        begins = np.where(post >= 0, self._first[cell], 0)
        lengths = np.where(post >= 0, self._first[cell + 1] - begins, 0)
        first = np.concatenate(([0], np.cumsum(lengths)))
        row = self._row[np.repeat(begins - first[:-1], lengths) + np.arange(first[-1])]
        cost = np.zeros(len(day)) if prices is None else prices[day, letter]
        return Options(
            day, letter, cost, first.astype(np.int32), row.astype(np.int32), np.ones(len(row))
        ), post

    def _may_sit(self, employee: Employee, post: str) -> bool:
        asked = any(rule.kind == "post_qualification" and rule.is_about(employee.key) for rule in self._rules)
        return not asked or self._instance.scenario.facts.posts[post].skill in employee.skills

    def _open(self, employee: Employee) -> NDArray[np.int32]:
        """Day and letter of the shifts that neither leave nor a limit of none closes."""
        shifts = self._shifts[employee.site]
        closed = np.zeros(len(shifts.day), bool)
        for rule in self._rules:
            if not rule.is_about(employee.key):
                continue
            if isinstance(rule, KindLimit):
                closed |= shifts.such(rule)
            elif rule.kind == "leave":
                midnights = self._instance.site_day_starts[employee.site][self._instance.history_days :]
                for day in sorted(employee.leave_days):
                    # The first day after the horizon matters too: the last night may run into it.
                    if 0 <= day <= self._instance.days:
                        start = midnights[day]
                        end = midnights[day + 1] if day < self._instance.days else start + MINUTES_PER_DAY
                        closed |= (shifts.start < end) & (start < shifts.end)
        return np.stack((shifts.day, shifts.letter), axis=1)[~closed]


class _Shifts:
    """The shifts of a site as arrays."""

    def __init__(self, slots: Sequence[ShiftSlot], letter: Mapping[str, int]) -> None:
        self._slots = slots
        self._such: dict[tuple[object, object], NDArray[np.bool_]] = {}
        self.day = np.array([slot.day for slot in slots], np.int32)
        self.letter = np.array([letter[slot.shift] for slot in slots], np.int32)
        self.start = np.array([slot.start for slot in slots], np.int64)
        self.end = np.array([slot.end for slot in slots], np.int64)

    def such(self, rule: KindLimit) -> NDArray[np.bool_]:
        """Which of them the rule counts."""
        key = rule.kinds, rule.shifts
        if key not in self._such:
            self._such[key] = np.array([is_one_of(slot, *key) for slot in self._slots], bool)
        return self._such[key]
