"""The plan in pictures, one tab for each question, with the tables behind them where they say more."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd
import plotly.graph_objects as go
import streamlit as st

from planner.charts.cost import cost_breakdown
from planner.charts.coverage import coverage_heatmap, coverage_table, posts_on_call
from planner.charts.escalation import escalation_calendar
from planner.charts.roster import roster_grid
from planner.charts.segmentation import segmentation_matrix
from planner.plan.model import Plan
from planner.plan.result import CostStatement
from planner.plan.summary import Summary
from planner.scenario.scenario import Scenario
from planner.ui import keys
from planner.ui.components import cost, people, picture, rules
from planner.ui.jobs import PlannedScenario
from planner.ui.text import literal


@dataclass(frozen=True)
class _Pictures:
    roster: go.Figure
    coverage: go.Figure
    posts_on_call: tuple[str, ...]
    segmentation: go.Figure
    escalation: go.Figure
    cost: go.Figure


def show(planned: PlannedScenario, summary: Summary) -> None:
    """All sections of a plan that has been verified and priced."""
    result, scenario = planned.finished.result, planned.scenario
    assert result.plan is not None
    assert result.costs is not None
    assert result.verification is not None
    pictures = _pictures(planned)
    names = ["Roster", "Coverage", "Who does what", "Escalation", "People", "Cost", "Rules"]
    roster, coverage, parties, escalation, staff, money, rule_book = st.tabs(names, key=keys.SECTIONS)
    with roster:
        st.caption("Who works when. A red line under a day: on call. Point at a cell for times and post.")
        picture.show(pictures.roster, keys.ROSTER_CHART, "Roster: people down, days across")
    with coverage:
        _show_coverage(scenario, pictures)
    with parties:
        _show_parties(scenario, summary, pictures)
    with escalation:
        st.caption("Who answers at each level of the ladder, at every instant.")
        picture.show(pictures.escalation, keys.ESCALATION_CHART, "Escalation levels over time by holder")
        st.dataframe(_ladder(summary), hide_index=True, alt="Holders of each escalation level")
    with staff:
        people.show(planned, summary)
    with money:
        cost.show(planned, summary, pictures.cost)
    with rule_book:
        rules.show(scenario, result.verification)


# Drawing takes about a second, and every click on the page asks for the pictures.
@st.cache_resource(
    max_entries=6, show_spinner=False, hash_funcs={PlannedScenario: lambda planned: planned.number}
)
def _pictures(planned: PlannedScenario) -> _Pictures:
    scenario, result = planned.scenario, planned.finished.result
    plan, costs = result.plan, result.costs
    assert isinstance(plan, Plan)
    assert isinstance(costs, CostStatement)
    titles = {key: provider.title for key, provider in scenario.providers.items()}
    return _Pictures(
        roster=roster_grid(scenario, plan),
        coverage=coverage_heatmap(scenario, plan),
        posts_on_call=tuple(posts_on_call(coverage_table(scenario, plan))),
        segmentation=segmentation_matrix(scenario, plan),
        escalation=escalation_calendar(scenario, plan),
        cost=cost_breakdown(costs, titles),
    )


def _show_coverage(scenario: Scenario, pictures: _Pictures) -> None:
    st.caption(
        "Own people rostered / required, for each hour of the week in the tightest week of the horizon. "
        "An hour is red as soon as one moment of it in any week is short."
    )
    if pictures.coverage.data:
        picture.show(pictures.coverage, keys.COVERAGE_CHART, "Coverage: weekday by hour for each post")
    if pictures.posts_on_call:
        posts = ", ".join(scenario.facts.posts[post].title for post in pictures.posts_on_call)
        st.caption(f"Nobody sits at {literal(posts)}: these cases call out the escalation ladder.")


def _show_parties(scenario: Scenario, summary: Summary, pictures: _Pictures) -> None:
    st.caption("Who is responsible for each kind of work in each service window.")
    windows = scenario.facts.service_windows
    table = pd.DataFrame(
        [
            {"Work": f"{row.domain.value.upper()} {row.phase.value}"}
            | {
                literal(windows[window].title): literal(_capital(who))
                for window, who in row.by_window.items()
            }
            for row in summary.who_does
        ]
    )
    alt = "Segmentation: categories by phase and window"
    picture.show(pictures.segmentation, keys.SEGMENTATION_CHART, alt)
    st.table(
        table.fillna("–"), hide_index=True, border="horizontal", alt="Responsible parties by work and window"
    )


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _ladder(summary: Summary) -> pd.DataFrame:
    return pd.DataFrame(
        {
            "Domain": [rung.domain.value.upper() for rung in summary.ladder],
            "Level": [rung.title for rung in summary.ladder],
            "Must answer within": [f"{rung.limit_minutes} min" for rung in summary.ladder],
            "Holders": [", ".join(rung.holders) for rung in summary.ladder],
        }
    )
