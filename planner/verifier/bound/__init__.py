"""A lower bound that the judge works out alone, from a scenario and any prices whatever: what a certificate proves.

Prices cannot make the bound too high, so a certificate that was forged, or is of another scenario, proves less than it
claims or nothing, but never too much.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from planner.errors import Problem
from planner.plan.certificate import Certificate, MoneyPrices, PointsPrices
from planner.plan.layout import CERTIFICATE
from planner.scenario.scenario import Scenario
from planner.verifier.bound.money import MoneyBound
from planner.verifier.bound.people import Staff
from planner.verifier.bound.points import points_bound


@dataclass(frozen=True)
class Proof:
    """What is claimed for one unit of the objective, and what was found to be true of every plan that keeps the musts.

    `proved` is None where somebody has no line at all that keeps them, so that there is no such plan.
    """

    unit: str
    claimed: int
    proved: int | None

    @property
    def holds(self) -> bool:
        """Whether the claim is no more than what was found."""
        return self.proved is None or self.claimed <= self.proved


def prove(scenario: Scenario, certificate: Certificate) -> tuple[Proof, ...]:
    """Work out anew what the prices of a certificate prove of this scenario."""
    staff = Staff(scenario)
    proofs = []
    if certificate.money is not None:
        found = MoneyBound(staff).bound(certificate.money)
        proofs.append(Proof("money", certificate.money.bound, found))
    if certificate.points is not None:
        proofs.append(Proof("points", certificate.points.bound, points_bound(staff, certificate.points)))
    return tuple(proofs)


def certificate_problems(
    scenario: Scenario, certificate: Certificate, proofs: tuple[Proof, ...]
) -> Iterator[Problem]:
    """Everything in a certificate that is not so: claims that do not hold, and names of another scenario."""
    for name, found, expected in (
        ("scenario", certificate.scenario, scenario.key),
        ("operating_model", certificate.operating_model, scenario.operating_model_key),
    ):
        if found != expected:
            yield Problem(
                CERTIFICATE, name, found, "this certificate is of another plan", expected, exact=True
            )
    for proof in proofs:
        if not proof.holds:
            reason = "these prices do not prove so much of this scenario"
            yield Problem(
                CERTIFICATE, f"{proof.unit}.bound", str(proof.claimed), reason, f"{proof.proved} at most"
            )
    if certificate.points is not None:
        yield from _unknown_names(scenario, certificate.points)
    if certificate.money is not None:
        yield from _unknown_offers(scenario, certificate.money)


def _unknown_offers(scenario: Scenario, prices: MoneyPrices) -> Iterator[Problem]:
    offers = {f"{key}/{offer}" for key, provider in scenario.providers.items() for offer in provider.offers}
    for number, case in enumerate(prices.cases):
        for name in sorted(set(case.bought) - offers):
            yield Problem(CERTIFICATE, f"money.cases.{number}.bought", name, "there is no such offer")


def _unknown_names(scenario: Scenario, prices: PointsPrices) -> Iterator[Problem]:
    rows = {(row.date, row.shift, row.post) for row in scenario.preferred_cover}
    people = {record.person for record in scenario.staff}
    rules = {rule.id for rule in scenario.rule_book}
    for number, row in enumerate(prices.cover):
        if (row.date, row.shift, row.post) not in rows:
            name = " ".join(filter(None, (row.date.isoformat(), row.shift, row.post)))
            yield Problem(CERTIFICATE, f"points.cover.{number}", name, "preferred_cover.csv has no such row")
    for number, count in enumerate(prices.counts):
        if count.rule not in rules:
            yield Problem(CERTIFICATE, f"points.counts.{number}.rule", count.rule, "there is no such rule")
    named = [(f"counts.{number}", count.person) for number, count in enumerate(prices.counts)]
    named += [(f"lines.{number}", line.person) for number, line in enumerate(prices.lines)]
    for place, person in named:
        if person not in people:
            yield Problem(CERTIFICATE, f"points.{place}.person", person, "there is no such person")


__all__ = ["Proof", "certificate_problems", "prove"]
