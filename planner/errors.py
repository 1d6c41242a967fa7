"""The error tree: broken input, a broken environment, and bugs of our own.

No error here carries an answer: "infeasible" and "nothing found in time" are results
(`planner.plan.SolveStatus`), not exceptions.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, order=True)
class Problem:
    """Something wrong in the input, told to the person who must mend it.

    `where` is a place a person can open (`people.csv:14`, `scenario.yaml: posts.2`); `allowed` says what
    would be accepted, and with `exact` it is the one value that fits; `maybe` is one thing to try.
    """

    where: str
    field: str
    value: str
    reason: str
    allowed: str = ""
    maybe: str = ""
    exact: bool = False

    def sentence(self) -> str:
        """One line of plain text: place, field, value found, reason, what is allowed, what to try.

        Long parts are cut, and what cannot be printed is left blank: input may be anything.
        """
        value = repr(_cut(self.value, 60)) if self.value else ""
        head = " ".join(part for part in (_cut(self.where, 200), _cut(self.field, 120), value) if part)
        allows = "Should be" if self.exact else "Allowed:"
        allowed = f" {allows} {_cut(self.allowed, 600)}." if self.allowed else ""
        maybe = f" Maybe {_cut(self.maybe, 200)}" if self.maybe else ""
        return f"{head}: {_cut(self.reason, 600)}.{allowed}{maybe}"


def _cut(text: str, most: int) -> str:
    short = text if len(text) <= most else text[: most - 3] + "..."
    return "".join(sign if sign.isprintable() else " " for sign in short)


class PlannerError(Exception):
    """Base of every error raised on purpose by this package."""


class ScenarioInvalid(PlannerError):
    """Raised at the door when input cannot be planned. Holds every problem found, not just the first."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        self.problems = tuple(sorted(problems, key=_in_reading_order))
        super().__init__("\n".join(problem.sentence() for problem in self.problems))


def _in_reading_order(problem: Problem) -> tuple[object, ...]:
    """Sorts line 3 of a file before its line 15."""
    file, _, line = problem.where.rpartition(":")
    place = (file, int(line)) if line.isdecimal() else (problem.where, 0)
    return (*place, problem)


class PlanFilesInvalid(ScenarioInvalid):
    """Raised when a written plan folder cannot be read back (missing file, broken row)."""


class ModelRejected(PlannerError):
    """Raised when a solver engine calls our model malformed: a bug of ours, never an answer."""


class VerifierDisagrees(PlannerError):
    """Raised when money or points recomputed outside the solver differ from what it claimed: a bug of ours."""


class EngineFailed(RuntimeWarning):
    """Warned of when one of two engines fails by a bug of ours, and the plan is the other's."""
