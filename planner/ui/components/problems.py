"""Problems of the input: each with its place, what is wrong, what is allowed and what to try."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from planner.errors import Problem
from planner.ui.text import literal


def show(problems: Sequence[Problem]) -> None:
    """A list of problems, so that all of them can be mended at once."""
    count = "one problem" if len(problems) == 1 else f"{len(problems)} problems"
    st.error(
        f"Nothing can be planned until the files are mended: {count} found.",
        title="This scenario cannot be planned",
        icon=":material/rule:",
    )
    with st.container(border=True):
        for problem in problems:
            st.markdown(_entry(problem))


def _entry(problem: Problem) -> str:
    place = " ".join(literal(part) for part in (problem.where, problem.field) if part)
    value = f" “{literal(problem.value[:120])}”" if problem.value else ""
    lines = [f"- **{place}**{value}: {literal(problem.reason)}"]
    if problem.allowed:
        lines.append(f"Allowed: {literal(problem.allowed)}")
    if problem.maybe:
        lines.append(f"Try: {literal(problem.maybe)}")
    # Two spaces and a line break: the next line belongs to the same list entry.
    return "  \n  ".join(lines)
