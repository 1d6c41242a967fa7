"""The verdict, before anything else: covered or not, and every breach in words."""

from __future__ import annotations

from collections.abc import Sequence
from zoneinfo import ZoneInfo

import pandas as pd
import streamlit as st

from planner.charts.style import local
from planner.plan.result import Breach, Verification
from planner.plan.summary import Summary
from planner.scenario.scenario import Scenario
from planner.ui.text import literal


def show(scenario: Scenario, summary: Summary, verification: Verification) -> None:
    """The sentence in green or in red, below the red one all breaches of must-rules, and what the scenario weakened."""
    if summary.is_clean:
        st.success(
            literal(summary.verdict),
            title="Verified: this plan may be published",
            icon=":material/verified_user:",
        )
    else:
        st.error(literal(summary.verdict), title="This plan must not be published", icon=":material/gpp_bad:")
    if verification.must_breaches:
        st.dataframe(
            breach_table(scenario, verification.must_breaches),
            hide_index=True,
            alt="Breaches of must-rules",
        )
    if summary.law:
        _show_law(summary)
    if summary.notices:
        told = "\n".join(f"- {literal(notice)}" for notice in summary.notices)
        st.warning(told, title="Look at this again", icon=":material/visibility:")


def _show_law(summary: Summary) -> None:
    """What the scenario weakened, under a verdict that may be clean for that reason alone."""
    told = [
        "\n".join([f"{literal(headline)}:\n", *(f"- {literal(item)}" for item in items)])
        for headline, items in summary.law.items()
    ]
    st.warning("\n\n".join(told), title="The scenario changed labour rules", icon=":material/gavel:")


def breach_table(scenario: Scenario, breaches: Sequence[Breach]) -> pd.DataFrame:
    """One row for each breach: the rule's title, the sentence, measured value against limit, and when (local)."""
    titles = {rule.id: rule.card.title for rule in scenario.rule_book}
    return pd.DataFrame(
        {
            "Rule": [titles.get(breach.rule_id, breach.rule_id) for breach in breaches],
            "Breach": [breach.measure.sentence for breach in breaches],
            "Found": [_with_unit(breach.measure.measured, breach.unit) for breach in breaches],
            "Limit": [_with_unit(breach.measure.limit, breach.unit) for breach in breaches],
            "From": [_moment(breach, scenario.zone) for breach in breaches],
            "Points": [breach.points for breach in breaches],
        }
    )


def _with_unit(value: float, unit: str) -> str:
    return f"{value:g} {unit}"


def _moment(breach: Breach, zone: ZoneInfo) -> str:
    return f"{local(breach.measure.start, zone):%a %d %b %H:%M}"
