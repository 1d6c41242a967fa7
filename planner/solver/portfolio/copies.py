"""Copies of the whole model, so that several may work on it at once, each holding other variables to a value."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from ortools.sat.python import cp_model

from planner.errors import ModelRejected
from planner.solver.cpsat.stage import solve_watched
from planner.solver.portfolio.store import Store

LEAST = -(1 << 62)
"""Below every value."""


class ModelCopy:
    """One thread's copy of a model with its objective."""

    def __init__(self, model: cp_model.CpModel, name: str) -> None:
        """`name`: who finds what is found with this copy."""
        self.name = name
        self._model = model.clone()
        self._variables: Any = self._model.proto.variables
        self._free: dict[int, tuple[int, ...]] = {}
        """Domains of the variables that are held, by index."""
        self._held: dict[int, int] = {}
        goal = self._model.proto.objective
        self._goal: list[tuple[int, int]] = list(zip(list(goal.vars), list(goal.coeffs), strict=True))
        self._offset = round(goal.offset)

    def __len__(self) -> int:
        return len(self._variables)

    def value_of(self, solution: Sequence[int]) -> int:
        """The objective of a solution."""
        return self._offset + sum(factor * solution[index] for index, factor in self._goal)

    def least(self) -> int:
        """What every solution costs at least by the domains alone."""
        total = self._offset
        for index, factor in self._goal:
            domain = list(self._variables[index].domain)
            total += min(factor * domain[0], factor * domain[-1])
        return total

    def hold(self, values: Mapping[int, int]) -> bool:
        """From now on just these variables have these values. False when one is not in its domain.

        Only what changes is touched: most of a plan stays from one time to the next.
        """
        for index in self._held.keys() - values.keys():
            self._set(index, self._free.pop(index))
            del self._held[index]
        for index, value in values.items():
            if self._held.get(index) == value:
                continue
            if index not in self._free:
                self._free[index] = tuple(self._variables[index].domain)
            if not _contains(self._free[index], value):
                return False
            self._set(index, (value, value))
            self._held[index] = value
        return True

    def hint(self, solution: Sequence[int]) -> None:
        """The search begins at a solution, derived variables too: a partial hint is completed only slowly."""
        hint = self._model.proto.solution_hint
        hint.vars.clear()
        hint.values.clear()
        hint.vars.extend(range(len(solution)))
        hint.values.extend(solution)

    def only_below(self, value: int | None) -> None:
        """From now on only solutions of less than this are looked for; of any value with None."""
        domain: Any = self._model.proto.objective.domain
        domain.clear()
        if value is not None:
            domain.extend((LEAST, value - self._offset - 1))

    def solve(
        self, solver: cp_model.CpSolver, over: Callable[[], bool], store: Store, by: str | None = None
    ) -> cp_model.CpSolverStatus:
        """Solve with what is held; every solution goes to the store, `by` who is named or by the copy's.

        Raises ModelRejected.
        """
        on_solution = _Offer(store, self.name if by is None else by)
        status = solve_watched(solver, self._model, on_solution, over)
        if status == cp_model.MODEL_INVALID:
            raise ModelRejected(self._model.validate())
        return status

    def _set(self, index: int, domain: tuple[int, ...]) -> None:
        there: Any = self._variables[index].domain
        there.clear()
        there.extend(domain)


def _contains(domain: Sequence[int], value: int) -> bool:
    """Whether a value is in one of a domain's closed intervals."""
    return any(low <= value <= high for low, high in zip(domain[::2], domain[1::2], strict=True))


class _Offer(cp_model.CpSolverSolutionCallback):
    """Hands each solution over as it is found."""

    def __init__(self, store: Store, name: str) -> None:
        super().__init__()
        self._store = store
        self._name = name

    def on_solution_callback(self) -> None:
        self._store.offer(round(self.objective_value), lambda: self.response_proto.solution, self._name)
