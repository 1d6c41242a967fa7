"""Archives to take away hold every file and are the same for the same files."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

from streamlit.testing.v1 import AppTest

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


def _page(folder: str) -> None:  # runs as a script of its own, so it brings its imports
    from pathlib import Path

    from planner.ui.components import downloads

    downloads.show(Path(folder), "plan")


def test_beside_the_buttons_stands_which_files_hold_pay_by_person(tmp_path: Path) -> None:
    page = AppTest.from_function(_page, kwargs={"folder": str(tmp_path)}, default_timeout=60).run()
    assert not page.exception
    (said,) = (caption.value for caption in page.caption)
    assert "zip of everything and the table of costs hold pay by person" in said
