"""What duties earn in each hour of the week: weekday down, hour across, dearer hours darker."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd
import plotly.graph_objects as go

from planner.charts.palette import PAY_BANDS
from planner.charts.style import DAY_LETTERS, add_cells, add_legend_entry, new_figure
from planner.plan.summary import show_cents
from planner.plan.week_hours import HOURS_OF_A_DAY, HOURS_OF_A_WEEK

_TEN_THOUSAND = 1_000_000
"""Minor units from which a cell shows thousands, so that its text fits."""


def pay_cells(hours: Sequence[int]) -> pd.DataFrame:
    """One row for each hour of the week that earns something: `weekday` and `hour` from 0, `amount` in minor units.

    `band` is 0 for amounts up to a quarter of the highest, 3 for those above three quarters.
    """
    highest = max(hours, default=0)
    rows = [
        {
            "weekday": number // HOURS_OF_A_DAY,
            "hour": number % HOURS_OF_A_DAY,
            "amount": amount,
            "band": (len(PAY_BANDS) * amount - 1) // highest,
        }
        for number, amount in enumerate(hours[:HOURS_OF_A_WEEK])
        if amount > 0
    ]
    return pd.DataFrame(rows, columns=["weekday", "hour", "amount", "band"])


def pay_heatmap(hours: Sequence[int], currency: str) -> go.Figure:
    """A grid of 7 by 24 with whole units of the currency in its cells; an hour that earns nothing stays empty."""
    table = pay_cells(hours)
    highest = max(hours, default=0)
    figure = new_figure(380)
    for band, ink in enumerate(PAY_BANDS):
        cells = table[table["band"] == band].rename(columns={"weekday": "row", "hour": "column"})
        cells["text"] = [_short(amount) for amount in cells["amount"]]
        cells["hover"] = [
            f"<b>{DAY_LETTERS[row]} {column:02d}:00</b><br>{show_cents(amount)} {currency}"
            for row, column, amount in zip(cells["row"], cells["column"], cells["amount"], strict=True)
        ]
        if cells.empty:
            continue
        add_cells(figure, cells, ink, columns=24, rows=7, font_size=11, gap=1)
        add_legend_entry(
            figure, f"up to {_short(highest * (band + 1) // len(PAY_BANDS))} {currency}", ink, rank=band
        )
    # Below the hours its entries have the whole width and may take several lines.
    figure.update_layout(margin={"b": 88}, legend={"yref": "container", "y": 0, "yanchor": "bottom"})
    figure.update_xaxes(
        range=[-0.5, 23.5],
        tickvals=list(range(0, 24, 3)),
        ticktext=[f"{hour:02d}:00" for hour in range(0, 24, 3)],
        showgrid=False,
        fixedrange=True,
    )
    figure.update_yaxes(
        range=[6.5, -0.5],
        tickvals=list(range(7)),
        ticktext=list(DAY_LETTERS),
        showgrid=False,
        fixedrange=True,
    )
    return figure


def _short(minor: int) -> str:
    """Whole units, or thousands with one decimal where those would be too wide; `<1` for cents."""
    if 0 < minor < 50:
        return "<1"
    if minor >= _TEN_THOUSAND:
        return f"{minor / 100_000:,.1f}k"
    return f"{(minor + 50) // 100:,}"
