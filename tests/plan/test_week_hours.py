"""A week of 168 hours as rows and columns."""

from __future__ import annotations

import pytest

from planner.plan.week_hours import added, day_sums, hour_rows

COUNTED = tuple(range(168))
"""Each hour holds its own number: Monday 00-01 is 0, Sunday 23-24 is 167."""


def test_a_row_has_the_same_hour_of_every_day() -> None:
    rows = hour_rows(COUNTED)
    assert len(rows) == 24
    assert (rows[0].hour, rows[0].by_day) == (0, (0, 24, 48, 72, 96, 120, 144))
    assert rows[23].by_day[-1] == 167
    assert rows[0].total == 504


def test_a_day_adds_up_its_own_hours() -> None:
    sums = day_sums(COUNTED)
    assert sums[0] == 276  # 0 + 1 + ... + 23
    assert sums[1] == 276 + 24 * 24
    assert sum(sums) == sum(row.total for row in hour_rows(COUNTED)) == 167 * 168 // 2


def test_weeks_are_added_hour_by_hour() -> None:
    assert added([COUNTED, COUNTED])[:3] == (0, 2, 4)
    assert added([]) == (0,) * 168
    with pytest.raises(ValueError, match="shorter"):
        added([(1, 2, 3)])
