"""The two-process model and the screening scores in words, one row per person by name."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta
from fractions import Fraction

from planner.fatigue.screening import Screening
from planner.fatigue.table import (
    ASSUMED_SLEEP,
    NONE,
    PERSONAL_DATA,
    Cell,
    FatigueTable,
    Note,
    light,
    share_word,
    when,
)

HEADERS = (
    "Name",
    "Highest S on duty",
    "Duty above sleep threshold",
    "Prior sleep and wake, most points",
    "Duties with such points",
    "Likelihood matrix",
    "Hours in 7 days",
    "Longest shift",
    "Shortest break",
    "Hours 21-09 in 7 days",
    "Days without a long break",
)

NOTES = (
    PERSONAL_DATA,
    Note(
        "Two-process model",
        "Awake S = 1 - (1 - S0) exp(-t / 18.2), asleep S = S0 exp(-t / 4.2), t in hours; sleep would begin above "
        "0.67 + 0.12 cos(2π/24 (clock - 16.8)). Borbély 1982; Daan, Beersma and Borbély 1984; parameters of npj "
        "Biological Timing and Sleep 2025, figure 1, but for the clock of the threshold (16.8 h), which is that of the "
        "three-process model. For comparison: 0.09 at waking and 0.62 at bedtime after eight hours of sleep a night, "
        "0.76 after 24 h awake. S is on no scale that people know and has no limit: prefer KSS.",
    ),
    Note(
        "Prior sleep and wake",
        "For each duty 4 points an hour that sleep falls short of 5 h in the 24 h before it, 2 an hour short of 12 h "
        "in the 48 h before it, 1 an hour awake at its end beyond the sleep of those 48 h; parts of an hour in "
        "proportion. Dawson and McCulloch 2005; weights of Transport Canada TP 14575. The score is meant for sleep "
        "that people report: with assumed sleep it judges the roster, not the person. One quick return alone may leave "
        "it at 0.",
    ),
    Note(
        "Fatigue-likelihood matrix",
        "Each feature 0, 1, 2, 4 or 8 points (in brackets), 40 in all. Hours in 7 days up to 36, under 44, 48, 55, "
        "more; longest shift up to 8 h, under 10, 12, 14, more; shortest break from 16 h, 13, 10, 8, less; hours from "
        "21:00 to 09:00 in 7 days none, up to 8, 16, 24, more; days without a long break (two nights 23:00 to 07:00 "
        "and the day between) up to 7, 14, 21, 28, more. Lengths are elapsed time, breaks inside a duty included. It "
        "needs no sleep, looks at the worst week alone, and has no limit. Transport Canada TP 14575.",
    ),
    ASSUMED_SLEEP,
    Note(
        "Words",
        "Share of time above the threshold amber above 0, red from 20 %; prior sleep and wake amber above 0, red from "
        "5 points: planning conventions, no limits of law. Weights and cut points of both scores are recalled, not "
        "read again in their sources: check them before you quote them.",
    ),
)


def screening_table(figures: Iterable[Screening]) -> FatigueTable:
    """Figures in words, in the order given."""
    return FatigueTable("Screening figures by name", HEADERS, tuple(map(_row, figures)), NOTES)


def _row(row: Screening) -> tuple[Cell, ...]:
    if row.pressure is None or row.prior is None or row.likelihood is None:
        return (Cell(row.name), *[NONE] * (len(HEADERS) - 1))
    pressure, prior, matrix = row.pressure, row.prior, row.likelihood
    week, shift, rest, night, stretch = matrix.points
    local_start = datetime.combine(prior.duty.day, datetime.min.time()) + timedelta(minutes=prior.duty.clock)
    most = f"{float(prior.points):.1f}"
    return (
        Cell(row.name),
        Cell(f"{pressure.highest:.2f}, {when(pressure.at)}"),
        Cell(f"{pressure.above_share:.0%}", share_word(pressure.above_share)),
        Cell(f"{most}, duty of {when(local_start)}" if prior.points else most, prior_word(prior.points)),
        Cell(str(row.prior_duties)),
        Cell(f"{matrix.total} of 40"),
        Cell(f"{_hours(matrix.most_in_week)} ({week})"),
        Cell(f"{_hours(matrix.longest_shift)} ({shift})"),
        Cell(f"{'none' if matrix.shortest_break is None else _hours(matrix.shortest_break)} ({rest})"),
        Cell(f"{_hours(matrix.most_night_in_week)} ({night})"),
        Cell(f"{matrix.longest_stretch / timedelta(days=1):.1f} ({stretch})"),
    )


def prior_word(points: Fraction) -> str:
    """Word for the most points of prior sleep and wake."""
    return light(points > 0, points >= 5)


def _hours(length: timedelta) -> str:
    return f"{length / timedelta(hours=1):.1f} h"
