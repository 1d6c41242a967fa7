"""Figures written beside a plan: those of the plan are kept, and any other is told with its place."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from planner.errors import Problem
from planner.plan.claims import false_claims
from planner.plan.files import read_plan, write_result, write_tables
from planner.plan.result import PlanResult
from planner.scenario.load import scenario_digest
from planner.scenario.scenario import Scenario
from tests.plan.sample import sample_plan, sample_result, sample_scenario


@pytest.fixture
def scenario() -> Scenario:
    return sample_scenario()


@pytest.fixture
def folder(scenario: Scenario, tmp_path: Path) -> Path:
    """The sample result as it is written, with the figures in which the sample is made up set right."""
    write_tables(sample_plan(scenario), scenario, tmp_path)
    write_result(sample_result(scenario), scenario, tmp_path)

    def make_true(document: dict[str, Any]) -> None:
        document["run"]["scenario_digest"] = scenario_digest(scenario)
        document["objective"]["stages"][1].update(value=0, bound=0)  # the sample's verdict has no points

    change(tmp_path, make_true)
    return tmp_path


def change(folder: Path, how: Callable[[dict[str, Any]], object]) -> None:
    """Change plan.json by hand."""
    path = folder / "plan.json"
    document = json.loads(path.read_text(encoding="utf-8"))
    how(document)
    path.write_text(json.dumps(document), encoding="utf-8")


def edit(folder: Path, before: str, after: str) -> None:
    """Change costs.csv by hand."""
    path = folder / "costs.csv"
    text = path.read_text(encoding="utf-8")
    assert text.count(before) == 1
    path.write_text(text.replace(before, after), encoding="utf-8")


def _stage(number: int, **changes: object) -> Callable[[dict[str, Any]], object]:
    """Changes one stage of the objective."""
    return lambda document: document["objective"]["stages"][number].update(changes)


def claims_of(folder: Path, scenario: Scenario) -> tuple[Problem, ...]:
    """Every false claim of the folder."""
    result: PlanResult = sample_result(scenario)
    assert result.verification is not None
    assert result.costs is not None
    plan = read_plan(folder, scenario)
    return false_claims(folder, scenario, plan, result.verification, result.costs)


def told(folder: Path, scenario: Scenario) -> list[tuple[str, str, str, str]]:
    """Place, field, value found and value expected of every false claim."""
    return [(claim.where, claim.field, claim.value, claim.allowed) for claim in claims_of(folder, scenario)]


def test_what_was_written_is_true(folder: Path, scenario: Scenario) -> None:
    assert told(folder, scenario) == []


def test_a_spreadsheet_may_write_the_same_numbers_otherwise(folder: Path, scenario: Scenario) -> None:
    edit(folder, "40,h,30.00,1200.00", "40.0,h,30,1200")
    assert told(folder, scenario) == []


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        ("1200.00", "1200.01", ("costs.csv:2", "amount", "1200.01", "1200.00")),
        ("40,h", "41,h", ("costs.csv:2", "quantity", "41", "40.0")),
        ("7.50", "8.50", ("costs.csv:3", "rate", "8.50", "7.50")),
        (
            "0.230137,month,1000.00,230.14,EUR",
            "0.230137,month,1000.00,230.14,USD",
            ("costs.csv:4", "currency", "USD", "EUR"),
        ),
        ("internal,ann", "internal,bob", ("costs.csv:2", "item", "base_pay", "a line of its statement")),
        *(
            ("1200.00", word, ("costs.csv:2", "amount", word, "digits with a decimal point"))
            for word in ("much", "sNaN", "NaN", "-Infinity")
        ),
    ],
)
def test_a_changed_row_of_the_statement_is_told(
    before: str, after: str, expected: tuple[str, ...], folder: Path, scenario: Scenario
) -> None:
    edit(folder, before, after)
    assert told(folder, scenario)[0] == expected


def test_a_row_taken_out_and_a_row_given_twice_are_told(folder: Path, scenario: Scenario) -> None:
    header, first, second, third = (folder / "costs.csv").read_text(encoding="utf-8").splitlines()
    (folder / "costs.csv").write_text("\n".join([header, second, third, third]) + "\n", encoding="utf-8")
    assert first.startswith("internal,ann,base_pay")
    assert told(folder, scenario) == [
        ("costs.csv:4", "item", "monthly_fee", "a line of its statement"),
        ("costs.csv", "", "internal ann base_pay", "1200.00"),
    ]


def test_a_statement_that_is_not_there_is_one_problem(folder: Path, scenario: Scenario) -> None:
    (folder / "costs.csv").unlink()
    assert told(folder, scenario) == [("costs.csv", "", "", "")]


@pytest.mark.parametrize(
    ("how", "field", "found", "expected"),
    [
        (lambda d: d["costs"].update(total="1.00"), "costs.total", "1.00", "1478.89"),
        (lambda d: d["costs"]["lines"][1].update(amount="1.00"), "costs.lines.1.amount", "1.00", "48.75"),
        (lambda d: d["costs"]["lines"].pop(), "costs.lines", "2 entries", "3 entries"),
        (lambda d: d["costs"].pop("per_month"), "costs.per_month", "", "6426.12"),
        (lambda d: d["verification"].update(must_breaches=1), "verification.must_breaches", "1", "0"),
        (lambda d: d["roster"][0].update(person="zoe"), "roster.0.person", "zoe", "ann"),
        (lambda d: d["changed_rules"].append({}), "changed_rules", "1 entries", "0 entries"),
        (
            lambda d: d["objective"]["stages"][0].update(value="1.00"),
            "objective.stages.0.value",
            "1.00",
            "1478.89",
        ),
        (lambda d: d["objective"]["stages"][1].update(value=3), "objective.stages.1.value", "3", "0"),
    ],
)
def test_a_changed_figure_of_the_document_is_told(
    how: Callable[[dict[str, Any]], object],
    field: str,
    found: str,
    expected: str,
    folder: Path,
    scenario: Scenario,
) -> None:
    change(folder, how)
    assert ("plan.json", field, found, expected) in told(folder, scenario)


@pytest.mark.parametrize(
    ("how", "field", "found", "expected"),
    [
        (lambda d: d.update(scenario="other"), "scenario", "other", "tiny"),
        (lambda d: d.update(status="optimal!"), "status", "optimal!", "optimal, feasible"),
        (lambda d: d.update(status="infeasible"), "status", "infeasible", "optimal, feasible"),
        (lambda d: d["objective"].update(bound="999.00"), "objective.bound", "999.00", "1470.00"),
        (lambda d: d["objective"].update(gap=0.5), "objective.gap", "0.5", str(889 / 147_889)),
        (_stage(0, bound="1478.90"), "objective.stages.0.bound", "1478.90", "1478.89 at most"),
        (_stage(0, bound=1470), "objective.stages.0.bound", "1470", "1478.89 at most"),
        (_stage(0, bound="sNaN"), "objective.stages.0.bound", "sNaN", "1478.89 at most"),
        (_stage(0, gap=0), "objective.stages.0.gap", "0", str(889 / 147_889)),
        (_stage(0, unit="USD"), "objective.stages.0.unit", "USD", "points, EUR"),
        (_stage(1, bound=1), "objective.stages.1.bound", "1", "0 at most"),
        (lambda d: d["run"].update(scenario_digest=["x"]), "run.scenario_digest", "a list", None),
        (lambda d: d["run"].update(scenario_digest="mine"), "run.scenario_digest", "mine", None),
        (lambda d: d.update(costs=None), "costs", "null", "an object"),
        (lambda d: d["verification"].update(clean=1), "verification.clean", "1", "true"),
    ],
)
def test_a_claim_that_cannot_be_is_told(
    how: Callable[[dict[str, Any]], object],
    field: str,
    found: str,
    expected: str | None,
    folder: Path,
    scenario: Scenario,
) -> None:
    change(folder, how)
    assert told(folder, scenario)[0] == ("plan.json", field, found, expected or scenario_digest(scenario))


def test_a_bound_that_is_the_value_is_possible(folder: Path, scenario: Scenario) -> None:
    def proven(document: dict[str, Any]) -> None:
        for holder in (document["objective"], document["objective"]["stages"][0]):
            holder.update(bound="1478.89", gap=0.0)

    change(folder, proven)
    assert told(folder, scenario) == []


@pytest.mark.parametrize(
    ("part", "field"),
    [
        *((part, part) for part in ("scenario", "status", "objective", "verification", "costs", "seats")),
        ("run", "run.scenario_digest"),
    ],
)
def test_a_part_taken_out_is_missing(part: str, field: str, folder: Path, scenario: Scenario) -> None:
    change(folder, lambda document: document.pop(part))
    (claim,) = claims_of(folder, scenario)
    assert (claim.where, claim.field, claim.value) == ("plan.json", field, "")
    assert claim.reason.startswith("missing")


def test_what_should_be_is_said_without_the_insides_of_the_program(folder: Path, scenario: Scenario) -> None:
    change(folder, lambda document: document.update(costs=None))
    (claim,) = claims_of(folder, scenario)
    assert claim.sentence() == (
        "plan.json costs 'null': the plan in this folder gives something else. Should be an object."
    )


def test_a_scenario_changed_since_is_told(folder: Path, scenario: Scenario) -> None:
    before = scenario_digest(scenario)
    facts = scenario.facts.model_copy(update={"cost_tolerance": 0.5})
    changed = scenario.model_copy(update={"facts": facts})
    assert told(folder, changed) == [("plan.json", "run.scenario_digest", before, scenario_digest(changed))]
