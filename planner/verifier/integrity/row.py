"""The measures of one row: one for each fault, or one that says that it is sound."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from planner.plan.result import Measure
from planner.scenario.base import INTERNAL
from planner.verifier.evidence import Evidence
from planner.verifier.spans import measure


def row(subject: str, span: tuple[int, int], name: str, faults: Iterable[str]) -> Iterator[Measure]:
    """Measures in faults; `name` says which row, and starts the sentence."""
    found = tuple(faults)
    if not found:
        yield measure(subject, span, 0, 0, 0, f"{name}: sound")
    for fault in found:
        yield measure(subject, span, 1, 0, 1, f"{name}: {fault}")


def party_faults(evidence: Evidence, party: str) -> Iterator[str]:
    """What is wrong with the key of a party."""
    scenario = evidence.scenario
    if party in scenario.parties:
        return
    if party in scenario.providers:
        yield f"the operating model {scenario.operating_model.title} allows no providers"
    else:
        yield f"{party!r} is neither {INTERNAL!r} nor a provider"


def person_faults(evidence: Evidence, person: str) -> Iterator[str]:
    """What is wrong with the key of a person."""
    if person in evidence.staff:
        return
    if any(known.person == person for known in evidence.scenario.people):
        model = evidence.scenario.operating_model.title
        yield f"the position of {evidence.name(person)} does not exist in the operating model {model}"
    else:
        yield f"there is no person {person!r}"
