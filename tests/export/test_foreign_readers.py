"""Four programs read our calendars and see the instants of the plan: the one that wrote them and three others."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from planner.plan.model import Duty
from planner.scenario.scenario import Scenario
from tests.export.kit import Reader, Seen, at, node_reader, publish, read_icalendar, read_vobject
from tests.support.tiny import tiny_scenario
from tests.support.tiny_plan import tiny_plan

FOREIGN = ["read_icaljs.mjs", "read_nodeical.mjs"]
NIGHTS = {"N": "22:00+8h30m-30m night", "K": "18:00+8h30m night"}


@pytest.fixture(
    params=[
        "icalendar",
        "vobject",
        *(pytest.param(script, marks=pytest.mark.calendar_readers) for script in FOREIGN),
    ]
)
def read(request: pytest.FixtureRequest) -> Reader:
    """One of the four readers."""
    if request.param in FOREIGN:
        folder: Path = request.getfixturevalue("calendar_readers")
        return node_reader(folder / request.param)
    return read_icalendar if request.param == "icalendar" else read_vobject


def spans(seen: list[Seen]) -> list[tuple[object, object]]:
    return [(event.start, event.end) for event in seen]


def week_of(start: str, **given: object) -> Scenario:
    return tiny_scenario(start=start, shifts=NIGHTS, **given)  # type: ignore[arg-type]  # passed on as they are


def test_a_night_in_which_the_clocks_go_forward_is_an_hour_shorter(read: Reader, tmp_path: Path) -> None:
    scenario = week_of("2027-03-22")
    plan = tiny_plan(scenario, lines={"ann": "- - - - N N N"})
    # Friday 22:00 CET is 21:00 UTC and 06:30 CET is 05:30; on Sunday 28 March 06:30 is CEST, 04:30 UTC
    assert spans(read(publish(scenario, plan, tmp_path) / "ann.ics")) == [
        (at("2027-03-26 21:00"), at("2027-03-27 05:30")),
        (at("2027-03-27 21:00"), at("2027-03-28 04:30")),
        (at("2027-03-28 20:00"), at("2027-03-29 04:30")),
    ]


def test_a_night_in_which_the_clocks_go_back_is_an_hour_longer(read: Reader, tmp_path: Path) -> None:
    scenario = week_of("2027-10-25")
    plan = tiny_plan(scenario, lines={"ann": "- - - - N N N"})
    # Saturday 22:00 CEST is 20:00 UTC; on Sunday 31 October 06:30 is CET, 05:30 UTC
    assert spans(read(publish(scenario, plan, tmp_path) / "ann.ics")) == [
        (at("2027-10-29 20:00"), at("2027-10-30 04:30")),
        (at("2027-10-30 20:00"), at("2027-10-31 05:30")),
        (at("2027-10-31 21:00"), at("2027-11-01 05:30")),
    ]


def test_both_passes_of_the_doubled_hour_stay_apart(read: Reader, tmp_path: Path) -> None:
    scenario = week_of("2027-10-25", people=("ann", "ben"))
    plan = tiny_plan(scenario, lines={"ann": "- - - - - K", "ben": "- - - - - K"})
    # 02:30 CEST is 00:30 UTC, an hour later it is 02:30 CET
    first, second = plan.roster
    assert first.end == at("2027-10-31 00:30")
    plan = replace(plan, roster=(first, replace(second, end=at("2027-10-31 01:30"))))
    folder = publish(scenario, plan, tmp_path)
    assert spans(read(folder / "ann.ics")) == [(at("2027-10-30 16:00"), at("2027-10-31 00:30"))]
    assert spans(read(folder / "ben.ics")) == [(at("2027-10-30 16:00"), at("2027-10-31 01:30"))]


def test_the_team_calendar_has_every_duty_and_on_call_period_of_the_plan(
    read: Reader, tmp_path: Path
) -> None:
    scenario = week_of("2027-03-22", people=("ann", "ben"), levels={"lead": {"rotation": "daily"}})
    plan = tiny_plan(
        scenario,
        lines={"ann": "N N K - N N", "ben": "- - N N - K N"},
        on_call={"lead": "ann ben ann ben ann ben ann"},
    )
    seen = read(publish(scenario, plan, tmp_path) / "team.ics")
    on_duty = [(event.start, event.end) for event in seen if event.transp == "OPAQUE"]
    on_call = [(event.start, event.end) for event in seen if event.transp == "TRANSPARENT"]
    assert sorted(on_duty) == sorted((duty.start, duty.end) for duty in plan.roster)
    assert sorted(on_call) == sorted((held.start, held.end) for held in plan.escalation)
    assert len({event.uid for event in seen}) == len(plan.roster) + len(plan.escalation) == 9 + 7


def test_leave_is_whole_days_with_an_exclusive_end(read: Reader, tmp_path: Path) -> None:
    scenario = week_of("2027-03-22", leave={"ann": "2027-03-23..2027-03-28"})
    [leave] = read(publish(scenario, tiny_plan(scenario), tmp_path) / "ann.ics")
    assert (leave.start, leave.end) == (date(2027, 3, 23), date(2027, 3, 29))
    assert (leave.summary, leave.transp, leave.status) == ("Leave", "TRANSPARENT", "CONFIRMED")


def test_names_and_titles_survive_folding_and_escaping(read: Reader, tmp_path: Path) -> None:
    # Not tried: a backslash before an n. node-ical takes its escaped form for a line end (against RFC 5545, 3.3.11).
    name = "Zoë Łącka-Öğüt; 横浜, Βασιλική \\ Γιώργος Þórðarson 🚒🚒🚒🚒🚒🚒🚒🚒🚒🚒🚒🚒🚒"
    scenario = week_of("2027-03-22", people={"ann": {"name": name}}, posts={"it_desk": {"title": "A\\;B,C"}})
    plan = tiny_plan(scenario, lines={"ann": "N"}, on_call={"lead": "ann"})
    seen = read(publish(scenario, plan, tmp_path) / "team.ics")
    assert [event.summary for event in seen] == [
        f"On call: lead (IT), {name}",
        f"{name}: N · A\\;B,C (night)",
    ]


def test_a_cancelled_duty_is_read_as_cancelled_and_free(read: Reader, tmp_path: Path) -> None:
    scenario = week_of("2027-03-22")
    before = publish(scenario, tiny_plan(scenario, lines={"ann": "N - N"}), tmp_path / "1")
    after = publish(scenario, tiny_plan(scenario, lines={"ann": "N"}), tmp_path / "2", previous=before)
    kept, gone = read(after / "ann.ics")
    assert (kept.status, kept.transp, kept.sequence) == ("CONFIRMED", "OPAQUE", 0)
    assert (gone.status, gone.transp, gone.sequence) == ("CANCELLED", "TRANSPARENT", 1)
    assert gone.summary == "Cancelled: N · desk (night)"
    assert (gone.start, gone.end) == (at("2027-03-24 21:00"), at("2027-03-25 05:30"))


def test_a_calendar_without_events_is_still_read(read: Reader, tmp_path: Path) -> None:
    scenario = week_of("2027-03-22")
    assert read(publish(scenario, tiny_plan(scenario), tmp_path) / "ann.ics") == []


def test_a_second_duty_on_a_day_is_a_slot_of_its_own(read: Reader, tmp_path: Path) -> None:
    scenario = week_of("2027-03-22")
    morning = Duty("ann", at("2027-03-22 06:00"), at("2027-03-22 10:00"), "it_desk", "N", 240)
    evening = replace(morning, start=at("2027-03-22 16:00"), end=at("2027-03-22 20:00"))
    plan = replace(tiny_plan(scenario), roster=(morning, evening))
    seen = read(publish(scenario, plan, tmp_path) / "ann.ics")
    assert spans(seen) == [(morning.start, morning.end), (evening.start, evening.end)]
    assert len({event.uid for event in seen}) == 2
