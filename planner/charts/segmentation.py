"""Who is responsible for which work, when: alert category down, phase and service window across."""

from __future__ import annotations

from collections.abc import Hashable

import pandas as pd
import plotly.graph_objects as go

from planner.charts.palette import INTERNAL_ON_CALL, party_inks
from planner.charts.style import add_cells, add_legend_entry, new_figure, plain, words
from planner.plan.model import Assignment, Plan
from planner.scenario.base import INTERNAL, Domain, Phase
from planner.scenario.scenario import Scenario
from planner.scenario.work import AlertCategory, Attendance

OWN = "Own people"
_ROW_PIXELS = 24
_TITLE_LETTERS = 44
_ON_CALL = "on call"


def segmentation_table(scenario: Scenario, plan: Plan) -> pd.DataFrame:
    """One row for each work item and service window, IT before OT, categories in the order of the scenario.

    `party` is the responsible party's title; `how` is `on call` where our own people do not sit at the post in that
    window, else empty. `items` names the offer or our own people, `reason` is the plan's sentence.
    """
    order = {category.category: n for n, category in enumerate(_categories(scenario))}
    known = {category.category: category for category in scenario.categories}
    windows = list(scenario.facts.service_windows)
    rows = []
    for assignment in sorted(
        (one for one in plan.segmentation if one.category in known and one.window in windows),
        key=lambda one: (order[one.category], list(Phase).index(one.phase), windows.index(one.window)),
    ):
        category = known[assignment.category]
        rows.append(
            {
                "category": assignment.category,
                "title": category.title,
                "domain": category.domain.value,
                "phase": assignment.phase.value,
                "window": assignment.window,
                "responsible": assignment.responsible,
                "party": party_title(scenario, assignment.responsible),
                "how": _how(scenario, category.domain, assignment),
                "accountable": party_title(scenario, assignment.accountable),
                "reason": assignment.reason,
            }
        )
    columns = ["category", "title", "domain", "phase", "window", "responsible"]
    return pd.DataFrame(rows, columns=[*columns, "party", "how", "accountable", "reason"])


def segmentation_matrix(scenario: Scenario, plan: Plan) -> go.Figure:
    """Category by phase and window, coloured by the responsible party, with the party's letter in the cell."""
    table = segmentation_table(scenario, plan)
    shown = [c for c in _categories(scenario) if (table["category"] == c.category).any()]
    phases = [phase for phase in Phase if (table["phase"] == phase.value).any()]
    windows = list(scenario.facts.service_windows)
    table["row"] = table["category"].map({c.category: n for n, c in enumerate(shown)})
    table["column"] = [
        phases.index(Phase(phase)) * len(windows) + windows.index(window)
        for phase, window in zip(table["phase"], table["window"], strict=True)
    ]
    figure = new_figure(120 + _ROW_PIXELS * len(shown))
    letters = party_letters(scenario)
    for party, ink in party_inks(scenario.parties).items():
        mine = table[table["responsible"] == party]
        title = party_title(scenario, party)
        looks = {"": (ink, letters[party], title)}
        if party == INTERNAL:
            looks[_ON_CALL] = (INTERNAL_ON_CALL, "call", f"{title}, on call")
        for how, (fill, text, name) in looks.items():
            cells = mine[mine["how"] == how].copy()
            if not cells.empty:
                cells["text"] = text
                cells["hover"] = [_hover(row) for row in cells.to_dict("records")]
                add_cells(figure, cells, fill, columns=len(phases) * len(windows), rows=len(shown))
                add_legend_entry(figure, f"{text}: {name}", fill)
    _lay_out(figure, scenario, shown_titles=[_row_title(c.title) for c in shown], phases=phases)
    split = sum(category.domain is Domain.IT for category in shown)
    if 0 < split < len(shown):
        figure.add_hline(y=split - 0.5, line_width=2, line_color="rgba(128, 145, 156, 0.9)")
    return figure


def party_title(scenario: Scenario, party: str) -> str:
    """What people call a party: `Own people`, or the provider's title."""
    provider = scenario.providers.get(party)
    return OWN if party == INTERNAL else provider.title if provider is not None else party


def party_letters(scenario: Scenario) -> dict[str, str]:
    """The short sign of each party in the matrix: `own` for our own people, then A, B, C … for the providers."""
    return {INTERNAL: "own", **{key: chr(ord("A") + n) for n, key in enumerate(scenario.providers)}}


def _categories(scenario: Scenario) -> list[AlertCategory]:
    return sorted(scenario.categories, key=lambda category: category.domain is Domain.OT)


def _how(scenario: Scenario, domain: Domain, assignment: Assignment) -> str:
    if assignment.responsible != INTERNAL:
        return ""
    post = scenario.facts.posts[scenario.post_of(domain, assignment.phase)]
    return _ON_CALL if post.attendance.get(assignment.window) is Attendance.ON_CALL else ""


def _row_title(title: str) -> str:
    return plain(title if len(title) <= _TITLE_LETTERS else title[: _TITLE_LETTERS - 1] + "…")


def _hover(row: dict[Hashable, object]) -> str:
    how = f" ({row['how']})" if row["how"] else ""
    lines = [
        f"<b>{plain(str(row['title']))}</b>",
        f"{row['phase']}, {plain(str(row['window']))}",
        f"responsible: {plain(str(row['party']))}{how}; accountable: {plain(str(row['accountable']))}",
    ]
    return "<br>".join([*lines, plain(str(row["reason"]))] if row["reason"] else lines)


def _lay_out(figure: go.Figure, scenario: Scenario, shown_titles: list[str], phases: list[Phase]) -> None:
    windows = scenario.facts.service_windows
    width = len(windows)
    figure.update_xaxes(
        range=[-0.5, max(1, width * len(phases)) - 0.5],
        tickvals=list(range(width * len(phases))),
        ticktext=[words(window) for window in windows] * len(phases),
        side="top",
        tickangle=0,
        # Without ticks the windows stay near their columns in every theme, and the phases have room above them.
        ticks="",
        ticklabelstandoff=0,
        tickfont={"size": 11},
        showgrid=False,
        fixedrange=True,
    )
    figure.update_yaxes(
        range=[max(1, len(shown_titles)) - 0.5, -0.5],
        tickvals=list(range(len(shown_titles))),
        ticktext=shown_titles,
        showgrid=False,
        fixedrange=True,
    )
    for n, phase in enumerate(phases):
        figure.add_annotation(
            x=n * width + (width - 1) / 2,
            y=1,
            yref="paper",
            yshift=42,
            text=f"<b>{phase.value.capitalize()}</b>",
            showarrow=False,
        )
        if n:
            figure.add_vline(x=n * width - 0.5, line_width=2, line_color="rgba(128, 145, 156, 0.9)")
    figure.update_layout(margin={"t": 66, "l": 8, "r": 8, "b": 8}, legend={"y": 0, "yanchor": "top"})
