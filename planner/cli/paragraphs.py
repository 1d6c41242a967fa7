"""Plain text in the width of the terminal: names and sources may hold any sign, so nothing is read as markup."""

from __future__ import annotations

from textwrap import fill

from rich.console import Console

console = Console(emoji=False)


def say(text: str, indent: str = "") -> None:
    """Text broken at words to the width of the terminal, printed as it is."""
    lines = [
        fill(
            line,
            console.width,
            initial_indent=indent,
            subsequent_indent=indent,
            break_on_hyphens=False,
        )
        for line in text.split("\n")
    ]
    console.print("\n".join(lines), markup=False, highlight=False)
