"""Rostered against required, post by hour of week: where cover is short, just enough, or more than needed."""

from __future__ import annotations

from collections.abc import Hashable
from datetime import datetime, timedelta

import pandas as pd
import plotly.graph_objects as go
from plotly.subplots import make_subplots

from planner.charts import palette
from planner.charts.palette import Ink
from planner.charts.style import DAY_LETTERS, add_cells, add_legend_entry, local, new_figure, plain
from planner.plan.model import Plan, SeatSlot
from planner.scenario.base import INTERNAL
from planner.scenario.scenario import Scenario

_HOUR = timedelta(hours=1)
_COLUMNS = 2

_STATES: dict[str, tuple[str, Ink]] = {
    "gap": ("gap: fewer than required", palette.GAP),
    "met": ("as required", palette.MET),
    "excess_one": ("one more", palette.EXCESS_ONE),
    "excess_more": ("two or more above", palette.EXCESS_MORE),
    "on_call": ("own people on call", palette.ON_CALL_ONLY),
    "provider": ("provider only", palette.PROVIDER_ONLY),
}


def coverage_table(scenario: Scenario, plan: Plan) -> pd.DataFrame:
    """One row for each post and elapsed hour of the horizon: the moment of that hour with the least surplus.

    `start` is local wall-clock time (an hour that the clock repeats has two rows); `surplus` is rostered less
    required, in people: negative for a gap. `state` is a key of the legend, empty where nobody is responsible.
    """
    rows = []
    for post in scenario.facts.posts:
        slots = sorted(slot for slot in plan.seats if slot.post == post)
        first, start = 0, scenario.start
        while start < scenario.end and slots:
            while first < len(slots) - 1 and slots[first].end <= start:
                first += 1
            hour = [slot for slot in slots[first:] if slot.start < start + _HOUR]
            if hour := [slot for slot in hour if slot.end > start]:
                rows.append(_hour_row(scenario, post, local(start, scenario.zone), hour))
            start += _HOUR
    columns = [
        "post",
        "title",
        "start",
        "weekday",
        "hour",
        "required",
        "rostered",
        "surplus",
        "responsible",
        "state",
    ]
    return pd.DataFrame(rows, columns=columns)


def coverage_by_hour_of_week(table: pd.DataFrame) -> pd.DataFrame:
    """Of each post, weekday and hour of `coverage_table` the row with the least surplus in any week.

    Among rows alike, the one with the highest requirement, then the earliest.
    """
    worst = table.sort_values(["surplus", "required", "start"], ascending=[True, False, True], kind="stable")
    return worst.drop_duplicates(["post", "weekday", "hour"]).sort_values(["post", "weekday", "hour"])


def posts_on_call(table: pd.DataFrame) -> list[str]:
    """Posts of `coverage_table` at which, in all of its hours, our own people are on call and nobody sits."""
    return [
        str(post) for post, hours in table.groupby("post", sort=False) if (hours["state"] == "on_call").all()
    ]


def coverage_heatmap(scenario: Scenario, plan: Plan) -> go.Figure:
    """A panel for each post, weekday by hour, with `rostered/required` of the week with the least surplus.

    A post at which nobody ever sits (`posts_on_call`) has no panel.
    """
    table = coverage_by_hour_of_week(coverage_table(scenario, plan))
    table = table[~table["post"].isin(posts_on_call(table))]
    posts = [post for post in scenario.facts.posts if (table["post"] == post).any()]
    columns = min(_COLUMNS, max(1, len(posts)))
    rows = -(-max(1, len(posts)) // columns)
    height = 60 + 250 * rows
    panels = make_subplots(
        rows=rows,
        cols=columns,
        subplot_titles=[plain(scenario.facts.posts[post].title) for post in posts],
        horizontal_spacing=0.05,
        vertical_spacing=78 / height if rows > 1 else 0,
        figure=new_figure(height),
    )
    for n, post in enumerate(posts):
        here = table[table["post"] == post]
        place = {"row": n // columns + 1, "col": n % columns + 1}
        for state, (_, ink) in _STATES.items():
            cells = here[here["state"] == state].rename(columns={"weekday": "row", "hour": "column"})
            cells["text"] = [_cell_text(cell) for cell in cells.to_dict("records")]
            cells["hover"] = [_hover(cell) for cell in cells.to_dict("records")]
            add_cells(panels, cells, ink, columns=24, rows=7, font_size=10, gap=1, **place)
    for state, (title, ink) in _STATES.items():
        if (table["state"] == state).any():
            add_legend_entry(panels, title, ink)
    # Panel titles are annotations and do not take the size of the template's font.
    panels.update_annotations(font_size=14)
    panels.update_xaxes(
        range=[-0.5, 23.5],
        tickvals=list(range(0, 24, 3)),
        ticktext=[f"{hour:02d}:00" for hour in range(0, 24, 3)],
        showgrid=False,
        tickfont={"size": 11},
        fixedrange=True,
    )
    panels.update_yaxes(
        range=[6.5, -0.5],
        tickvals=list(range(7)),
        ticktext=list(DAY_LETTERS),
        showgrid=False,
        fixedrange=True,
    )
    panels.update_layout(
        margin={"t": 40, "l": 8, "r": 8, "b": 64}, legend={"yref": "container", "y": 0, "yanchor": "bottom"}
    )
    return panels


def _hour_row(scenario: Scenario, post: str, start: datetime, slots: list[SeatSlot]) -> dict[str, object]:
    worst = min(slots, key=lambda slot: (slot.rostered - slot.required, -slot.required, slot.start))
    return {
        "post": post,
        "title": scenario.facts.posts[post].title,
        "start": start,
        "weekday": start.weekday(),
        "hour": start.hour,
        "required": worst.required,
        "rostered": worst.rostered,
        "surplus": worst.rostered - worst.required,
        "responsible": worst.responsible,
        "state": _state(worst),
    }


def _state(slot: SeatSlot) -> str:
    surplus = slot.rostered - slot.required
    if surplus < 0:
        return "gap"
    if slot.required == 0 and slot.rostered == 0:
        if not slot.responsible:
            return ""
        return "on_call" if INTERNAL in slot.responsible.split("+") else "provider"
    return "met" if surplus == 0 else "excess_one" if surplus == 1 else "excess_more"


def _cell_text(cell: dict[Hashable, object]) -> str:
    rostered, required = cell["rostered"], cell["required"]
    return f"{rostered}/{required}" if rostered or required else ""


def _hover(cell: dict[Hashable, object]) -> str:
    start = cell["start"]
    assert isinstance(start, datetime)
    return (
        f"<b>{DAY_LETTERS[start.weekday()]} {start:%H:%M}</b> (tightest on {start:%d %b})<br>"
        f"rostered {cell['rostered']}, required {cell['required']}: {_STATES[str(cell['state'])][0]}<br>"
        f"responsible: {plain(str(cell['responsible']))}"
    )
