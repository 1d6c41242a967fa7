"""Money of the model with the bounds between which it lies."""

from __future__ import annotations

from dataclasses import dataclass

from planner.solver.cpsat.variables import Linear


@dataclass(frozen=True)
class Bounded:
    """A linear expression of money in minor units, and its least and largest possible value."""

    value: Linear
    least: int
    most: int

    def __add__(self, other: Bounded) -> Bounded:
        return Bounded(self.value + other.value, self.least + other.least, self.most + other.most)
