"""A roster for a segmentation that is decided: the line engine on its own, with no model of the whole question.

Rules about one person that have a compiled form stand in that person's graph and nowhere else; the model that the
rows come from has only the others. So it is a fraction of the whole one, and grows no faster than people times days.
"""

from __future__ import annotations

from dataclasses import dataclass

from planner.instance.model import Instance
from planner.plan.model import Plan
from planner.rules.base import Strength
from planner.solver.cpsat.build import PlanModel, build_model
from planner.solver.cpsat.stage import StageRun
from planner.solver.cpsat.variables import Literal
from planner.solver.extract import extract_plan
from planner.solver.lines.compile import Compiled, compile_question
from planner.solver.lines.kept import kept_rules
from planner.solver.lines.search import Found


@dataclass(frozen=True)
class Frame:
    """The model of everything but compiled rules, its question for one frame, and the frame's values."""

    model: PlanModel
    compiled: Compiled
    decided: dict[int, int]

    def plan(self, found: Found) -> Plan:
        """The lines as a plan, with everything else as decided."""
        x = self.model.decisions
        chosen = {
            self.compiled.variable[number][option]
            for number, line in found.lines.items()
            for option in line.options
        }
        for person in x.people:
            for slot, on in x.shifts_of(person):
                places = [x.sits(person, slot.day, slot.shift, post) for post in x.instance.posts]
                places += [x.attends(person, slot, key) for key in x.instance.scenario.facts.activities]
                if any(place.index in chosen for place in places):
                    chosen.add(on.index)

        def value(literal: Literal) -> bool:
            return literal.index in chosen or bool(self.decided.get(literal.index, 0))

        return extract_plan(x, value)


def framed(instance: Instance, decided: StageRun, point: float) -> Frame:
    """The question of the least money and points (each worth `point`) within what is decided. Raises NoLine."""
    rules = [rule for rule in instance.scenario.rule_book if rule.strength is Strength.MUST or point]
    kept = kept_rules(instance, rules)
    model = build_model(instance, kept.others(rules))
    roster = _roster_literals(model)
    values = {index: decided.solution[index] for index in range(model.before_rules) if index not in roster}
    objective = model.money + int(point) * model.points
    compiled = compile_question(model, objective, point=point, kept=kept, decided=values)
    return Frame(model, compiled, values)


def _roster_literals(model: PlanModel) -> set[int]:
    """All literals of people on shifts, at posts and at activities."""
    x = model.decisions
    found: set[int] = set()
    for person in x.people:
        for slot, on in x.shifts_of(person):
            found.add(on.index)
            found.update(x.sits(person, slot.day, slot.shift, post).index for post in x.instance.posts)
            found.update(x.attends(person, slot, key).index for key in x.instance.scenario.facts.activities)
    return found
