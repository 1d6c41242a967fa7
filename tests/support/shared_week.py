"""A week in which nights and refused wishes are shared, small enough to do the sums by hand."""

from __future__ import annotations

from planner.plan.model import Plan
from planner.scenario.scenario import Scenario
from tests.support.tiny import tiny_scenario
from tests.support.tiny_plan import tiny_plan


def shared_week() -> Scenario:
    """Zoe works full time, ann half, Ben has joined this week; Cal works no nights."""
    return tiny_scenario(
        people={
            "zoe": {"name": "Zoe", "weekly_minutes": 2400},
            "ann": {"name": "ann", "weekly_minutes": 1200},
            "ben": {"name": "Ben", "weekly_minutes": 2400},
            "cal": {"name": "Cal", "weekly_minutes": 2400, "restrictions": ["no_nights"]},
        },
        shifts={"D": "07:00+12h", "N": "19:00+12h"},
        leave={"zoe": "2027-03-06..2027-03-07"},
        past_weeks={"zoe": "40h,nights=2,refused_points=4", "ann": "20h,nights=2,neutral_days=2"},
        requests=[
            "zoe 2027-03-01 avoid any 5",
            "ann 2027-03-01 avoid any 8",
            "ben 2027-03-01 want N 2",
            "ann 2027-03-03 want D 3",
        ],
        rules=[
            {
                "kind": "fair_share",
                "id": "fair_nights",
                "of": "nights",
                "tolerance": 1,
                "carried": True,
                "strength": "should",
                "points": 20,
            },
            {"kind": "refusal_fairness", "tolerance_points": 2, "strength": "should", "points": 3},
            {"kind": "requests", "strength": "should", "points": 1},
        ],
    )


def shared_plan(scenario: Scenario) -> Plan:
    """Ben has all nights; Zoe works on the Monday that she and ann wished to be free."""
    return tiny_plan(scenario, lines={"zoe": "D", "ben": "- N N N N N", "ann": "- - D"})
