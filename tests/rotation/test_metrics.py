"""Every shipped rotation covers, and has the figures of the table of patterns, computed apart from this code."""

from __future__ import annotations

import pytest

from planner.paths import models_dir
from planner.rotation import metrics_of, overtime_by_start, uncovered
from planner.scenario.policy import Rotation, ShiftSystem
from planner.scenario.policy_files import policy_names
from planner.scenario.salvage import read_part
from planner.workflow.patterns import measured_patterns

H = 60


def system(name: str) -> ShiftSystem:
    part = read_part(models_dir() / "shift_systems" / f"{name}.yaml", ShiftSystem)
    assert part.problems == ()
    return part.record


ROTATIONS = {
    key: (shifts, rotation)
    for name in policy_names("shift_systems")
    for shifts in (system(name),)
    for key, rotation in shifts.rotations.items()
}

# hours a week, nights in a row, days in a row, least gap, most hours in 168, rest after the last night
FIGURES = {
    "four_on_four_off_blocks": (42, 4, 4, 12, 48, 96),
    "four_on_four_off_split": (42, 2, 4, 12, 48, 96),
    "dupont": (42, 4, 4, 12, 72, 72),
    "panama": (42, 3, 3, 12, 60, 72),
    "pitman": (42, 3, 3, 12, 60, 72),
    "pitman_rapid": (42, 3, 3, 12, 60, 48),
    "metropolitan": (42, 2, 6, 16, 48, 48),
    "continental": (42, 3, 7, 16, 56, 48),
    "six_on_two_off": (42, 6, 6, 16, 48, 48),
    "three_crews": (56, 7, 14, 12, 84, 168),
    "five_crews": (33.6, 2, 4, 12, 48, 144),
}

# least and most overtime beyond 40 hours per person and week, by the start of the workweek
OVERTIME = {
    "four_on_four_off_blocks": (3.94, 5.50),
    "four_on_four_off_split": (3.50, 4.00),
    "dupont": (3.00, 12.00),
    "panama": (2.00, 10.00),
    "metropolitan": (2.00, 2.00),
    "continental": (2.00, 4.00),
    "six_on_two_off": (2.21, 3.67),
}


def test_every_pattern_of_the_table_is_shipped() -> None:
    assert set(ROTATIONS) == set(FIGURES)


@pytest.mark.parametrize("key", FIGURES)
def test_exactly_one_crew_is_on_each_shift_of_each_day(key: str) -> None:
    assert uncovered(*ROTATIONS[key]) == []


@pytest.mark.parametrize("key", FIGURES)
def test_figures(key: str) -> None:
    found = metrics_of(*ROTATIONS[key])
    hours, nights, days, gap, most, after = FIGURES[key]
    assert float(found.weekly_minutes) / H == pytest.approx(hours)
    assert (found.nights_in_a_row, found.days_in_a_row) == (nights, days)
    assert (found.least_gap, found.most_in_seven_days, found.rest_after_nights) == (
        gap * H,
        most * H,
        after * H,
    )


@pytest.mark.parametrize("key", OVERTIME)
def test_overtime_hangs_on_the_start_of_the_workweek(key: str) -> None:
    """Among workweeks from each day at midnight, at the changes of shift, and at noon."""
    shifts, rotation = ROTATIONS[key]
    # The figures of Panama are those of its four weeks of days; in the other four the nights are split elsewhere.
    cycle = rotation.cycle[:28] if key == "panama" else rotation.cycle
    clocks = (13 * H,) if key == "panama" else (7 * H, 12 * H, 19 * H)
    found = [
        float(minutes) / H for clock in (0, *clocks) for minutes in overtime_by_start(shifts, cycle, clock)
    ]
    least, most = OVERTIME[key]
    assert min(found) == pytest.approx(least, abs=0.005)
    assert max(found) == pytest.approx(most, abs=0.005)


@pytest.mark.parametrize(
    ("key", "hours"),
    [("four_on_four_off_blocks", 4.31), ("four_on_four_off_split", 3.5), ("dupont", 12), ("continental", 4)],
)
def test_overtime_of_weeks_from_monday_midnight(key: str, hours: float) -> None:
    shifts, rotation = ROTATIONS[key]
    assert float(overtime_by_start(shifts, rotation.cycle, 0)[0]) / H == pytest.approx(hours, abs=0.005)


@pytest.mark.parametrize(
    ("key", "hours"), [("four_on_four_off_split", 7.0), ("three_crews", 9.33), ("metropolitan", 7.0)]
)
def test_average_of_night_workers(key: str, hours: float) -> None:
    """A four-crew pattern averages seven hours; three crews exceed eight and fail (Directive 2003/88/EC, Art. 8)."""
    assert float(metrics_of(*ROTATIONS[key]).night_average) / H == pytest.approx(hours, abs=0.005)


@pytest.mark.parametrize("key", ["metropolitan", "continental", "six_on_two_off"])
def test_eight_hour_patterns_can_leave_less_than_35_hours_in_a_calendar_week(key: str) -> None:
    assert metrics_of(*ROTATIONS[key]).weekly_rest_fixed < 35 * H


@pytest.mark.parametrize(
    ("key", "fixed", "rolling"),
    [
        ("metropolitan", 24, 24),
        ("six_on_two_off", 22, 20),
        ("four_on_four_off_split", 41, 36),
        ("panama", 55, 54),
    ],
)
def test_any_168_hours_can_hold_less_rest_than_a_calendar_week(key: str, fixed: int, rolling: int) -> None:
    found = metrics_of(*ROTATIONS[key])
    assert (found.weekly_rest_fixed, found.weekly_rest_rolling) == (fixed * H, rolling * H)


@pytest.mark.parametrize(
    ("key", "least", "most"),
    [
        ("four_on_four_off_blocks", 3.75, 5.5),
        ("six_on_two_off", 2, 3.67),
        ("panama", 3, 10),
        ("dupont", 3, 12),
    ],
)
def test_overtime_of_weeks_from_any_full_hour(key: str, least: float, most: float) -> None:
    measured = next(pattern for pattern in measured_patterns() if pattern.key == key)
    found = [float(minutes) / H for minutes in measured.overtime]
    assert min(found) == pytest.approx(least, abs=0.005)
    assert max(found) == pytest.approx(most, abs=0.005)


def test_a_widely_copied_calendar_with_one_crew_a_day_covers_half_of_the_hours() -> None:
    """Four on four off with all crews of a day on the same shift: each day lacks either the day or the night."""
    trap = Rotation(title="trap", cycle="DDDDOOOONNNNOOOO", crews=(0, 4), source="SOC procedure template")
    missing = uncovered(system("twelve_hour_rotations"), trap)
    uncovered_halves = sum(crews == 0 for _, _, crews in missing)
    assert uncovered_halves == len(trap.cycle)  # one of the two shifts of every day, on average


def test_a_cycle_with_an_unknown_letter_is_refused() -> None:
    with pytest.raises(ValueError, match="no shift and not O: X"):
        ShiftSystem.model_validate(
            {
                "title": "x",
                "shifts": {"D": {"title": "d", "start": 420, "length_minutes": 480, "kind": "day"}},
                "rotations": {"r": {"title": "r", "cycle": "DX", "crews": [0], "source": "s"}},
            }
        )
