"""Who holds which escalation level when: one lane for each domain and level."""

from __future__ import annotations

from collections.abc import Hashable
from datetime import timedelta

import pandas as pd
import plotly.graph_objects as go

from planner.charts.palette import WEEKEND, holder_inks
from planner.charts.style import local, new_figure, plain
from planner.plan.model import Plan
from planner.scenario.scenario import Scenario

_LANE_PIXELS = 46


def escalation_table(scenario: Scenario, plan: Plan) -> pd.DataFrame:
    """One row for each on-call period, lanes in the order of the ladder; `start` and `end` local wall-clock time.

    `hours` is elapsed time; `response_minutes` stands beside the `limit_minutes` of the level.
    """
    lanes = {(level.domain, level.level): level for level in scenario.facts.escalation}
    names = _holder_names(scenario)
    rows = []
    for lane, level in lanes.items():
        for period in sorted(one for one in plan.escalation if (one.domain, one.level) == lane):
            rows.append(
                {
                    "domain": level.domain.value,
                    "level": level.level,
                    "title": level.title,
                    "holder": period.holder,
                    "name": names.get(period.holder, period.holder),
                    "start": local(period.start, scenario.zone),
                    "end": local(period.end, scenario.zone),
                    "hours": (period.end - period.start) / timedelta(hours=1),
                    "response_minutes": period.response_minutes,
                    "limit_minutes": level.limit_minutes,
                }
            )
    columns = ["domain", "level", "title", "holder", "name", "start", "end", "hours"]
    return pd.DataFrame(rows, columns=[*columns, "response_minutes", "limit_minutes"])


def escalation_calendar(scenario: Scenario, plan: Plan) -> go.Figure:
    """Lanes over time, a bar for each on-call period with its holder's name in it."""
    table = escalation_table(scenario, plan)
    lanes = {
        (level.domain.value, level.level): f"{plain(level.title)}<br>({level.domain.value.upper()})"
        for level in scenario.facts.escalation
    }
    figure = new_figure(70 + _LANE_PIXELS * len(lanes))
    bars = _bars(scenario, table)
    for holder, ink in holder_inks(bars["holder"].unique()).items():
        mine = bars[bars["holder"] == holder]
        figure.add_bar(
            orientation="h",
            base=mine["start"],
            # plotly draws a bar on a time axis by its length in milliseconds of the wall clock
            x=[
                (end - start) / timedelta(milliseconds=1)
                for start, end in zip(mine["start"], mine["end"], strict=True)
            ],
            y=[lanes[key] for key in zip(mine["domain"], mine["level"], strict=True)],
            text=[_bar_text(scenario, *row) for row in zip(mine["name"], mine["hours"], strict=True)],
            textposition="inside",
            insidetextanchor="middle",
            textangle=0,
            textfont={"color": ink.text, "size": 12},
            constraintext="none",
            marker={"color": ink.fill, "line": {"color": "rgba(255, 255, 255, 0.9)", "width": 1}},
            customdata=[_hover(row) for row in mine.to_dict("records")],
            hovertemplate="%{customdata}<extra></extra>",
            showlegend=False,
            width=0.72,
        )
    _lay_out(figure, scenario, list(lanes.values()))
    return figure


def _bars(scenario: Scenario, table: pd.DataFrame) -> pd.DataFrame:
    """The periods, those in a row of one provider joined: it hands nothing over to itself."""
    bars: list[dict[Hashable, object]] = []
    for row in table.to_dict("records"):
        last = bars[-1] if bars else {}
        same = all(last.get(key) == row[key] for key in ("domain", "level", "holder"))
        if same and row["holder"] in scenario.providers and last["end"] == row["start"]:
            hours = last["hours"] + row["hours"]
            bars[-1] = {**last, "end": row["end"], "hours": hours}
        else:
            bars.append(row)
    return pd.DataFrame(bars, columns=table.columns)


def _holder_names(scenario: Scenario) -> dict[str, str]:
    people = {person.person: person.name for person in scenario.people}
    return {key: provider.title for key, provider in scenario.providers.items()} | people


def _bar_text(scenario: Scenario, name: str, hours: float) -> str:
    # A bar of less than an eighth of the picture is too short for a name.
    short = hours < 3 * len(scenario.days)
    return plain("".join(word[0] for word in name.split()) if short else name)


def _hover(row: dict[Hashable, object]) -> str:
    start, end = pd.Timestamp(row["start"]), pd.Timestamp(row["end"])  # type: ignore[arg-type]
    return (
        f"<b>{plain(str(row['name']))}</b><br>{plain(str(row['title']))}<br>"
        f"{start:%a %d %b %H:%M} to {end:%a %d %b %H:%M} ({row['hours']:g} h)<br>"
        f"answers within {row['response_minutes']} min (limit {row['limit_minutes']} min)"
    )


def _lay_out(figure: go.Figure, scenario: Scenario, lanes: list[str]) -> None:
    for day in scenario.days:
        if day.weekday() >= 5 or day in scenario.holiday_names:
            figure.add_vrect(
                x0=pd.Timestamp(day),
                x1=pd.Timestamp(day) + timedelta(days=1),
                fillcolor=WEEKEND,
                line_width=0,
                layer="below",
            )
    figure.update_layout(barmode="overlay", bargap=0)
    figure.update_xaxes(
        type="date",
        range=[local(scenario.start, scenario.zone), local(scenario.end, scenario.zone)],
        side="top",
        tickformat="%a<br>%d %b",
        tick0=pd.Timestamp(scenario.days[0]),
        dtick=timedelta(days=7 if len(scenario.days) > 14 else 1) / timedelta(milliseconds=1),
        tickfont={"size": 11},
        fixedrange=True,
    )
    figure.update_yaxes(
        categoryorder="array", categoryarray=lanes, autorange="reversed", showgrid=False, fixedrange=True
    )
