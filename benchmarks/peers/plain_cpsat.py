"""`python -m benchmarks.peers.plain_cpsat FILE`: CP-SAT with its own defaults on the model one would write first.

One boolean for each person, day and shift; a clause for each forbidden pattern, a sum for each limit. No hints, no
settings but time, seed and number of workers: what any planner on CP-SAT starts from, and what ours is held to.
"""

from __future__ import annotations

import math
import sys

from ortools.sat.python import cp_model

from benchmarks.nrp.text import Employee, Instance
from benchmarks.peers.running import Answer, Limits, main

Works = dict[tuple[str, int, str], cp_model.IntVar]


class _Clock(cp_model.CpSolverSolutionCallback):
    """When the last better roster was found."""

    def __init__(self, limits: Limits) -> None:
        super().__init__()
        self._limits = limits
        self.at: float | None = None

    def on_solution_callback(self) -> None:
        """CP-SAT has a better roster."""
        self.at = self._limits.elapsed()


def solve(instance: Instance, limits: Limits) -> Answer:
    """Best roster that CP-SAT finds within the limits."""
    model, works = build(instance)
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = limits.workers
    solver.parameters.random_seed = limits.seed
    solver.parameters.max_time_in_seconds = limits.left()
    clock = _Clock(limits)
    status = solver.solve(model, clock)
    if status not in (cp_model.OPTIMAL, cp_model.FEASIBLE):
        return Answer(None, -math.inf, None)
    roster = [cell for cell, variable in works.items() if solver.boolean_value(variable)]
    return Answer(roster, solver.best_objective_bound, clock.at)


def build(instance: Instance) -> tuple[cp_model.CpModel, Works]:
    """The model, and its booleans by person, day and shift."""
    model = cp_model.CpModel()
    works = {
        (who, day, code): model.new_bool_var(f"{who} {day} {code}")
        for who in instance.staff
        for day in range(instance.days)
        for code in instance.shifts
    }
    for who, employee in instance.staff.items():
        _person(model, instance, works, who, employee)
    model.minimize(_penalty(model, instance, works))
    return model, works


def _person(model: cp_model.CpModel, instance: Instance, works: Works, who: str, employee: Employee) -> None:
    days, shifts = range(instance.days), instance.shifts
    on = [model.new_bool_var(f"{who} {day}") for day in days]
    for day in days:
        model.add(sum(works[who, day, code] for code in shifts) == on[day])
    for day in instance.days_off.get(who, ()):
        model.add(on[day] == 0)
    for day in days[:-1]:
        for code, shift in shifts.items():
            for following in shift.not_followed_by:
                model.add_bool_or(~works[who, day, code], ~works[who, day + 1, following])
    for code in shifts:
        model.add(sum(works[who, day, code] for day in days) <= employee.most_of[code])
    minutes = sum(shift.minutes * works[who, day, code] for day in days for code, shift in shifts.items())
    model.add_linear_constraint(minutes, employee.minimum_minutes, employee.maximum_minutes)
    for first in range(instance.days - employee.most_in_a_row):
        model.add_bool_or(~one for one in on[first : first + employee.most_in_a_row + 1])
    # A run is too short when it begins and ends inside the horizon.
    for length in range(1, employee.fewest_in_a_row):
        for first in days[1:-length]:
            run = on[first : first + length]
            model.add_bool_or([on[first - 1], *(~one for one in run), on[first + length]])
    for length in range(1, employee.fewest_days_off):
        for first in days[1:-length]:
            run = on[first : first + length]
            model.add_bool_or([~on[first - 1], *run, ~on[first + length]])
    weekends = []
    for saturday in days[5::7]:
        weekend = model.new_bool_var(f"{who} weekend {saturday}")
        model.add_implication(on[saturday], weekend)
        model.add_implication(on[saturday + 1], weekend)
        weekends.append(weekend)
    model.add(sum(weekends) <= employee.most_weekends)


def _penalty(model: cp_model.CpModel, instance: Instance, works: Works) -> cp_model.LinearExprT:
    terms: list[cp_model.LinearExprT] = []
    for wish in instance.wanted:
        terms.append(wish.weight * (1 - works[wish.staff, wish.day, wish.shift]))
    for wish in instance.unwanted:
        terms.append(wish.weight * works[wish.staff, wish.day, wish.shift])
    people = len(instance.staff)
    for cover in instance.cover:
        under = model.new_int_var(0, people, f"under {cover.day} {cover.shift}")
        over = model.new_int_var(0, people, f"over {cover.day} {cover.shift}")
        there = sum(works[who, cover.day, cover.shift] for who in instance.staff)
        model.add(there + under - over == cover.people)
        terms += [cover.under * under, cover.over * over]
    return sum(terms)


if __name__ == "__main__":
    sys.exit(main("plain_cpsat", solve))
