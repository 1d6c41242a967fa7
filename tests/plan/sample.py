"""A small whole answer for tests of files, calendars and report: two people, a provider, the spring change."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

from planner.plan.model import Plan, SeatSlot
from planner.plan.result import (
    Breach,
    CostLine,
    CostStatement,
    Measure,
    PlanResult,
    RuleRun,
    RunRecord,
    SolveStatus,
    StageResult,
    Verification,
)
from planner.scenario.scenario import Scenario
from tests.support.tiny import tiny_scenario
from tests.support.tiny_plan import tiny_plan

WINDOWS = {"day": "mon-sun 07:00-19:00", "night": "mon-sun 00:00-07:00; mon-sun 19:00-24:00"}


def sample_scenario() -> Scenario:
    """The week of the spring change in Berlin: Ann and Zoë by day and night, `mdr` takes mail at night."""
    return tiny_scenario(
        start="2027-03-22",
        people={"ann": {}, "zoe": {"name": "Zoë Groß-Łukasik"}},
        windows=WINDOWS,
        providers={"mdr": {"offers": {"nights": {"windows": ["night"], "holds_levels": ["lead"]}}}},
        levels={"lead": {"rotation": "daily", "provider_may_hold": True}},
        rules=[
            {"kind": "handover_overlap", "overlap_minutes": 30},
            {"kind": "min_rest", "rest_minutes": 660},
        ],
    )


def sample_plan(scenario: Scenario) -> Plan:
    """Ann works three days, Zoë the Saturday night that is an hour short; the ladder alternates."""
    plan = tiny_plan(
        scenario,
        lines={"ann": "D D D - - - -", "zoe": "- - - - - N -"},
        on_call={"lead": "ann ann zoe zoe mdr mdr mdr"},
        responsible={"mail triage night": "mdr"},
        bought={"mdr": "nights"},
    )
    seats = tuple(
        SeatSlot("it_desk", start, start + timedelta(hours=12), load, required, 0, party)
        for start, load, required, party in _halves(scenario)
    )
    reasons = {"day": "=1+1 is cheapest, they say", "night": "'quoted', with a comma"}
    named = tuple(replace(row, reason=reasons[row.window]) for row in plan.segmentation)
    return replace(plan, segmentation=named, seats=tuple(sorted(seats)))


def _halves(scenario: Scenario) -> list[tuple[datetime, float, int, str]]:
    first = scenario.start
    return [(first, 0.041667, 1, "internal"), (first + timedelta(hours=12), 0.000001, 0, "mdr")]


def sample_result(scenario: Scenario) -> PlanResult:
    """A feasible result with money, points and a verdict without breaches."""
    lines = (
        CostLine("internal", "ann", "base_pay", 40.0, "h", 3000, 120_000),
        CostLine("internal", "zoe", "premium:night", 6.5, "h", 750, 4875),
        CostLine("mdr", "nights", "monthly_fee", 0.230137, "month", 100_000, 23_014),
    )
    return PlanResult(
        status=SolveStatus.FEASIBLE,
        plan=sample_plan(scenario),
        stages=(StageResult("money", "money", 147_889, 147_000), StageResult("points", "points", 12, 12)),
        verification=Verification(
            runs=(
                RuleRun("handover_overlap", "handover_overlap", "must", 1, 3, 0, 0),
                RuleRun("min_rest", "min_rest", "must", 2, 3, 0, 0),
            ),
            breaches=(),
            unverified=(),
            minutes_checked=10_020,
            uncovered_minutes=0,
            points=0,
        ),
        costs=CostStatement("EUR", 7, lines),
        conflict=None,
        run=RunRecord("digest", "cp_sat", 1, 2, 60.0, 0.01, 12.5, "gap", {"planner": "0.1.0"}),
    )


def sample_breach(scenario: Scenario) -> Breach:
    """A rest that is too short, and whose measured value is no finite number."""
    measure = Measure("ann", scenario.start, scenario.end, float("inf"), 660, 1, "Ann rests too little")
    return Breach("min_rest", "min_rest", "must", "min", 0, measure)
