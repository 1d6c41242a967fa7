"""A clean rota of the ladder with one edit yields exactly the intended breach: rules about being on call."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from planner.verifier import verify
from tests.support.tiny import tiny_scenario
from tests.support.tiny_plan import tiny_plan

RULES: list[dict[str, object]] = [
    {"kind": "on_call_share", "percent": 43},  # six days of fourteen
    {"kind": "on_call_run", "days": 5},
    {"kind": "on_call_gap", "days": 4},
    {"kind": "call_out_load", "call_outs": 2},
    {"kind": "work_with_call_outs", "days": 7, "work_minutes": 700},
    {"kind": "after_call_out", "call_outs": 80},
    {"kind": "notification_authority", "skill": "analyst", "within_minutes": 600},
]
SCENARIO = tiny_scenario(
    days=14,
    people=["ann", "ben", "cem"],
    shifts={"D": "07:00+12h", "E": "06:00+8h"},
    posts={"it_desk": {"attendance": {"always": "on_call"}, "call_out_level": "lead"}},
    levels={"lead": {"rotation": "daily"}},
    providers={"mdr": {"offers": {"full": {"hand_back_share": 0.5}}}},
    rules=RULES,
)
HOLDERS = "ann ann ann ann ben ben ben ben ben cem cem cem cem cem"

ON_CALL_EDITS: Mapping[str, tuple[dict[int, str], str, str]] = {
    "on_call_share": (
        {8: "ann", 9: "ann", 10: "ann"},
        "mdr",
        "-",
    ),  # seven days, four days after the first four
    "on_call_run": ({9: "ben"}, "mdr", "-"),
    "on_call_gap": ({6: "ann"}, "mdr", "-"),
    "call_out_load": ({}, "internal", "-"),  # six a day
    "work_with_call_outs": ({}, "mdr", "D"),  # 720
    "after_call_out": ({}, "mdr", "- E"),  # three a day handed back: 0.875 in seven hours
    "notification_authority": ({13: "-"}, "mdr", "-"),  # nobody for the last 15 hours
}
"""Holders of some days, who is responsible for the mail, and ann's line."""


def kinds_broken(holders: Mapping[int, str], party: str, line: str) -> set[str]:
    rota = HOLDERS.split()
    for day, holder in holders.items():
        rota[day] = holder
    plan = tiny_plan(
        SCENARIO,
        lines={"ann": line},
        on_call={"lead": " ".join(rota)},
        responsible={"mail triage always": party},
        bought={"mdr": "full"},
    )
    return {breach.kind for breach in verify(SCENARIO, plan).must_breaches} - {"integrity"}


def test_the_rota_is_clean_before_the_edit() -> None:
    assert kinds_broken({}, "mdr", "-") == set()


@pytest.mark.parametrize("kind", ON_CALL_EDITS)
def test_one_edit_breaks_the_rule_that_was_meant_and_no_other(kind: str) -> None:
    assert kinds_broken(*ON_CALL_EDITS[kind]) == {kind}


def test_every_rule_of_the_book_has_its_edit() -> None:
    assert {rule.kind for rule in SCENARIO.rule_book} == set(ON_CALL_EDITS)


PAIR = tiny_scenario(
    people=["ann", "ben", "cem"],
    levels={"lead": {"rotation": "daily"}, "second": {"rotation": "daily", "backs_up": "lead"}},
    rules=[
        {"kind": "distinct_holders"},
        {"kind": "secondary_becomes_primary"},
    ],
)
PAIR_EDITS: Mapping[str, tuple[str, str]] = {
    "distinct_holders": ("ann", "ann"),
    "secondary_becomes_primary": ("cem", "ben"),
}
"""Who leads and who backs up on the last day, on which ann takes over from cem."""


def pair_kinds_broken(lead: str, second: str) -> set[str]:
    on_call = {"lead": f"ann ben cem ann ben cem {lead}", "second": f"ben cem ann ben cem ann {second}"}
    return {b.kind for b in verify(PAIR, tiny_plan(PAIR, on_call=on_call)).must_breaches} - {"integrity"}


def test_the_pair_is_clean_before_the_edit() -> None:
    assert pair_kinds_broken("ann", "ben") == set()


@pytest.mark.parametrize("kind", PAIR_EDITS)
def test_one_edit_of_the_pair_breaks_the_rule_that_was_meant_and_no_other(kind: str) -> None:
    assert pair_kinds_broken(*PAIR_EDITS[kind]) == {kind}
