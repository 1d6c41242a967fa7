"""Which calendars there are, what stands in them, and that each is a file by the book."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import datetime, timedelta, timezone
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.export.calendar_file import (
    CalendarFile,
    Entry,
    Published,
    calendar_bytes,
    one_line,
    read_calendar,
)
from planner.export.calendars import person_file, provider_file, write_calendars
from planner.plan.model import Plan, SeatSlot
from planner.scenario.scenario import Scenario
from tests.export.kit import FIRST, at, events, logical_lines, publish, read_icalendar, texts
from tests.support.tiny import tiny_scenario
from tests.support.tiny_plan import tiny_plan

SHIFTS = {"E": "06:00+8h30m-30m early", "L": "14:00+8h30m-30m late", "N": "22:00+8h30m-30m night"}
START = "2027-03-22"


def week(**given: object) -> Scenario:
    return tiny_scenario(start=START, shifts=SHIFTS, **given)  # type: ignore[arg-type]  # passed on as they are


def with_provider(*stretches: tuple[str, str, str]) -> tuple[Scenario, Plan]:
    """A plan in which seats of the desk are as said: start, end (UTC), responsible."""
    scenario = week(providers={"mdr": {"title": "MDR One"}, "idle": {}})
    seats = tuple(SeatSlot("it_desk", at(start), at(end), 0.0, 0, 0, who) for start, end, who in stretches)
    return scenario, replace(tiny_plan(scenario), seats=seats)


def test_there_is_one_file_for_each_of_the_staff_for_providers_with_work_and_for_the_team(
    tmp_path: Path,
) -> None:
    scenario = week(
        people={"ann": {}, "zoë-2": {}, "elsewhere": {"operating_models": ["other"]}},
        providers={"mdr": {}, "idle": {}},
    )
    plan = tiny_plan(scenario, on_call={"lead": "mdr"})
    paths = write_calendars(scenario, plan, tmp_path / "new", stamp=FIRST, previous=None)
    names = ["ann.ics", "provider-mdr.ics", "team.ics", person_file("zoë-2")]
    assert [path.name for path in paths] == names
    assert sorted((tmp_path / "new").iterdir()) == sorted(paths)


def test_no_key_of_a_person_takes_the_file_of_the_team_or_of_a_provider() -> None:
    people = ["ann", "team", "provider-mdr", "person-team", "person-provider-mdr"]
    files = {*map(person_file, people), provider_file("mdr"), "team.ics"}
    assert len(files) == len(people) + 2
    assert person_file("ann") == "ann.ics"


def test_every_key_has_a_file_name_of_its_own_on_every_file_system() -> None:
    # é as one sign and as two, capitals, a Windows device, and a name of 300 signs.
    keys = [
        "rene",
        "ren\u00e9",
        "rene\u0301",
        "Rene",
        "RENE",
        "con",
        "x" * 300,
        "x" * 301,
        "李",
        "-ann",
        "ann",
    ]
    names = [person_file(key) for key in keys]
    assert len({name.lower() for name in names}) == len(keys)
    assert all(name.isascii() and len(name) < 100 for name in names)
    assert not {name.partition(".")[0] for name in names} & {"con", "nul", "com1"}
    assert all(not name.startswith("-") for name in names)


def test_a_person_sees_own_duties_own_on_call_and_own_leave_only(tmp_path: Path) -> None:
    scenario = week(people=("ann", "ben"), leave={"ann": "2027-03-27", "ben": "2027-03-28"})
    plan = tiny_plan(scenario, lines={"ann": "E", "ben": "N L"}, on_call={"lead": "ann"})
    folder = publish(scenario, plan, tmp_path)
    assert texts(folder / "ann.ics", "SUMMARY") == ["On call: lead (IT)", "E · desk (early)", "Leave"]
    assert texts(folder / "ben.ics", "SUMMARY") == ["N · desk (night)", "L · desk (late)", "Leave"]
    # Leave is nobody else's business.
    assert texts(folder / "team.ics", "SUMMARY") == [
        "On call: lead (IT), Ann",
        "Ann: E · desk (early)",
        "Ben: N · desk (night)",
        "Ben: L · desk (late)",
    ]


def test_leave_outside_the_horizon_is_left_out(tmp_path: Path) -> None:
    # The horizon is 22 to 28 March.
    for number, (days, inside) in enumerate(
        [("2027-03-20..2027-03-21", 0), ("2027-03-20..2027-03-22", 1), ("2027-03-28", 1), ("2027-03-29", 0)]
    ):
        scenario = week(leave={"ann": days})
        folder = publish(scenario, tiny_plan(scenario), tmp_path / str(number))
        assert len(events(folder / "ann.ics")) == inside, days


def test_duties_take_time_and_on_call_and_leave_do_not(tmp_path: Path) -> None:
    scenario = week(leave={"ann": "2027-03-27"})
    plan = tiny_plan(scenario, lines={"ann": "E"}, on_call={"lead": "ann"})
    found = events(publish(scenario, plan, tmp_path) / "ann.ics")
    assert [(str(event["CATEGORIES"].cats[0]), str(event["TRANSP"])) for event in found] == [
        ("On call", "TRANSPARENT"),
        ("Duty", "OPAQUE"),
        ("Leave", "TRANSPARENT"),
    ]
    assert {str(event["STATUS"]) for event in found} == {"CONFIRMED"}


def test_a_duty_says_post_shift_working_time_break_and_handover(tmp_path: Path) -> None:
    scenario = week(people=("ann", "ben"), posts={"it_desk": {"title": "IT triage"}})
    plan = tiny_plan(scenario, lines={"ann": "- - - - - N", "ben": "- - - - - - E"})
    [duty] = events(publish(scenario, plan, tmp_path) / "ann.ics")
    assert str(duty["SUMMARY"]) == "N · IT triage (night)"
    # 22:00 CET to 06:30 CEST is 7 h 30 min in this night, less 30 min; Ben comes at 06:00
    assert str(duty["DESCRIPTION"]).split("\n") == [
        "Post: IT triage",
        "Shift: N, 22:00+8h30m-30m night",
        "From 2027-03-27 22:00 CET to 2027-03-28 06:30 CEST",
        "Working time: 7 h",
        "Break: 30 min, unpaid",
        "Handover: from 06:00 CEST to 06:30 CEST with the next duty at this post",
    ]


HANDOVERS = {
    "nobody follows": ("E", "- E", "nobody follows at this post; write open cases down"),
    "the next comes before the end": (
        "E",
        "L",
        "from 14:00 CET to 14:30 CET with the next duty at this post",
    ),
    "both leave at once": ("E", "E", "nobody follows at this post; write open cases down"),
    "the horizon ends": ("- - - - - - N", "-", "at 06:30 CEST to the next plan's duty at this post"),
}


@pytest.mark.parametrize(("ann", "ben", "note"), HANDOVERS.values(), ids=HANDOVERS.keys())
def test_the_handover_note(tmp_path: Path, ann: str, ben: str, note: str) -> None:
    scenario = week(people=("ann", "ben"))
    plan = tiny_plan(scenario, lines={"ann": ann, "ben": ben})
    [duty] = events(publish(scenario, plan, tmp_path) / "ann.ics")
    assert str(duty["DESCRIPTION"]).endswith(f"\nHandover: {note}")


def test_the_handover_note_tells_who_comes_at_the_end_and_who_stays(tmp_path: Path) -> None:
    scenario = week(people=("ann", "ben"))
    plan = tiny_plan(scenario, lines={"ann": "E", "ben": "L"})
    ann, ben = plan.roster
    for start, note in (
        (ann.end, "at 14:30 CET to the next duty at this post"),
        (ann.start, "at 14:30 CET to a duty that goes on at this post"),
    ):
        changed = replace(plan, roster=tuple(sorted((ann, replace(ben, start=start)))))
        [duty] = events(publish(scenario, changed, tmp_path) / "ann.ics")
        assert str(duty["DESCRIPTION"]).endswith(f"\nHandover: {note}")


def test_a_provider_takes_the_cases_where_it_is_responsible_next(tmp_path: Path) -> None:
    scenario, plan = with_provider(("2027-03-22 13:30", "2027-03-22 22:00", "mdr"))
    early = tiny_plan(scenario, lines={"ann": "E"}).roster
    [duty] = events(publish(scenario, replace(plan, roster=early), tmp_path) / "ann.ics")
    assert str(duty["DESCRIPTION"]).endswith("\nHandover: at 14:30 CET to MDR One")


def test_a_provider_sees_on_call_and_unbroken_stretches_of_responsibility(tmp_path: Path) -> None:
    scenario, plan = with_provider(
        ("2027-03-22 00:00", "2027-03-22 06:00", "mdr"),
        ("2027-03-22 06:00", "2027-03-22 08:00", "internal+mdr"),
        ("2027-03-22 08:00", "2027-03-22 18:00", "internal"),
        ("2027-03-22 18:00", "2027-03-23 06:00", "mdr"),
    )
    plan = replace(plan, escalation=tiny_plan(scenario, on_call={"lead": "mdr"}).escalation)
    folder = publish(scenario, plan, tmp_path)
    seen = read_icalendar(folder / "provider-mdr.ics")
    assert [(event.summary, event.start, event.end, event.transp) for event in seen] == [
        ("On call: lead (IT)", scenario.start, scenario.end, "TRANSPARENT"),
        ("Responsible: desk", at("2027-03-22 00:00"), at("2027-03-22 08:00"), "TRANSPARENT"),
        ("Responsible: desk", at("2027-03-22 18:00"), at("2027-03-23 06:00"), "TRANSPARENT"),
    ]
    assert not (folder / "provider-idle.ics").exists()


def test_the_title_of_a_level_does_not_say_on_call_twice(tmp_path: Path) -> None:
    scenario = week(levels={"l2": {"title": "L2 on call", "domain": "ot"}})
    plan = tiny_plan(scenario, on_call={"l2": "ann"})
    [held] = events(publish(scenario, plan, tmp_path) / "ann.ics")
    assert str(held["SUMMARY"]) == "On call: L2 (OT)"
    assert str(held["DESCRIPTION"]).endswith("\nReachable, with an answer within 30 min")


def test_the_head_of_a_calendar_is_what_subscribers_need(tmp_path: Path) -> None:
    scenario = week(people={"ann": {"name": "Ann, A; B\\C"}})
    plan = tiny_plan(scenario, lines={"ann": "E"})
    lines = logical_lines(publish(scenario, plan, tmp_path) / "ann.ics")
    head = lines[: lines.index("BEGIN:VEVENT")]
    assert sorted(head) == sorted(
        [
            "BEGIN:VCALENDAR",
            "VERSION:2.0",
            "PRODID:-//soc-planner//calendars//EN",
            "METHOD:PUBLISH",
            "NAME:Ann\\, A\\; B\\\\C · tiny",
            "X-WR-CALNAME:Ann\\, A\\; B\\\\C · tiny",
            "REFRESH-INTERVAL;VALUE=DURATION:PT1H",
            "X-PUBLISHED-TTL:PT1H",
        ]
    )
    assert "VTIMEZONE" not in "".join(lines)


def test_an_empty_calendar_has_the_one_component_that_the_format_demands(tmp_path: Path) -> None:
    scenario = week()
    lines = logical_lines(publish(scenario, tiny_plan(scenario), tmp_path) / "ann.ics")
    begun = [line.removeprefix("BEGIN:") for line in lines if line.startswith("BEGIN:")]
    assert begun == ["VCALENDAR", "VTIMEZONE", "STANDARD"]


def test_times_and_stamps_are_utc_whatever_zone_the_stamp_has(tmp_path: Path) -> None:
    scenario = week()
    stamp = datetime(2027, 1, 4, 14, 0, 0, 999, tzinfo=timezone(timedelta(hours=2)))
    folder = publish(scenario, tiny_plan(scenario, lines={"ann": "E"}), tmp_path, stamp=stamp)
    lines = logical_lines(folder / "ann.ics")
    times = [line for line in lines if line.startswith(("DT", "LAST-MODIFIED"))]
    assert sorted(times) == [
        "DTEND:20270322T133000Z",
        "DTSTAMP:20270104T120000Z",
        "DTSTART:20270322T050000Z",
        "LAST-MODIFIED:20270104T120000Z",
    ]


def test_uids_tell_nothing_and_end_in_the_site(tmp_path: Path) -> None:
    scenario = week(facts={"calendar_host": "soc.plant.example"})
    [uid] = texts(publish(scenario, tiny_plan(scenario, lines={"ann": "E"}), tmp_path) / "ann.ics", "UID")
    assert re.fullmatch(r"[0-9a-f]{12}-[0-9a-f]{24}@soc\.plant\.example", uid)


def test_lines_are_folded_at_75_octets_and_never_inside_a_letter(tmp_path: Path) -> None:
    scenario = week(people={"ann": {"name": "Ł" * 31 + "🚒" * 41 + "Ö" * 97}})
    folder = publish(scenario, tiny_plan(scenario, lines={"ann": "E"}), tmp_path)
    content = (folder / "team.ics").read_bytes()
    physical = content.split(b"\r\n")
    assert max(map(len, physical)) == 75
    assert b"\n" not in content.replace(b"\r\n", b"")
    for line in physical:
        line.decode()  # raises inside a letter


def test_control_characters_cannot_start_a_property_of_their_own(tmp_path: Path) -> None:
    evil = "Ann\r\nEND:VEVENT\r\n\x00\x07\u2028\x85X-EVIL:1\t!"
    scenario = week(people={"ann": {"name": evil}}, posts={"it_desk": {"title": evil}}, facts={"title": evil})
    plan = tiny_plan(scenario, lines={"ann": "E"}, on_call={"lead": "ann"})
    folder = publish(scenario, plan, tmp_path)
    for name in ("ann.ics", "team.ics"):
        lines = logical_lines(folder / name)
        assert lines.count("END:VEVENT") == 2
        assert not [line for line in lines if line.startswith("X-EVIL")]
    assert texts(folder / "team.ics", "SUMMARY")[1] == (
        "Ann END:VEVENT X-EVIL:1 !: E · Ann END:VEVENT X-EVIL:1 ! (early)"
    )


TRICKY = st.text(st.sampled_from("\\nNr;,: \"^'\néŁ🚒")) | st.text()


@given(text=TRICKY, more=TRICKY)
def test_what_is_written_is_read_back_as_it_was(
    tmp_path_factory: pytest.TempPathFactory, text: str, more: str
) -> None:
    description = f"{one_line(text)}\n{one_line(more)}"
    entry = Entry(
        "a@b", at("2027-03-22 05:00"), at("2027-03-22 06:00"), one_line(text), description, "Duty", True
    )
    calendar = CalendarFile(one_line(more), (Published(entry, 3, FIRST),))
    path = tmp_path_factory.mktemp("calendar") / "a.ics"
    path.write_bytes(calendar_bytes(calendar))
    assert read_calendar(path) == calendar


def test_a_backslash_before_a_capital_n_stays_one(tmp_path: Path) -> None:
    scenario = week(posts={"it_desk": {"title": "C:\\Net"}})
    folder = publish(scenario, tiny_plan(scenario, lines={"ann": "E"}), tmp_path)
    assert "SUMMARY:E · C:\\\\Net (early)" in logical_lines(folder / "ann.ics")
