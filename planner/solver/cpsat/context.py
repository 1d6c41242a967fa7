"""What an encoder gets: the model, the instance and its decisions."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace

from ortools.sat.python import cp_model

from planner.instance.model import Employee, Instance, ShiftSlot
from planner.rules.base import Rule
from planner.solver.cpsat.limits import Penalty, at_most
from planner.solver.cpsat.variables import Decisions, Linear, Literal


@dataclass(frozen=True)
class Context:
    """One model under construction."""

    model: cp_model.CpModel
    instance: Instance
    decisions: Decisions
    one_duty_a_day: bool
    """Whether a rule of the model keeps everybody to one duty a day."""
    qualified: bool = False
    """Whether a rule of the model keeps everybody to posts whose skill they have."""

    def for_people(self, people: Collection[str]) -> Context:
        """The same model seen as if the staff were only these people; everybody when there are none."""
        if not people:
            return self
        employees = tuple(employee for employee in self.instance.employees if employee.key in people)
        seen = replace(self.instance, employees=employees)
        return replace(self, instance=seen, decisions=self.decisions.seen_as(seen))

    def at_most(self, rule: Rule, value: Linear, limit: int, worst: int = 0) -> list[Penalty]:
        """`value <= limit`, or its excess (at most `worst`) with points when the rule is a should."""
        return at_most(self.model, rule, value, limit, worst)

    def forbid(self, literals: Iterable[Literal]) -> None:
        """None of these decisions may be taken: one row for all of them."""
        taken = list(literals)
        if taken:
            self.model.add(sum(taken) <= 0)

    def may_sit(self, employee: Employee, post: str) -> bool:
        """Whether a person may ever sit at a post, by skill; anybody may where no rule of the model asks for it."""
        return not self.qualified or self.instance.scenario.facts.posts[post].skill in employee.skills

    def not_both(self, first: Literal, second: Literal) -> None:
        """At most one of two decisions."""
        self.model.add_bool_or(~first, ~second)

    def any_of(self, duties: Iterable[Linear]) -> Linear:
        """At least 1 when there is one of a person's duties on a day, however many; for limits from above only."""
        found = list(duties)
        if any(isinstance(duty, int) for duty in found):
            return 1  # history, which the rules of the plan have not kept to one a day
        if self.one_duty_a_day or len(found) <= 1:
            return sum(found)
        literal = self.model.new_bool_var("any of a day")
        for duty in found:
            self.model.add(literal >= duty)
        return literal

    def is_any(self, duties: Iterable[Linear]) -> Linear:
        """Exactly 1 when there is one of a person's duties on a day, else 0; for limits from both sides."""
        found = list(duties)
        if any(isinstance(duty, int) for duty in found):
            return 1
        if self.one_duty_a_day or len(found) <= 1:
            return sum(found)
        literal = self.model.new_bool_var("one of a day")
        self.model.add_max_equality(literal, found)
        return literal

    def past(self, person: str) -> list[ShiftSlot]:
        """Duties of a person before the horizon, in order."""
        return [item.slot for item in self.instance.employee(person).history]

    def first_day(self, look_back: int) -> int:
        """First day number of a window that may reach back `look_back` days, as far as history is complete."""
        return -min(look_back, self.instance.history_days)
