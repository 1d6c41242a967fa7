"""`python -m benchmarks.peers.timefold FILE`: Timefold Solver, community edition, with its default local search.

Needs the package `timefold` and Java 17 or newer. It gives no bound and uses one processor: more of
them is for the paid edition.
"""

from __future__ import annotations

import math
import sys

from benchmarks.nrp.text import Instance
from benchmarks.peers.running import Answer, Limits, main


def solve(instance: Instance, limits: Limits) -> Answer:
    """Best roster that Timefold finds within the limits. Raises ModuleNotFoundError where it is not installed."""
    from benchmarks.peers.timefold_model import Roster, question_of, solver_of

    solver = solver_of(limits)
    found_at: list[float] = []
    solver.add_event_listener(lambda _: found_at.append(limits.elapsed()))
    roster: Roster = solver.solve(question_of(instance))
    if roster.score is None or roster.score.hard_score < 0:
        return Answer(None, -math.inf, None)
    people, shifts = list(instance.staff), list(instance.shifts)
    rows = [
        (people[cell.employee.number], cell.day, shifts[cell.shift.number])
        for cell in roster.cells
        if cell.shift is not None
    ]
    return Answer(rows, -math.inf, found_at[-1] if found_at else None)


if __name__ == "__main__":
    sys.exit(main("timefold", solve))
