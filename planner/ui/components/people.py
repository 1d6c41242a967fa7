"""People: working time against contract, fair shares, and what became of wishes."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import pandas as pd
import streamlit as st

from planner.plan.shares import SHARE_HEADERS, SHARE_NOTES, WISH_HEADERS, WISH_NOTES, Fairness
from planner.plan.summary import Summary
from planner.scenario.scenario import Scenario
from planner.ui.jobs import PlannedScenario
from planner.ui.text import literal
from planner.workflow.fairness import fairness_of_plan

_UNBROKEN = {"Weight", "Day", "Wish", "Others that day"}
"""Columns whose cells stay on one line; on a phone the table scrolls in its box."""


def show(planned: PlannedScenario, summary: Summary) -> None:
    """Three questions in turn: who works how much, is it fairly shared, and whose wishes are met."""
    _show_loads(planned.scenario, summary)
    fairness = _fairness(planned)
    st.subheader("Fair shares")
    if not fairness.shared:
        st.caption("No rule of the rule book shares anything out.")
    for one in fairness.shared:
        st.markdown(f"**{literal(one.title)}**")
        st.caption(literal(one.sentence()))
        if one.rows:
            _table(SHARE_HEADERS, one.rows, f"Shares: {one.title}")
    if fairness.has_rows:
        _notes(SHARE_NOTES)
    st.subheader("Wishes")
    st.caption(literal(fairness.wish_sentence()))
    if fairness.wishes:
        _table(WISH_HEADERS, (wish.cells() for wish in fairness.wishes), "Wishes and their answers")
        _notes(WISH_NOTES)


# The verifier's evidence of a plan takes as long as a verdict, and every click on the page asks for it.
@st.cache_resource(
    max_entries=6, show_spinner=False, hash_funcs={PlannedScenario: lambda planned: planned.number}
)
def _fairness(planned: PlannedScenario) -> Fairness:
    plan = planned.finished.result.plan
    assert plan is not None, "only a plan is shown"
    return fairness_of_plan(planned.scenario, plan)


def _table(headers: Sequence[str], rows: Iterable[Sequence[str]], alt: str) -> None:
    # A plain table: one that sorts by a click would be a ranking of people.
    cells = [[literal(cell) for cell in row] for row in rows]
    table = pd.DataFrame(cells, columns=list(headers))
    for column in _UNBROKEN.intersection(headers):
        table[column] = table[column].str.replace(" ", "\N{NO-BREAK SPACE}")
    st.table(table, hide_index=True, border="horizontal", alt=alt)


def _notes(notes: Iterable[str]) -> None:
    with st.expander("How to read these figures"):
        for note in notes:
            st.caption(literal(note))


def _show_loads(scenario: Scenario, summary: Summary) -> None:
    st.caption(f"Working time against contract, and the hard shares, over {len(scenario.days)} days.")
    people = summary.people
    table = pd.DataFrame(
        {
            "Name": [person.name for person in people],
            "Grade": [person.grade for person in people],
            "Hours": [person.hours for person in people],
            "Of contract": [100 * person.hours / person.contract_hours for person in people],
            "Nights": [person.nights for person in people],
            "Weekend duties": [person.weekends for person in people],
            "Days on call": [person.on_call_days for person in people],
        }
    )
    st.dataframe(
        table,
        hide_index=True,
        height="content",
        alt="Hours, nights, weekend duties and on-call days of each person",
        column_config={
            "Hours": st.column_config.NumberColumn(format="%.1f h"),
            "Of contract": st.column_config.ProgressColumn(format="%.0f %%", min_value=0, max_value=120),
        },
    )
