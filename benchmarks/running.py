"""What runs of the planner on benchmarks share: engines, a watch on them, and a scorer's consent to what they claim."""

from __future__ import annotations

import argparse
import csv
import json
import math
import sys
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Protocol

from pydantic import ValidationError

from benchmarks.reading import InstanceUnreadable
from benchmarks.report import NotConfirmed, Report, Score, figures, peak_mib
from planner.instance import Instance, compile_instance
from planner.plan.model import Plan
from planner.plan.result import Progress
from planner.scenario.scenario import Scenario
from planner.solver.cpsat.engine import solve as cpsat
from planner.solver.lines.engine import least_points
from planner.solver.outcome import Outcome, SolveOptions


class Engine(Protocol):
    """What plans: the product's instance in, an outcome out."""

    def __call__(
        self,
        instance: Instance,
        options: SolveOptions,
        *,
        on_progress: Callable[[Progress], None] | None = None,
    ) -> Outcome:
        """Plan within the limits of the options."""


def lines_alone(
    instance: Instance, options: SolveOptions, *, on_progress: Callable[[Progress], None] | None = None
) -> Outcome:
    """The line engine on one processor, whatever the options say."""
    return least_points(instance, replace(options, workers=1), on_progress=on_progress)


ENGINES: Mapping[str, Engine] = {"portfolio": least_points, "lines": lines_alone, "cpsat": cpsat}
"""Engines by the name that the commands know them by."""


class Watch:
    """When the last better roster was reported."""

    def __init__(self) -> None:
        self._best: int | None = None
        self.improved_at: float | None = None

    def __call__(self, progress: Progress) -> None:
        """Take a snapshot of a run."""
        best = progress.incumbent
        if progress.unit == "points" and best is not None and (self._best is None or best < self._best):
            self._best, self.improved_at = best, progress.elapsed_seconds


def run(
    scenario: Scenario, engine: Engine, options: SolveOptions, score: Callable[[Plan], Score]
) -> tuple[Report, Plan | None]:
    """Plan a scenario and hold the plan against the benchmark's own rules. Raises NotConfirmed."""
    began = time.monotonic()
    instance = compile_instance(scenario)
    watch = Watch()
    # The limit is of the whole run: an instance of a hundred people over a year takes seconds to compile.
    left = max(0.0, options.time_limit_seconds - (time.monotonic() - began))
    outcome = engine(instance, replace(options, time_limit_seconds=left), on_progress=watch)
    seconds = time.monotonic() - began
    bound = max((stage.bound for stage in outcome.stages if stage.unit == "points"), default=0)
    objective = None if outcome.plan is None else _confirmed(score(outcome.plan), outcome, bound)
    is_optimal = objective is not None and bound == objective
    status = "optimal" if is_optimal else "feasible" if objective is not None else outcome.status.value
    to_best = None if objective is None else watch.improved_at
    return Report(scenario.key, status, objective, bound, seconds, to_best, peak_mib()), outcome.plan


def _confirmed(scored: Score, outcome: Outcome, bound: int) -> int:
    """The penalty of a roster that keeps every hard rule and is as good as claimed. Raises NotConfirmed.

    An engine may claim more than the penalty (its sums of points are bounds from above), but not less.
    """
    if scored.violations:
        raise NotConfirmed("hard rules are broken: " + "; ".join(scored.violations))
    claims = [stage.value for stage in outcome.stages if stage.unit == "points"]
    if any(claim < scored.penalty for claim in claims):
        raise NotConfirmed(f"the penalty is {scored.penalty}, but {min(claims)} is claimed")
    if bound > scored.penalty:
        raise NotConfirmed(f"the penalty is {scored.penalty}, but {bound} is claimed to be a lower bound")
    return scored.penalty


def add_options(parser: argparse.ArgumentParser) -> None:
    """What every runner can be told."""
    parser.add_argument("--time-limit", type=_seconds, default=60.0, metavar="SECONDS")
    parser.add_argument("--workers", type=_between(1, 64), default=2)
    parser.add_argument("--seed", type=_between(0, 2**31 - 1), default=1)
    parser.add_argument("--engine", choices=sorted(ENGINES), default="portfolio")
    parser.add_argument("--solution", type=Path, metavar="CSV", help="write the roster here")


def _seconds(text: str) -> float:
    seconds = float(text)
    if not 0 < seconds < math.inf:
        raise argparse.ArgumentTypeError(f"{text} is not a number of seconds above 0")
    return seconds


def _between(least: int, most: int) -> Callable[[str], int]:
    def whole(text: str) -> int:
        number = int(text)
        if not least <= number <= most:
            raise argparse.ArgumentTypeError(f"{text} is not between {least} and {most}")
        return number

    return whole


Rows = Iterable[tuple[str | int, ...]]


def command(
    given: argparse.Namespace,
    header: Sequence[str],
    solve: Callable[[Engine, SolveOptions], tuple[Report, Rows]],
) -> int:
    """Solve as told, print one line of JSON, write the roster. 1 when files or claims are no good, else 0."""
    options = SolveOptions(time_limit_seconds=given.time_limit, seed=given.seed, workers=given.workers)
    try:
        report, rows = solve(ENGINES[given.engine], options)
        if given.solution is not None and report.objective is not None:
            with given.solution.open("w", encoding="utf-8", newline="") as file:
                writer = csv.writer(file, lineterminator="\n")
                writer.writerow(header)
                writer.writerows(rows)
    except (InstanceUnreadable, NotConfirmed, OSError, UnicodeDecodeError, ValidationError) as error:
        print(f"{type(error).__name__}: {error}", file=sys.stderr)
        return 1
    print(json.dumps(figures(report)))
    return 0
