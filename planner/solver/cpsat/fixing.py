"""A finished plan laid onto the decisions of a model."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from ortools.sat.python import cp_model

from planner.errors import ModelRejected
from planner.instance.clock import HorizonClock
from planner.instance.model import Item
from planner.plan.model import Plan
from planner.scenario.base import INTERNAL
from planner.solver.cpsat.variables import Decisions, Literal


def values(decisions: Decisions, plan: Plan) -> Iterator[tuple[Literal, bool]]:
    """Each roster, segmentation, contract and escalation decision with its value in the plan."""
    instance = decisions.instance
    clock = HorizonClock(instance.scenario)
    duties = {(duty.person, duty.shift, clock.minute(duty.start)): duty.post for duty in plan.roster}
    for person in decisions.people:
        for slot, on in decisions.shifts_of(person):
            sits_at = duties.get((person, slot.shift, slot.start))
            yield on, sits_at is not None
            for post in instance.posts:
                yield decisions.sits(person, slot.day, slot.shift, post), post == sits_at
            for activity in instance.scenario.facts.activities:
                yield decisions.attends(person, slot, activity), activity == sits_at
    bought = {(choice.provider, choice.offer) for choice in plan.contracts}
    for option, literal in decisions.offers():
        yield literal, (option.party, option.offer) in bought
    responsible = {(Item(a.category, a.phase), a.window, a.responsible) for a in plan.segmentation}
    for item in instance.items:
        for window in instance.windows:
            for option in instance.options:
                works = option.party == INTERNAL or (option.party, option.offer) in bought
                does = works and (item, window, option.party) in responsible
                yield decisions.given(item, window, option), does
    held = [
        (d.holder, d.domain, d.level, clock.minute(d.start), clock.minute(d.end)) for d in plan.escalation
    ]
    for holder, number, period, literal in decisions.holding():
        level = instance.levels[number]
        start, end = level.periods[period]
        yield (
            literal,
            any(
                who == holder
                and domain is level.domain
                and key == level.level
                and begin <= start
                and end <= until
                for who, domain, key, begin, until in held
            ),
        )


def allows(decisions: Decisions, plan: Plan, seconds: float) -> bool:
    """Whether the model of the decisions has a solution with all of them as in the plan, as far as `seconds` tell.

    Raises ModelRejected when CP-SAT calls the model malformed.
    """
    wanted: dict[int, int] = {}
    for literal, value in values(decisions, plan):
        if wanted.setdefault(literal.index, int(value)) != value:
            return False
    model = decisions.model
    hint = model.proto.solution_hint
    hint.vars.extend(wanted.keys())
    hint.values.extend(wanted.values())
    solver = cp_model.CpSolver()
    solver.parameters.fix_variables_to_their_hinted_value = True
    solver.parameters.stop_after_first_solution = True
    solver.parameters.num_workers = 1
    solver.parameters.max_time_in_seconds = seconds
    solver.parameters.catch_sigint_signal = False
    status = solver.solve(model)
    model.clear_hints()  # type: ignore[no-untyped-call]
    if status == cp_model.MODEL_INVALID:
        raise ModelRejected(model.validate())
    return status in (cp_model.OPTIMAL, cp_model.FEASIBLE)


@contextmanager
def fixed(decisions: Decisions, plan: Plan) -> Iterator[None]:
    """While it lasts, every decision has its value in the plan."""
    variables = decisions.model.proto.variables
    before = [
        (literal.index, tuple(variables[literal.index].domain)) for literal, _ in values(decisions, plan)
    ]
    for literal, value in values(decisions, plan):
        _allow(variables[literal.index].domain, (int(value), int(value)))
    try:
        yield
    finally:
        for index, domain in before:
            _allow(variables[index].domain, domain)


def _allow(domain: Any, allowed: tuple[int, ...]) -> None:
    domain.clear()
    domain.extend(allowed)
