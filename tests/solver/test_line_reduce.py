"""Rows from which what is decided has been taken, worked by hand."""

from __future__ import annotations

import numpy as np
import pytest

from planner.solver.lines.reduce import Reduction
from planner.solver.lines.rows import Row

ANN_MON, BEN_MON, ANN_TUE, BEN_TUE = range(4)
SEATED, OTHER = 10, 11
"""Columns that are nobody's."""


def reduced(rows: list[Row], decided: dict[int, int], cost: dict[int, float] | None = None) -> Reduction:
    """Two people with one seat on each of two days."""
    seats = {index: [index] for index in (ANN_MON, BEN_MON, ANN_TUE, BEN_TUE)}
    group = {ANN_MON: (0, 0), BEN_MON: (1, 0), ANN_TUE: (0, 1), BEN_TUE: (1, 1)}
    least, most = {SEATED: 0.0, OTHER: 0.0}, {SEATED: 1.0, OTHER: 100.0}
    found = Reduction(rows, seats, group, least, most, dict(cost or {}), set())
    found.run(decided)
    return found


def at_least(low: float, **terms: float) -> Row:
    names = {
        "ann_mon": ANN_MON,
        "ben_mon": BEN_MON,
        "ann_tue": ANN_TUE,
        "ben_tue": BEN_TUE,
        "seated": SEATED,
        "other": OTHER,
    }
    return Row(low, np.inf, {names[name]: factor for name, factor in terms.items()})


class TestDecided:
    def test_a_seat_is_asked_for_where_the_work_is_internal(self) -> None:
        row = at_least(0, ann_mon=1, ben_mon=1, seated=-1)
        assert reduced([row], {SEATED: 1}).rows == [at_least(1, ann_mon=1, ben_mon=1)]
        assert reduced([row], {SEATED: 0}).rows == []

    def test_who_is_on_call_may_not_sit_and_is_in_no_row_any_more(self) -> None:
        excluded = Row(-np.inf, 1.0, {ANN_MON: 1.0, SEATED: 1.0})
        found = reduced([excluded, at_least(1, ann_mon=1, ben_mon=1)], {SEATED: 1})
        assert found.closed == {ANN_MON}
        assert [row for row in found.rows if ANN_MON in row.terms] == []

    def test_one_person_fills_no_two_seats_of_a_day(self) -> None:
        """Two people cannot both be asked for by a row that nobody can break."""
        assert reduced([Row(-np.inf, 2.0, {ANN_MON: 1.0, BEN_MON: 1.0})], {}).rows == []
        kept = Row(-np.inf, 1.0, {ANN_MON: 1.0, BEN_MON: 1.0})
        assert reduced([kept], {}).rows == [kept]


class TestColumns:
    def test_a_cost_that_follows_the_lines_becomes_theirs(self) -> None:
        """On-costs of a fifth of 50 for Monday and 100 for Tuesday: other >= 10 ann_mon + 20 ann_tue, at 1 each."""
        found = reduced([at_least(0, other=1, ann_mon=-10, ann_tue=-20)], {}, {OTHER: 1.0, ANN_MON: 50.0})
        assert found.rows == []
        assert found.cost == {ANN_MON: 60.0, ANN_TUE: 20.0}

    def test_what_is_due_only_beyond_a_threshold_stays_a_column(self) -> None:
        rows = [at_least(-15, other=1, ann_mon=-10, ann_tue=-20)]
        assert reduced(rows, {}, {OTHER: 1.0}).rows == rows

    def test_a_free_yes_is_given_where_it_closes_nobody(self) -> None:
        """Ann sits on Monday only if she may, and then ben has to sit on both days."""
        rows = [at_least(0, ben_tue=1, seated=-1), at_least(0, ben_mon=1, seated=-1)]
        found = reduced([*rows, at_least(0, seated=1, ann_mon=-1)], {})
        assert found.rows == [at_least(1, ben_tue=1), at_least(1, ben_mon=1)]

    def test_a_yes_that_would_close_a_seat_stays_open(self) -> None:
        rows = [
            Row(-np.inf, 1.0, {ANN_MON: 1.0, SEATED: 1.0}),
            Row(-np.inf, 1.0, {BEN_MON: 1.0, SEATED: 1.0}),
        ]
        assert reduced(rows, {}).rows == rows


class TestRows:
    @pytest.mark.parametrize("swapped", [False, True])
    def test_a_row_that_another_implies_goes(self, swapped: bool) -> None:
        strict, lax = at_least(1, ann_mon=1), at_least(1, ann_mon=1, ben_mon=1)
        wider = at_least(2, ann_mon=1, ben_mon=1, ann_tue=1)
        found = reduced([wider, lax] if swapped else [lax, wider], {})
        assert found.rows == ([wider, lax] if swapped else [lax, wider])
        assert strict not in found.rows

    def test_companions_of_all_who_may_sit_become_one_row(self) -> None:
        """Ann on Monday needs ben on Tuesday, ben on Monday too, and one of them sits on Monday."""
        cover = at_least(1, ann_mon=1, ben_mon=1)
        found = reduced([cover, at_least(0, ben_tue=1, ann_mon=-1), at_least(0, ben_tue=1, ben_mon=-1)], {})
        assert found.rows == [cover, at_least(1, ben_tue=1)]

    @pytest.mark.parametrize("is_asked", [False, True])
    def test_company_that_seats_take_for_granted_is_asked_for_by_seats_alone(self, is_asked: bool) -> None:
        """Ann on Monday and ben on Monday each need ben on Tuesday: he has to be there if one of them has to sit."""
        cover = [at_least(1, ann_mon=1, ben_mon=1)] if is_asked else []
        takers = [at_least(0, seated=1, ann_mon=-1), at_least(0, seated=1, ben_mon=-1)]
        found = reduced([*cover, at_least(0, ben_tue=1, seated=-1), *takers], {})
        company = at_least(1, ben_tue=1) if is_asked else at_least(0, ben_tue=2, ann_mon=-1, ben_mon=-1)
        assert found.rows == [*cover, company]

    def test_company_of_two_is_asked_for_by_each_taker(self) -> None:
        takers = [at_least(0, seated=1, ann_mon=-1), at_least(0, seated=1, ben_mon=-1)]
        found = reduced([at_least(0, ben_tue=1, ann_tue=1, seated=-2), *takers], {})
        assert found.rows == [
            at_least(0, ben_tue=1, ann_tue=1, ann_mon=-2),
            at_least(0, ben_tue=1, ann_tue=1, ben_mon=-2),
        ]
