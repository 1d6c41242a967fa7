"""The folder of a plan keeps the outside contract: files, columns, no hole in time, sums that agree."""

from __future__ import annotations

import json
from decimal import Decimal
from typing import Any

import pytest

from planner.plan.result import SolveStatus
from tests.workflow.conftest import Made
from tests.workflow.kit import contents, open_stretches, rows

COLUMNS = {
    "roster.csv": "person,post,shift,start,end,paid_minutes,pinned",
    "segmentation.csv": "category,phase,window,responsible,accountable,reason",
    "seats.csv": "post,start,end,load_erlangs,required,rostered,responsible",
    "escalation.csv": "domain,level,holder,start,end,response_minutes",
    "costs.csv": "party,who,item,quantity,unit,rate,amount,currency",
}


def document(made: Made) -> Any:
    return json.loads((made.folder / "plan.json").read_text(encoding="utf-8"))


def test_the_small_plant_is_solved_to_the_optimum_and_clean(made: Made) -> None:
    assert made.result.status is SolveStatus.OPTIMAL
    assert made.result.verification is not None
    assert made.result.verification.is_clean


def test_exactly_the_files_of_the_contract_are_there(made: Made) -> None:
    staff = {f"calendars/{person.person}.ics" for person in made.scenario.staff}
    # The managed model has a contract with one provider only.
    assert made.result.plan is not None
    providers = {f"calendars/provider-{choice.provider}.ics" for choice in made.result.plan.contracts}
    assert set(contents(made.folder)) == {
        "plan.json",
        "report.html",
        "bound_certificate.json",
        "calendars/team.ics",
        *COLUMNS,
        *staff,
        *providers,
    }


@pytest.mark.parametrize("name", COLUMNS)
def test_a_table_has_the_columns_of_the_contract_in_their_order(made: Made, name: str) -> None:
    assert (made.folder / name).read_text(encoding="utf-8").splitlines()[0] == COLUMNS[name]


def test_plan_json_has_the_keys_of_the_contract(made: Made) -> None:
    found = document(made)
    assert found["schema"] == 1
    assert found["status"] == "optimal"
    for key in (
        "objective",
        "verification",
        "costs",
        "segmentation",
        "contracts",
        "roster",
        "escalation",
        "run",
    ):
        assert found[key], key
    assert found["objective"].keys() >= {"stages", "bound", "gap"}


def test_the_tables_say_the_same_as_plan_json(made: Made) -> None:
    found = document(made)
    for key in ("roster", "segmentation", "escalation", "seats"):
        assert len(found[key]) == len(rows(made.folder / f"{key}.csv")), key
    duties = {(duty["person"], duty["start"], duty["end"]) for duty in found["roster"]}
    assert duties == {(row["person"], row["start"], row["end"]) for row in rows(made.folder / "roster.csv")}


def test_seats_of_each_post_follow_one_another_over_the_whole_horizon(made: Made) -> None:
    found = rows(made.folder / "seats.csv")
    assert {row["post"] for row in found} == set(made.scenario.facts.posts)
    assert open_stretches(found, lambda row: row["post"], made.scenario.start, made.scenario.end) == []


def test_each_escalation_level_has_a_holder_over_the_whole_horizon(made: Made) -> None:
    found = rows(made.folder / "escalation.csv")
    levels = {(level.domain.value, level.level) for level in made.scenario.facts.escalation}
    assert {(row["domain"], row["level"]) for row in found} == levels
    faults = open_stretches(
        found, lambda row: (row["domain"], row["level"]), made.scenario.start, made.scenario.end
    )
    assert faults == []


def test_costs_add_up_to_the_total_and_to_the_money_stage(made: Made) -> None:
    found = rows(made.folder / "costs.csv")
    total = sum(Decimal(row["amount"]) for row in found)
    shown = document(made)
    assert total == Decimal(shown["costs"]["total"])
    money = next(stage for stage in shown["objective"]["stages"] if stage["stage"] == "money")
    assert total == Decimal(money["value"])
    assert {row["currency"] for row in found} == {"USD"}


def test_times_in_tables_are_local_and_say_their_offset(made: Made) -> None:
    # Chicago has summer time in April: UTC-5.
    for name in ("roster.csv", "seats.csv", "escalation.csv"):
        for row in rows(made.folder / name):
            assert row["start"].endswith("-05:00"), (name, row)
