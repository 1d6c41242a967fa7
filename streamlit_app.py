"""The pages in the browser: the list of pages and navigation, nothing else.

Everything is inside `main` because the process of a plan job imports this file again under another name: it must
neither draw a page nor load what only pages need.
"""

from __future__ import annotations


def main() -> None:
    """Draw the page that the browser asks for."""
    import streamlit as st

    from planner.ui.pages import plan

    st.set_page_config(page_title="SOC planner", page_icon=":material/shield_person:", layout="wide")
    st.navigation([st.Page(plan.show, title="Plan", icon=":material/event_available:", default=True)]).run()


if __name__ == "__main__":
    main()
