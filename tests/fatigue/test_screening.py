"""Screening scores and the other model over small rosters, with points worked out by hand."""

from __future__ import annotations

from datetime import timedelta
from fractions import Fraction

import pytest

from planner.fatigue.likelihood_matrix import Likelihood, likelihood
from planner.fatigue.nights import Nights
from planner.fatigue.prior_sleep import PriorSleep, prior_sleep
from planner.fatigue.screening import Screening, screening_figures
from planner.fatigue.screening_table import NOTES, prior_word, screening_table
from planner.fatigue.sleep import SleepAssumptions
from planner.fatigue.table import ASSUMED_SLEEP, PERSONAL_DATA
from tests.support.tiny import tiny_scenario
from tests.support.tiny_plan import tiny_plan

SHIFTS = {
    "D": "07:00+12h", "N": "19:00+12h", "E": "05:00+8h", "L": "15:00+8h", "S": "08:00+8h", "M": "09:00+9h",
    "T": "07:00+14h", "F": "20:00+13h",
}  # fmt: skip
HOUR = timedelta(hours=1)


def nights_of(line: str, **given: object) -> Nights:
    scenario = tiny_scenario(shifts=SHIFTS, **given)  # type: ignore[arg-type]
    return Nights(scenario, tiny_plan(scenario, lines={"ann": line}), "ann", SleepAssumptions())


def prior_of(line: str, **given: object) -> list[PriorSleep]:
    nights = nights_of(line, **given)
    return [prior_sleep(duty, nights.sleeps) for duty in nights.counted]


def hours_of(found: PriorSleep) -> tuple[float, float, float, float]:
    """Sleep in 24 h and 48 h, time awake at the end, and points."""
    return float(found.slept_24h), float(found.slept_48h), float(found.awake_at_end), float(found.points)


def matrix_of(line: str, **given: object) -> Likelihood:
    nights = nights_of(line, **given)
    found = likelihood(nights.line, nights.zone)
    assert found is not None
    return found


def screening_of(line: str, **given: object) -> Screening:
    scenario = tiny_scenario(shifts=SHIFTS, **given)  # type: ignore[arg-type]
    (ann,) = screening_figures(scenario, tiny_plan(scenario, lines={"ann": line}))
    return ann


def test_a_first_day_duty_has_no_points() -> None:
    """In bed 22:00 to 06:00 and before that 23:00 to 07:00: 8 and 16 h; awake 13 h at the end, less than 16."""
    (day,) = prior_of("- - D")
    assert hours_of(day) == (8, 16, 13, 0)


def test_also_on_the_first_day_of_all_that_is_known_48_hours_of_sleep_lie_before() -> None:
    (day,) = prior_of("D")
    assert hours_of(day)[:2] == (8, 16)


def test_three_nights() -> None:
    """First: awake from 07:00 to 07:00, 24 h against 8 + 8 of sleep: 8 points.

    Second: 6 h of day sleep and the 8 h of the night before: 14; awake 14:30 to 07:00, 16.5 h: 2.5 points.
    Third: 6 and 12 h of sleep, neither too little; 16.5 h awake: 4.5 points.
    """
    assert [hours_of(night) for night in prior_of("- N N N")] == [
        (8, 16, 24, 8),
        (6, 14, 16.5, 2.5),
        (6, 12, 16.5, 4.5),
    ]


def test_all_three_parts_add_up() -> None:
    """On duty Wednesday 05:00 to 13:00, asleep Monday 23:30 to 04:00 and Wednesday 00:30 to 04:00.

    3.5 h in 24 h: 4 x 1.5 = 6. 4.5 + 3.5 = 8 h in 48 h: 2 x 4 = 8. Awake 9 h against 8: 1.
    """
    (duty,) = nights_of("- - E").counted
    sleeps = (
        (duty.start - 29.5 * HOUR, duty.start - 25 * HOUR),
        (duty.start - 4.5 * HOUR, duty.start - 1 * HOUR),
    )
    assert hours_of(prior_sleep(duty, sleeps)) == (3.5, 8, 9, 15)


def test_one_quick_return_has_no_points() -> None:
    """Off at 23:00, on at 05:00, asleep 00:30 to 04:00: yet the 24 h before hold the end of the night before, 2 h."""
    assert hours_of(prior_of("- L E")[1]) == (5.5, 13.5, 9, 0)


def test_a_night_of_twenty_five_hours_is_an_hour_longer_awake() -> None:
    """19:00 on 30 October to 07:00 with the clock set back: awake 25 h against 16 of sleep, 9 points."""
    (night,) = prior_of("- - - - - N", start="2027-10-25")
    assert night.points == 9


def test_sleep_that_nobody_knows_is_refused() -> None:
    nights = nights_of("D")
    with pytest.raises(ValueError, match="no sleep is known"):
        prior_sleep(nights.counted[0], ())


def test_words_of_prior_sleep() -> None:
    points = [Fraction(0), Fraction(1, 60), Fraction(5)]
    assert [prior_word(count) for count in points] == ["green", "amber", "red"]


def test_the_matrix_of_five_ordinary_days() -> None:
    """5 x 8 h = 40 (1 point), 8 h (0), 16 h between (0), an hour before 09:00 each: 5 h (1), 4 d 8 h in a row (0)."""
    assert matrix_of("S S S S S") == Likelihood(
        most_in_week=40 * HOUR,
        longest_shift=8 * HOUR,
        shortest_break=16 * HOUR,
        most_night_in_week=5 * HOUR,
        longest_stretch=timedelta(days=4, hours=8),
        points=(1, 0, 0, 1, 0),
    )


def test_the_matrix_of_four_nights_of_twelve_hours() -> None:
    """48 h (4), 12 h (4), 12 h between (2), 21:00 to 07:00 is 10 h a night: 40 h (8), 3.5 days (0): 18 points."""
    found = matrix_of("N N N N")
    assert found.points == (4, 4, 2, 8, 0)
    assert found.total == 18
    assert found.most_night_in_week == 40 * HOUR


@pytest.mark.parametrize(
    ("line", "points"),
    [
        ("S S S S -", 0),  # 32 h
        ("M M M M", 0),  # 36 h
        ("M M M M S", 2),  # 44 h
        ("M M M M D", 4),  # 48 h
        ("T T T S", 4),  # 50 h
        ("T T T M", 4),  # 51 h
        ("T T T F", 8),  # 55 h
    ],
)
def test_points_of_hours_in_seven_days(line: str, points: int) -> None:
    assert matrix_of(line).points[0] == points


@pytest.mark.parametrize(("shift", "points"), [("S", 0), ("M", 1), ("D", 4), ("F", 4), ("T", 8)])
def test_points_of_the_longest_shift(shift: str, points: int) -> None:
    assert matrix_of(shift).points[1] == points


@pytest.mark.parametrize(
    ("line", "points"),
    [
        ("S", 0),  # nothing between
        ("S S", 0),  # 16 h
        ("M S", 1),  # 18:00 to 08:00: 14 h
        ("D D", 2),  # 12 h
        ("L S", 4),  # 23:00 to 08:00: 9 h
        ("L E", 8),  # 6 h
    ],
)
def test_points_of_the_shortest_break(line: str, points: int) -> None:
    assert matrix_of(line).points[2] == points


@pytest.mark.parametrize(
    ("line", "points"),
    [
        ("M", 0),  # from 09:00
        ("D D D D", 1),  # 2 h each: 8 h
        ("E E", 1),  # 4 h each
        ("E E E", 2),  # 12 h
        ("N", 2),  # 10 h
        ("N N", 4),  # 20 h
        ("F F", 4),  # 12 h each: 24 h
        ("F F E", 8),  # 28 h
    ],
)
def test_points_of_night_hours(line: str, points: int) -> None:
    assert matrix_of(line).points[3] == points


def test_a_week_looks_back_into_history() -> None:
    """Four nights before Monday, one on Monday: the 168 h up to Tuesday 07:00 have all five, 60 h."""
    assert matrix_of("N", history={"ann": "N N N N"}).most_in_week == 60 * HOUR


def test_a_week_of_168_hours_and_not_of_the_calendar_counts() -> None:
    """Monday to Wednesday off; from Thursday to the Wednesday after seven duties of 8 h."""
    assert matrix_of("- - - S S S S S S S - - - -", days=14).most_in_week == 56 * HOUR


def test_a_day_off_between_two_nights_is_a_long_break() -> None:
    """Saturday 16:00 to Monday 08:00: the six days before are 5 days and 8 hours."""
    assert matrix_of("S S S S S S - S S", days=14).longest_stretch == timedelta(days=5, hours=8)


def test_a_day_off_after_a_late_and_before_an_early_duty_is_no_long_break() -> None:
    """Tuesday 23:00 to Thursday 05:00 is too short by two hours: one stretch to Thursday 13:00."""
    assert matrix_of("L L - E").longest_stretch == timedelta(days=2, hours=22)


@pytest.mark.parametrize(
    ("days", "points"), [(7, 0), (8, 1), (14, 1), (15, 2), (21, 2), (22, 4), (28, 4), (29, 8)]
)
def test_points_of_days_without_a_long_break(days: int, points: int) -> None:
    """n days of 08:00 to 16:00 last n - 1 days and 8 h, so that the n-th day is under n days."""
    assert matrix_of(" ".join(["S"] * days), days=35).points[4] == points


def test_nights_of_the_two_process_model() -> None:
    """Awake since 07:00, S at the last look, 06:45: 1 - 0.907205 exp(-23.75 / 18.2) = 0.7540.

    It passes the threshold in the small hours: at 01:00 0.6625 against 0.6050; at 23:00 0.6234 against 0.6637.
    """
    ann = screening_of("- N")
    assert ann.pressure is not None
    assert ann.pressure.highest == pytest.approx(0.7540, abs=5e-5)
    assert f"{ann.pressure.at:%a %H:%M}" == "Wed 06:45"
    assert 6 / 12 < ann.pressure.above_share < 8 / 12


def test_who_does_nothing_has_no_figure() -> None:
    (row,) = screening_table([screening_of("- -")]).rows
    assert {str(cell) for cell in row[1:]} == {"none"}


def test_a_row_in_words() -> None:
    (row,) = screening_table([screening_of("- N N N")]).rows
    assert [str(cell) for cell in row[3:]] == [
        "8.0, duty of Tue 2027-03-02 19:00 red",
        "3",
        "14 of 40",
        "36.0 h (0)",
        "12.0 h (4)",
        "12.0 h (2)",
        "30.0 h (8)",
        "2.5 (0)",
    ]  # fmt: skip


def test_what_must_stand_beside_them() -> None:
    assert NOTES[0] == PERSONAL_DATA
    assert ASSUMED_SLEEP in NOTES
