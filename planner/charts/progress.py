"""How a running solve gets on: best value so far and proven bound over time, one panel for each stage."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd
import plotly.graph_objects as go
from plotly.subplots import make_subplots

from planner.charts.palette import BOUND, INCUMBENT
from planner.charts.style import new_figure, plain, words
from planner.plan.result import Progress

_MONEY = "money"


def progress_table(points: Sequence[Progress]) -> pd.DataFrame:
    """One row for each snapshot, in the order given. Money in whole units of the currency, points as they are."""
    rows = [
        {
            "elapsed_seconds": point.elapsed_seconds,
            "stage": point.stage,
            "unit": point.unit,
            "incumbent": _amount(point, point.incumbent),
            "bound": _amount(point, point.bound),
            "gap": float("nan") if point.gap is None else point.gap,
        }
        for point in points
    ]
    return pd.DataFrame(rows, columns=["elapsed_seconds", "stage", "unit", "incumbent", "bound", "gap"])


def progress_chart(points: Sequence[Progress], currency: str = "") -> go.Figure:
    """Incumbent above bound over elapsed seconds; the plan is proven best where the two lines meet.

    currency: what to write at the axis of money.
    """
    table = progress_table(points)
    table = table[table["incumbent"].notna() | table["bound"].notna()]
    stages = list(table["stage"].unique())
    panels = make_subplots(
        rows=1,
        cols=max(1, len(stages)),
        subplot_titles=[f"Stage: {plain(words(stage))}" for stage in stages],
        horizontal_spacing=0.12,
        figure=new_figure(280),
    )
    for n, stage in enumerate(stages):
        here = table[table["stage"] == stage]
        for column, name, colour in (
            ("bound", "proven bound", BOUND),
            ("incumbent", "best plan so far", INCUMBENT),
        ):
            panels.add_scatter(
                x=here["elapsed_seconds"],
                y=here[column],
                name=name,
                legendgroup=column,
                showlegend=n == 0,
                mode="lines+markers",
                marker={"size": 4},
                line={
                    "shape": "hv",
                    "color": colour,
                    "width": 2,
                    "dash": "dot" if column == "bound" else "solid",
                },
                row=1,
                col=n + 1,
            )
        unit = str(here["unit"].iloc[0])
        title = currency if unit == _MONEY and currency else unit
        panels.update_yaxes(title_text=plain(title), tickformat=",.0f", row=1, col=n + 1)
    panels.update_xaxes(title_text="elapsed seconds")
    panels.update_annotations(font_size=13)
    panels.update_layout(margin={"t": 34, "b": 84}, legend={"yref": "container", "y": 0, "yanchor": "bottom"})
    return panels


def _amount(point: Progress, value: int | None) -> float:
    if value is None:
        return float("nan")
    return value / 100 if point.unit == _MONEY else value
