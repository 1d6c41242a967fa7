"""What a plan folder says of its plan in `costs.csv` and `plan.json`, held against what the plan itself gives.

`read_plan` looks at neither, so that a plan edited by hand can be judged; then they still tell of the plan before, and
would be forwarded with it. Report and calendars are for people and are not read.
"""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Iterator, Mapping
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Any

from planner.errors import Problem
from planner.plan.cells import BadCell, Text
from planner.plan.document import AGAIN, judged_document, read_document
from planner.plan.layout import COSTS, PLAN
from planner.plan.model import Plan
from planner.plan.result import CostStatement, Verification
from planner.plan.tables import PROBLEMS_PER_FILE, Columns, read_table
from planner.scenario.load import scenario_digest
from planner.scenario.scenario import Scenario
from planner.units import minor_to_money, rate_to_money

NOT_OF_THE_PLAN = "the plan in this folder gives something else"

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
checks may be those of another version. Status, bound and gap need the search and cannot be held against anything."""


def false_claims(
    folder: Path, scenario: Scenario, plan: Plan, verification: Verification, costs: CostStatement
) -> tuple[Problem, ...]:
    """Every written figure that is not that of the plan in `folder`: where it stands, what it is and should be.

    `verification` and `costs` are those of `plan`, which was read from `folder`.
    """
    problems: list[Problem] = []
    document = read_document(folder, problems) or {}
    expected = judged_document(plan, verification, costs, scenario)
    for part, keys in COMPARED.items():
        if part in document:
            wanted = expected[part] if keys is None else {key: expected[part][key] for key in keys}
            problems.extend(_differences(part, document[part], wanted))
    problems.extend(_objective(document, verification, costs))
    problems.extend(_scenario(document, scenario))
    _hold_costs(folder, costs, problems)
    return tuple(problems)


def _objective(
    document: Mapping[str, Any], verification: Verification, costs: CostStatement
) -> Iterator[Problem]:
    """The value of each stage of the objective, which is the cost or the points of the plan."""
    objective = document.get("objective")
    stages = objective.get("stages") if isinstance(objective, dict) else None
    for number, stage in enumerate(stages if isinstance(stages, list) else ()):
        if isinstance(stage, dict) and stage.get("unit") in ("points", costs.currency):
            in_points = stage["unit"] == "points"
            value = verification.points if in_points else minor_to_money(costs.total)
            yield from _differences(f"objective.stages.{number}.value", stage.get("value"), value)


def _scenario(document: Mapping[str, Any], scenario: Scenario) -> Iterator[Problem]:
    run = document.get("run")
    claimed = run.get("scenario_digest") if isinstance(run, dict) else None
    digest = scenario_digest(scenario)
    if claimed not in (None, digest):
        reason = "the scenario has changed since this plan was made, so its figures may have as well"
        yield Problem(PLAN, "run.scenario_digest", str(claimed), reason, digest)


def _differences(field: str, found: object, expected: object) -> Iterator[Problem]:
    """Each leaf that differs, by its path; of lists of different lengths only that."""
    if isinstance(found, dict) and isinstance(expected, dict):
        for key, value in expected.items():
            if key in found:
                yield from _differences(f"{field}.{key}", found[key], value)
            else:
                yield Problem(PLAN, f"{field}.{key}", "", "missing", str(value), AGAIN)
    elif isinstance(found, list) and isinstance(expected, list):
        if len(found) != len(expected):
            yield Problem(PLAN, field, f"{len(found)} entries", NOT_OF_THE_PLAN, f"{len(expected)} entries")
        else:
            for number, (one, other) in enumerate(zip(found, expected, strict=True)):
                yield from _differences(f"{field}.{number}", one, other)
    elif found != expected:
        yield Problem(PLAN, field, str(found), NOT_OF_THE_PLAN, str(expected))


class _Figure:
    """A decimal number, however many zeros it ends with."""

    def show(self, value: Decimal) -> str:
        """Plain decimal text."""
        return f"{value:f}"

    def read(self, text: str) -> Decimal:
        """The number. Raises `BadCell`."""
        try:
            return Decimal(text.strip())
        except InvalidOperation:
            raise BadCell("this is not a number", "digits with a decimal point") from None


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
    problems.extend(found)
    all_rows_read = len(found) < PROBLEMS_PER_FILE and not any(
        problem.where in (COSTS, f"{COSTS}:1") for problem in found
    )
    for key, left in due.items() if all_rows_read else ():
        for missing in left:
            reason = "the plan costs this as well, and no row says so"
            problems.append(Problem(COSTS, "", " ".join(key), reason, f"{missing['amount']:f}"))
