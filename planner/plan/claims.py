"""What a plan folder says of its plan in `costs.csv` and `plan.json`, held against what the plan itself gives.

`read_plan` looks at neither, so that a plan edited by hand can be judged; then they still tell of the plan before, and
would be forwarded with it. Report and calendars are for people and are not read.
"""

from __future__ import annotations

import json
import re
from collections import defaultdict, deque
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Any

from planner.errors import Problem
from planner.plan.cells import BadCell, Text
from planner.plan.document import AGAIN, judged_document, read_document
from planner.plan.layout import COSTS, PLAN
from planner.plan.model import Plan
from planner.plan.result import CostStatement, SolveStatus, StageResult, Verification
from planner.plan.tables import PROBLEMS_PER_FILE, Columns, read_table
from planner.scenario.load import scenario_digest
from planner.scenario.scenario import Scenario
from planner.units import minor_to_money, money_to_minor, rate_to_money

NOT_OF_THE_PLAN = "the plan in this folder gives something else"
DIGEST = re.compile("[0-9a-f]{64}")

COMPARED: Mapping[str, tuple[str, ...] | None] = {
    "verification": ("clean", "must_breaches", "unverified", "uncovered_minutes", "points"),
    "changed_rules": None,
    "costs": ("currency", "days", "total", "per_month", "lines", "overtime_by_week_start"),
    "segmentation": None,
    "roster": None,
    "escalation": None,
    "seats": None,
}
"""Parts of `plan.json` that follow from plan and scenario; of a verdict only the figures, since its sentences and
checks may be those of another version. Which bound the search proved cannot be told without the search: of status,
bound and gap only that they are possible and fit each other."""


def false_claims(
    folder: Path, scenario: Scenario, plan: Plan, verification: Verification, costs: CostStatement
) -> tuple[Problem, ...]:
    """Every written figure that is not that of the plan in `folder`: where it stands, what it is and should be.

    `verification` and `costs` are those of `plan`, which was read from `folder`.
    """
    problems: list[Problem] = []
    document = read_document(folder, problems)
    if document is not None:
        judged = judged_document(plan, verification, costs, scenario)
        wanted = {
            part: judged[part] if keys is None else {key: judged[part][key] for key in keys}
            for part, keys in COMPARED.items()
        }
        problems.extend(_differences("", document, {"scenario": plan.scenario, **wanted}))
        problems.extend(_status(document))
        problems.extend(_objective(document, verification, costs))
        problems.extend(_scenario(document, scenario))
    _hold_costs(folder, costs, problems)
    return tuple(problems)


def _status(document: Mapping[str, Any]) -> Iterator[Problem]:
    possible = [status.value for status in SolveStatus if status.has_plan]
    status = document.get("status")
    if status not in possible:
        reason = "no plan ends with this status" if "status" in document else "missing"
        found = _shown(status) if "status" in document else ""
        yield Problem(PLAN, "status", found, reason, ", ".join(possible))


def _objective(
    document: Mapping[str, Any], verification: Verification, costs: CostStatement
) -> Iterator[Problem]:
    """Of each stage the value, which is the cost or the points of the plan, a bound not above it, and the gap."""
    objective = document.get("objective")
    stages = objective.get("stages") if isinstance(objective, dict) else None
    if not (isinstance(objective, dict) and isinstance(stages, list) and stages):
        found = _shown(objective) if "objective" in document else ""
        yield Problem(PLAN, "objective", found, "missing stages", "value, bound and gap of each")
        return
    for number, stage in enumerate(stages):
        field = f"objective.stages.{number}"
        unit = stage.get("unit") if isinstance(stage, dict) else None
        if unit == "points":
            yield from _stage(field, stage, verification.points, _count, str)
        elif unit == costs.currency:
            yield from _stage(field, stage, costs.total, _minor, minor_to_money)
        else:
            yield Problem(PLAN, f"{field}.unit", _shown(unit), "no such unit", f"points, {costs.currency}")
    if isinstance(stages[0], dict):
        first = {key: stages[0].get(key) for key in ("bound", "gap")}
        yield from _differences("objective", objective, first)


def _stage(
    field: str,
    stage: Mapping[str, Any],
    value: int,
    read: Callable[[object], int | None],
    show: Callable[[int], str],
) -> Iterator[Problem]:
    document_value = value if stage["unit"] == "points" else show(value)
    yield from _differences(field, stage, {"value": document_value})
    bound = read(stage.get("bound"))
    if bound is None or bound > value:
        reason = "this cannot be the bound of this plan"
        yield Problem(PLAN, f"{field}.bound", _shown(stage.get("bound")), reason, f"{show(value)} at most")
    else:
        yield from _differences(field, stage, {"gap": StageResult("", "", value, bound).gap})


def _count(written: object) -> int | None:
    return written if isinstance(written, int) and not isinstance(written, bool) else None


def _minor(written: object) -> int | None:
    try:
        return money_to_minor(written) if isinstance(written, str) else None
    except ValueError:
        return None


def _scenario(document: Mapping[str, Any], scenario: Scenario) -> Iterator[Problem]:
    run = document.get("run")
    digest = scenario_digest(scenario)
    claimed = run.get("scenario_digest") if isinstance(run, dict) else None
    if isinstance(claimed, str) and DIGEST.fullmatch(claimed):
        if claimed != digest:
            reason = "the scenario has changed since this plan was made, so its figures may have as well"
            yield Problem(PLAN, "run.scenario_digest", claimed, reason, digest, exact=True)
    else:
        present = isinstance(run, dict) and "scenario_digest" in run
        reason = "this is no digest, so it was edited" if present else "missing"
        found = _shown(claimed) if present else ""
        yield Problem(PLAN, "run.scenario_digest", found, reason, digest, exact=True)


def _differences(field: str, found: object, expected: object) -> Iterator[Problem]:
    """Each leaf that differs, by its path; of lists of different lengths only that."""
    if isinstance(found, dict) and isinstance(expected, dict):
        for key, value in expected.items():
            path = f"{field}.{key}" if field else key
            if key in found:
                yield from _differences(path, found[key], value)
            else:
                yield Problem(PLAN, path, "", "missing", _shown(value), AGAIN, exact=True)
    elif isinstance(found, list) and isinstance(expected, list):
        if len(found) != len(expected):
            counts = (f"{len(entries)} entries" for entries in (found, expected))
            yield Problem(PLAN, field, next(counts), NOT_OF_THE_PLAN, next(counts), exact=True)
        else:
            for number, (one, other) in enumerate(zip(found, expected, strict=True)):
                yield from _differences(f"{field}.{number}", one, other)
    elif found != expected or isinstance(found, bool) != isinstance(expected, bool):
        yield Problem(PLAN, field, _shown(found), NOT_OF_THE_PLAN, _shown(expected), exact=True)


def _shown(value: object) -> str:
    """A leaf as JSON has it, text without quotes; of a list or an object only that it is one."""
    if isinstance(value, dict | list):
        return "an object" if isinstance(value, dict) else "a list"
    return value if isinstance(value, str) else json.dumps(value)


class _Figure:
    """A decimal number, however many zeros it ends with."""

    def show(self, value: Decimal) -> str:
        """Plain decimal text."""
        return f"{value:f}"

    def read(self, text: str) -> Decimal:
        """The number. Raises `BadCell`."""
        try:
            number = Decimal(text.strip())
        except InvalidOperation:
            number = Decimal("NaN")
        if not number.is_finite():
            raise BadCell("this is not a number", "digits with a decimal point")
        return number


WORDS = ("party", "who", "item")
COST_COLUMNS: Columns = {
    **{name: Text() for name in WORDS},
    "quantity": _Figure(),
    "unit": Text(),
    "rate": _Figure(),
    "amount": _Figure(),
    "currency": Text(),
}


def _hold_costs(folder: Path, costs: CostStatement, problems: list[Problem]) -> None:
    """Hold each row of `costs.csv` against the next line of the statement with its party, who and item."""
    due: defaultdict[tuple[str, ...], deque[dict[str, Any]]] = defaultdict(deque)
    for line in costs.lines:
        due[line.party, line.who, line.item].append(
            {
                "unit": line.unit,
                "quantity": Decimal(repr(line.quantity)),
                "rate": Decimal(rate_to_money(line.rate)),
                "amount": Decimal(minor_to_money(line.amount)),
                "currency": costs.currency,
            }
        )

    def compare(row: Mapping[str, Any]) -> tuple[str, BadCell] | None:
        lines = due[tuple(row[name] for name in WORDS)]
        if not lines:
            return "item", BadCell("the plan has no such cost, or not so often", "a line of its statement")
        for name, value in lines.popleft().items():
            if row[name] != value:
                return name, BadCell(NOT_OF_THE_PLAN, COST_COLUMNS[name].show(value))
        return None

    found: list[Problem] = []
    read_table(folder / COSTS, COST_COLUMNS, compare, found)
    problems.extend(replace(problem, exact=problem.reason == NOT_OF_THE_PLAN) for problem in found)
    all_rows_read = len(found) < PROBLEMS_PER_FILE and not any(
        problem.where in (COSTS, f"{COSTS}:1") for problem in found
    )
    for key, left in due.items() if all_rows_read else ():
        for missing in left:
            reason = "the plan costs this as well, and no row says so"
            problems.append(Problem(COSTS, "", " ".join(key), reason, f"{missing['amount']:f}", exact=True))
