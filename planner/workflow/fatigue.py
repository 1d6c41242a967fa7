"""Fatigue figures of a written plan, in words: only for who asks for them."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from planner.errors import Problem, ScenarioInvalid
from planner.fatigue.figures import (
    NOTES,
    PersonFigures,
    fatigue_figures,
    kss_word,
    nights_word,
    quick_return_word,
    risk_word,
    share_word,
)
from planner.plan.document import operating_model_of
from planner.plan.files import read_plan
from planner.scenario.load import load_scenario

HEADERS = (
    "Name",
    "Duties",
    "Highest KSS",
    "KSS 7+ on duty",
    "KSS 7+ at OT call",
    "Risk index mean (max)",
    "Nights in a row",
    "Gaps <11/12/16 h",
    "Starts before 06:00",
    "Over 12 h",
    "Free weekends",
)


@dataclass(frozen=True)
class FatigueTable:
    """One row of words per person by name, and what must stand beside them."""

    headers: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    notes: tuple[str, ...]


def fatigue_of_folder(scenario_folder: Path, plan_folder: Path, person: str | None = None) -> FatigueTable:
    """Figures of everybody, or of one person, under a written plan.

    Raises ScenarioInvalid or PlanFilesInvalid with every problem found, also when nobody on the staff has that key.
    """
    scenario = load_scenario(scenario_folder, operating_model=operating_model_of(plan_folder))
    figures = fatigue_figures(scenario, read_plan(plan_folder, scenario))
    chosen = [row for row in figures if person in (None, row.person)]
    if not chosen:
        allowed = ", ".join(sorted(row.person for row in figures))
        raise ScenarioInvalid(
            [Problem("--person", "", str(person), "nobody on the staff has this key", allowed)]
        )
    return FatigueTable(HEADERS, tuple(_row(row) for row in chosen), NOTES)


def _row(row: PersonFigures) -> tuple[str, ...]:
    counts = row.practice
    return (
        row.name,
        str(row.duties),
        "none" if row.max_kss is None else f"{row.max_kss:.1f} {kss_word(row.max_kss)}",
        _share(row.sleepy_share),
        _share(row.sleepy_ot_call_share),
        "none"
        if row.mean_risk is None or row.max_risk is None
        else f"{row.mean_risk / 100:.2f} ({row.max_risk / 100:.2f}) {risk_word(row.mean_risk)}",
        f"{counts.most_nights_in_a_row} {nights_word(counts.most_nights_in_a_row)}",
        f"{counts.quick_returns_11h}/{counts.quick_returns_12h}/{counts.quick_returns_16h} "
        f"{quick_return_word(counts.quick_returns_11h)}",
        str(counts.early_starts),
        str(counts.over_12h),
        f"{counts.free_weekends} of {counts.weekends}",
    )


def _share(share: float | None) -> str:
    return "none" if share is None else f"{share:.0%} {share_word(share)}"
