"""The picture of pay by hour of the week holds every hour that earns something, once."""

from __future__ import annotations

from planner.charts.pay_hours import pay_cells, pay_heatmap


def week(**cents: int) -> tuple[int, ...]:
    """168 hours of which some earn something: `h22=400` is Monday 22-23."""
    return tuple(cents.get(f"h{hour}", 0) for hour in range(168))


def test_each_hour_with_pay_is_a_cell_in_the_quarter_of_its_amount() -> None:
    cells = pay_cells(week(h0=100, h1=101, h25=200, h26=201, h48=300, h167=400))
    assert cells.to_numpy().tolist() == [
        [0, 0, 100, 0],
        [0, 1, 101, 1],
        [1, 1, 200, 1],
        [1, 2, 201, 2],
        [2, 0, 300, 2],
        [6, 23, 400, 3],
    ]


def test_cells_say_whole_units_and_the_cents_on_pointing_at_them() -> None:
    figure = pay_heatmap(week(h0=49, h23=12_350, h167=1_234_567), "USD")
    texts = {
        (row, column): (trace.text[row][column], trace.customdata[row][column])
        for trace in figure.data
        if trace.type == "heatmap"
        for row in range(7)
        for column in range(24)
        if trace.text[row][column]
    }
    assert texts == {
        (0, 0): ("<1", "<b>Mo 00:00</b><br>0.49 USD"),
        (0, 23): ("124", "<b>Mo 23:00</b><br>123.50 USD"),
        (6, 23): ("12.3k", "<b>Su 23:00</b><br>12,345.67 USD"),
    }
    legend = [trace.name for trace in figure.data if trace.type == "scatter"]
    assert legend == ["up to 3,086 USD", "up to 12.3k USD"]


def test_a_week_without_pay_is_an_empty_picture() -> None:
    assert len(pay_heatmap(week(), "EUR").data) == 0
    assert pay_cells(week()).empty
