"""Large neighbourhood search on the whole model: part of a plan is opened, and CP-SAT looks for a better one there.

Opened are some days of everybody, some days of some, all days of a few, or who is responsible for what along with
some days; the rest is held at the best plan. Only better plans are allowed, so that most neighbourhoods without one
fail fast (Shaw 1998; adaptive choice after Ropke & Pisinger 2006).
"""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Collection

import numpy as np
from ortools.sat.python import cp_model

from planner.solver.cpsat.build import PlanModel
from planner.solver.lines.neighbourhoods import Kind
from planner.solver.lines.question import Over
from planner.solver.portfolio.copies import ModelCopy
from planner.solver.portfolio.store import Store

EFFORT = 0.5
"""Deterministic limit of one neighbourhood, about seconds."""

OVERHEAD = 0.1
"""What a neighbourhood takes besides, in the same units: a time that is measured would not repeat itself."""


class PlanNeighbourhoods:
    """Opens one part of the best plan after the other."""

    def __init__(self, model: PlanModel, seed: int) -> None:
        self._random = np.random.default_rng(seed)
        self._cells = _cells(model)
        self._parties = _parties(model)
        self._days = model.instance.days
        self._holders = sorted({holder for holder, _ in self._cells})
        days, holders = float(self._days), float(len(self._holders))
        self.kinds = [
            Kind("days", min(7.0, days), min(2.0, days), days),
            Kind("some", min(14.0, days), min(4.0, days), days),
            Kind("people", min(3.0, holders), min(2.0, holders), holders),
        ]
        if self._parties:
            self.kinds.append(Kind("parties", min(3.0, days), 0.0, days))

    def improve(self, copy: ModelCopy, store: Store, over: Over) -> bool:
        """Tries one neighbourhood of the best plan in the store; whether a better one came of it."""
        best = store.best
        if best is None:
            return False
        kind = self._kind()
        opened = self._opened(kind)
        held = [index for cell, indices in self._cells.items() if cell not in opened for index in indices]
        if kind.name != "parties":
            held += self._parties
        copy.hold({index: best.solution[index] for index in held})
        copy.hint(best.solution)
        copy.only_below(best.value)
        solver = cp_model.CpSolver()
        solver.parameters.num_workers = 1
        solver.parameters.random_seed = int(self._random.integers(1 << 30))
        solver.parameters.catch_sigint_signal = False
        solver.parameters.max_deterministic_time = EFFORT
        # Most is held, and one round of presolve sees that; what else it could find out takes longer than the search.
        solver.parameters.max_presolve_iterations = 1
        solver.parameters.cp_model_probing_level = 0
        solver.parameters.symmetry_level = 0
        status = copy.solve(solver, over, store)
        better = status in (cp_model.OPTIMAL, cp_model.FEASIBLE)
        gained = best.value - round(solver.objective_value) if better else 0.0
        kind.tried(OVERHEAD + solver.response_proto.deterministic_time, gained)
        if better:
            return True
        if status == cp_model.INFEASIBLE:
            kind.grow()
        else:
            kind.shrink()
        return False

    def _kind(self) -> Kind:
        worth = np.array([kind.worth for kind in self.kinds])
        share = 0.9 * worth / worth.sum() + 0.1 / len(worth)
        return self.kinds[int(self._random.choice(len(share), p=share))]

    def _opened(self, kind: Kind) -> Collection[tuple[str, int]]:
        """The cells that a neighbourhood of this kind opens."""
        size = round(kind.size)
        days = range(self._days)
        if kind.name != "people":
            # Windows over an edge are cut there, so that the first and the last day are opened as often as others.
            first = int(self._random.integers(1 - size, self._days)) if size else 0
            days = range(max(0, first), min(self._days, first + size))
        holders = self._holders
        if kind.name in ("some", "people"):
            few = size if kind.name == "people" else max(2, len(holders) // 3)
            holders = [holders[place] for place in self._random.permutation(len(holders))[:few]]
        return {(holder, day) for holder in holders for day in days}


def _cells(model: PlanModel) -> dict[tuple[str, int], list[int]]:
    """Decisions about who is where, by person or provider and day."""
    x, instance = model.decisions, model.instance
    cells: dict[tuple[str, int], list[int]] = defaultdict(list)
    for person in x.people:
        for slot, on in x.shifts_of(person):
            cell = cells[person, slot.day]
            cell.append(on.index)
            cell += [x.sits(person, slot.day, slot.shift, post).index for post in instance.posts]
            cell += [x.attends(person, slot, key).index for key in instance.scenario.facts.activities]
    midnights = [instance.midnight(day) for day in range(instance.days)]
    for holder, level, period, literal in x.holding():
        start, _ = instance.levels[level].periods[period]
        cells[holder, max(0, bisect_right(midnights, start) - 1)].append(literal.index)
    return dict(cells)


def _parties(model: PlanModel) -> list[int]:
    """Decisions about who is responsible for what, what is bought for it, and how many seats that takes."""
    x, instance = model.decisions, model.instance
    found = [literal.index for _, literal in x.offers()]
    found += [
        x.given(item, window, option).index
        for item in instance.items
        for window in instance.windows
        for option in instance.options
    ]
    if instance.items:
        found += [
            literal.index
            for post in instance.posts
            for demand in instance.class_minutes
            for literal in x.choices(post, demand)
        ]
    return found
