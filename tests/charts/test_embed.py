"""A picture in a page needs nothing from outside, and nothing in it can leave its script."""

from __future__ import annotations

import plotly.graph_objects as go

from planner.charts.embed import figure_html

HOSTILE = "</script><script>alert(1)</script>"


def test_the_library_comes_once_and_from_the_page_itself() -> None:
    figure = go.Figure(go.Bar(x=[1], y=[2]))
    with_library, without = (figure_html(figure, with_library=given) for given in (True, False))
    assert len(with_library) > 3_000_000
    assert len(without) < 20_000
    assert "src=" not in without.replace(" ", "")


def test_the_same_figure_gives_the_same_text() -> None:
    first, second = (figure_html(go.Figure(go.Bar(x=[1], y=[2])), with_library=False) for _ in range(2))
    assert first == second


def test_text_cannot_end_the_script() -> None:
    page = figure_html(go.Figure(go.Bar(x=[HOSTILE], y=[1])), with_library=False)
    assert HOSTILE not in page
    assert page.count("</script>") == page.count("<script")
