"""Bounds that the planner's judge works out again: written beside a run, and checked without one."""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable
from pathlib import Path

from benchmarks.reading import InstanceUnreadable
from benchmarks.running import Engine
from planner.errors import PlanFilesInvalid
from planner.instance import Instance
from planner.plan.certificate import Certificate, read_certificate, write_certificate
from planner.plan.result import Progress
from planner.scenario.scenario import Scenario
from planner.solver.outcome import Outcome, SolveOptions
from planner.verifier.bound import certificate_problems, prove
from planner.workflow.certify import filled_in


class Certifying:
    """An engine whose prices are written to a file, with the bound that the judge finds under them."""

    def __init__(self, engine: Engine, path: Path) -> None:
        self._engine = engine
        self._path = path

    def __call__(
        self,
        instance: Instance,
        options: SolveOptions,
        *,
        on_progress: Callable[[Progress], None] | None = None,
    ) -> Outcome:
        """Plan as the engine does. No file is written where it has no prices."""
        outcome = self._engine(instance, options, on_progress=on_progress)
        if outcome.prices is not None:
            scenario = instance.scenario
            draft = Certificate(
                scenario=scenario.key, operating_model=scenario.operating_model_key, points=outcome.prices
            )
            write_certificate(filled_in(scenario, draft).certificate, self._path)
        return outcome


def check(scenario: Callable[[], Scenario], path: Path) -> int:
    """Work a certificate out again and print one line of JSON; 1 when it does not hold or cannot be read, else 0."""
    began = time.monotonic()
    try:
        certificate = read_certificate(path)
        if certificate is None:
            raise FileNotFoundError(f"{path}: there is no such file")
        question = scenario()
    except (InstanceUnreadable, PlanFilesInvalid, OSError) as error:
        print(f"{type(error).__name__}: {error}", file=sys.stderr)
        return 1
    proofs = prove(question, certificate)
    problems = list(certificate_problems(question, certificate, proofs))
    for problem in problems:
        print(problem.sentence(), file=sys.stderr)
    figures = {proof.unit: {"claimed": proof.claimed, "proved": proof.proved} for proof in proofs}
    seconds = round(time.monotonic() - began, 2)
    print(json.dumps({"instance": question.key, "holds": not problems, **figures, "seconds": seconds}))
    return int(bool(problems))
