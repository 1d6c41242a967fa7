"""Make a plan: choose what to plan, watch it being made, then see the verdict, the cost and the plan itself."""

from __future__ import annotations

from pathlib import Path

import streamlit as st

from planner.charts.style import words
from planner.errors import ScenarioInvalid
from planner.plan.summary import summarise
from planner.scenario.scenario import Scenario
from planner.ui import keys, state
from planner.ui.components import cards, downloads, outcome, problems, progress, sections, verdict
from planner.ui.jobs import PlannedScenario, Question
from planner.ui.text import horizon, literal
from planner.ui.worker import PlanRequest

SHORTEST, LONGEST, USUAL = 5, 3600, 60
"""Time limit of a search, seconds."""


def show() -> None:
    """The page from top to bottom."""
    st.title("Plan the SOC", icon=":material/shield_person:")
    st.caption("Who covers what, when and at what price: own people and providers, around the clock.")
    folders = {folder.name: folder for folder in state.scenario_folders()}
    if not folders:
        st.info("There is no scenario here. Run the app in a checkout, which holds data/scenarios.")
        return
    with st.container(border=True):
        folder, model, seconds, wanted = _pick(folders)
        try:
            scenario = state.scenario(folder, model)
        except ScenarioInvalid as invalid:
            problems.show(invalid.problems)
            return
        st.caption(_facts(scenario))
    question = (folder, model)
    if wanted:
        request = PlanRequest(folder, model, state.plan_folder(folder, model), seconds)
        state.registry().submit(request, scenario)
    _show_answer(question, scenario)


def _pick(folders: dict[str, Path]) -> tuple[Path, str, float, bool]:
    """Scenario, operating model, time limit in seconds, and whether the button was pressed."""
    names = list(folders)
    models = state.operating_models()
    left, middle, right, last = st.columns([3, 3, 2, 1.4], vertical_alignment="bottom")

    def follow_scenario() -> None:
        """A newly chosen scenario brings the operating model that it names, as on the command line."""
        own = state.own_operating_model(folders[st.session_state[keys.SCENARIO]])
        if own in models:
            st.session_state[keys.OPERATING_MODEL] = own

    name = left.selectbox(
        "Scenario",
        names,
        key=keys.SCENARIO,
        format_func=words,
        bind="query-params",
        on_change=follow_scenario,
    )
    model = middle.selectbox(
        "Operating model",
        models,
        index=models.index("hybrid") if "hybrid" in models else 0,
        key=keys.OPERATING_MODEL,
        format_func=words,
        bind="query-params",
    )
    seconds = right.number_input(
        "Time limit (seconds)", SHORTEST, LONGEST, USUAL, step=5, key=keys.TIME_LIMIT
    )
    wanted = last.button(
        "Plan", key=keys.PLAN_BUTTON, type="primary", icon=":material/play_arrow:", width="stretch"
    )
    assert name is not None
    assert model is not None
    return folders[name], model, float(seconds), wanted


def _facts(scenario: Scenario) -> str:
    providers = len(scenario.parties) - 1
    facts = [
        scenario.facts.title,
        horizon(scenario),
        scenario.facts.zone,
        f"{len(scenario.staff)} people",
        f"{len(scenario.categories)} alert categories",
        "one provider" if providers == 1 else f"{providers or 'no'} providers",
        f"rules: {'; '.join(pack.title for pack in scenario.labour_packs.values())}",
    ]
    return " · ".join(literal(fact) for fact in facts)


def _show_answer(question: Question, scenario: Scenario) -> None:
    snapshot = state.registry().snapshot(question)
    planned = state.registry().plan(question)
    if snapshot is None:
        st.caption("Press Plan. The best plan found within the time limit is verified before it is shown.")
        return
    if snapshot.is_active:
        progress.show(question, scenario.facts.currency)
        if planned is not None:
            st.caption("Below is the earlier plan, until the new one takes its place.")
    else:
        outcome.show(snapshot, has_plan=planned is not None)
    if planned is not None:
        _show_plan(planned, question)


def _show_plan(planned: PlannedScenario, question: Question) -> None:
    result, scenario = planned.finished.result, planned.scenario
    assert result.verification is not None
    summary = summarise(scenario, result)
    verdict.show(scenario, summary, result.verification)
    cards.show(scenario, summary, result)
    downloads.show(planned.folder, f"{question[0].name}-{question[1]}")
    sections.show(planned, summary)
