"""Fatigue figures in the terminal. No facts are computed here."""

from __future__ import annotations

from collections.abc import Sequence

from rich.text import Text

from planner.cli.show import console
from planner.workflow.fatigue import FatigueTable


def show_fatigue(tables: Sequence[FatigueTable]) -> None:
    """Figures person by person, or moment by moment, with formula, assumptions, limits and sources below them."""
    for table in tables:
        console.print(Text(table.title, style="bold"))
        for head, *figures in table.rows:
            words = (f"{header} {figure}" for header, figure in zip(table.headers[1:], figures, strict=True))
            console.print(Text(str(head), style="bold"))
            console.print(Text(f"  {' · '.join(words)}"), soft_wrap=True)
        console.print()
    for note in dict.fromkeys(note for table in tables for note in table.notes):
        console.print(Text(f"{note.title}: {note.text}"), soft_wrap=True)
