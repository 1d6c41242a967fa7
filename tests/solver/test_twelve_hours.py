"""Shifts of twelve hours: refused under plain German law, planned where a permit or tariff lies on top of it."""

from __future__ import annotations

import pytest

from planner.instance import compile_instance
from planner.paths import models_dir
from planner.plan.result import SolveStatus
from planner.rules.base import Rule
from planner.scenario.policy import LabourPack
from planner.scenario.salvage import read_part
from planner.solver.cpsat.engine import solve
from planner.solver.outcome import Outcome, SolveOptions
from planner.verifier import verify
from tests.support.tiny import tiny_scenario

COVER = (
    {"kind": "one_responsible"},
    {"kind": "cover_requirement"},
    {"kind": "ladder_reachability"},
    {"kind": "on_call_eligibility"},
)
WINDOWS = {
    "core": "mon-thu 07:00-19:00",
    "rest": "mon-thu 00:00-07:00; mon-thu 19:00-24:00; fri-sun 00:00-24:00",
}


def rules_of(*packs: str) -> dict[str, Rule]:
    """The rules of shipped packs by id, each pack on top of those before it."""
    book: dict[str, Rule] = {}
    for pack in packs:
        part = read_part(models_dir() / "labour" / f"{pack}.yaml", LabourPack)
        book |= {rule.id: rule for rule in part.record.rules}
    return book


def planned(*packs: str) -> Outcome:
    """Four days of twelve hours at one desk, with nothing but a shift of twelve hours to cover them."""
    scenario = tiny_scenario(
        people=("ann", "ben"),
        shifts={"T": "07:00+12h-45m long_day"},
        windows=WINDOWS,
        posts={"it_desk": {"attendance": {"core": "seated", "rest": "on_call"}, "call_out_level": "lead"}},
        rules=(*COVER, *rules_of(*packs).values()),
    )
    outcome = solve(compile_instance(scenario), SolveOptions(workers=1, deterministic_limit=20))
    if outcome.plan is not None:
        assert verify(scenario, outcome.plan).is_clean
    return outcome


@pytest.mark.slow
def test_plain_german_law_refuses_them_and_says_why() -> None:
    outcome = planned("germany")
    assert outcome.status is SolveStatus.INFEASIBLE
    assert outcome.conflict is not None
    assert "max_shift_length" in outcome.conflict.rule_ids


@pytest.mark.slow
def test_a_permit_allows_them() -> None:
    assert planned("germany", "germany_permit_12h").status is SolveStatus.OPTIMAL


@pytest.mark.slow
@pytest.mark.parametrize("pack", ["eu_working_time", "united_kingdom", "us_illinois"])
def test_other_laws_allow_them_with_good_practice_too(pack: str) -> None:
    assert planned(pack, "good_practice").status is SolveStatus.OPTIMAL
