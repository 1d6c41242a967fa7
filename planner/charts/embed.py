"""Pictures inside a page that needs nothing else: no network, no server."""

from __future__ import annotations

from hashlib import sha256

import plotly.graph_objects as go
import plotly.io as pio

CONFIG: dict[str, object] = {"displayModeBar": False, "responsive": True}
"""How pictures behave everywhere: no tool bar over the picture, and as wide as the page."""


def figure_html(figure: go.Figure, *, with_library: bool) -> str:
    """An HTML fragment that draws `figure`; the same figure gives the same text.

    with_library: carry the drawing library (about 4.8 MB) in this fragment. A page needs it once, in its first
    picture. Text in the figure cannot leave its script: `<`, `>` and `/` are written as escapes.
    """
    name = sha256(figure.to_json().encode()).hexdigest()[:16]
    html: str = pio.to_html(
        figure,
        full_html=False,
        include_plotlyjs=with_library,
        config=CONFIG,
        div_id=f"figure-{name}",
        default_width="100%",
    )
    return html
