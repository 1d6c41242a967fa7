"""Rows of `segmentation.csv` and the contracts of `plan.json`: known items, windows, parties and offers, each once."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from planner.plan.model import Assignment
from planner.plan.result import Measure
from planner.scenario.base import INTERNAL
from planner.verifier.evidence import Evidence
from planner.verifier.integrity.row import party_faults, row


def contract_rows(evidence: Evidence) -> Iterator[Measure]:
    """What the plan is for, and every offer bought."""
    whole = (evidence.start, evidence.end)
    yield from row("team", whole, "The plan", _header_faults(evidence))
    offers = Counter(choice.provider for choice in evidence.plan.contracts)
    for choice in evidence.plan.contracts:
        faults = list(party_faults(evidence, choice.provider))
        provider = evidence.scenario.providers.get(choice.provider)
        if choice.provider == INTERNAL:
            faults.append("our own people sell no offer")
        if provider and choice.offer not in provider.offers:
            faults.append(f"there is no such offer; it sells {', '.join(provider.offers)}")
        if offers[choice.provider] > 1:
            faults.append(f"{offers[choice.provider]} offers of this provider are bought; one is the most")
        name = f"Offer {choice.offer} of {evidence.name(choice.provider)}"
        yield from row(choice.provider, whole, name, faults)


def _header_faults(evidence: Evidence) -> Iterator[str]:
    scenario, plan = evidence.scenario, evidence.plan
    if plan.scenario != scenario.key:
        yield f"it is for the scenario {plan.scenario!r}, not {scenario.key!r}"
    if plan.operating_model != scenario.operating_model_key:
        yield f"it is for the operating model {plan.operating_model!r}, not {scenario.operating_model_key!r}"


def segmentation_rows(evidence: Evidence) -> Iterator[Measure]:
    """Every row, and every work item without one in a window that occurs."""
    whole = (evidence.start, evidence.end)
    windows = evidence.scenario.facts.service_windows
    items = {item.key for item in evidence.items}
    same = Counter(_identity(assignment) for assignment in evidence.plan.segmentation)
    for assignment in evidence.plan.segmentation:
        faults = [*party_faults(evidence, assignment.responsible)]
        if assignment.accountable != assignment.responsible:
            faults += party_faults(evidence, assignment.accountable)
        if (assignment.category, assignment.phase) not in items:
            faults.append("there is no such work item")
        if assignment.window not in windows:
            faults.append(f"there is no service window {assignment.window!r}")
        if same[_identity(assignment)] > 1:
            faults.append(f"the row is there {same[_identity(assignment)]} times")
        subject = f"{assignment.category} {assignment.phase.value} {assignment.window}"
        yield from row(subject, whole, f"Segmentation of {subject}", faults)
    for item in evidence.items:
        for window in evidence.windows:
            if (*item.key, window) not in evidence.responsible:
                subject = f"{item.category.category} {item.phase.value} {window}"
                yield from row(subject, whole, f"Segmentation of {subject}", ["the row is missing"])


def _identity(assignment: Assignment) -> tuple[str, ...]:
    return (assignment.category, assignment.phase.value, assignment.window, assignment.responsible)
