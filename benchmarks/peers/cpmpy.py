"""`python -m benchmarks.peers.cpmpy FILE`: CPMpy's own reader and model of this format, over OR-Tools.

Guns 2019, "Increasing modeling language convenience with a universal n-dimensional array". One integer for each person
and day; the model is theirs as it is (`cpmpy.tools.io.nurserostering`).
"""

from __future__ import annotations

import math
import re
import sys

from benchmarks.nrp.text import Instance
from benchmarks.peers.running import Answer, Limits, main

CELL = re.compile(r"nv\[(\d+),(\d+)\]")
"""Name of the variable of a person and a day in their model; 0 is a day off, then shifts in the order of the file."""


def solve(instance: Instance, limits: Limits) -> Answer:
    """Best roster that CPMpy finds within the limits. Raises ModuleNotFoundError where it is not installed."""
    from cpmpy import SolverLookup
    from cpmpy.tools.io.nurserostering import load_nurserostering
    from cpmpy.transformations.get_variables import get_variables_model

    model = load_nurserostering(str(limits.file))
    solver = SolverLookup.get("ortools", model)
    solver.solve(time_limit=limits.left(), num_workers=limits.workers, random_seed=limits.seed)
    bound = float(solver.ort_solver.best_objective_bound)
    if solver.objective_value() is None:
        return Answer(None, -math.inf, None)
    people, shifts = list(instance.staff), list(instance.shifts)
    roster = []
    for variable in get_variables_model(model):
        cell = CELL.fullmatch(variable.name)
        if cell and variable.value():
            roster.append((people[int(cell[1])], int(cell[2]), shifts[int(variable.value()) - 1]))
    return Answer(roster, bound, None)


if __name__ == "__main__":
    sys.exit(main("cpmpy", solve))
