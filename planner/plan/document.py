"""`plan.json`: the whole result as one versioned JSON document, and the little of it that is read back."""

from __future__ import annotations

import dataclasses
import json
import math
from collections.abc import Iterator, Mapping
from datetime import datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from planner.errors import PlanFilesInvalid, Problem
from planner.plan.layout import PLAN
from planner.plan.model import ContractChoice, Plan
from planner.plan.result import CostStatement, PlanResult, StageResult, Verification
from planner.plan.tables import PROBLEMS_PER_FILE, read_text
from planner.scenario.changed_rules import changed_rules
from planner.scenario.scenario import Scenario
from planner.units import minor_to_money, rate_to_money

SCHEMA = 1
"""Version of the document; it rises when a reader of the old form would misread the new one."""

AGAIN = "plan again, or copy the whole folder"


def draft_document(plan: Plan) -> dict[str, Any]:
    """The document before a verdict: what `read_plan` needs beside the tables."""
    return {
        "schema": SCHEMA,
        "scenario": plan.scenario,
        "operating_model": plan.operating_model,
        "status": "unverified",
        "contracts": [dataclasses.asdict(choice) for choice in plan.contracts],
    }


def result_document(result: PlanResult, plan: Plan, scenario: Scenario) -> dict[str, Any]:
    """The complete document. Money is decimal text, times are local with offset.

    Raises ValueError for a result without a plan.
    """
    if result.verification is None or result.costs is None:
        raise ValueError(f"a result with status {result.status} has no verdict to write")
    return {
        **draft_document(plan),
        "status": result.status.value,
        "objective": _objective(result.stages, scenario.facts.currency),
        **judged_document(plan, result.verification, result.costs, scenario),
        "run": _plain(result.run, scenario.zone),
    }


def judged_document(
    plan: Plan, verification: Verification, costs: CostStatement, scenario: Scenario
) -> dict[str, Any]:
    """The parts of the document that follow from plan and scenario, whoever made the plan."""
    zone = scenario.zone
    return {
        "verification": _verification(verification, zone),
        "changed_rules": changed_rules_document(scenario),
        "costs": _costs(costs),
        "segmentation": _plain(plan.segmentation, zone),
        "roster": _plain(plan.roster, zone),
        "escalation": _plain(plan.escalation, zone),
        "seats": _plain(plan.seats, zone),
    }


def changed_rules_document(scenario: Scenario) -> list[dict[str, Any]]:
    """Rules of labour packs that a later layer changed; `warns` where it is no pack and may have weakened a must."""
    return [
        {
            "rule_id": change.id,
            "title": change.title,
            "pack": change.replaced.giver,
            "changed_by": change.by.layer,
            "relation": change.relation.value,
            "warns": change.warns,
            "changes": [dataclasses.asdict(difference) for difference in change.differences],
            "pack_says": change.replaced.rule.sentence(),
            "in_force": change.by.rule.sentence(),
            "source": change.by.rule.source,
        }
        for change in changed_rules(scenario)
    ]


def write_document(path: Path, document: Mapping[str, Any]) -> None:
    """Write a document as UTF-8 JSON that a person can read."""
    text = json.dumps(document, ensure_ascii=False, allow_nan=False, indent=1)
    path.write_text(text + "\n", encoding="utf-8", newline="\n")


def operating_model_of(folder: Path) -> str:
    """Key of the operating model that a written plan was made for. Raises `PlanFilesInvalid`."""
    problems: list[Problem] = []
    document = read_document(folder, problems)
    key = document.get("operating_model") if document else None
    if problems or not isinstance(key, str):
        raise PlanFilesInvalid(problems or [Problem(PLAN, "operating_model", "", "missing", "a key", AGAIN)])
    return key


def read_document(folder: Path, problems: list[Problem]) -> dict[str, Any] | None:
    """The document of a plan folder, or None with a problem when there is none of our schema.

    Raises `PlanFilesInvalid` when there is no such folder: then no file of it needs to be told as missing.
    """
    if not folder.is_dir():
        reason = "this is not a folder" if folder.exists() else "there is no such folder"
        raise PlanFilesInvalid([Problem(str(folder), "", "", reason, "a folder that holds plan.json")])
    text = read_text(folder / PLAN)
    if isinstance(text, Problem):
        problems.append(text)
        return None
    try:
        document = json.loads(text)
    except (ValueError, RecursionError) as error:
        problems.append(Problem(PLAN, "", "", f"this is not JSON ({error})", maybe=AGAIN))
        return None
    version = document.get("schema") if isinstance(document, dict) else None
    if not isinstance(document, dict) or version != SCHEMA:
        problems.append(Problem(PLAN, "schema", str(version), "unknown version", str(SCHEMA), AGAIN))
        return None
    return document


def read_contracts(
    document: Mapping[str, Any], scenario: Scenario, problems: list[Problem]
) -> tuple[ContractChoice, ...]:
    """Offers bought, each known to the scenario."""
    entries = document.get("contracts")
    if not isinstance(entries, list):
        problems.append(
            Problem(PLAN, "contracts", "", "this is not a list", "provider and offer each", AGAIN)
        )
        return ()
    found: list[Problem] = []
    contracts = tuple(sorted(_contracts(entries, scenario, found)))
    problems.extend(found[:PROBLEMS_PER_FILE])
    return contracts


def _contracts(
    entries: list[object], scenario: Scenario, problems: list[Problem]
) -> Iterator[ContractChoice]:
    for number, entry in enumerate(entries):
        where = f"{PLAN}: contracts.{number}"
        if not (isinstance(entry, dict) and entry.keys() == {"provider", "offer"}):
            problems.append(Problem(where, "", str(entry), "no contract", "provider and offer", AGAIN))
        elif not isinstance(entry["provider"], str) or entry["provider"] not in scenario.providers:
            allowed = ", ".join(sorted(scenario.providers))
            problems.append(Problem(where, "provider", str(entry["provider"]), "no such provider", allowed))
        elif (
            not isinstance(entry["offer"], str)
            or entry["offer"] not in scenario.providers[entry["provider"]].offers
        ):
            allowed = ", ".join(sorted(scenario.providers[entry["provider"]].offers))
            problems.append(Problem(where, "offer", str(entry["offer"]), "no such offer", allowed))
        else:
            yield ContractChoice(entry["provider"], entry["offer"])


def _objective(stages: tuple[StageResult, ...], currency: str) -> dict[str, Any]:
    shown = [_stage(stage, currency) for stage in stages]
    first = shown[0] if shown else {"bound": None, "gap": None}
    return {"bound": first["bound"], "gap": first["gap"], "stages": shown}


def _stage(stage: StageResult, currency: str) -> dict[str, Any]:
    in_points = stage.unit == "points"
    return {
        "stage": stage.stage,
        "unit": "points" if in_points else currency,
        "value": stage.value if in_points else minor_to_money(stage.value),
        "bound": stage.bound if in_points else minor_to_money(stage.bound),
        "gap": stage.gap,
    }


def _verification(verdict: Verification, zone: ZoneInfo) -> dict[str, Any]:
    return {"clean": verdict.is_clean, "must_breaches": len(verdict.must_breaches), **_plain(verdict, zone)}


def _costs(costs: CostStatement) -> dict[str, Any]:
    return {
        "currency": costs.currency,
        "days": costs.days,
        "total": minor_to_money(costs.total),
        "per_month": minor_to_money(costs.per_month),
        "lines": [
            {
                **dataclasses.asdict(line),
                "rate": rate_to_money(line.rate),
                "amount": minor_to_money(line.amount),
            }
            for line in costs.lines
        ],
        "overtime_by_week_start": {
            day: minor_to_money(amount) for day, amount in costs.overtime_by_week_start.items()
        },
    }


def _plain(value: Any, zone: ZoneInfo) -> Any:
    """JSON form of a record; a number without a finite value becomes null, which JSON can say."""
    if dataclasses.is_dataclass(value):
        return {f.name: _plain(getattr(value, f.name), zone) for f in dataclasses.fields(value)}
    if isinstance(value, datetime):
        return value.astimezone(zone).isoformat(timespec="minutes")
    if isinstance(value, tuple | list):
        return [_plain(part, zone) for part in value]
    if isinstance(value, dict):
        return {key: _plain(part, zone) for key, part in value.items()}
    if isinstance(value, float) and not math.isfinite(value):
        return None
    return value
