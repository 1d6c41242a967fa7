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
    {"kind": "max_consecutive_kind", "duties": 4, "kinds": ["day"]},
    {"kind": "stable_start_times", "tolerance_minutes": 60},
    {"kind": "preferred_rest", "rest_minutes": 840},
    {"kind": "early_starts", "start_to": "08:00"},
    {"kind": "kind_limit", "kinds": ["late"], "duties": 0},
    {"kind": "permanent_nights", "percent": 25},
    {"kind": "weekly_rotation", "duties": 3},
    {"kind": "risk_index", "most_percent": 166},
    {"kind": "refusal_fairness", "tolerance_points": 1},
]
SHIFTS = {
    "D": "08:00+8h day",
    "E": "08:00+8h early",
    "F": "09:01+8h day",
    "G": "08:00+10h30m day",
    "H": "07:59+8h day",
    "J": "08:00+16h30m day",  # until 00:30, no night
    "K": "22:00+2h30m day",  # the same
    "L": "08:00+8h late",
    "M": "22:00+11h night",
    "N": "22:00+8h night",
}
SCENARIO = tiny_scenario(
    days=28,
    shifts=SHIFTS,
    people=["ann", "ben"],
    # Without `requests` in the book, which every unmet wish breaks too.
    requests=["ann 2027-03-11 avoid E 5", "ben 2027-03-11 avoid any 1"],
    rules=RULES,
)
LINE = "- - D D D D E  - - D D D - -  - N N N - - -  - - D D - - -"

PATTERN_EDITS: Mapping[str, tuple[int, str]] = {
    "min_consecutive_days": (23, "-"),  # the last Wednesday, before a single Thursday
    "min_consecutive_days_off": (4, "-"),  # two days, one off, two days
    "min_consecutive_nights": (16, "K"),  # the middle of three nights
    "complete_weekends": (6, "-"),  # the first Sunday
    "free_weekends": (11, "J"),  # into the second Saturday, and the first weekend is worked
    "max_consecutive_kind": (6, "D"),  # after four days of the kind
    "stable_start_times": (4, "F"),
    "preferred_rest": (4, "G"),  # 18:30 to 08:00 is 13.5 h
    "early_starts": (10, "H"),
    "kind_limit": (10, "L"),
    "permanent_nights": (14, "N"),  # 4 of 14, and 3 are the most
    "risk_index": (17, "M"),  # a third night, of eleven hours: 100 + 30 + 17 + 20
    "weekly_rotation": (25, "D"),  # a week of day duties, one of nights, one of three day duties
    "refusal_fairness": (10, "E"),  # 5 of 5 points by two who wish: 3 and 1 are the most
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
