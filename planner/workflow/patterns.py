"""The shipped rotation patterns, each checked for cover and measured."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from planner.errors import ScenarioInvalid
from planner.paths import models_dir
from planner.rotation import RotationMetrics, metrics_of, overtime_by_start, uncovered
from planner.scenario.policy import Rotation, ShiftSystem
from planner.scenario.policy_files import policy_names
from planner.scenario.salvage import read_part
from planner.units import MINUTES_PER_DAY


@dataclass(frozen=True)
class MeasuredPattern:
    """A rotation of a shift system. `overtime` is minutes beyond 40 hours per person and week for a workweek
    from each full hour of the week; `gaps` counts the shifts of the cycle without exactly one crew.
    """

    shift_system: str
    key: str
    rotation: Rotation
    metrics: RotationMetrics
    overtime: tuple[Fraction, ...]
    gaps: int


def measured_patterns() -> tuple[MeasuredPattern, ...]:
    """Every rotation of every shift system in `models/`. Raises ScenarioInvalid for a file that cannot be read."""
    found = []
    for name in policy_names("shift_systems"):
        part = read_part(models_dir() / "shift_systems" / f"{name}.yaml", ShiftSystem)
        if part.problems:
            raise ScenarioInvalid(part.problems)
        for key, rotation in part.record.rotations.items():
            found.append(
                MeasuredPattern(
                    shift_system=name,
                    key=key,
                    rotation=rotation,
                    metrics=metrics_of(part.record, rotation),
                    overtime=tuple(
                        minutes
                        for clock in range(0, MINUTES_PER_DAY, 60)
                        for minutes in overtime_by_start(part.record, rotation.cycle, clock)
                    ),
                    gaps=len(uncovered(part.record, rotation)),
                )
            )
    return tuple(found)
