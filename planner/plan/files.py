"""The plan as files that people open, edit and forward, and the strict way back.

Order of work: `write_tables` writes what was decided, `read_plan` reads it back for verifier and cost statement,
and `write_result` adds costs and verdict. The CSV files are the truth about the plan; of `plan.json` only the
contracts and the operating model are read.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from datetime import timedelta
from pathlib import Path
from typing import Any, TypeVar

from planner.errors import PlanFilesInvalid, Problem
from planner.plan.cells import Amount, BadCell, Count, Flag, Instant, Key, Number, Parties, Rate, Text, Word
from planner.plan.document import (
    draft_document,
    read_contracts,
    read_document,
    result_document,
    write_document,
)
from planner.plan.layout import COSTS, ESCALATION, PLAN, ROSTER, SEATS, SEGMENTATION
from planner.plan.model import Assignment, Duty, EscalationDuty, Plan, SeatSlot
from planner.plan.result import PlanResult
from planner.plan.tables import Columns, read_table, write_table
from planner.scenario.base import INTERNAL, Domain, Phase
from planner.scenario.scenario import Scenario

LONGEST_TAIL = timedelta(days=1)
"""How far a duty may run past the horizon."""

Record = TypeVar("Record", Duty, Assignment, SeatSlot, EscalationDuty)


def write_tables(plan: Plan, scenario: Scenario, folder: Path) -> None:
    """Write what was decided: the four tables of a plan, and a `plan.json` whose status is `unverified`.

    `folder` exists. Raises ValueError for an instant with parts of a minute.
    """
    tables: Mapping[str, tuple[Columns, tuple[Any, ...]]] = {
        ROSTER: (_roster(scenario), plan.roster),
        SEGMENTATION: (_segmentation(scenario), plan.segmentation),
        SEATS: (_seats(scenario), plan.seats),
        ESCALATION: (_escalation(scenario), plan.escalation),
    }
    for name, (columns, records) in tables.items():
        write_table(folder / name, columns, (vars(record) for record in records))
    write_document(folder / PLAN, draft_document(plan))


def write_result(result: PlanResult, scenario: Scenario, folder: Path) -> None:
    """Write `costs.csv` and the complete `plan.json` of a result that has a plan.

    Raises ValueError for a result without one.
    """
    if result.plan is None or result.costs is None:
        raise ValueError(f"a result with status {result.status} has no plan to write")
    currency = result.costs.currency
    lines = ({**dataclasses.asdict(line), "currency": currency} for line in result.costs.lines)
    write_table(folder / COSTS, _costs(), lines)
    write_document(folder / PLAN, result_document(result, result.plan, scenario))


def read_plan(folder: Path, scenario: Scenario) -> Plan:
    """The plan of a folder, also of one edited by hand. Raises `PlanFilesInvalid` with every problem found."""
    problems: list[Problem] = []
    document = read_document(folder, problems) or {}
    model = document.get("operating_model")
    if document and model != scenario.operating_model_key:
        problems.append(
            Problem(
                PLAN,
                "operating_model",
                str(model),
                "the plan was made for another operating model",
                scenario.operating_model_key,
                "load the scenario with the plan's operating model",
            )
        )
    contracts = read_contracts(document, scenario, problems) if document else ()
    roster = _read(folder / ROSTER, _roster(scenario), Duty, problems)
    segmentation = _read(folder / SEGMENTATION, _segmentation(scenario), Assignment, problems)
    seats = _read(folder / SEATS, _seats(scenario), SeatSlot, problems)
    escalation = _read(folder / ESCALATION, _escalation(scenario), EscalationDuty, problems)
    if problems:
        raise PlanFilesInvalid(problems)
    return Plan(
        scenario=scenario.key,
        operating_model=scenario.operating_model_key,
        contracts=contracts,
        segmentation=segmentation,
        roster=roster,
        escalation=escalation,
        seats=seats,
    )


def _read(path: Path, columns: Columns, record: type[Record], problems: list[Problem]) -> tuple[Record, ...]:
    return tuple(sorted(record(**row) for row in read_table(path, columns, _in_order, problems)))


def _in_order(row: Mapping[str, Any]) -> tuple[str, BadCell] | None:
    if "start" not in row:
        return None
    if row["end"] <= row["start"]:
        return "end", BadCell("the end is not after the start", "an instant after the row's start")
    elapsed = (row["end"] - row["start"]) // timedelta(minutes=1)
    if row.get("paid_minutes", 0) > elapsed:
        return "paid_minutes", BadCell("more is paid than the duty lasts", f"0 to {elapsed}")
    return None


def _roster(scenario: Scenario) -> Columns:
    late = scenario.end + LONGEST_TAIL
    return {
        "person": Key("person", [person.person for person in scenario.people]),
        "post": Key("post", [*scenario.facts.posts, *scenario.facts.activities]),
        "shift": Key("shift type", scenario.shift_system.shifts),
        "start": Instant(scenario.zone, scenario.start, scenario.end - timedelta(minutes=1)),
        "end": Instant(scenario.zone, scenario.start, late),
        "paid_minutes": Count(),
        "pinned": Flag(),
    }


def _segmentation(scenario: Scenario) -> Columns:
    parties = [INTERNAL, *scenario.providers]
    return {
        "category": Key("alert category", [category.category for category in scenario.categories]),
        "phase": Word("phase", Phase),
        "window": Key("service window", scenario.facts.service_windows),
        "responsible": Key("party", parties),
        "accountable": Key("party", parties),
        "reason": Text(),
    }


def _seats(scenario: Scenario) -> Columns:
    return {
        "post": Key("post", scenario.facts.posts),
        "start": Instant(scenario.zone, scenario.start, scenario.end),
        "end": Instant(scenario.zone, scenario.start, scenario.end),
        "load_erlangs": Number(),
        "required": Count(),
        "rostered": Count(),
        "responsible": Parties("party", [INTERNAL, *scenario.providers]),
    }


def _escalation(scenario: Scenario) -> Columns:
    holders = [*(person.person for person in scenario.people), *scenario.providers]
    return {
        "domain": Word("domain", Domain),
        "level": Key("escalation level", [level.level for level in scenario.facts.escalation]),
        "holder": Key("person or provider", holders),
        "start": Instant(scenario.zone, scenario.start, scenario.end),
        "end": Instant(scenario.zone, scenario.start, scenario.end),
        "response_minutes": Count(),
    }


def _costs() -> Mapping[str, Any]:
    return {
        "party": Text(),
        "who": Text(),
        "item": Text(),
        "quantity": Number(),
        "unit": Text(),
        "rate": Rate(),
        "amount": Amount(),
        "currency": Text(),
    }
