"""What must be true of written rows whatever the rule book says: that they fit the scenario and one another.

A row that does not is left out of the evidence where it could prove something, and told here.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from planner.plan.result import Measure
from planner.verifier.evidence import Evidence
from planner.verifier.integrity.escalation import escalation_rows
from planner.verifier.integrity.parties import contract_rows, segmentation_rows
from planner.verifier.integrity.roster import roster_rows
from planner.verifier.integrity.seats import seat_rows

KIND = "integrity"
"""Kind of these runs and breaches."""

UNIT = "faults"
"""Unit of their measures."""

INTEGRITY: dict[str, Callable[[Evidence], Iterator[Measure]]] = {
    "contract_integrity": contract_rows,
    "segmentation_integrity": segmentation_rows,
    "roster_integrity": roster_rows,
    "seats_integrity": seat_rows,
    "escalation_integrity": escalation_rows,
}
