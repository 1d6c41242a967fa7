"""The judge on files: as written, and after somebody edited them by hand."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from planner.plan.files import read_plan, write_tables
from planner.plan.layout import ESCALATION, ROSTER
from planner.plan.result import Verification
from planner.verifier import verify
from tests.verifier.support import sound_week


@pytest.fixture
def edited(tmp_path: Path) -> Callable[..., Verification]:
    """Writes the sound week, replaces text in one of its files, and judges what is read back."""

    def edit(name: str, old: str = "", new: str = "") -> Verification:
        scenario, plan = sound_week()
        write_tables(plan, scenario, tmp_path)
        text = (tmp_path / name).read_text(encoding="utf-8")
        assert old in text
        (tmp_path / name).write_text(text.replace(old, new, 1), encoding="utf-8")
        return verify(scenario, read_plan(tmp_path, scenario))

    return edit


def test_a_sound_week_is_clean_after_writing_and_reading(edited: Callable[..., Verification]) -> None:
    assert edited(ROSTER).is_clean


@pytest.mark.parametrize(
    ("name", "old", "new", "rules"),
    [
        # ann's Tuesday becomes cem's, who is free and qualified: all is kept.
        (ROSTER, "ann,it_desk,D,2027-03-02", "cem,it_desk,D,2027-03-02", set()),
        # ann's Tuesday becomes ben's, between two of his nights.
        (ROSTER, "ann,it_desk,D,2027-03-02", "ben,it_desk,D,2027-03-02", {"min_rest"}),
        # Her Wednesday ends an hour early by hand.
        (
            ROSTER,
            "2027-03-03T19:00+01:00,720",
            "2027-03-03T18:00+01:00,660",
            {"roster_integrity", "seats_integrity", "cover_requirement"},
        ),
        # ben goes on call for cem, beside his nights.
        (ESCALATION, "cem", "ben", {"on_call_exclusion"}),
    ],
)
def test_a_hand_edit_is_judged_by_what_it_breaks(
    edited: Callable[..., Verification], name: str, old: str, new: str, rules: set[str]
) -> None:
    verdict = edited(name, old, new)
    assert {breach.rule_id for breach in verdict.breaches} == rules
    assert verdict.is_clean is (not rules)
