"""`cost`: the price of written files, by item, by person and by hour of the week."""

from __future__ import annotations

import csv
import json
import stat
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest

from planner.cli.costs import show_costs
from planner.workflow.price_plan import price_folder
from tests.cli.conftest import Planned
from tests.cli.kit import one_line, planner


def test_the_statement_has_the_total_of_the_plan_and_a_figure_for_each_start_of_the_week(
    planned: Planned,
) -> None:
    costs = json.loads((planned.folder / "plan.json").read_text(encoding="utf-8"))["costs"]
    ran = planner("cost", planned.scenario, planned.folder, columns=120)
    assert ran.code == 0, ran.err
    assert f"Total {Decimal(costs['total']):,.2f}" in one_line(ran.out.replace("│", " "))
    starts = costs["overtime_by_week_start"]
    assert list(starts) == ["mon", "tue", "wed", "thu", "fri", "sat", "sun"]
    assert ", ".join(f"{day} {Decimal(amount):,.2f}" for day, amount in starts.items()) in one_line(ran.out)


def test_a_payslip_has_the_lines_of_its_person_and_hours_are_168(planned: Planned) -> None:
    costs = json.loads((planned.folder / "plan.json").read_text(encoding="utf-8"))["costs"]
    who = next(line["who"] for line in costs["lines"] if line["item"] == "base_pay")
    ran = planner("cost", planned.scenario, planned.folder, "--person", who, "--by-hour", "--json")
    assert ran.code == 0, ran.err
    told = json.loads(ran.out)
    assert told["lines"] == [line for line in costs["lines"] if line["who"] == who]
    assert Decimal(told["total"]) == sum(Decimal(line["amount"]) for line in told["lines"])
    assert 0 < Decimal(told["total"]) < Decimal(costs["total"])
    assert "overtime_by_week_start" not in told
    assert len(told["pay_by_hour_of_week"]) == 168
    shown = planner("cost", planned.scenario, planned.folder, "-p", who, "--by-hour", columns=160)
    assert shown.code == 0, shown.err
    assert "Cost to the employer" in shown.out
    assert "Gross pay of duties by hour of the week" in shown.out


def test_a_key_that_nobody_has_is_told_with_the_closest(planned: Planned) -> None:
    ran = planner("cost", planned.scenario, planned.folder, "--person", "danna")
    assert ran.code == 1
    assert "nobody on the staff has this key" in one_line(ran.err)
    assert "'dana'?" in one_line(ran.err)


def test_where_no_duty_earns_by_itself_a_sentence_stands_for_168_zeros(
    planned: Planned, capsys: pytest.CaptureFixture[str]
) -> None:
    priced = price_folder(planned.scenario, planned.folder, ["dana"])
    salaried = replace(priced, by_hour=dict.fromkeys(priced.by_hour, (0,) * 168))
    show_costs(salaried, ["dana"], by_hour=True)
    told = one_line(capsys.readouterr().out)
    assert "No duty earns anything by itself" in told
    assert "Gross pay of duties by hour" not in told


def test_payslips_are_written_as_one_table_that_adds_up_to_the_statement(
    planned: Planned, tmp_path: Path
) -> None:
    costs = json.loads((planned.folder / "plan.json").read_text(encoding="utf-8"))["costs"]
    file = tmp_path / "payslips.csv"
    ran = planner("cost", planned.scenario, planned.folder, "--payslips", file)
    assert ran.code == 0, ran.err
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    with file.open(encoding="utf-8", newline="") as opened:
        rows = list(csv.DictReader(opened))
    people = {line["who"] for line in costs["lines"] if line["item"] == "base_pay"}
    assert {row["person"] for row in rows} == people
    billed = sum(Decimal(line["amount"]) for line in costs["lines"] if line["who"] in people)
    assert sum(Decimal(row["amount"]) for row in rows) == billed > 0

    one = sorted(people)[0]
    assert planner("cost", planned.scenario, planned.folder, "-p", one, "--payslips", file).code == 0
    with file.open(encoding="utf-8", newline="") as opened:
        assert [row["person"] for row in csv.DictReader(opened)] == [
            row["person"] for row in rows if row["person"] == one
        ]


def test_payslips_that_cannot_be_written_are_a_mistake_of_usage(planned: Planned, tmp_path: Path) -> None:
    ran = planner("cost", planned.scenario, planned.folder, "--payslips", tmp_path / "none" / "payslips.csv")
    assert ran.code == 2
    assert "No such file or directory" in one_line(ran.err.replace("│", " "))


def test_hours_of_a_person_are_part_of_those_of_all(planned: Planned) -> None:
    def hours(*options: str) -> list[Decimal]:
        ran = planner("cost", planned.scenario, planned.folder, "--by-hour", "--json", *options)
        assert ran.code == 0, ran.err
        return [Decimal(amount) for amount in json.loads(ran.out)["pay_by_hour_of_week"]]

    everybody, cesar, dana = hours(), hours("-p", "cesar"), hours("-p", "dana")
    assert sum(cesar) > 0
    assert [one + other for one, other in zip(cesar, dana, strict=True)] == everybody
