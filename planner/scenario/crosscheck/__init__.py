"""What must fit together between the files of a scenario, in the order of the data guide."""

from __future__ import annotations

from planner.errors import Problem
from planner.scenario.crosscheck.people import overlapping_leave
from planner.scenario.draft import Draft

CHECKS = (overlapping_leave,)


def cross_check(draft: Draft) -> list[Problem]:
    """Every problem between records. Looks only at what is sound; never raises for what is in the files."""
    return [problem for check in CHECKS for problem in check(draft)]
