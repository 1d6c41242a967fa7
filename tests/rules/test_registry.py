"""One list of rule kinds, and every other list in step with it, in the order of the rule book where order shows."""

from __future__ import annotations

import re
from pathlib import Path
from typing import get_args

import pytest

from planner.rules.book import kind_name, rule_book_markdown
from planner.rules.catalogue import RULE_KINDS, AnyRule
from planner.solver.cpsat.encoders import ENCODERS
from planner.verifier.checks import CHECKS
from tests.rules.casebook import SHOWS, case_files, read_cases

ROOT = Path(__file__).parents[2]
KINDS = [kind_name(kind) for kind in RULE_KINDS]

# Rules in whose verdict a minute of elapsed time counts, so that a clock change can change it.
TIME_RULES = {
    "leave",
    "no_nights",
    "min_rest",
    "weekly_rest",
    "rest_after_nights",
    "max_hours",
    "contract_hours",
    "period_hours",
    "max_shift_length",
    "breaks",
    "night_shift_length",
    "average_hours",
    "night_average",
    "no_sundays",
    "daytime_only",
    "no_lone_work",
    "personal_limits",
    "max_consecutive_nights",
    "backward_rotation",
    "min_consecutive_nights",
    "max_consecutive_kind",
    "stable_start_times",
    "preferred_rest",
    "early_starts",
    "permanent_nights",
    "risk_index",
    "cover_requirement",
    "minimum_presence",
    "skill_mix",
    "handover_overlap",
    "training_hours",
    "ladder_reachability",
    "on_call_exclusion",
    "distinct_holders",
    "work_with_call_outs",
    "after_call_out",
    "notification_authority",
    "fair_share",
    "trainee_beside_mentor",
}
# Who is responsible is decided for the horizon as a whole: it has neither a start nor a last day.
SEGMENTATION_RULES = {
    "one_responsible",
    "provider_scope",
    "ot_maturity",
    "response_target",
    "internal_only",
    "minimum_internal_share",
}


def test_the_union_that_files_are_read_with_has_every_kind() -> None:
    union, _discriminator = get_args(AnyRule)
    assert get_args(union) == RULE_KINDS


def test_kinds_have_different_names() -> None:
    assert len(set(KINDS)) == len(KINDS)


def test_every_kind_has_an_encoder() -> None:
    assert list(ENCODERS) == KINDS


def test_every_kind_has_a_check() -> None:
    assert list(CHECKS) == KINDS


def test_every_kind_has_a_case_file() -> None:
    assert set(case_files()) == set(KINDS)


def test_every_kind_has_a_label_in_the_formulation() -> None:
    text = (ROOT / "models" / "FORMULATION.md").read_text(encoding="utf-8")
    rules = text.partition("## 5. Rules")[2]
    assert re.findall(r"^\*\*`(\w+)`\*\* ", rules, re.MULTILINE) == KINDS


def test_every_kind_has_a_row_in_the_rule_book() -> None:
    rows = re.findall(r"^\| `(\w+)` \| \[", rule_book_markdown(), re.MULTILINE)
    assert rows == KINDS


def test_the_rule_book_page_is_what_the_contracts_say() -> None:
    page = (ROOT / "docs" / "rules.md").read_text(encoding="utf-8")
    hint = "maybe: python -c 'from planner.rules.book import *; print(rule_book_markdown(), end=str())' > docs/rules.md"
    assert page == rule_book_markdown(), hint


@pytest.mark.parametrize("kind", KINDS)
def test_a_case_file_shows_the_edges_where_rules_go_wrong(kind: str) -> None:
    cases = read_cases(kind)
    shown = frozenset().union(*(case.shows for case in cases))
    needed = {"limit", "past"}
    if kind not in SEGMENTATION_RULES:
        needed |= {"history", "last_day"}
    if kind in TIME_RULES:
        needed |= {"clock_change"}
    assert needed <= shown <= SHOWS
    assert all(case.kept for case in cases if "limit" in case.shows), "what is at the limit is within it"
    assert not any(case.kept for case in cases if "past" in case.shows), "what is past the limit is a breach"


@pytest.mark.parametrize("kind", KINDS)
def test_cases_of_a_kind_have_different_names(kind: str) -> None:
    names = [case.name for case in read_cases(kind)]
    assert len(set(names)) == len(names)
