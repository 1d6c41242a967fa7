"""Who works when: people down, local days across, one shift code in each cell."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable
from datetime import date, datetime, timedelta

import pandas as pd
import plotly.graph_objects as go

from planner.charts.palette import HOLIDAY, LEAVE, ON_CALL, SHIFT_KINDS, WEEKEND, Ink
from planner.charts.style import DAY_LETTERS, add_cells, add_legend_entry, local, new_figure, plain
from planner.plan.model import Duty, EscalationDuty, Plan
from planner.scenario.scenario import Scenario
from planner.units import show_clock

_ROW_PIXELS = 26
_LEAVE_KIND = "leave"


def roster_table(scenario: Scenario, plan: Plan) -> pd.DataFrame:
    """One row for each person and local day of the horizon, people in the order of the scenario.

    `shift` holds the codes of the duties that start on the day (several joined by `+`), `start` and `end` are
    wall-clock times of the person's site, `paid_hours` adds them up, `on_call` names the escalation levels held at
    some time of the day; `row` and `column` are its place in the picture, from 0.
    """
    duties: dict[tuple[str, date], list[Duty]] = defaultdict(list)
    for duty in plan.roster:
        duties[duty.person, local(duty.start, scenario.zone_of(duty.person)).date()].append(duty)
    away = {
        (leave.person, leave.first_day + timedelta(days=n))
        for leave in scenario.leave
        for n in range((leave.last_day - leave.first_day).days + 1)
    }
    levels = _levels_by_day(scenario, plan)
    rows = []
    for row, person in enumerate(scenario.staff):
        zone, holidays = scenario.zone_of(person.person), scenario.holidays_of(person.person)
        for column, day in enumerate(scenario.days):
            today = sorted(duties.get((person.person, day), []))
            rows.append(
                {
                    "person": person.person,
                    "name": person.name,
                    "day": day,
                    "shift": "+".join(duty.shift for duty in today),
                    "kind": _kind(scenario, today),
                    "post": "+".join(duty.post for duty in today),
                    "start": local(today[0].start, zone) if today else pd.NaT,
                    "end": local(today[-1].end, zone) if today else pd.NaT,
                    "paid_hours": sum(duty.paid_minutes for duty in today) / 60,
                    "leave": (person.person, day) in away,
                    "on_call": ", ".join(sorted(levels.get((person.person, day), set()))),
                    "holiday": holidays.get(day, ""),
                    "row": row,
                    "column": column,
                }
            )
    return pd.DataFrame(rows)


def roster_grid(scenario: Scenario, plan: Plan) -> go.Figure:
    """Person by day, coloured by shift kind, with leave, weekends, holidays and on-call periods marked."""
    table = roster_table(scenario, plan)
    people = [person.name for person in scenario.staff]
    days = scenario.days
    figure = new_figure(110 + _ROW_PIXELS * len(people))
    _shade_days_off(figure, scenario)
    for kind, ink in [*SHIFT_KINDS.items(), (_LEAVE_KIND, LEAVE)]:
        _add_kind(figure, scenario, table, kind, ink)
    _add_on_call(figure, scenario, plan)
    _add_legend(figure, scenario, plan, table)
    figure.update_xaxes(
        tickvals=list(range(len(days))),
        ticktext=[_day_label(scenario, day) for day in days],
        range=[-0.5, len(days) - 0.5],
        side="top",
        tickangle=0,
        tickfont={"size": 11},
        showgrid=False,
        fixedrange=True,
    )
    figure.update_yaxes(
        tickvals=list(range(len(people))),
        ticktext=[plain(name) for name in people],
        range=[len(people) - 0.5, -0.5],
        showgrid=False,
        fixedrange=True,
    )
    # The days stand above the cells, so the legend moves below them.
    figure.update_layout(legend={"y": 0, "yanchor": "top"})
    return figure


def _levels_by_day(scenario: Scenario, plan: Plan) -> dict[tuple[str, date], set[str]]:
    found: dict[tuple[str, date], set[str]] = defaultdict(set)
    for period in plan.escalation:
        first = local(period.start, scenario.zone).date()
        last = local(period.end - timedelta(microseconds=1), scenario.zone).date()
        for n in range((last - first).days + 1):
            found[period.holder, first + timedelta(days=n)].add(period.level)
    return found


def _kind(scenario: Scenario, duties: list[Duty]) -> str:
    if not duties:
        return ""
    shift = scenario.shift_system.shifts.get(duties[0].shift)
    # A hand-edited roster may name a shift that does not exist; the verifier says so, the picture goes on.
    return shift.kind if shift is not None else "day"


def _day_label(scenario: Scenario, day: date) -> str:
    label = f"{DAY_LETTERS[day.weekday()]}<br>{day.day}"
    if day in scenario.holiday_names:
        label = f"<b>{label}</b>"
    first = day == scenario.days[0] or day.day == 1
    return f"{label}<br>{day:%b}" if first else label


def _shade_days_off(figure: go.Figure, scenario: Scenario) -> None:
    for n, day in enumerate(scenario.days):
        colour = HOLIDAY if day in scenario.holiday_names else WEEKEND if day.weekday() >= 5 else None
        if colour is not None:
            figure.add_shape(
                type="rect",
                x0=n - 0.5,
                x1=n + 0.5,
                y0=0,
                y1=1,
                yref="paper",
                fillcolor=colour,
                line_width=0,
                layer="below",
            )


def _add_kind(figure: go.Figure, scenario: Scenario, table: pd.DataFrame, kind: str, ink: Ink) -> None:
    free = table["leave"] & (table["shift"] == "")
    cells = table[free if kind == _LEAVE_KIND else table["kind"] == kind].copy()
    cells["text"] = "–" if kind == _LEAVE_KIND else [plain(code) for code in cells["shift"]]
    cells["hover"] = [_hover(scenario, row) for row in cells.to_dict("records")]
    add_cells(figure, cells, ink, columns=len(scenario.days), rows=len(scenario.staff))


def _hover(scenario: Scenario, row: dict[Hashable, object]) -> str:
    day, start, end = row["day"], row["start"], row["end"]
    assert isinstance(day, date)
    lines = [f"<b>{plain(str(row['name']))}</b>, {DAY_LETTERS[day.weekday()]} {day:%d %b %Y}"]
    if row["holiday"]:
        lines.append(plain(str(row["holiday"])))
    if row["shift"] and isinstance(start, datetime) and isinstance(end, datetime):
        lines.append(f"{plain(str(row['shift']))}: {start:%H:%M}–{end:%H:%M}, {row['paid_hours']:g} h paid")
        lines.append(plain(" + ".join(scenario.place_label(key) for key in str(row["post"]).split("+"))))
    if row["leave"]:
        lines.append("On leave")
    if row["on_call"]:
        lines.append(f"On call: {plain(str(row['on_call']))}")
    return "<br>".join(lines)


def _add_on_call(figure: go.Figure, scenario: Scenario, plan: Plan) -> None:
    row = {person.person: n for n, person in enumerate(scenario.staff)}
    periods = [period for period in plan.escalation if period.holder in row]
    if not periods:
        return
    x: list[float | None] = []
    y: list[float | None] = []
    hover: list[str] = []
    for period in periods:
        start, end = (_day_position(scenario, instant) for instant in (period.start, period.end))
        # A little short of both ends, so that two periods in a row are seen as two.
        x += [start + 0.04, (start + end) / 2, end - 0.04, None]
        y += [row[period.holder] + 0.43] * 3 + [None]
        hover += [_on_call_hover(scenario, period)] * 4
    figure.add_scatter(
        x=x,
        y=y,
        mode="lines",
        line={"color": ON_CALL, "width": 4},
        name="On call",
        legendrank=2000,
        text=hover,
        hovertemplate="%{text}<extra></extra>",
    )


def _day_position(scenario: Scenario, instant: datetime) -> float:
    wall = local(instant, scenario.zone)
    return (wall.date() - scenario.days[0]).days + (wall.hour + wall.minute / 60) / 24 - 0.5


def _on_call_hover(scenario: Scenario, period: EscalationDuty) -> str:
    start, end = local(period.start, scenario.zone), local(period.end, scenario.zone)
    titles = {level.level: level.title for level in scenario.facts.escalation}
    title = plain(titles.get(period.level, period.level))
    return f"On call: {title}<br>{start:%d %b %H:%M} to {end:%d %b %H:%M}"


def _add_legend(figure: go.Figure, scenario: Scenario, plan: Plan, table: pd.DataFrame) -> None:
    used = {duty.shift for duty in plan.roster}
    for code, shift in scenario.shift_system.shifts.items():
        if code in used:
            end = (shift.start + shift.length_minutes) % 1440
            name = f"{code} {shift.title} {show_clock(shift.start)}–{show_clock(end)}"
            add_legend_entry(figure, name, SHIFT_KINDS[shift.kind])
    if table["leave"].any():
        add_legend_entry(figure, "– leave", LEAVE)
    if any(day in scenario.holiday_names for day in scenario.days):
        add_legend_entry(figure, "public holiday", Ink(HOLIDAY, ""))
