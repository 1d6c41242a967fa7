"""Archives to take away hold every file and are the same for the same files."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

from planner.ui.components.downloads import zipped


def test_an_archive_holds_all_files_by_their_place(tmp_path: Path) -> None:
    (tmp_path / "calendars").mkdir()
    (tmp_path / "calendars" / "ann.ics").write_bytes(b"BEGIN:VCALENDAR\r\n")
    (tmp_path / "plan.json").write_bytes(b"{}")
    with zipfile.ZipFile(io.BytesIO(zipped(tmp_path))) as archive:
        assert archive.namelist() == ["calendars/ann.ics", "plan.json"]
        assert archive.read("calendars/ann.ics") == b"BEGIN:VCALENDAR\r\n"


def test_the_same_files_give_the_same_archive(tmp_path: Path) -> None:
    (tmp_path / "plan.json").write_bytes(b"{}")
    before = zipped(tmp_path)
    (tmp_path / "plan.json").write_bytes(b"{}")
    assert zipped(tmp_path) == before
