"""The sleepiest moments of one person name when, on what duty and after how long awake."""

from __future__ import annotations

from dataclasses import replace

import pytest

from planner.fatigue.figures import fatigue_figures
from planner.fatigue.moments import Moment, moments_of
from planner.fatigue.moments_table import CALM, MOST, NOTES, moments_table
from planner.fatigue.table import ASSUMED_SLEEP, PERSONAL_DATA
from tests.support.tiny import tiny_scenario
from tests.support.tiny_plan import tiny_plan

OT = {"plant": {"domain": "ot", "title": "Plant lead", "response_minutes": 15, "rotation": "weekly"}}


def moments(line: str, on_call: dict[str, str] | None = None, **given: object) -> tuple[Moment, ...]:
    scenario = tiny_scenario(**given)  # type: ignore[arg-type]
    return moments_of(scenario, tiny_plan(scenario, lines={"ann": line}, on_call=on_call), "ann")


def by_hour(moment: Moment) -> dict[str, float]:
    return {f"{at:%H:%M}": kss for at, kss in moment.by_hour}


def test_the_hours_of_a_first_night_are_those_computed_for_the_model() -> None:
    (night,) = moments("- N")
    assert len(night.by_hour) == 12
    found = by_hour(night)
    expected = {"19:00": 3.442090611, "23:00": 5.674737529, "03:00": 7.657017010, "05:00": 7.774936924}
    assert {hour: found[hour] for hour in expected} == pytest.approx(expected, abs=6e-10)


def test_the_moment_is_named_with_its_duty_and_the_time_awake() -> None:
    (night,) = moments("- N")
    assert 3 <= night.at.hour < 6
    assert f"{night.at:%a}" == "Wed"
    assert night.kss >= max(by_hour(night).values())
    assert night.hours_awake == night.at.hour + night.at.minute / 60 + 17  # since 07:00 of Tuesday
    assert night.what == "N, desk"
    assert [f"{at:%a %H:%M %z}" for at in (night.start, night.end)] == ["Tue 19:00 +0100", "Wed 07:00 +0100"]


def test_the_highest_stands_first_and_is_the_figure_of_the_table() -> None:
    """The second night is less sleepy by the model: 7.53 against 7.77 at 05:00."""
    found = moments("- N N - - D")
    assert [f"{moment.start:%a}" for moment in found] == ["Tue", "Wed", "Sat"]
    assert by_hour(found[1])["05:00"] == pytest.approx(7.529021383, abs=6e-10)
    scenario = tiny_scenario()
    (ann,) = fatigue_figures(scenario, tiny_plan(scenario, lines={"ann": "- N N - - D"}))
    assert found[0].kss == ann.max_kss


def test_a_call_at_night_is_judged_at_its_answer() -> None:
    """Called at 02:00, asleep since 23:00, answered at 02:15: 7.992810043."""
    (call,) = moments("", {"plant": "ann"}, levels=OT)
    assert call.what == "called as Plant lead"
    assert call.hours_awake is None
    assert call.kss >= 7.992810043
    assert by_hour(call)["02:00"] == pytest.approx(7.992810043, abs=6e-10)
    assert len(call.by_hour) <= 24


def test_an_it_level_is_not_judged() -> None:
    assert moments("", {"lead": "ann"}) == ()


def test_the_night_of_the_autumn_change_has_thirteen_hours() -> None:
    (night,) = moments("- - - - - N", start="2027-10-25")
    assert [f"{at:%H}" for at, _ in night.by_hour].count("02") == 2
    assert len(night.by_hour) == 13


def test_a_table_of_the_highest() -> None:
    table = moments_table("Ann", moments("- N N N N N N"))
    assert table.title == "Highest moments of Ann"
    assert len(table.rows) == MOST
    when, kss, waking, duty, hours = map(str, table.rows[0])
    assert when.startswith("Wed 2027-03-03 0")
    assert kss == "7.8 amber"
    assert waking.endswith(" h before")
    assert duty == "N, desk, Tue 2027-03-02 19:00 to Wed 2027-03-03 07:00"
    assert hours.startswith("19:00 3.4, 20:00 ")  # 3.442 as above


def test_what_must_stand_beside_them() -> None:
    assert NOTES[0] == PERSONAL_DATA
    assert ASSUMED_SLEEP in NOTES


def test_where_all_is_green_a_sentence_says_so_and_one_moment_is_enough() -> None:
    found = moments("- N N N N N N")
    green = tuple(replace(moment, kss=4.3) for moment in found)
    table = moments_table("Ann", green)
    assert len(table.rows) == 1 < len(green)
    assert table.notes == (CALM, *NOTES)
    amber = (replace(found[0], kss=7.5), *green[1:])
    assert len(moments_table("Ann", amber).rows) == MOST
