"""Text for people: nothing in a name or a message is taken for markup."""

from __future__ import annotations

import re

from planner.scenario.scenario import Scenario

_MARKUP = re.compile(r"([\\`*_{}\[\]()#+\-.!|<>~$:&@])")


def literal(text: str) -> str:
    """Text that Markdown shows as it is, on one line: also `$`, `:icon:`, links and HTML."""
    return _MARKUP.sub(r"\\\1", " ".join(text.split()))


def duration(seconds: float) -> str:
    """`8 s`, or `2 min 05 s`."""
    whole = int(seconds)
    return f"{whole} s" if whole < 60 else f"{whole // 60} min {whole % 60:02d} s"


def per_cent(share: float | None) -> str:
    """`0.83 %`; a dash where there is no figure yet."""
    return "–" if share is None else f"{share * 100:.2f} %"


def horizon(scenario: Scenario) -> str:
    """First and last day: `15 Mar to 11 Apr 2027`."""
    first, last = scenario.days[0], scenario.days[-1]
    return f"{first:%d %b}{f' {first:%Y}' if first.year != last.year else ''} to {last:%d %b %Y}"
