"""CP-SAT's side of a portfolio: the whole model, begun at the best plan that there is."""

from __future__ import annotations

import time
from collections.abc import Callable

from ortools.sat.python import cp_model

from planner.solver.cpsat.stage import StageRun, solver_for, whole_bound
from planner.solver.lines.question import Over
from planner.solver.outcome import SolveOptions
from planner.solver.portfolio.copies import ModelCopy
from planner.solver.portfolio.store import Best, Store

START_SECONDS = 10.0
"""Most that accepting a given plan may take; all its variables have values."""

PATIENCE_SECONDS = 2.0
"""How long a search goes on from its first plan although there is a better one; each time twice as long."""


def search_whole(
    copy: ModelCopy, store: Store, over: Over, options: SolveOptions, left: Callable[[], float]
) -> None:
    """Searches the whole model with `options.workers` until it is over; begins anew from better plans of others."""
    patience = PATIENCE_SECONDS
    while not over():
        first = store.best
        if first is not None:
            copy.hint(first.solution)
        solver = solver_for(options, left())
        solver.best_bound_callback = lambda bound: store.raise_bound(whole_bound(bound))
        status = copy.solve(solver, _outdated(over, store, copy, first, patience), store)
        if status == cp_model.INFEASIBLE:
            store.prove_infeasible()
        if status == cp_model.OPTIMAL:
            store.raise_bound(whole_bound(solver.best_objective_bound))
        if status in (cp_model.OPTIMAL, cp_model.INFEASIBLE) or options.deterministic_limit is not None:
            return
        patience *= 2


def accept(copy: ModelCopy, store: Store, start: StageRun, over: Over) -> None:
    """Puts a plan into the store if the whole model accepts it; else the search only begins there."""
    if len(start.solution) > len(copy):
        return
    copy.hint(start.solution)
    if copy.hold(dict(enumerate(start.solution))):
        # Nothing is open but variables that are new, so this needs no limit of its own.
        copy.solve(solver_for(SolveOptions(workers=1), START_SECONDS), over, store)
    copy.hold({})


def _outdated(over: Over, store: Store, copy: ModelCopy, first: Best | None, patience: float) -> Over:
    """Over, or somebody else has a better plan than what this search began with and found."""
    began = time.monotonic()

    def so() -> bool:
        best = store.best
        others = best is not None and best is not first and best.by != copy.name
        return over() or (others and time.monotonic() - began > patience)

    return so
