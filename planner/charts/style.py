"""What all pictures share: the house template, local time, plain words for keys, and safe text.

Colours of text, axes and ground are in the template and nowhere else, because the pages replace a template's colours
to follow light and dark; in the report the template's own colours hold.
"""

from __future__ import annotations

from datetime import datetime
from html import escape
from zoneinfo import ZoneInfo

import numpy as np
import pandas as pd
import plotly.graph_objects as go

from planner.charts.palette import DARK, Ink

DAY_LETTERS = ("Mo", "Tu", "We", "Th", "Fr", "Sa", "Su")

_GRID = "rgba(128, 145, 156, 0.25)"
_TEMPLATE = go.layout.Template(
    layout={
        "font": {"family": "Source Sans, Source Sans Pro, Segoe UI, Arial, sans-serif", "color": DARK},
        "paper_bgcolor": "rgba(0, 0, 0, 0)",
        "plot_bgcolor": "rgba(0, 0, 0, 0)",
        "xaxis": {"gridcolor": _GRID, "zeroline": False, "automargin": True, "title": {"standoff": 12}},
        "yaxis": {"gridcolor": _GRID, "zeroline": False, "automargin": True, "ticklabelstandoff": 4},
        "hoverlabel": {"align": "left"},
    }
)


def new_figure(height: int) -> go.Figure:
    """An empty figure of `height` pixels in the house template, with its legend above the picture."""
    figure = go.Figure()
    figure.update_layout(
        template=_TEMPLATE,
        height=height,
        margin={"l": 8, "r": 8, "t": 8, "b": 8},
        legend={"orientation": "h", "x": 0, "xanchor": "left", "y": 1.0, "yanchor": "bottom"},
        dragmode=False,
    )
    return figure


def add_cells(
    figure: go.Figure,
    cells: pd.DataFrame,
    ink: Ink,
    *,
    columns: int,
    rows: int,
    font_size: int = 12,
    gap: int = 2,
    **place: int,
) -> None:
    """Cells of one ink in a grid of `rows` by `columns`; `cells` has `row`, `column` (from 0), `text` and `hover`.

    The whole grid is given, holes included: from single cells plotly would guess the width of a cell by their
    distance. place: `row` and `col` of a panel.
    """
    if cells.empty:
        return
    shape = (rows, columns)
    values = np.full(shape, np.nan)
    text, hover = np.full(shape, "", dtype=object), np.full(shape, "", dtype=object)
    at = (cells["row"].to_numpy(), cells["column"].to_numpy())
    values[at], text[at], hover[at] = 1.0, cells["text"].to_numpy(), cells["hover"].to_numpy()
    figure.add_heatmap(
        z=values,
        text=text,
        customdata=hover,
        colorscale=[[0, ink.fill], [1, ink.fill]],
        showscale=False,
        texttemplate="%{text}",
        textfont={"size": font_size, "color": ink.text},
        hovertemplate="%{customdata}<extra></extra>",
        hoverongaps=False,
        xgap=gap,
        ygap=gap,
        **place,
    )


def add_legend_entry(figure: go.Figure, name: str, ink: Ink, *, rank: int = 1000) -> None:
    """A square of `ink` with a name in the legend: heat maps have no legend entry of their own."""
    figure.add_scatter(
        x=[None],
        y=[None],
        mode="markers",
        marker={"symbol": "square", "size": 13, "color": ink.fill},
        name=plain(name),
        legendrank=rank,
        hoverinfo="skip",
    )


def plain(text: str) -> str:
    """Text with `<`, `>` and `&` made harmless: plotly reads a small HTML in every label."""
    return escape(text, quote=False)


def words(key: str) -> str:
    """A key as words with a capital: `it_triage` becomes `It triage`."""
    return key.replace("_", " ").replace("-", " ").capitalize()


def local(instant: datetime, zone: ZoneInfo) -> datetime:
    """Wall-clock time of an instant without its zone, as plotly and pandas draw it."""
    return instant.astimezone(zone).replace(tzinfo=None)
