"""History is as it was: it need not keep the rules of the plan, and what it breaks is no reason to refuse a plan."""

from __future__ import annotations

from datetime import datetime

import pytest
from ortools.sat.python import cp_model

from planner.instance import compile_instance
from planner.rules.base import Rule
from planner.rules.duties import OneDutyADay
from planner.rules.stretches import ForbiddenSuccession, MaxConsecutiveDays
from planner.scenario.people import PastDuty
from planner.scenario.scenario import Scenario
from planner.solver.cpsat.build import build_model
from tests.support.tiny import tiny_scenario

# Two duties on Sunday 28 February, the last day of history, neither of which runs into the horizon.
TWO_ON_A_DAY = (("L", "00:00", "08:00"), ("L", "12:00", "20:00"))
SHIFTS = {"E": "06:00+8h early", "L": "14:00+8h late"}


def a_scenario(*rules: Rule) -> Scenario:
    scenario = tiny_scenario(shifts=SHIFTS, rules=(OneDutyADay(), *rules))
    history = tuple(
        PastDuty(
            person="ann",
            post="it_desk",
            shift=shift,
            start=datetime.fromisoformat(f"2027-02-28T{start}+01:00"),
            end=datetime.fromisoformat(f"2027-02-28T{end}+01:00"),
        )
        for shift, start, end in TWO_ON_A_DAY
    )
    return scenario.model_copy(update={"history": history})


def points_of_working_on_monday(shift: str, *rules: Rule) -> int | None:
    """Fewest points when ann works this shift on the first day; None when the rules refuse it."""
    built = build_model(compile_instance(a_scenario(*rules)))
    slot = next(slot for slot in built.instance.slots if (slot.day, slot.shift) == (0, shift))
    built.model.add(built.decisions.on("ann", slot) == 1)
    built.model.minimize(built.points)
    solver = cp_model.CpSolver()
    if solver.solve(built.model) != cp_model.OPTIMAL:
        return None
    return round(solver.objective_value)


@pytest.mark.parametrize(
    ("rule", "free", "refused"),
    [
        (MaxConsecutiveDays(days=2), "E", None),
        (MaxConsecutiveDays(days=1), None, "E"),
        (ForbiddenSuccession(pairs=("late>early",)), "L", "E"),
    ],
    ids=lambda value: getattr(value, "id", value),
)
def test_two_duties_on_a_day_of_history_are_one_working_day(
    rule: Rule, free: str | None, refused: str | None
) -> None:
    assert free is None or points_of_working_on_monday(free, rule) == 0
    assert refused is None or points_of_working_on_monday(refused, rule) is None


def test_each_of_them_makes_a_succession_that_costs_points() -> None:
    rule = ForbiddenSuccession.model_validate(
        {"pairs": ("late>early",), "strength": "should", "points": 3},
    )
    # late > early twice: 2 * 3
    assert points_of_working_on_monday("E", rule) == 6
    assert points_of_working_on_monday("L", rule) == 0
