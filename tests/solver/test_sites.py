"""People at two sites: each works by the clock on his own wall, and together they cover the hours of the main place."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from planner.cost import price
from planner.instance.compile import compile_instance
from planner.rules.cover import CoverRequirement
from planner.rules.duties import NoDutyOnLeave, NoNights, OneDutyADay
from planner.rules.escalation import LadderReachability
from planner.rules.segmentation import OneResponsible
from planner.scenario.scenario import Scenario
from planner.solver.cpsat.engine import solve
from planner.solver.outcome import SolveOptions
from planner.verifier import verify
from tests.support.tiny import tiny_scenario

PUNE = {"title": "Pune", "zone": "Asia/Kolkata", "country": "IN"}
RULES = (
    OneResponsible(),
    CoverRequirement(),
    OneDutyADay(),
    NoDutyOnLeave(),
    NoNights(),
    LadderReachability(),
)


def two_sites(**more: object) -> Scenario:
    """Ann in Berlin and devi in Pune (four and a half hours ahead in winter), work from 02:30 to 19:00 on Wednesday."""
    return tiny_scenario(
        people={
            "ann": {"restrictions": ["no_nights"]},
            "devi": {"site": "pune", "restrictions": ["no_nights"]},
        },
        shifts={"D": "07:00+12h", "N": "22:00+8h night"},
        windows={
            "core": "wed 02:30-19:00",
            "rest": "mon,tue 00:00-24:00; wed 00:00-02:30; wed 19:00-24:00; thu-sun 00:00-24:00",
        },
        posts={"it_desk": {"attendance": {"core": "seated", "rest": "on_call"}, "call_out_level": "lead"}},
        facts={"sites": {"pune": PUNE}},
        rules=RULES,
        **more,  # type: ignore[arg-type]  # arguments of the scenario
    )


def test_shift_types_start_by_the_clock_of_the_site() -> None:
    starts = {
        (slot.site, slot.shift): slot.start for slot in compile_instance(two_sites()).slots if slot.day == 0
    }
    assert starts == {
        ("", "D"): 7 * 60,
        ("", "N"): 22 * 60,
        ("pune", "D"): 150,  # 07:00 in Pune is 02:30 in Berlin
        ("pune", "N"): 17 * 60 + 30,
    }


@pytest.mark.slow
def test_two_people_who_work_by_day_cover_more_than_a_day() -> None:
    scenario = two_sites()
    outcome = solve(compile_instance(scenario), SolveOptions(workers=1, deterministic_limit=20.0))
    assert outcome.plan is not None
    verdict = verify(scenario, outcome.plan)
    assert verdict.is_clean, verdict.breaches
    wednesday = {
        duty.person: (duty.start, duty.end)
        for duty in outcome.plan.roster
        if duty.start.date() == date(2027, 3, 3)
    }
    assert wednesday == {
        "ann": (datetime.fromisoformat("2027-03-03T06:00Z"), datetime.fromisoformat("2027-03-03T18:00Z")),
        "devi": (datetime.fromisoformat("2027-03-03T01:30Z"), datetime.fromisoformat("2027-03-03T13:30Z")),
    }
    assert price(scenario, outcome.plan).total == outcome.stages[0].value


@pytest.mark.slow
def test_leave_is_a_day_of_the_site() -> None:
    """Devi is away on Tuesday, which in Pune ends at 19:30 of Berlin: her night from 17:30 is lost, ann's counts."""
    instance = compile_instance(two_sites(leave={"devi": "2027-03-02"}))
    away = instance.employee("devi").leave_days
    assert away == {1}
    assert instance.midnight_of("devi", 2) == 2 * 1440 - 270
    assert instance.midnight_of("ann", 2) == 2 * 1440
