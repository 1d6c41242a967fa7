"""The foreign readers work and tell instants, days and floating times apart."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path
from typing import Any

import pytest

pytestmark = pytest.mark.calendar_readers

CALENDAR = """\
BEGIN:VCALENDAR
VERSION:2.0
PRODID:-//soc-planner//reader test//EN
BEGIN:VEVENT
UID:night
DTSTAMP:20260101T000000Z
SUMMARY;LANGUAGE=de:Nachtschicht\\, Zoë
DTSTART:20260328T200000Z
DTEND:20260329T050000Z
TRANSP:OPAQUE
STATUS:CONFIRMED
SEQUENCE:3
END:VEVENT
BEGIN:VEVENT
UID:leave
DTSTAMP:20260101T000000Z
SUMMARY:Leave
DTSTART;VALUE=DATE:20260406
DTEND;VALUE=DATE:20260411
TRANSP:TRANSPARENT
END:VEVENT
BEGIN:VEVENT
UID:floating
DTSTAMP:20260101T000000Z
SUMMARY:Somewhere
DTSTART:20260328T200000
DTEND:20260328T210000
STATUS:CANCELLED
END:VEVENT
END:VCALENDAR
"""


@pytest.fixture(params=["read_icaljs.mjs", "read_nodeical.mjs"])
def events(
    request: pytest.FixtureRequest, calendar_readers: Path, tmp_path: Path
) -> dict[str, dict[str, Any]]:
    """What one reader understands of CALENDAR, by UID."""
    file = tmp_path / "calendar.ics"
    file.write_text(CALENDAR, encoding="utf-8", newline="\r\n")
    command = ["node", str(calendar_readers / request.param), str(file)]
    run = subprocess.run(command, capture_output=True, encoding="utf-8", check=True)
    return {event["uid"]: event for event in json.loads(run.stdout)}


def test_a_utc_time_is_read_as_that_instant(events: dict[str, dict[str, Any]]) -> None:
    assert events["night"] == {
        "uid": "night",
        "summary": "Nachtschicht, Zoë",
        "start": "2026-03-28T20:00:00.000Z",
        "end": "2026-03-29T05:00:00.000Z",
        "transp": "OPAQUE",
        "status": "CONFIRMED",
        "sequence": 3,
    }


def test_a_day_stays_a_day_and_ends_exclusively(events: dict[str, dict[str, Any]]) -> None:
    leave = events["leave"]
    assert (leave["start"], leave["end"], leave["transp"]) == ("2026-04-06", "2026-04-11", "TRANSPARENT")
    assert leave["status"] is None
    assert leave["sequence"] is None


def test_a_floating_time_is_never_taken_for_utc(events: dict[str, dict[str, Any]]) -> None:
    assert events["floating"]["start"] != "2026-03-28T20:00:00.000Z"
    assert events["floating"]["status"] == "CANCELLED"
