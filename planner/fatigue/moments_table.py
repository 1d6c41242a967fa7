"""The sleepiest moments of one person in words, so that somebody can act on them."""

from __future__ import annotations

from collections.abc import Sequence

from planner.fatigue.moments import Moment
from planner.fatigue.table import ASSUMED_SLEEP, PERSONAL_DATA, Cell, FatigueTable, Note, kss_word, when

MOST = 5
"""Moments that are shown: enough to act on."""

HEADERS = ("When", "KSS", "Waking", "Duty", "By hour")

NOTES = (
    PERSONAL_DATA,
    Note(
        "Moments",
        f"Of each duty, and of each OT escalation duty, the moment with the highest KSS, looked at every 15 minutes: "
        f"the {MOST} highest, the highest first. A call is judged at its answer, with the sleepiness after waking. To "
        "act: give the hours around such a moment a second person, a break or a nap before them, easier work, or a "
        "shorter or another duty; and ask how the person really sleeps.",
    ),
    ASSUMED_SLEEP,
)


CALM = Note("All green", "No moment is amber or red, so at most one is listed.")


def moments_table(name: str, moments: Sequence[Moment]) -> FatigueTable:
    """The first moments in words, in the order given; where none is amber or red, the first one alone."""
    if any(kss_word(moment.kss) != "green" for moment in moments):
        rows = tuple(_row(moment) for moment in moments[:MOST])
        return FatigueTable(f"Highest moments of {name}", HEADERS, rows, NOTES)
    rows = tuple(_row(moment) for moment in moments[:1])
    return FatigueTable(f"Highest moments of {name}", HEADERS, rows, (CALM, *NOTES))


def _row(moment: Moment) -> tuple[Cell, ...]:
    return (
        Cell(when(moment.at)),
        Cell(f"{moment.kss:.1f}", kss_word(moment.kss)),
        Cell("by the call" if moment.hours_awake is None else f"{moment.hours_awake:.1f} h before"),
        Cell(f"{moment.what}, {when(moment.start)} to {when(moment.end)}"),
        Cell(", ".join(f"{at:%H:%M} {kss:.1f}" for at, kss in moment.by_hour)),
    )
