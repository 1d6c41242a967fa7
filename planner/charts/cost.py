"""What a plan costs: items of the statement, dearest first, split by party."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd
import plotly.graph_objects as go

from planner.charts.palette import party_inks
from planner.charts.style import new_figure, plain, words
from planner.plan.result import CostStatement
from planner.plan.summary import ITEM_WORDS, show_money
from planner.scenario.base import INTERNAL

_ROW_PIXELS = 34


def cost_table(costs: CostStatement) -> pd.DataFrame:
    """One row for each item and party that costs something, dearest item first; `amount` in minor units.

    `share` is the part of the whole statement, 0 to 1.
    """
    total = costs.total
    rows = []
    for item in costs.by_item():
        for party in costs.by_party():
            lines = [line for line in costs.lines if (line.item, line.party) == (item, party)]
            if lines:
                amount = sum(line.amount for line in lines)
                share = amount / total if total else 0.0
                rows.append(
                    {
                        "item": item,
                        "title": item_title(item),
                        "party": party,
                        "amount": amount,
                        "share": share,
                    }
                )
    return pd.DataFrame(rows, columns=["item", "title", "party", "amount", "share"])


def cost_breakdown(costs: CostStatement, party_titles: Mapping[str, str] | None = None) -> go.Figure:
    """Horizontal bars, one for each item, in whole units of the currency over the horizon.

    party_titles: what to call a party; its key in words where it is missing.
    """
    table = cost_table(costs)
    titles = {INTERNAL: "Own people", **(party_titles or {})}
    totals = costs.by_item()
    figure = new_figure(80 + _ROW_PIXELS * max(1, len(totals)))
    parties = costs.by_party()
    inks = party_inks(parties)
    for party in sorted(parties, key=lambda key: key != INTERNAL):
        mine = table[table["party"] == party]
        figure.add_bar(
            orientation="h",
            x=mine["amount"] / 100,
            y=[plain(title) for title in mine["title"]],
            name=plain(titles.get(party, words(party))),
            marker_color=inks[party].fill,
            customdata=[
                f"{show_money(amount, costs.currency)} ({share:.1%})"
                for amount, share in zip(mine["amount"], mine["share"], strict=True)
            ],
            hovertemplate="%{y}: %{customdata}<extra>%{fullData.name}</extra>",
        )
    _add_totals(figure, totals, costs.currency)
    figure.update_layout(barmode="relative", bargap=0.3, legend={"y": 1.02}, margin={"b": 56})
    figure.update_xaxes(
        title_text=f"{costs.currency} over {costs.days} days", tickformat=",.0f", fixedrange=True
    )
    figure.update_yaxes(
        categoryorder="array",
        categoryarray=[plain(item_title(item)) for item in totals],
        autorange="reversed",
        showgrid=False,
        fixedrange=True,
    )
    return figure


def item_title(item: str) -> str:
    """A statement item in words: `premium:night` becomes `Premium: night`."""
    kind, _, of_what = item.partition(":")
    title = ITEM_WORDS.get(kind, words(kind)).capitalize()
    return f"{title}: {of_what.replace('_', ' ')}" if of_what else title


def _add_totals(figure: go.Figure, totals: Mapping[str, int], currency: str) -> None:
    figure.add_scatter(
        x=[max(0, amount) / 100 for amount in totals.values()],
        y=[plain(item_title(item)) for item in totals],
        mode="text",
        text=[f"  {show_money(amount, currency)}" for amount in totals.values()],
        textposition="middle right",
        cliponaxis=False,
        hoverinfo="skip",
        showlegend=False,
    )
    # Room for the amount that stands right of the longest bar.
    longest = max((max(0, amount) for amount in totals.values()), default=0) / 100
    figure.update_xaxes(range=[0, max(1.0, longest * 1.22)])
