"""Asks the two logics about one rule: its check what is wrong in a plan, its encoder whether the plan is allowed.

Both are prepared once for a scenario and can then be asked about many plans.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from itertools import pairwise

from ortools.sat.python import cp_model

from planner.instance.clock import HorizonClock
from planner.instance.model import Instance
from planner.plan.model import Plan
from planner.plan.result import Measure
from planner.rules.base import Rule
from planner.scenario.base import INTERNAL, Phase
from planner.scenario.scenario import Scenario
from planner.solver.cpsat.build import build_model
from planner.solver.cpsat.fixing import values
from planner.solver.cpsat.variables import Literal
from planner.verifier.evidence import Evidence, gather
from planner.verifier.judge import hold
from planner.verifier.lines import read_roster
from tests.support.tiny_plan import tiny_plan


def measures(rule: Rule, scenario: Scenario, plan: Plan) -> tuple[Measure, ...]:
    """Everything that the rule's check looks at in the plan."""
    return hold(rule, gather(scenario, plan))


class Judged:
    """A scenario as the verifier sees it, to be asked about many plans: same as `measures`, only faster."""

    def __init__(self, scenario: Scenario) -> None:
        self._scenario = scenario
        self._empty = gather(scenario, tiny_plan(scenario))
        self._past = tuple(work for work in self._empty.works if work.past)
        self._last_with: dict[tuple[object, object], Evidence] = {}

    def measures(self, rule: Rule, plan: Plan) -> tuple[Measure, ...]:
        """Everything that the rule's check looks at in the plan."""
        return hold(rule, self._evidence(plan))

    def excess(self, rule: Rule, plan: Plan) -> int:
        """All excess that the rule's check finds in the plan."""
        return sum(measure.excess for measure in self.measures(rule, plan))

    def keeps(self, plan: Plan, rules: Iterable[Rule], subject: str | None = None) -> bool:
        """Whether no excess is found in the plan, or in what a subject does in it."""
        evidence = self._evidence(plan)
        return not any(
            measure.excess
            for rule in rules
            for measure in hold(rule, evidence)
            if subject in (None, measure.subject)
        )

    def _evidence(self, plan: Plan) -> Evidence:
        """What `gather` would work out, without working out the scenario's part again."""
        empty, days = self._empty, self._empty.days
        works = tuple(sorted((*self._past, *read_roster(empty.reader, plan, days[0], days[-1]))))
        parties: dict[tuple[str, Phase, str], set[str]] = {}
        for row in plan.segmentation:
            parties.setdefault((row.category, row.phase, row.window), set()).add(row.responsible)
        evidence = replace(
            empty,
            plan=plan,
            works=works,
            responsible={key: tuple(sorted(found)) for key, found in parties.items()},
            bought={c.provider: self._scenario.providers[c.provider].offers[c.offer] for c in plan.contracts},
        )
        # Loads and needs follow from who does the work; worked out once, they serve the next roster as well.
        last = self._last_with.get((plan.segmentation, plan.contracts))
        for name in ("demand", "own_need", "call_outs_a_day"):
            if last is not None and name in vars(last):
                vars(evidence)[name] = vars(last)[name]
        self._last_with[plan.segmentation, plan.contracts] = evidence
        return evidence


class Encoded:
    """A CP-SAT model of an instance with these rules and no others."""

    def __init__(self, rules: Iterable[Rule], instance: Instance) -> None:
        self._instance = instance
        self._built = build_model(instance, rules)
        self._built.model.minimize(self._built.points)

    def points(self, plan: Plan) -> int | None:
        """Fewest points with which the model lets the plan pass; None when it refuses the plan."""
        if not self.can_hold(plan):
            return None
        for literal, value in values(self._built.decisions, plan):
            self._allow(literal, [int(value)])
        self._fix_seats(plan)
        solver = cp_model.CpSolver()
        solver.parameters.num_workers = 1
        status = solver.solve(self._built.model)
        assert status in (cp_model.OPTIMAL, cp_model.INFEASIBLE), solver.status_name(status)
        return round(solver.objective_value) if status == cp_model.OPTIMAL else None

    def can_hold(self, plan: Plan) -> bool:
        """Whether a plan of any rules could be so: nobody in two places at once, and only bought offers work."""
        duties = [(duty.person, duty.start, duty.end) for duty in plan.roster]
        past = [(duty.person, duty.start, duty.end) for duty in self._instance.scenario.history]
        in_order = sorted((*past, *duties))
        apart = all(one != other or end <= start for (one, _, end), (other, start, _) in pairwise(in_order))
        bought = {choice.provider for choice in plan.contracts}
        working = {row.responsible for row in plan.segmentation} - {INTERNAL}
        return apart and working <= bought

    def _fix_seats(self, plan: Plan) -> None:
        """Seats are what `plan.seats` says in the class of each slot, and free where it says nothing."""
        clock = HorizonClock(self._instance.scenario)
        asked = {
            (slot.post, self._instance.class_at(clock.minute(slot.start))): slot.required
            for slot in plan.seats
        }
        for post in self._instance.posts:
            for demand in self._instance.class_minutes:
                required = asked.get((post, demand))
                choices = self._built.decisions.choices(post, demand)
                for seats, literal in zip(self._instance.loads[post].seats, choices, strict=True):
                    self._allow(literal, [0, 1] if required is None else [int(seats == required)])

    def _allow(self, literal: Literal, allowed: list[int]) -> None:
        # The model is asked about hundreds of plans; narrowing domains in place spares building it each time.
        domain = self._built.model.proto.variables[literal.index].domain
        domain.clear()
        domain.extend([allowed[0], allowed[-1]])
