"""The benchmark's own rules on rosters worked out by hand."""

from __future__ import annotations

import pytest

from benchmarks.nrp.score import Row, score
from benchmarks.nrp.text import parse_instance
from tests.benchmarks.nrp_ward import LINES, WARD, rows_of


def edited(who: str, *days: tuple[int, str]) -> dict[str, str]:
    cells = LINES[who].split()
    for day, shift in days:
        cells[day] = shift
    return {**LINES, who: " ".join(cells)}


def test_a_roster_that_keeps_every_hard_rule_has_its_penalty() -> None:
    scored = score(parse_instance(WARD), rows_of(LINES))
    assert scored.violations == ()
    # ben has the unwanted D on day 1: 4. Day 0: D as wanted, one N too many: 2. Day 5: nobody on D, 2 * 50. Day 6: N is
    # there. Day 9: two on D, one too many: 1; nobody on N: 30. ann's D on day 2 and ben's N on day 5 are granted.
    assert scored.penalty == 4 + 2 + 100 + 1 + 30


@pytest.mark.parametrize(
    ("lines", "said"),
    [
        (edited("cem", (12, "N")), ["cem works 2 weekends of 1"]),
        (edited("ann", (0, "D")), ["ann works on day off 0"]),
        (edited("ann", (4, "N")), ["ann has N 1 times of 0", "ann works 3480 min of 2400 to 3360"]),
        (edited("ben", (6, "D"), (8, "-")), ["ben has N on day 5 and D on the next"]),
        (edited("ben", (4, "-"), (5, "-"), (10, "-")), ["ben works 1920 min of 2400 to 4320"]),
        (
            edited("ann", (4, "D"), (5, "D"), (7, "-"), (8, "-"), (9, "-")),
            ["ann works 5 days in a row from day 1, 4 are the most"],
        ),
        (edited("ann", (2, "-"), (3, "-"), (10, "D")), ["ann works 1 days from day 1, 2 are the fewest"]),
        (
            edited("ann", (5, "D"), (6, "D"), (7, "-"), (8, "-"), (9, "-")),
            ["ann is off for 1 days from day 4, 2 are the fewest"],
        ),
    ],
)
def test_each_broken_rule_is_told(lines: dict[str, str], said: list[str]) -> None:
    assert list(score(parse_instance(WARD), rows_of(lines)).violations) == said


def test_two_shifts_on_a_day_are_told() -> None:
    rows = [*rows_of(LINES), ("ann", 1, "N")]
    assert "ann has more than one shift on day 1" in score(parse_instance(WARD), rows).violations


@pytest.mark.parametrize("row", [("eve", 1, "D"), ("ann", 14, "D"), ("ann", -1, "D"), ("ann", 1, "X")])
def test_what_the_instance_does_not_have_is_told(row: Row) -> None:
    assert score(parse_instance(WARD), [row]).violations == (f"{row} names what the instance does not have",)
