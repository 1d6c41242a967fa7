"""Sleep, risk, counts and figures of small rosters, with values worked out by hand."""

from __future__ import annotations

from datetime import datetime

import pytest

from planner.fatigue.figures import fatigue_figures
from planner.fatigue.good_practice import GoodPractice, good_practice
from planner.fatigue.risk_index import RiskParameters, risk_indices
from planner.fatigue.sleep import SleepAssumptions, assumed_sleep
from planner.fatigue.table import NOTES, kss_word, nights_word, risk_word, share_word
from planner.fatigue.worked import worked_by
from planner.scenario.scenario import Scenario
from tests.support.tiny import tiny_scenario
from tests.support.tiny_plan import tiny_plan

SHIFTS = {
    "D": "07:00+12h", "N": "19:00+12h", "E": "06:00+8h", "L": "14:00+8h",
    "D8": "08:00+8h", "N8": "22:00+8h",
}  # fmt: skip


def world(line: str, **given: object) -> tuple[Scenario, tuple[int, ...], float]:
    """A scenario with one line, its risk indices and the mean relative risk."""
    scenario = tiny_scenario(shifts=SHIFTS, **given)  # type: ignore[arg-type]
    plan = tiny_plan(scenario, lines={"ann": line})
    indices = risk_indices(worked_by(scenario, plan, "ann"), RiskParameters())
    return scenario, indices, sum(indices) / len(indices) / 100


def sleep_of(line: str, rules: SleepAssumptions | None = None, **given: object) -> list[str]:
    """Assumed sleep of Tuesday to Thursday mornings as local `day HH:MM-HH:MM`."""
    scenario = tiny_scenario(shifts=SHIFTS, **given)  # type: ignore[arg-type]
    work = worked_by(scenario, tiny_plan(scenario, lines={"ann": line}), "ann")
    spans = assumed_sleep(
        work, [(scenario.start, scenario.end)], scenario.zone, scenario.days[1], scenario.days[3],
        rules or SleepAssumptions(),
    )  # fmt: skip

    def local(at: datetime) -> datetime:
        return at.astimezone(scenario.zone)

    return [f"{local(start):%a %H:%M}-{local(end):%H:%M}" for start, end in spans]


def test_days_off_are_slept_from_eleven_to_seven() -> None:
    assert sleep_of("- - -") == ["Mon 23:00-07:00", "Tue 23:00-07:00", "Wed 23:00-07:00"]


def test_nights_are_followed_by_six_hours_of_sleep_by_day() -> None:
    assert sleep_of("N N - -") == ["Tue 08:30-14:30", "Wed 08:30-14:30", "Wed 23:00-07:00"]


def test_a_nap_comes_only_before_the_first_night() -> None:
    assert sleep_of("N N - -", SleepAssumptions(nap=120))[0] == "Mon 15:00-17:00"
    assert len(sleep_of("N N - -", SleepAssumptions(nap=120))) == 4


def test_an_early_duty_ends_sleep_an_hour_before_and_nobody_is_in_bed_before_half_past_nine() -> None:
    assert sleep_of("- E - -")[0] == "Mon 21:30-05:00"


def test_a_late_duty_cuts_sleep_short() -> None:
    assert sleep_of("L - - -")[0] == "Mon 23:30-07:00"


def test_a_call_out_is_taken_out_of_a_night_on_call() -> None:
    called = sleep_of("- - -", SleepAssumptions(call_out=60))
    assert called[:2] == ["Mon 23:00-02:00", "Tue 03:00-07:00"]


def test_four_nights_of_twelve_hours_have_a_mean_risk_of_1_7175() -> None:
    _, indices, mean = world("N N N N")
    assert indices == (157, 163, 174, 193)
    assert mean == pytest.approx(1.7175)


def test_the_same_hours_a_week_are_ordered_as_in_the_source() -> None:
    means = [world(line)[2] for line in ("D8 D8 D8 D8 D8 D8", "D D D D", "N8 N8 N8 N8 N8 N8", "N N N N")]
    assert means == sorted(means)
    assert len(set(means)) == 4


def test_a_run_of_nights_goes_on_from_history() -> None:
    _, indices, _ = world("N", history={"ann": "N N"})
    assert indices == (157, 163, 174)


def test_an_hour_more_by_a_clock_change_is_an_hour_more_of_risk() -> None:
    _, indices, _ = world("- - - - - N", start="2027-10-25")
    assert indices == (164,)  # 100 + 30 + 34: 13 h, the last line goes on by 7 an hour


@pytest.mark.parametrize(("minutes", "risk"), [(300, 100), (480, 100), (540, 107), (600, 113), (720, 127)])
def test_risk_of_a_length(minutes: int, risk: int) -> None:
    assert RiskParameters().of_length(minutes) == risk  # 540: 106.5, half up


def test_counts_of_good_practice() -> None:
    scenario = tiny_scenario(shifts=SHIFTS, history={"ann": "N"})
    line = worked_by(scenario, tiny_plan(scenario, lines={"ann": "N - L E - - D"}), "ann")
    assert good_practice(line, scenario.days, scenario.zone) == GoodPractice(
        nights=1,
        most_nights_in_a_row=2,  # Sunday is of history
        most_days_in_a_row=2,
        quick_returns_11h=1,  # L ends at 22:00, E starts at 06:00
        quick_returns_12h=1,
        quick_returns_16h=2,  # and 12 h between the nights
        early_starts=0,
        over_12h=0,
        nights_over_8h=1,
        short_rests_after_nights=1,  # Tuesday 07:00 to Wednesday 14:00
        backward_moves=1,
        free_weekends=0,
        weekends=1,
    )


def test_sleepiness_falls_over_nights_while_risk_rises() -> None:
    """The trap: whoever looks at sleepiness alone finds four nights in a row harmless."""
    scenario = tiny_scenario(shifts=SHIFTS)
    one, four = (
        fatigue_figures(scenario, tiny_plan(scenario, lines={"ann": line}))[0] for line in ("N", "N N N N")
    )
    assert one.sleepy_share
    assert four.sleepy_share
    assert four.sleepy_share < one.sleepy_share
    assert one.mean_risk
    assert four.mean_risk
    assert four.mean_risk > one.mean_risk


def test_the_highest_sleepiness_of_a_first_night() -> None:
    scenario = tiny_scenario(shifts=SHIFTS)
    (ann,) = fatigue_figures(scenario, tiny_plan(scenario, lines={"ann": "- N"}))
    assert ann.max_kss == pytest.approx(7.80, abs=0.05)  # 7.775 at 05:00


def test_people_stand_by_name_and_who_does_nothing_has_no_figure() -> None:
    scenario = tiny_scenario(people={"a": {"name": "Zoe"}, "b": {"name": "Amir"}})
    figures = fatigue_figures(scenario, tiny_plan(scenario, lines={"a": "N N N N"}))
    assert [row.name for row in figures] == ["Amir", "Zoe"]
    assert figures[0].max_kss is figures[0].mean_risk is figures[0].sleepy_ot_call_share is None


def test_calls_of_an_ot_level_wake_their_holder() -> None:
    scenario = tiny_scenario(levels={"plant": {"domain": "ot", "response_minutes": 15}})
    (ann,) = fatigue_figures(scenario, tiny_plan(scenario, on_call={"plant": "ann"}))
    assert ann.sleepy_ot_call_share is not None
    assert 0.1 < ann.sleepy_ot_call_share < 8 / 24


def test_words_at_their_references() -> None:
    assert [kss_word(kss) for kss in (6.99, 7, 8)] == ["green", "amber", "red"]
    assert [share_word(share) for share in (0, 0.01, 0.2)] == ["green", "amber", "red"]
    assert [risk_word(risk) for risk in (140, 160, 160.5)] == ["green", "amber", "red"]
    assert [nights_word(nights) for nights in (3, 4, 5)] == ["green", "amber", "red"]


def test_the_notes_say_that_these_are_personal_data() -> None:
    assert "personal data" in NOTES[0].text
    assert "BetrVG" in NOTES[0].text
