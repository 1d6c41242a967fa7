"""Rows of a model without what is decided already: smaller, and of one kind of column only where that can be had.

Where segmentation, contracts and on-call duties are given, a model of the whole question is far more than the lines
need. What is fixed is put in, what cannot fail is dropped, columns that only follow the lines are put into their cost
(Andersen & Andersen 1995, Presolving in linear programming). Meant for finding plans: some free choices are settled.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Container, Iterable, Mapping, Set
from dataclasses import dataclass, field

import numpy as np

from planner.solver.lines.rows import Row
from planner.solver.over import Over, never, while_not

Group = tuple[int, int]
"""Person and day: of the literals of one group at most one holds."""

NEIGHBOURS = 6
"""Rows after a row that may say less than it: cover rows follow each other in time."""


@dataclass
class Reduction:
    """Rows under reduction. `seats` gives the seat literals that a literal stands for, `group` a seat's group."""

    rows: list[Row]
    seats: Mapping[int, list[int]]
    group: Mapping[int, Group]
    least: dict[int, float]
    most: dict[int, float]
    cost: dict[int, float]
    closed: set[int] = field(default_factory=set)
    over: Over = never

    def run(self, decided: Mapping[int, int]) -> None:
        """Puts in the decisions, then everything that follows. Raises IsOver."""
        for index, value in decided.items():
            self.least[index] = self.most[index] = float(value)
        self._put_in()
        self._keep_what_lines_touch()
        self._accompany()
        self._settle_free_choices()
        self._put_in()
        self._follow_the_lines()
        self._join_companions()
        self._drop_what_others_say()

    def _put_in(self) -> None:
        """Fixed columns, closed seats, and rows that nothing can break, until nothing changes."""
        changed = True
        while changed:
            before = len(self.closed)
            smaller = map(self._smaller, while_not(self.over, self.rows))
            self.rows = [row for row in smaller if row is not None]
            changed = len(self.closed) > before

    def _smaller(self, row: Row) -> Row | None:
        """The row without what is fixed; None when it says nothing more, closing seats that it forbids alone."""
        low, high, terms = row.low, row.high, row.terms
        fixed = [index for index in terms if self._is_fixed(index)]
        if fixed:
            terms = dict(terms)
            for index in fixed:
                amount = terms.pop(index) * self.least.get(index, 0.0)
                low, high = low - amount, high - amount
        least, most = self._activity(terms)
        if least >= low and most <= high:
            return None
        if len(terms) == 1:
            ((index, factor),) = terms.items()
            if index in self.seats:
                if factor > high or factor < low:
                    self.closed.update(self.seats[index])
                    return None if low <= 0 <= high else Row(low, high, {}, row.place)
            else:
                self._tighten(index, low / factor, high / factor)
                return None
        return Row(low, high, terms, row.place)

    def _is_fixed(self, index: int) -> bool:
        if index in self.seats:
            return all(seat in self.closed for seat in self.seats[index])
        return self.least[index] == self.most[index]

    def _tighten(self, index: int, one: float, other: float) -> None:
        least, most = min(one, other), max(one, other)
        self.least[index] = max(self.least[index], float(np.ceil(least - 1e-9)))
        self.most[index] = min(self.most[index], float(np.floor(most + 1e-9)))

    def _activity(self, terms: Mapping[int, float]) -> tuple[float, float]:
        """Least and most that a row's terms may sum to, with one literal of a person and day at most."""
        least = most = 0.0
        lows: dict[Group, float] = {}
        highs: dict[Group, float] = {}
        for index, factor in terms.items():
            if index in self.seats:
                group = self.group[self.seats[index][0]]
                if factor > 0:
                    highs[group] = max(highs.get(group, 0.0), factor)
                else:
                    lows[group] = min(lows.get(group, 0.0), factor)
            else:
                ends = factor * self.least[index], factor * self.most[index]
                least, most = least + min(ends), most + max(ends)
        return least + sum(lows.values()), most + sum(highs.values())

    def _keep_what_lines_touch(self) -> None:
        """Drops rows that hang together with no row of a seat: they say nothing about lines any more."""
        by_column: dict[int, list[int]] = defaultdict(list)
        touched: list[int] = []
        for place, row in enumerate(self.rows):
            if any(index in self.seats for index in row.terms):
                touched.append(place)
            for index in row.terms:
                if index not in self.seats:
                    by_column[index].append(place)
        kept = set(touched)
        while touched:
            for index in self.rows[touched.pop()].terms:
                if index not in self.seats:
                    new = [place for place in by_column.pop(index, ()) if place not in kept]
                    kept.update(new)
                    touched += new
        self.rows = [row for place, row in enumerate(self.rows) if place in kept]

    def _accompany(self) -> None:
        """A free yes that seats take for granted, and that asks for companions, becomes a row of seats alone.

        `companions >= k` where somebody has to sit anyway, else `takers <= all of them times companions`, or a row for
        each taker when it asks for several.
        """
        uses = self._uses_of_columns()
        asked = self._asked()
        gone: set[int] = set()
        for index, places in while_not(self.over, uses.items()):
            if self.cost.get(index) or (self.least[index], self.most[index]) != (0, 1):
                continue
            asking = [place for place in places if self.rows[place].terms[index] < 0]
            clauses = [self.rows[place] for place in places if place not in asking]
            if len(asking) != 1 or not clauses or not all(self._is_taker(row, index) for row in clauses):
                continue
            row = self.rows[asking[0]]
            companions = {other: factor for other, factor in row.terms.items() if other != index}
            if (
                row.low != 0
                or row.high < np.inf
                or not all(other in self.seats and factor == 1 for other, factor in companions.items())
            ):
                continue
            takers = [other for clause in clauses for other in clause.terms if other != index]
            least = -row.terms[index]
            gone.update(places)
            if _is_asked(asked, companions.keys() | takers):
                self.rows.append(Row(least, np.inf, companions))
            elif least == 1:
                self.rows.append(_for_all(companions, takers))
            else:
                self.rows += [_for_one(companions, taker, least) for taker in takers]
        self._drop(gone)

    def _is_taker(self, row: Row, index: int) -> bool:
        """Whether a row says that whoever has one seat takes a choice for granted."""
        others = [(other, factor) for other, factor in row.terms.items() if other != index]
        return (
            (row.low, row.high, row.terms[index]) == (0, np.inf, 1)
            and len(others) == 1
            and others[0][0] in self.seats
            and others[0][1] == -1
        )

    def _uses_of_columns(self) -> dict[int, list[int]]:
        """Places of the rows that each column stands in."""
        uses: dict[int, list[int]] = defaultdict(list)
        for place, row in enumerate(self.rows):
            for index in row.terms:
                if index not in self.seats:
                    uses[index].append(place)
        return uses

    def _asked(self) -> dict[int, list[Row]]:
        """Rows that ask for some of several seats, by the first of these."""
        asked: dict[int, list[Row]] = defaultdict(list)
        for row in self.rows:
            if row.low >= 1 and all(factor == 1.0 for factor in row.terms.values()):
                asked[next(iter(row.terms))].append(row)
        return asked

    def _drop(self, places: Container[int]) -> None:
        self.rows = [row for place, row in enumerate(self.rows) if place not in places]

    def _settle_free_choices(self) -> None:
        """A free yes-or-no in several rows is yes where that closes nobody's seat, and open else."""
        for index, places in while_not(self.over, self._uses_of_columns().items()):
            rows = [self.rows[place] for place in places]
            if len(rows) > 1 and not self.cost.get(index) and (self.least[index], self.most[index]) == (0, 1):
                self.least[index] = 1.0
                if not all(self._leaves_all_open(row) for row in rows):
                    self.least[index] = 0.0

    def _leaves_all_open(self, row: Row) -> bool:
        """Whether a row can be kept whichever single seat is taken."""
        least, most = self._activity(row.terms)
        alone = [factor for index, factor in row.terms.items() if index in self.seats]
        return most + min(0.0, *alone, 0.0) >= row.low and least + max(0.0, *alone, 0.0) <= row.high

    def _follow_the_lines(self) -> None:
        """A priced column that one row alone pushes up from its least on is put into the cost of that row's others.

        What is lost is a rounding: such a column is a whole number that is least when the lines are.
        """
        uses: dict[int, int] = defaultdict(int)
        for row in self.rows:
            for index in row.terms:
                uses[index] += 1
        kept = []
        for row in while_not(self.over, self.rows):
            column = next(
                (index for index in row.terms if uses[index] == 1 and self._follows(index, row)), None
            )
            if column is None:
                kept.append(row)
                continue
            price = self.cost.pop(column) / row.terms[column]
            for index, factor in row.terms.items():
                if index != column:
                    self.cost[index] = self.cost.get(index, 0.0) - price * factor
                    uses[index] -= 1
        self.rows = kept

    def _follows(self, column: int, row: Row) -> bool:
        """Whether a column with a price is at least what its row asks for as soon as anything is done."""
        unit = row.terms[column]
        if column in self.seats or self.cost.get(column, 0.0) <= 0 or unit <= 0 or row.high < np.inf:
            return False
        others = {index: factor for index, factor in row.terms.items() if index != column}
        _, most = self._activity(others)
        return (row.low - most) / unit >= self.least[column] - 1.0 and bool(others)

    def _join_companions(self) -> None:
        """Rows `companions >= k · seat` of many seats become `companions >= k` where somebody has to sit anyway.

        Exact where a cover row asks for one of those seats or of the companions.
        """
        alone: dict[tuple[frozenset[int], float], list[int]] = defaultdict(list)
        for place, row in enumerate(self.rows):
            takers = [index for index, factor in row.terms.items() if factor < 0]
            if len(takers) == 1 and row.low == 0 and row.high == np.inf and _all_seats(row, self.seats):
                companions = frozenset(row.terms.keys() - takers)
                alone[companions, -row.terms[takers[0]]].append(place)
        asked = self._asked()
        gone: set[int] = set()
        for (companions, least), places in while_not(self.over, alone.items()):
            those = companions.union(*(self.rows[place].terms for place in places))
            if _is_asked(asked, those):
                gone.update(places)
                self.rows.append(Row(least, np.inf, dict.fromkeys(companions, 1.0)))
        self._drop(gone)

    def _drop_what_others_say(self) -> None:
        """Drops a row asking for no more of a larger set of seats than one near it asks of a part of them."""
        gone: set[int] = set()
        plain = [
            place
            for place, row in enumerate(self.rows)
            if row.high == np.inf
            and all(factor == 1.0 and index in self.seats for index, factor in row.terms.items())
        ]
        for here, place in enumerate(while_not(self.over, plain)):
            row = self.rows[place]
            for other in plain[here + 1 : here + 1 + NEIGHBOURS]:
                against = self.rows[other]
                if row.low >= against.low and row.terms.keys() <= against.terms.keys():
                    gone.add(other)
                elif row.low <= against.low and against.terms.keys() <= row.terms.keys():
                    gone.add(place)
                    break
        self._drop(gone)


def _is_asked(asked: Mapping[int, list[Row]], seats: Set[int]) -> bool:
    """Whether a row asks for some of the seats and of no others."""
    return any(row.terms.keys() <= seats for index in seats for row in asked.get(index, ()))


def _for_all(companions: Mapping[int, float], takers: Iterable[int]) -> Row:
    """One companion is enough for all takers."""
    terms = dict.fromkeys(takers, -1.0)
    times = len(terms)
    for index in companions:
        terms[index] = terms.get(index, 0.0) + times
    return Row(0.0, np.inf, terms)


def _for_one(companions: Mapping[int, float], taker: int, least: float) -> Row:
    return Row(0.0, np.inf, {**companions, taker: companions.get(taker, 0.0) - least})


def _all_seats(row: Row, seats: Mapping[int, list[int]]) -> bool:
    return all(index in seats for index in row.terms)
