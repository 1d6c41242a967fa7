"""A plan job under way: how long, which stage, best value so far, proven bound, and a button that stops it."""

from __future__ import annotations

import streamlit as st

from planner.charts.embed import CONFIG
from planner.charts.progress import progress_chart
from planner.plan.result import Progress
from planner.plan.summary import show_money
from planner.ui import keys, state
from planner.ui.jobs import JobState, Question, Snapshot
from planner.ui.text import duration, per_cent

POLL_SECONDS = 1.0

STAGE_WORDS = {
    "building": "Preparing",
    "start": "First plan",
    "money": "1: least cost",
    "points": "2: best roster",
    "explaining": "Finding what conflicts",
}


@st.fragment(run_every=POLL_SECONDS)
def show(question: Question, currency: str) -> None:
    """The job of `question`; asks itself again every second and redraws the page once it has ended."""
    snapshot = state.registry().snapshot(question)
    if snapshot is None or not snapshot.is_active:
        # Without this the page would go on polling a job that has ended.
        st.rerun()
    with st.container(border=True):
        if snapshot.state is JobState.QUEUED:
            _show_waiting(snapshot, question)
        else:
            _show_running(snapshot, question, currency)


def _show_waiting(snapshot: Snapshot, question: Question) -> None:
    ahead = "one plan is" if snapshot.ahead == 1 else f"{snapshot.ahead} plans are"
    st.markdown(
        f":material/hourglass_empty: **Waiting:** {ahead} made before this one. One solve runs at a time."
    )
    st.button("Withdraw", key=keys.STOP_BUTTON, on_click=state.registry().stop, args=(question,))


def _show_running(snapshot: Snapshot, question: Question, currency: str) -> None:
    now = snapshot.points[-1] if snapshot.points else None
    share = min(1.0, snapshot.elapsed_seconds / snapshot.time_limit_seconds)
    st.progress(share, text=_headline(snapshot, now))
    with st.grid(5, min_column_width=150):
        st.metric("Elapsed", duration(snapshot.elapsed_seconds))
        st.metric("Stage", STAGE_WORDS.get(now.stage, now.stage) if now else "Starting")
        st.metric("Best plan so far", _amount(now, now.incumbent if now else None, currency))
        st.metric("Proven bound", _amount(now, now.bound if now else None, currency))
        st.metric("Gap", per_cent(now.gap if now else None))
    st.button(
        "Stop and keep the best plan",
        key=keys.STOP_BUTTON,
        icon=":material/stop_circle:",
        disabled=snapshot.stopping,
        on_click=state.registry().stop,
        args=(question,),
    )
    if any(point.bound is not None or point.incumbent is not None for point in snapshot.points):
        st.plotly_chart(
            progress_chart(snapshot.points, currency),
            key=keys.PROGRESS_CHART,
            config=CONFIG,
            alt="Best value so far and proven bound over time",
        )


def _headline(snapshot: Snapshot, now: Progress | None) -> str:
    if snapshot.stopping:
        return "Stopping: the best plan so far is being written and verified"
    if snapshot.elapsed_seconds > snapshot.time_limit_seconds:
        return "The time is up: the best plan is being written and verified"
    if now is None or now.stage == "building":
        return "Preparing the question"
    if now.incumbent is None:
        return "Looking for a first plan"
    return "Improving the plan; you may stop whenever it is good enough"


def _amount(now: Progress | None, value: int | None, currency: str) -> str:
    if now is None or value is None:
        return "–"
    return show_money(value, currency) if now.unit == "money" else f"{value:,} points"
