"""The rule book in force: what each rule says, which layer gives it, and what the verifier found."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from planner.charts.style import words
from planner.plan.result import Verification
from planner.scenario.changed_rules import changed_rules
from planner.scenario.scenario import Scenario
from planner.ui.components.verdict import breach_table
from planner.ui.text import literal


def show(scenario: Scenario, verification: Verification) -> None:
    """Every rule with its layer and its checks, those of labour packs that were changed, and should-rules not kept."""
    st.caption("What the verifier held the written files against. It shares no computation with the solver.")
    _show_changes(scenario)
    st.dataframe(
        _rule_table(scenario, verification),
        hide_index=True,
        height="content",
        alt="Rules with the layer they come from, number of checks and breaches",
        column_config={"Says": st.column_config.TextColumn(width="large")},
    )
    should = [breach for breach in verification.breaches if breach.strength == "should"]
    if should:
        with st.expander(f"Should-rules not fully kept ({len(should)})"):
            st.dataframe(breach_table(scenario, should), hide_index=True, alt="Should-rules not kept")


def _show_changes(scenario: Scenario) -> None:
    """What later layers changed in the rules of labour packs, those that warn first; nothing where nothing is."""
    changes = sorted(changed_rules(scenario), key=lambda change: not change.warns)
    if not changes:
        return
    st.markdown("**Rules of labour packs that were changed**")
    st.table(
        pd.DataFrame(
            {
                "Rule": [literal(f"{change.title} ({change.id})") for change in changes],
                "Now": [f"{change.relation.value}: {literal(change.changes())}" for change in changes],
                "Pack": [literal(change.replaced.giver) for change in changes],
                "Changed by": [literal(change.by.giver) for change in changes],
            }
        ),
        hide_index=True,
        border="horizontal",
        alt="Changed rules of labour packs",
    )


def _rule_table(scenario: Scenario, verification: Verification) -> pd.DataFrame:
    book = {rule.id: rule for rule in scenario.rule_book}
    givers = {rule_id: origins[-1].giver for rule_id, origins in scenario.rule_origins.items()}
    rows = []
    for run in verification.runs:
        rule = book.get(run.rule_id)
        rows.append(
            {
                "Rule": words(run.rule_id) if rule is None else rule.card.title,
                "Strength": run.strength,
                "Says": "The files fit together and to the scenario." if rule is None else rule.sentence(),
                "From": givers.get(run.rule_id, "the program"),
                "Checks": run.measures,
                "Breaches": run.breaches,
                "Points": run.points,
            }
        )
    return pd.DataFrame(rows)
