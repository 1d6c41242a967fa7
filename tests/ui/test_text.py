"""Names and messages are shown as they are and never become markup."""

from __future__ import annotations

import pytest

from planner.ui.text import duration, horizon, literal, per_cent
from tests.support.tiny import tiny_scenario


@pytest.mark.parametrize(
    ("given", "shown"),
    [
        ("O'Hara, Zoë", "O'Hara, Zoë"),
        ("<script>", r"\<script\>"),
        ("a_b*c", r"a\_b\*c"),
        ("costs $5 or $6", r"costs \$5 or \$6"),
        (":material/home: :red[x]", r"\:material/home\: \:red\[x\]"),
        ("[click](https://evil.example)", r"\[click\]\(https\://evil\.example\)"),
        ("two\n\n# lines", r"two \# lines"),
    ],
)
def test_nothing_in_a_text_is_taken_for_markup(given: str, shown: str) -> None:
    assert literal(given) == shown


def test_durations_are_short() -> None:
    assert [duration(seconds) for seconds in (0.4, 59.9, 60, 125)] == [
        "0 s",
        "59 s",
        "1 min 00 s",
        "2 min 05 s",
    ]


def test_a_share_that_is_not_known_is_a_dash() -> None:
    assert (per_cent(None), per_cent(0.00832)) == ("–", "0.83 %")


def test_a_horizon_names_the_year_once() -> None:
    assert horizon(tiny_scenario()) == "01 Mar to 07 Mar 2027"
    assert horizon(tiny_scenario(start="2026-12-28")) == "28 Dec 2026 to 03 Jan 2027"
