"""Medians over seeds, gaps, and the mean by which two solvers are compared."""

from __future__ import annotations

import math
import statistics
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from benchmarks.public.runs import Run

SHIFT = 0.1
"""Percentage points added to each excess before a geometric mean is taken, so that an optimum (excess 0) can enter.

An excess well below it counts as none; one of 10 % counts as 10.1.
"""


@dataclass(frozen=True)
class Summary:
    """Runs of one solver on one instance with one limit. A run without roster counts as infinitely bad."""

    values: tuple[float, ...]
    bound: float
    seconds_to_best: float | None
    peak_mib: int | None
    statuses: frozenset[str]
    proved: int

    @property
    def median(self) -> float:
        """Of an even number of runs the worse of the two in the middle: that value was really found."""
        return statistics.median_high(self.values)


def summary(runs: Sequence[Run]) -> Summary:
    """Summary of runs that differ in their seeds only."""
    times = [run.seconds_to_best for run in runs if run.seconds_to_best is not None]
    peaks = [run.peak_mib for run in runs if run.peak_mib is not None]
    return Summary(
        values=tuple(math.inf if run.objective is None else run.objective for run in runs),
        bound=statistics.median_low(run.bound for run in runs),
        seconds_to_best=statistics.median_high(times) if times else None,
        peak_mib=max(peaks) if peaks else None,
        statuses=frozenset(run.status for run in runs),
        proved=sum(run.status == "optimal" for run in runs),
    )


def gap(value: float, reference: float) -> float:
    """By how many per cent of the reference the value is above it."""
    return 100.0 * (value - reference) / reference


def below(bound: float, reference: float) -> float:
    """By how many per cent of the reference the bound is below it."""
    return 100.0 * (reference - bound) / reference


def shifted_geometric_mean(excesses: Iterable[float]) -> float:
    """Geometric mean of excesses in per cent, each with `SHIFT` percentage points added; a negative one counts as 0.

    Of none it is not a number.
    """
    logarithms = [math.log(max(0.0, excess) + SHIFT) for excess in excesses]
    return math.exp(statistics.fmean(logarithms)) if logarithms else math.nan
