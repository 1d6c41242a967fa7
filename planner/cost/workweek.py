"""What overtime of a given plan would cost if the fixed workweek began on another day (29 CFR 778.105)."""

from __future__ import annotations

from planner.cost.overtime import overtime
from planner.plan.model import Plan
from planner.scenario.base import DAY_NAMES, DayName
from planner.scenario.pay import OvertimeBasis, Workweek
from planner.scenario.scenario import Scenario


def overtime_by_week_start(scenario: Scenario, plan: Plan) -> dict[DayName, int]:
    """Gross overtime of the plan in minor units, by the day on which weeks begin, at the clock time now set.

    Duties are split where a week begins and history fills the first week, so Monday's figure may differ from that of a
    scenario that sets no workweek. Empty where overtime does not go by weeks.
    """
    rule = scenario.pay.overtime
    if rule.basis is not OvertimeBasis.WORKWEEK:
        return {}
    now = rule.workweek or Workweek()
    return {
        day: _overtime(
            scenario.model_copy(
                update={
                    "pay": scenario.pay.model_copy(
                        update={
                            "overtime": rule.model_copy(
                                update={"workweek": Workweek(day=day, start=now.start)}
                            )
                        }
                    )
                }
            ),
            plan,
        )
        for day in DAY_NAMES
    }


def _overtime(scenario: Scenario, plan: Plan) -> int:
    return sum(
        bill.amount
        for person in scenario.staff
        for bill in overtime(
            scenario,
            person,
            scenario.pay.grades[person.grade],
            [duty for duty in plan.roster if duty.person == person.person],
        )
    )
