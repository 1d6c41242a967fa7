"""The three-process model against values computed by hand and by integration, and the shape it must have."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.fatigue.alertness import AlertnessModel, Course

MODEL = AlertnessModel()
RESTED = MODEL.rested()
LEVELS = st.floats(2.5, 14.2)
HOURS = st.floats(0, 40)

# Hour 0 is 07:00 of day 0, after sleep from 23:00 to 07:00 every night. The model closes the day by itself, so a
# clock time of day n is hour 24 n + clock - 7.
NO_SLEEP: tuple[tuple[float, float], ...] = ()
DAY_SLEEPS = ((25.5, 31.5), (49.5, 55.5), (73.5, 79.5))
"""08:30 to 14:30 after each of the nights 1, 2 and 3."""


def course(*sleeps: tuple[float, float]) -> Course:
    """Somebody rested who sleeps only so."""
    return Course(MODEL, RESTED, sleeps)


def test_parameters_are_those_of_the_source() -> None:
    assert MODEL.recovery == pytest.approx(-0.38135644659688356, rel=1e-14)


def test_the_level_at_waking_and_at_bedtime_of_eight_hours_of_sleep() -> None:
    assert pytest.approx(13.819830717315, abs=1e-11) == RESTED
    assert MODEL.awake(RESTED, 16) == pytest.approx(8.891874907592, abs=1e-11)


@pytest.mark.parametrize(
    ("clock", "s", "c", "u", "w", "kss"),
    [
        (9, 13.041393, -1.134976, -0.095492, -0.279143, 3.680931),
        (15, 11.010233, 2.227516, -0.904508, -0.000032, 3.200075),
    ],
)
def test_a_day_worker(clock: float, s: float, c: float, u: float, w: float, kss: float) -> None:
    assert course().level(clock - 7) == pytest.approx(s, abs=6e-7)
    assert MODEL.circadian(clock) == pytest.approx(c, abs=6e-7)
    assert MODEL.ultradian(clock) == pytest.approx(u, abs=6e-7)
    assert MODEL.inertia(clock - 7) == pytest.approx(w, abs=6e-7)
    assert course().kss(clock - 7, clock) == pytest.approx(kss, abs=6e-7)


@pytest.mark.parametrize(
    ("clock", "s", "c", "u", "kss"),
    [
        (19, 9.876399911, 2.096676420, -0.043227271, 3.442090611),
        (23, 8.891874908, -0.130839891, -0.552264232, 5.674737529),
        (27, 8.036996458, -2.227516310, -0.904508497, 7.657017010),
        (29, 7.652748066, -2.496573837, -0.447735768, 7.774936924),
        (31, 7.294692138, -2.096676420, -0.043227271, 7.507126932),
    ],
)
def test_a_first_night_without_a_nap(clock: float, s: float, c: float, u: float, kss: float) -> None:
    assert course().level(clock - 7) == pytest.approx(s, abs=6e-10)
    assert MODEL.circadian(clock) == pytest.approx(c, abs=6e-10)
    assert MODEL.ultradian(clock) == pytest.approx(u, abs=6e-10)
    assert course().kss(clock - 7, clock) == pytest.approx(kss, abs=6e-10)


def test_a_nap_before_the_first_night_helps() -> None:
    napped = course((8, 10))  # 15:00 to 17:00
    assert napped.level(22) == pytest.approx(9.060802218, abs=6e-10)
    assert napped.kss(22, 5) == pytest.approx(6.930104479, abs=6e-10)


@pytest.mark.parametrize(
    ("night", "s", "kss"),
    [(2, 8.062607303, 7.529021383), (3, 8.279706329, 7.398761967), (4, 8.389111567, 7.333118824)],
)
def test_further_nights_with_six_hours_of_sleep_by_day(night: int, s: float, kss: float) -> None:
    hour = 24 * (night - 1) + 22  # 05:00
    assert course(*DAY_SLEEPS).level(hour) == pytest.approx(s, abs=6e-10)
    assert course(*DAY_SLEEPS).kss(hour, 5) == pytest.approx(kss, abs=6e-10)


def test_an_early_shift() -> None:
    early = course((15.5, 21.5))  # 22:30 to 04:30
    assert early.level(23) == pytest.approx(12.762154759, abs=6e-10)
    assert MODEL.circadian(6) == pytest.approx(-2.377641291, abs=6e-10)
    assert MODEL.ultradian(6) == pytest.approx(-0.206107374, abs=6e-10)
    assert MODEL.inertia(1.5) == pytest.approx(-0.593907798, abs=6e-10)
    assert early.kss(23, 6) == pytest.approx(4.849301022, abs=6e-10)


def test_a_call_out_at_night_and_the_day_after() -> None:
    called = course((16, 19), (20, 24))  # 23:00 to 02:00, 03:00 to 07:00
    assert called.level(19.25) == pytest.approx(11.216272595, abs=6e-10)
    assert MODEL.circadian(2.25) == pytest.approx(-1.963292327, abs=6e-10)
    assert MODEL.ultradian(2.25) == pytest.approx(-0.986184960, abs=6e-10)
    assert MODEL.inertia(0.25) == pytest.approx(-3.921478713, abs=6e-10)
    assert called.kss(19.25, 2.25) == pytest.approx(7.992810043, abs=6e-10)
    assert called.level(26) == pytest.approx(12.729985780, abs=6e-10)
    assert called.kss(26, 9) == pytest.approx(3.867774965, abs=6e-10)


def test_a_call_that_wakes_somebody_is_that_call_out() -> None:
    asleep = course((16, 24))
    assert asleep.kss_when_called(19, 2.25, 0.25) == pytest.approx(7.992810043, abs=6e-10)


def test_a_call_that_reaches_somebody_awake_changes_nothing() -> None:
    assert course().kss_when_called(7.75, 15, 0.25) == pytest.approx(course().kss(8, 15), abs=1e-12)


def test_the_model_alone_says_less_sleepy_in_each_further_night() -> None:
    """Why it is never what a plan is improved by: accidents say the opposite (see the risk index)."""
    at_five = [course(*DAY_SLEEPS).kss(24 * night + 22, 5) for night in range(4)]
    assert all(later < earlier for earlier, later in pairwise(at_five))


def test_another_mapping_on_the_scale() -> None:
    assert AlertnessModel(kss_at_zero=9.68, kss_per_unit=0.46).kss(10) == pytest.approx(5.08)


@given(LEVELS, HOURS, st.floats(0, 24))
def test_kss_stays_on_its_scale(level: float, since: float, clock: float) -> None:
    assert 1 <= MODEL.kss_awake(level, clock, since) <= 9


@given(LEVELS, HOURS, HOURS)
def test_sleep_refreshes_and_waking_tires_within_bounds(level: float, one: float, more: float) -> None:
    assert MODEL.lower < MODEL.awake(level, one + more) <= MODEL.awake(level, one) + 1e-12
    assert MODEL.asleep(level, one) <= MODEL.asleep(level, one + more) + 1e-12
    assert MODEL.asleep(level, one + more) <= MODEL.upper


@given(LEVELS, st.floats(0, 12), st.floats(0, 12))
def test_sleep_in_one_piece_is_the_same_as_in_two_that_touch(level: float, one: float, two: float) -> None:
    apart = MODEL.asleep(MODEL.asleep(level, one), two)
    assert apart == pytest.approx(MODEL.asleep(level, one + two), abs=1e-9)


@given(LEVELS, st.floats(0, 24))
def test_more_pressure_is_less_sleepy(level: float, clock: float) -> None:
    assert MODEL.kss_awake(level + 0.1, clock, 5) <= MODEL.kss_awake(level, clock, 5)


def test_closed_form_of_sleep_is_what_its_differential_equation_gives() -> None:
    """dS/dt = g (min(S, 12.2) - 14.3) by the midpoint rule: 8 hours from 6.0."""
    step, level = 1e-4, 6.0

    def rate(s: float) -> float:
        return MODEL.recovery * (max(s, MODEL.break_level) - MODEL.upper)

    for _ in range(round(8 / step)):
        level += step * rate(level + step / 2 * rate(level))
    assert MODEL.asleep(6.0, 8) == pytest.approx(level, abs=1e-6)


@pytest.mark.parametrize("sleeps", [((3.0, 2.0),), ((1.0, 3.0), (2.0, 4.0)), ((-1.0, 2.0),)])
def test_spans_that_are_no_course_are_refused(sleeps: tuple[tuple[float, float], ...]) -> None:
    with pytest.raises(ValueError, match="does not follow"):
        Course(MODEL, RESTED, sleeps)


def test_nothing_is_known_before_the_course_begins() -> None:
    with pytest.raises(ValueError, match="before"):
        course().level(-1)
