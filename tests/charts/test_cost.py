"""The cost picture adds up to the statement."""

from __future__ import annotations

from planner.charts.cost import cost_breakdown, cost_table, item_title
from planner.plan.result import CostLine, CostStatement

STATEMENT = CostStatement(
    currency="EUR",
    days=28,
    lines=(
        CostLine("guard", "full", "monthly_fee", 1, "month", 500_000, 500_000),
        CostLine("internal", "ann", "base_pay", 160, "h", 3000, 480_000),
        CostLine("internal", "ben", "base_pay", 160, "h", 3000, 480_000),
        CostLine("internal", "ann", "premium:night", 8, "h", 750, 6_000),
    ),
)


def test_the_table_is_sorted_by_item_and_adds_up() -> None:
    table = cost_table(STATEMENT)
    assert table["item"].tolist() == ["base_pay", "monthly_fee", "premium:night"]
    # 480,000 + 480,000 + 500,000 + 6,000
    assert table["amount"].sum() == STATEMENT.total == 1_466_000
    assert round(table["share"].sum(), 9) == 1


def test_bars_are_in_whole_units_of_the_currency() -> None:
    figure = cost_breakdown(STATEMENT, {"guard": "Guard"})
    bars = {trace.name: list(trace.x) for trace in figure.data if trace.type == "bar"}
    assert bars == {"Own people": [9600.0, 60.0], "Guard": [5000.0]}
    assert figure.layout.xaxis.title.text == "EUR over 28 days"


def test_a_statement_without_lines_is_an_empty_picture() -> None:
    figure = cost_breakdown(CostStatement("EUR", 7, ()))
    assert [trace.type for trace in figure.data] == ["scatter"]


def test_items_are_told_in_words() -> None:
    assert item_title("premium:night_work") == "Premium: night work"
    assert item_title("base_pay") == "Contract pay"
