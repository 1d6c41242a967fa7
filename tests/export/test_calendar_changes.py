"""What subscribers are told of a new plan: nothing where nothing changed, and each change once."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from planner.plan.model import Plan
from planner.scenario.scenario import Scenario
from tests.export.kit import FIRST, LATER, at, events, publish, read_icalendar, texts
from tests.support.tiny import tiny_scenario
from tests.support.tiny_plan import tiny_plan

SHIFTS = {"D": "07:00+12h long_day", "N": "19:00+12h long_night"}
START = "2027-03-22"


@pytest.fixture
def scenario() -> Scenario:
    """Two people, one week."""
    return tiny_scenario(start=START, shifts=SHIFTS, people=("ann", "ben"))


def plan_of(scenario: Scenario, **lines: str) -> Plan:
    return tiny_plan(scenario, lines=lines, on_call={"lead": "ben"})


def contents(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def sequences(path: Path) -> list[int]:
    return [event.sequence for event in read_icalendar(path)]


def test_an_equal_plan_gives_equal_bytes_whenever_it_is_published(scenario: Scenario, tmp_path: Path) -> None:
    first = publish(scenario, plan_of(scenario, ann="D N", ben="- D D"), tmp_path / "1")
    again = publish(
        scenario, plan_of(scenario, ann="D N", ben="- D D"), tmp_path / "2", stamp=LATER, previous=first
    )
    assert contents(again) == contents(first)


def test_cancelled_events_stay_as_they_are_in_the_next_calendar(scenario: Scenario, tmp_path: Path) -> None:
    first = publish(scenario, plan_of(scenario, ann="D D", ben="D"), tmp_path / "1")
    second = publish(scenario, plan_of(scenario, ann="D"), tmp_path / "2", stamp=LATER, previous=first)
    third = publish(
        scenario, plan_of(scenario, ann="D"), tmp_path / "3", stamp=LATER + timedelta(days=1), previous=second
    )
    assert sequences(second / "ann.ics") == [0, 1]
    assert contents(third) == contents(second)


def test_only_the_changed_duty_is_renewed(scenario: Scenario, tmp_path: Path) -> None:
    first = publish(scenario, plan_of(scenario, ann="D - D"), tmp_path / "1")
    second = publish(scenario, plan_of(scenario, ann="D - N"), tmp_path / "2", stamp=LATER, previous=first)
    assert texts(second / "ann.ics", "UID") == texts(first / "ann.ics", "UID")
    assert sequences(second / "ann.ics") == [0, 1]
    assert [event["DTSTAMP"].dt for event in events(second / "ann.ics")] == [FIRST, LATER]
    assert [event["LAST-MODIFIED"].dt for event in events(second / "ann.ics")] == [FIRST, LATER]


def test_the_slot_keeps_its_uid_when_shift_post_and_time_change(scenario: Scenario, tmp_path: Path) -> None:
    plan = plan_of(scenario, ann="D")
    moved = replace(plan.roster[0], start=at("2027-03-22 09:15"), shift="N")
    first = publish(scenario, plan, tmp_path / "1")
    second = publish(scenario, replace(plan, roster=(moved,)), tmp_path / "2", previous=first)
    assert texts(first / "ann.ics", "UID") == texts(second / "ann.ics", "UID")


def test_a_duty_that_passes_to_a_colleague_is_cancelled_here_and_new_there(
    scenario: Scenario, tmp_path: Path
) -> None:
    first = publish(scenario, plan_of(scenario, ann="D"), tmp_path / "1")
    second = publish(scenario, plan_of(scenario, ben="D"), tmp_path / "2", stamp=LATER, previous=first)
    [gone] = read_icalendar(second / "ann.ics")
    assert (gone.status, gone.summary, gone.sequence) == ("CANCELLED", "Cancelled: D · desk (long day)", 1)
    assert [(e.status, e.sequence) for e in read_icalendar(second / "ben.ics")] == [
        ("CONFIRMED", 0),  # on call, as before
        ("CONFIRMED", 0),
    ]
    assert sorted(e.status for e in read_icalendar(second / "team.ics")) == [
        "CANCELLED",
        "CONFIRMED",
        "CONFIRMED",
    ]


def test_a_cancelled_slot_that_comes_back_rises_again(scenario: Scenario, tmp_path: Path) -> None:
    first = publish(scenario, plan_of(scenario, ann="D"), tmp_path / "1")
    second = publish(scenario, plan_of(scenario), tmp_path / "2", previous=first)
    third = publish(scenario, plan_of(scenario, ann="D"), tmp_path / "3", previous=second)
    [back] = read_icalendar(third / "ann.ics")
    assert (back.status, back.transp, back.sequence) == ("CONFIRMED", "OPAQUE", 2)


def test_a_reworded_description_is_newer_but_no_revision(scenario: Scenario, tmp_path: Path) -> None:
    # Ann's handover changes when Ben no longer follows her; her duty itself does not.
    first = publish(scenario, plan_of(scenario, ann="D", ben="N"), tmp_path / "1")
    second = publish(scenario, plan_of(scenario, ann="D"), tmp_path / "2", stamp=LATER, previous=first)
    [duty] = events(second / "ann.ics")
    assert int(duty["SEQUENCE"]) == 0
    assert duty["DTSTAMP"].dt == LATER


def test_an_on_call_period_keeps_its_uid_when_its_hours_change(scenario: Scenario, tmp_path: Path) -> None:
    plan = plan_of(scenario)
    [held] = plan.escalation
    shorter = replace(held, end=held.end - timedelta(hours=1))
    first = publish(scenario, plan, tmp_path / "1")
    second = publish(scenario, replace(plan, escalation=(shorter,)), tmp_path / "2", previous=first)
    assert texts(first / "ben.ics", "UID") == texts(second / "ben.ics", "UID")
    assert sequences(second / "ben.ics") == [1]


def test_the_last_month_is_not_cancelled_by_the_plan_of_the_next(tmp_path: Path) -> None:
    march = tiny_scenario(start=START, shifts=SHIFTS)
    april = tiny_scenario(start="2027-03-29", shifts=SHIFTS)
    # The night of Sunday 28 March reaches into the next horizon and belongs to this one.
    first = publish(march, tiny_plan(march, lines={"ann": "D - - - - - N"}), tmp_path / "1")
    second = publish(april, tiny_plan(april, lines={"ann": "- D"}), tmp_path / "2", previous=first)
    [duty] = read_icalendar(second / "ann.ics")
    assert (duty.status, duty.start) == ("CONFIRMED", at("2027-03-30 05:00"))


def test_the_same_week_number_of_two_plans_is_not_the_same_on_call_slot(tmp_path: Path) -> None:
    weeks = [tiny_scenario(start=start) for start in (START, "2027-03-29")]
    folders = [
        publish(week, tiny_plan(week, on_call={"lead": "ann"}), tmp_path / str(number))
        for number, week in enumerate(weeks)
    ]
    first, second = (texts(folder / "ann.ics", "UID") for folder in folders)
    assert len(first) == len(second) == 1
    assert first != second


def test_leave_over_the_end_of_the_horizon_is_one_event_in_both_plans(tmp_path: Path) -> None:
    leave = {"ann": "2027-03-26..2027-03-31"}
    first_week = tiny_scenario(start=START, leave=leave)
    second_week = tiny_scenario(start="2027-03-29", leave=leave)
    first = publish(first_week, tiny_plan(first_week), tmp_path / "1")
    second = publish(second_week, tiny_plan(second_week), tmp_path / "2", stamp=LATER, previous=first)
    assert contents(second)["ann.ics"] == contents(first)["ann.ics"]


def test_leave_taken_back_is_cancelled(tmp_path: Path) -> None:
    away = tiny_scenario(start=START, leave={"ann": "2027-03-20..2027-03-23"})
    here = tiny_scenario(start=START)
    first = publish(away, tiny_plan(away), tmp_path / "1")
    second = publish(here, tiny_plan(here), tmp_path / "2", previous=first)
    [leave] = read_icalendar(second / "ann.ics")
    assert (leave.status, leave.summary) == ("CANCELLED", "Cancelled: Leave")


def test_who_is_no_longer_on_the_staff_gets_cancellations(scenario: Scenario, tmp_path: Path) -> None:
    first = publish(scenario, tiny_plan(scenario, lines={"ann": "D", "ben": "D"}), tmp_path / "1")
    alone = tiny_scenario(start=START, shifts=SHIFTS, people=("ann",))
    plan = tiny_plan(alone, lines={"ann": "D"})
    second = publish(alone, plan, tmp_path / "2", previous=first)
    assert [event.status for event in read_icalendar(second / "ben.ics")] == ["CANCELLED"]
    assert b"\r\nNAME:Ben \xc2\xb7 tiny\r\n" in contents(second)["ben.ics"]


def test_calendars_of_another_scenario_in_the_folder_are_left_alone(
    scenario: Scenario, tmp_path: Path
) -> None:
    other = scenario.model_copy(update={"key": "other"})
    first = publish(other, plan_of(other, ann="D D D"), tmp_path / "1")
    (first / "zoe.ics").write_bytes((first / "ann.ics").read_bytes())
    second = publish(scenario, plan_of(scenario, ann="D"), tmp_path / "2", previous=first)
    assert contents(second) == contents(publish(scenario, plan_of(scenario, ann="D"), tmp_path / "3"))


BROKEN = {
    "empty": b"",
    "no calendar": b"hello\r\n",
    "not text": b"\xff\xfe\x00",
    "cut off": b"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nBEGIN:VEVENT\r\nUID:x",
    "another component": b"BEGIN:VEVENT\r\nUID:x\r\nEND:VEVENT\r\n",
}


@pytest.mark.parametrize("content", BROKEN.values(), ids=BROKEN.keys())
def test_a_broken_file_counts_as_none(scenario: Scenario, tmp_path: Path, content: bytes) -> None:
    fresh = publish(scenario, plan_of(scenario, ann="D"), tmp_path / "fresh")
    broken = publish(scenario, plan_of(scenario, ann="D D"), tmp_path / "broken")
    for name in ("ann.ics", "team.ics"):
        (broken / name).write_bytes(content)
    after = publish(scenario, plan_of(scenario, ann="D"), tmp_path / "after", previous=broken)
    assert contents(after) == contents(fresh)


DAMAGE = {
    "sequence not a number": (b"SEQUENCE:0", b"SEQUENCE:many"),
    "negative sequence": (b"SEQUENCE:0", b"SEQUENCE:-1"),
    "sequence beyond 32 bits": (b"SEQUENCE:0", b"SEQUENCE:99999999999"),
    "no sequence": (b"SEQUENCE:0\r\n", b""),
    "floating time": (b"DTSTART:20270322T060000Z", b"DTSTART:20270322T060000"),
    "a day for a time": (b"DTSTART:20270322T060000Z", b"DTSTART;VALUE=DATE:20270322"),
    "no time at all": (b"DTSTART:20270322T060000Z", b"DTSTART:soon"),
    "time stands twice": (
        b"DTSTART:20270322T060000Z",
        b"DTSTART:20270322T060000Z\r\nDTSTART:20270322T060000Z",
    ),
    "title stands twice": (b"STATUS:CONFIRMED", b"SUMMARY:x\r\nSTATUS:CONFIRMED"),
    "categories stand twice": (b"STATUS:CONFIRMED", b"CATEGORIES:x\r\nSTATUS:CONFIRMED"),
    "no name": (b"\r\nNAME:Ann \xc2\xb7 tiny", b""),
}


@pytest.mark.parametrize(("good", "bad"), DAMAGE.values(), ids=DAMAGE.keys())
def test_a_damaged_property_makes_the_whole_file_count_as_none(
    scenario: Scenario, tmp_path: Path, good: bytes, bad: bytes
) -> None:
    before = publish(scenario, plan_of(scenario, ann="D"), tmp_path / "before")
    file = before / "ann.ics"
    assert good in file.read_bytes()
    file.write_bytes(file.read_bytes().replace(good, bad))
    after = publish(scenario, plan_of(scenario, ann="N"), tmp_path / "after", stamp=LATER, previous=before)
    assert sequences(after / "ann.ics") == [0]


def test_a_missing_folder_counts_as_none_and_the_same_folder_may_be_written_again(
    scenario: Scenario, tmp_path: Path
) -> None:
    folder = tmp_path / "deep" / "calendars"
    first = contents(publish(scenario, plan_of(scenario, ann="D"), folder, previous=folder))
    assert (
        contents(publish(scenario, plan_of(scenario, ann="D"), folder, stamp=LATER, previous=folder)) == first
    )
    publish(scenario, plan_of(scenario, ann="N"), folder, stamp=LATER, previous=folder)
    assert sequences(folder / "ann.ics") == [1]


def test_a_stamp_without_zone_is_refused(scenario: Scenario, tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="has no time zone"):
        publish(scenario, plan_of(scenario), tmp_path, stamp=FIRST.replace(tzinfo=None))
