"""Payslips as people and spreadsheets read them; whole ones worked by hand are in tests/cost/test_payslips.py."""

from __future__ import annotations

import csv
import io

import pytest

from planner.plan.payslip import line_words, payslip, payslips_csv, rounding
from planner.plan.result import CostLine, CostStatement

STATEMENT = CostStatement(
    currency="USD",
    days=7,
    lines=(
        # Ten duties of 11.5 h at 33.65: 386.975 each, rounded to 386.98 ten times
        CostLine("internal", "ann", "base_pay", 115.0, "h", 3365, 386_980),
        CostLine("internal", "ann", "on_costs", 3882.93, "USD of pay", 30, 116_488),
        CostLine("internal", "ann", "premium:night", 2.25, "h", 504.8, 1_136),
        CostLine("internal", "ben", "base_pay", 40.0, "h", 2000, 80_000),
        CostLine("mdr", "ann", "monthly_fee", 0.230137, "month", 100_000, 23_014),
    ),
)


def test_a_payslip_has_nothing_of_a_provider_whose_offer_is_called_like_the_person() -> None:
    slip = payslip(STATEMENT, "ann")
    assert [line.item for line in slip.pay] == ["base_pay", "premium:night"]
    assert [line.item for line in slip.beside] == ["on_costs"]
    assert slip.gross == 386_980 + 1_136
    assert slip.employer_cost == 386_980 + 1_136 + 116_488


@pytest.mark.parametrize(
    ("line", "cents"),
    [
        (STATEMENT.lines[0], 5),  # 115 x 33.65 = 3,869.75
        (STATEMENT.lines[1], 0),  # 1,164.879
        (STATEMENT.lines[2], 0),  # 11.358
        (STATEMENT.lines[4], 0),  # 230.137
        (CostLine("internal", "ann", "on_costs", 7480.80, "USD of pay", 30, 224_423), -1),  # 2,244.24
    ],
)
def test_rounding_is_what_lies_between_product_and_amount(line: CostLine, cents: int) -> None:
    assert rounding(line) == cents


def test_a_line_shows_every_decimal_that_counts() -> None:
    told = line_words(STATEMENT.lines[2])
    assert (told.item, told.quantity, told.unit) == ("Premium: night", "2.25", "h")
    assert (told.rate, told.rounding, told.amount) == ("5.048", "", "11.36")
    fee = line_words(STATEMENT.lines[4])
    assert (fee.quantity, fee.rate, fee.amount) == ("0.230137", "1000.00", "230.14")
    base = line_words(STATEMENT.lines[0])
    assert (base.quantity, base.rounding, base.amount) == ("115.00", "0.05", "3,869.80")


def test_the_table_has_the_lines_of_those_asked_for_with_exact_cents() -> None:
    rows = list(csv.reader(io.StringIO(payslips_csv(STATEMENT, {"ben": "Ben", "ann": "Ann"}))))
    assert rows == [
        ["person", "name", "part", "item", "quantity", "unit", "rate", "rounding", "amount", "currency"],
        ["ben", "Ben", "pay", "base_pay", "40", "h", "20.00", "0.00", "800.00", "USD"],
        ["ann", "Ann", "pay", "base_pay", "115", "h", "33.65", "0.05", "3869.80", "USD"],
        ["ann", "Ann", "pay", "premium:night", "2.25", "h", "5.048", "0.00", "11.36", "USD"],
        ["ann", "Ann", "employer", "on_costs", "3882.93", "USD of pay", "0.30", "0.00", "1164.88", "USD"],
    ]


@pytest.mark.parametrize("name", ["=HYPERLINK(1)", "+1", "-2+3", "@SUM(A1)", "\tcell", "＝1"])
def test_a_name_that_a_spreadsheet_would_run_is_kept_from_it(name: str) -> None:
    rows = list(csv.DictReader(io.StringIO(payslips_csv(STATEMENT, {"ben": name}), newline="")))
    assert rows[0]["name"] == f"'{name}"
