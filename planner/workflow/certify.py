"""Bounds that anyone can check: written beside a plan, and worked out again from a plan folder."""

from __future__ import annotations

import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from planner.errors import Problem, VerifierDisagrees
from planner.instance import Instance
from planner.plan.certificate import Certificate, read_certificate
from planner.plan.layout import CERTIFICATE
from planner.plan.result import CostStatement, Verification
from planner.scenario.scenario import Scenario
from planner.solver.certificate import money_prices
from planner.solver.outcome import Outcome, SolveOptions
from planner.verifier.bound import Proof, certificate_problems, prove

SHARE = 0.1
"""Most of the time limit of a run that finding good prices may take on top of it."""

SHORTEST = 5.0
"""Seconds that it may always take."""


@dataclass(frozen=True)
class Certified:
    """A certificate, and what the judge found that it proves."""

    certificate: Certificate
    proofs: tuple[Proof, ...]


def certify(
    scenario: Scenario, instance: Instance, outcome: Outcome, options: SolveOptions, *, stopped: bool = False
) -> Certified:
    """The certificate of an outcome, with the bounds that the judge finds under its prices.

    Of a run that was `stopped` it has no prices of money: who asked for an end does not wait for them.
    """
    ends = time.monotonic() + max(SHORTEST, SHARE * options.time_limit_seconds)

    def over() -> bool:
        # A run that is to be repeated byte by byte must not hang on the clock.
        return options.deterministic_limit is None and time.monotonic() > ends

    cost = next((stage.value for stage in outcome.stages if stage.unit == "money"), None)
    money = None if cost is None or stopped else money_prices(instance, cost, over)
    draft = Certificate(
        scenario=scenario.key,
        operating_model=scenario.operating_model_key,
        money=money,
        points=outcome.prices,
    )
    return filled_in(scenario, draft)


def filled_in(scenario: Scenario, draft: Certificate) -> Certified:
    """A certificate that claims just what its prices prove."""
    proofs = prove(scenario, draft)
    found = {proof.unit: proof.proved or 0 for proof in proofs}
    parts = {
        unit: prices.model_copy(update={"bound": found[unit]})
        for unit, prices in (("money", draft.money), ("points", draft.points))
        if prices is not None
    }
    return Certified(
        draft.model_copy(update=parts),
        tuple(Proof(proof.unit, found[proof.unit], proof.proved) for proof in proofs),
    )


def certified_in(folder: Path, scenario: Scenario) -> Certified | None:
    """The certificate of a plan folder worked out again; None where there is none. Raises PlanFilesInvalid."""
    certificate = read_certificate(folder / CERTIFICATE)
    return None if certificate is None else Certified(certificate, prove(scenario, certificate))


def problems_of(certified: Certified, scenario: Scenario) -> Iterator[Problem]:
    """Everything in a certificate that is not so."""
    return certificate_problems(scenario, certified.certificate, certified.proofs)


def hold_to(proofs: tuple[Proof, ...], verification: Verification, costs: CostStatement) -> None:
    """Hold the judge's bounds to a plan that it finds clean. Raises VerifierDisagrees: one of the two is wrong then."""
    values = {"money": costs.total, "points": verification.points}
    for proof in proofs if verification.is_clean else ():
        value = values[proof.unit]
        if proof.proved is None or proof.proved > value:
            raise VerifierDisagrees(
                f"a clean plan has {value} of {proof.unit}, but no plan is said to have less than {proof.proved}"
            )
