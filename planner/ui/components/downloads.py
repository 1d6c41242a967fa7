"""The files of a plan, to take away: everything, the report, calendars, and each table."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from functools import partial
from pathlib import Path

import streamlit as st

from planner.charts.style import words
from planner.plan import layout
from planner.ui import keys

_TABLES = (layout.ROSTER, layout.SEGMENTATION, layout.SEATS, layout.ESCALATION, layout.COSTS)
_SAME_TIME = (1980, 1, 1, 0, 0, 0)
"""The time of every file in an archive, so that the same plan gives the same archive."""


def show(folder: Path, name: str) -> None:
    """Buttons that read the files only when pressed. `name` begins every file name that a browser saves."""
    with st.container(horizontal=True):
        button("Everything (zip)", "everything", partial(zipped, folder), f"{name}.zip", "application/zip")
        report = folder / layout.REPORT
        button("Report (HTML)", "report", report.read_bytes, f"{name}-report.html", "text/html")
        calendars = partial(zipped, folder / layout.CALENDARS)
        button("Calendars (zip)", "calendars", calendars, f"{name}-calendars.zip", "application/zip")
        with st.popover("Tables (CSV)", icon=":material/table:"):
            for table in _TABLES:
                title = words(table.removesuffix(".csv"))
                button(title, table, (folder / table).read_bytes, f"{name}-{table}", "text/csv")
    st.caption(
        "The zip of everything and the table of costs hold pay by person: pass them on only to those who may see it."
    )


def zipped(folder: Path) -> bytes:
    """A zip archive of all files below `folder`, by name; the same files give the same bytes."""
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED) as target:
        for path in sorted(path for path in folder.rglob("*") if path.is_file()):
            entry = zipfile.ZipInfo(path.relative_to(folder).as_posix(), _SAME_TIME)
            entry.compress_type = zipfile.ZIP_DEFLATED
            target.writestr(entry, path.read_bytes())
    return archive.getvalue()


def button(label: str, key: str, data: Callable[[], bytes], file_name: str, mime: str) -> None:
    """A download whose bytes are made only when it is pressed."""
    st.download_button(
        label,
        data=data,
        file_name=file_name,
        mime=mime,
        key=f"{keys.DOWNLOAD}_{key}",
        # The page need not be drawn again for a file that leaves it as it is.
        on_click="ignore",
        icon=":material/download:",
    )
