"""How the last job of a question ended, where that is not a plan."""

from __future__ import annotations

import streamlit as st

from planner.plan.result import PlanResult, SolveStatus
from planner.ui.components import problems
from planner.ui.jobs import Snapshot
from planner.ui.text import literal
from planner.ui.worker import Failed, Finished, Invalid


def show(snapshot: Snapshot, *, has_plan: bool) -> None:
    """Says why there is no new plan; nothing when there is one. `has_plan`: an earlier one is shown below."""
    match snapshot.end:
        case Finished(result):
            _show_result(result)
        case Invalid(found):
            problems.show(found)
        case Failed(sentence):
            st.error(literal(sentence), title="No plan was made", icon=":material/error:")
        case None:
            st.info("The request was withdrawn before it began.", icon=":material/undo:")
    made = isinstance(snapshot.end, Finished) and snapshot.end.result.plan is not None
    if has_plan and not made:
        st.caption("Below is the earlier plan, which stays until a newer one takes its place.")


def _show_result(result: PlanResult) -> None:
    match result.status:
        case SolveStatus.OPTIMAL | SolveStatus.FEASIBLE:
            return
        case SolveStatus.NO_ROSTER_IN_TIME:
            stopped = result.run.stopped_by == "stop"
            st.warning(
                "The search ended before it had found a plan that keeps every must-rule."
                + ("" if stopped else " Give it more time."),
                title="Stopped before a first plan" if stopped else "Nothing found in time",
                icon=":material/timer_off:",
            )
        case SolveStatus.INFEASIBLE:
            st.error(
                "No plan can keep all of these together. Relax one of them, add people, or allow a provider.",
                title="These rules cannot hold together",
                icon=":material/block:",
            )
            sentences = result.conflict.sentences if result.conflict is not None else ()
            st.markdown("".join(f"\n- {literal(sentence)}" for sentence in sentences))
