"""Fatigue figures in words, one row per person by name, with the notes that must stand beside them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from planner.fatigue.figures import SLEEPY, PersonFigures


@dataclass(frozen=True)
class Cell:
    """One figure. `word` is its traffic light (green, amber, red), or empty where there is no reference."""

    figure: str
    word: str = ""

    def __str__(self) -> str:
        return f"{self.figure} {self.word}".rstrip()


@dataclass(frozen=True)
class Note:
    """What must stand beside figures."""

    title: str
    text: str


@dataclass(frozen=True)
class FatigueTable:
    """Cells of each person, by name and never by figure; the first cell is the name."""

    title: str
    headers: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    notes: tuple[Note, ...]


PERSONAL_DATA = Note(
    "Personal data, never a ranking",
    "These are personal data of named people, listed by name. In Germany their use may need the agreement of the works "
    "council (BetrVG § 87(1) nos. 2 and 6). They describe a roster: use them to change duties. They do not compare or "
    "rank people, and they are no medical statement and no limit of law.",
)

ASSUMED_SLEEP = Note(
    "Assumed sleep",
    "Sleep is assumed, not known: 6 h from 1.5 h after a night duty; else 8 h until 07:00, or until 1 h before an "
    "early duty, never from before 21:30; no naps; nights on call undisturbed. How long people travel, whether they "
    "have small children, and how they really sleep is in no figure.",
)

NOTES = (
    PERSONAL_DATA,
    Note(
        "Sleepiness",
        "KSS = 10.6 - 0.6 (S + C + U + W), 1 extremely alert to 9 fighting sleep; S is what sleep has left, C the body "
        "clock, U the dip after midday, W the sleepiness after waking: three-process model of alertness with the "
        "parameters of Ingre et al. 2014, doi 10.1371/journal.pone.0108679. Looked at every 15 minutes.",
    ),
    ASSUMED_SLEEP,
    Note(
        "Limit of the model",
        "The model alone finds further nights in a row less sleepy, while accidents rise: read KSS only together with "
        "the risk index and the nights in a row.",
    ),
    Note(
        "OT call",
        "KSS at the answer to a call at any moment of an OT escalation duty, with the sleepiness after waking.",
    ),
    Note(
        "Risk index",
        "1 + (shift type - 1) + (duties in a row - 1) + (length - 1), relative to a first morning duty of 8 h: "
        "additive model of Folkard and Lombardi 2006; breaks inside a duty are not in it.",
    ),
    Note(
        "Words",
        "KSS amber from 7, red from 8; share of time at KSS 7 or more amber above 0, red from 20 %; mean risk index "
        "amber above 1.40, red above 1.60 (planning conventions, no limits of law); nights in a row amber above 3, red "
        "above 4 (HSE HSG256: two to three); gaps under 11 h red from one (Directive 2003/88/EC, Art. 3).",
    ),
)
"""Formula, assumptions, limits and sources."""

HEADERS = (
    "Name",
    "Duties",
    "Highest KSS",
    "KSS 7+ on duty",
    "KSS 7+ at OT call",
    "Risk index mean (max)",
    "Nights in a row",
    "Gaps under 11/12/16 h",
    "Starts before 06:00",
    "Over 12 hours",
    "Free weekends",
)


def fatigue_table(figures: Iterable[PersonFigures]) -> FatigueTable:
    """Figures in words, in the order given."""
    return FatigueTable("Fatigue figures by name", HEADERS, tuple(map(_row, figures)), NOTES)


def _row(row: PersonFigures) -> tuple[Cell, ...]:
    counts = row.practice
    nights = counts.most_nights_in_a_row
    gaps = (counts.quick_returns_11h, counts.quick_returns_12h, counts.quick_returns_16h)
    return (
        Cell(row.name),
        Cell(str(row.duties)),
        NONE if row.max_kss is None else Cell(f"{row.max_kss:.1f}", kss_word(row.max_kss)),
        _share(row.sleepy_share),
        _share(row.sleepy_ot_call_share),
        NONE
        if row.mean_risk is None or row.max_risk is None
        else Cell(f"{row.mean_risk / 100:.2f} ({row.max_risk / 100:.2f})", risk_word(row.mean_risk)),
        Cell(str(nights), nights_word(nights)),
        Cell("/".join(map(str, gaps)), quick_return_word(counts.quick_returns_11h)),
        Cell(str(counts.early_starts)),
        Cell(str(counts.over_12h)),
        Cell(f"{counts.free_weekends} of {counts.weekends}"),
    )


NONE = Cell("none")
"""Where there is nothing to measure."""


def _share(share: float | None) -> Cell:
    return NONE if share is None else Cell(f"{share:.0%}", share_word(share))


def when(local: datetime) -> str:
    """A local instant, with the day of the week."""
    return f"{local:%a %Y-%m-%d %H:%M}"


def kss_word(kss: float) -> str:
    """Word for a highest KSS."""
    return light(kss >= SLEEPY, kss >= 8)


def share_word(share: float) -> str:
    """Word for a share of time at KSS 7 or more."""
    return light(share > 0, share >= 0.2)


def risk_word(hundredths: float) -> str:
    """Word for a mean risk index."""
    return light(hundredths > 140, hundredths > 160)


def nights_word(in_a_row: int) -> str:
    """Word for nights in a row."""
    return light(in_a_row > 3, in_a_row > 4)


def quick_return_word(count: int) -> str:
    """Word for gaps under 11 hours."""
    return light(count > 0, count > 0)


def light(amber: bool, red: bool) -> str:
    """The traffic light as a word, since a colour alone tells nothing to many."""
    return "red" if red else "amber" if amber else "green"
