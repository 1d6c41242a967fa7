"""Asks the two logics about one rule and one plan: the check what is wrong, the encoder whether it is allowed."""

from __future__ import annotations

from collections import Counter

from ortools.sat.python import cp_model

from planner.instance.compile import compile_instance
from planner.instance.model import Instance
from planner.plan.model import Plan
from planner.plan.result import Measure
from planner.rules.base import Rule
from planner.scenario.base import INTERNAL
from planner.scenario.scenario import Scenario
from planner.solver.cpsat.build import PlanModel, build_model
from planner.solver.cpsat.fixing import fix
from planner.verifier.checks import CHECKS
from planner.verifier.evidence import gather


def measures(rule: Rule, scenario: Scenario, plan: Plan) -> tuple[Measure, ...]:
    """Everything that the rule's check looks at."""
    return tuple(CHECKS[rule.kind](rule, gather(scenario, plan)))


def excess_found(rule: Rule, scenario: Scenario, plan: Plan) -> int:
    """All excess that the rule's check finds."""
    return sum(measure.excess for measure in measures(rule, scenario, plan))


def can_be_written(plan: Plan, instance: Instance) -> bool:
    """Whether the variables can hold the plan: one place at a time, and only bought offers work."""
    seats = Counter((duty.person, duty.start, duty.shift) for duty in plan.roster)
    bought = {choice.provider for choice in plan.contracts}
    working = {row.responsible for row in plan.segmentation} - {INTERNAL}
    return max(seats.values(), default=0) <= 1 and working <= bought


def points_allowed(rule: Rule, scenario: Scenario, plan: Plan) -> int | None:
    """Fewest points with which a model of this one rule lets the plan pass; None when it refuses the plan."""
    instance = compile_instance(scenario)
    if not can_be_written(plan, instance):
        return None
    built = build_model(instance, [rule])
    fix(built.decisions, plan)
    _fix_seats(built, plan)
    return least_points(built)


def least_points(built: PlanModel) -> int | None:
    """Fewest points of a model; None when it is infeasible."""
    built.model.minimize(built.points)
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = 1
    status = solver.solve(built.model)
    assert status in (cp_model.OPTIMAL, cp_model.INFEASIBLE), solver.status_name(status)
    return round(solver.objective_value) if status == cp_model.OPTIMAL else None


def _fix_seats(built: PlanModel, plan: Plan) -> None:
    """The seats of `plan.seats` hold in every class in which the plan has a slot."""
    from planner.instance.clock import HorizonClock

    clock = HorizonClock(built.instance.scenario)
    for slot in plan.seats:
        demand = built.instance.class_at(clock.minute(slot.start))
        built.model.add(built.decisions.required(slot.post, demand) == slot.required)
