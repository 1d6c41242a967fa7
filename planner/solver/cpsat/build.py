"""From instance to CP-SAT model: decisions, links, one encoder per rule, objective."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from ortools.sat.python import cp_model

from planner.instance.model import Instance
from planner.rules.base import Rule
from planner.rules.duties import OneDutyADay, PostQualification
from planner.rules.rest import MinRest
from planner.solver.cpsat.context import Context
from planner.solver.cpsat.encoders import ENCODERS
from planner.solver.cpsat.encoders.rest import keep_apart
from planner.solver.cpsat.limits import Penalty
from planner.solver.cpsat.links import add_links
from planner.solver.cpsat.objective import money
from planner.solver.cpsat.variables import Decisions, Linear
from planner.solver.over import Over, never, while_not


@dataclass(frozen=True)
class PlanModel:
    """A model ready to solve: its decisions, the money of stage 1 and the points of stage 2."""

    model: cp_model.CpModel
    instance: Instance
    decisions: Decisions
    money: Linear
    points: Linear
    said_by: tuple[tuple[Rule, range], ...]
    """Each rule with the places of its constraints in the model."""


def build_model(instance: Instance, rules: Iterable[Rule] | None = None, over: Over = never) -> PlanModel:
    """The whole question, or the question with only some `rules`. Raises IsOver when it is over before it is there."""
    model = cp_model.CpModel()
    chosen = list(instance.scenario.rule_book if rules is None else rules)
    one_a_day = any(isinstance(rule, OneDutyADay) and not rule.only_people for rule in chosen)
    qualified = any(isinstance(rule, PostQualification) and not rule.only_people for rule in chosen)
    context = Context(model, instance, Decisions(model, instance, over), one_a_day, qualified)
    add_links(context)
    if not any(isinstance(rule, MinRest) and not rule.only_people for rule in chosen):
        keep_apart(
            context, 0, context.decisions.shifts_of
        )  # nobody is in two places at once, whatever the rules say
    penalties: list[Penalty] = []
    said_by: list[tuple[Rule, range]] = []
    for rule in while_not(over, chosen):
        first = len(model.proto.constraints)
        penalties += ENCODERS[rule.kind](rule, context.for_people(rule.only_people))
        said_by.append((rule, range(first, len(model.proto.constraints))))
    return PlanModel(
        model=model,
        instance=instance,
        decisions=context.decisions,
        money=money(context),
        points=sum(penalty.points * penalty.excess for penalty in penalties),
        said_by=tuple(said_by),
    )
