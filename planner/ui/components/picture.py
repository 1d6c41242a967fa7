"""One picture on a page."""

from __future__ import annotations

import plotly.graph_objects as go
import streamlit as st

from planner.charts.embed import CONFIG

WIDE = 940
"""Pixels below which a picture with a column for each day or hour is scrolled sideways and not squeezed."""


def show(figure: go.Figure, key: str, alt: str, least_width: int = WIDE) -> None:
    """The figure as wide as the page, or scrolled where the page is narrower than `least_width` pixels."""
    # A grid of one column that does not wrap.
    with st.grid(1, min_column_width=least_width, wrap=False):
        st.plotly_chart(figure, key=key, config=CONFIG, alt=alt)
