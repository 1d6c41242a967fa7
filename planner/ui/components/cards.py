"""The four figures that decide: cost of the horizon, cost of a month, proven gap, points."""

from __future__ import annotations

import streamlit as st

from planner.plan.result import PlanResult
from planner.plan.summary import Summary, buys_points
from planner.scenario.scenario import Scenario
from planner.ui.text import duration, literal, per_cent

_STOPPED_BY = {
    "stop": "stopped by hand",
    "limit": "stopped by the time limit",
    "optimal": "least cost proven",
}


def show(scenario: Scenario, summary: Summary, result: PlanResult) -> None:
    """Figures in cards, then one line on what was bought and how the run went."""
    money = next((stage for stage in result.stages if stage.unit == "money"), None)
    # A run that is stopped before the whole question was looked at has proven nothing: a gap of 100 % would say less.
    gap = money.gap if money is not None and money.bound > 0 else None
    points = result.verification.points if result.verification else 0
    with st.grid(4, min_column_width=190):
        st.metric(f"Cost of {len(scenario.days)} days", summary.total, border=True)
        st.metric("Per month", summary.per_month, border=True, help="Of an average month of 365/12 days")
        st.metric(
            "Proven gap",
            per_cent(gap),
            border=True,
            help="Nothing is proven yet: plan again with more time."
            if gap is None
            else f"This plan costs {summary.gap}.",
        )
        st.metric("Should-rules", f"{points:,} points", border=True, help=f"{literal(summary.points)}.")
    bought = "; ".join(literal(contract) for contract in summary.contracts) or "no provider"
    run = result.run
    how = _STOPPED_BY.get(run.stopped_by, run.stopped_by)
    if buys_points(scenario, result):
        how += f"; the plan shown spends {per_cent(gap)} of its cost on better rosters"
    st.caption(f"Bought: {bought}. Made in {duration(run.wall_seconds)}, {literal(how)}.")
