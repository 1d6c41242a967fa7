"""A line that keeps every rule about patterns, one edit, and exactly the breach that was meant."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from planner.verifier import verify
from tests.support.tiny import tiny_scenario
from tests.support.tiny_plan import tiny_plan

RULES: list[dict[str, object]] = [
    {"kind": "min_consecutive_days", "days": 2},
    {"kind": "min_consecutive_days_off", "days": 2},
    {"kind": "min_consecutive_nights", "nights": 2},
    {"kind": "complete_weekends"},
    {"kind": "free_weekends", "free": 1, "weekends": 2},
]
SHIFTS = {
    "D": "08:00+8h day",
    "N": "22:00+8h night",
    "W": "08:00+17h30m day",  # until 01:30, so a night, though it starts like a day
}
SCENARIO = tiny_scenario(days=28, shifts=SHIFTS, rules=RULES)
LINE = "D D D D D - -  - - - D D D D  - - N N - - -  - D D D D - -"

PATTERN_EDITS: Mapping[str, tuple[int, str]] = {
    "min_consecutive_days": (7, "D"),  # the second Monday, two days off before it and after it
    "min_consecutive_days_off": (2, "-"),  # two days, one off, two days
    "min_consecutive_nights": (25, "W"),  # the last Friday
    "complete_weekends": (13, "-"),  # the second Sunday
    "free_weekends": (18, "N"),  # a third night into the third Saturday, and the second weekend is worked
}
"""Rule kind to the day that is edited and what it then holds."""


def kinds_broken(edit: tuple[int, str] | None = None) -> set[str]:
    cells = LINE.split()
    if edit:
        day, cell = edit
        cells[day] = cell
    plan = tiny_plan(SCENARIO, lines={"ann": " ".join(cells)}, on_call={"lead": "ann ann ann ann"})
    return {breach.kind for breach in verify(SCENARIO, plan).must_breaches} - {"integrity"}


def test_the_plan_is_clean_before_the_edit() -> None:
    assert kinds_broken() == set()


@pytest.mark.parametrize("kind", PATTERN_EDITS)
def test_one_edit_breaks_the_rule_that_was_meant_and_no_other(kind: str) -> None:
    assert kinds_broken(PATTERN_EDITS[kind]) == {kind}


def test_every_rule_of_the_book_has_an_edit() -> None:
    assert {rule.kind for rule in SCENARIO.rule_book} == set(PATTERN_EDITS)
