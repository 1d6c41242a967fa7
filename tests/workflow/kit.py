"""Copies of the small plant, options that make a run repeatable, and a look at folders."""

from __future__ import annotations

import csv
import shutil
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

from planner.paths import scenarios_dir
from planner.workflow.make_plan import PlanOptions

NOON = datetime(2027, 4, 1, 12, 0, tzinfo=UTC)
NEXT_DAY = NOON + timedelta(days=1)

REPEATABLE = PlanOptions(seed=1, workers=1, deterministic_limit=30.0)
"""One worker and a limit that counts work, not seconds: the small plant is optimal long before."""

NASTY_NAME = "Dana <script>alert(1)</script> & Sons"


def small_plant(folder: Path, *, name: str = "Dana Kowalczyk-Reyes", providers: bool = True) -> Path:
    """A copy of the small plant in which Dana is called `name`.

    Without providers its managed operating model is infeasible: two leads hold two ladders, and Dana has leave.
    """
    shutil.copytree(scenarios_dir() / "small_plant", folder)
    people = folder / "people.csv"
    text = people.read_text(encoding="utf-8")
    assert "Dana Kowalczyk-Reyes" in text
    people.write_text(text.replace("Dana Kowalczyk-Reyes", name), encoding="utf-8")
    if not providers:
        (folder / "providers.yaml").write_text("providers: {}\n", encoding="utf-8")
    return folder


def contents(folder: Path) -> dict[str, bytes]:
    """Bytes of every file under `folder` by relative path."""
    return {
        file.relative_to(folder).as_posix(): file.read_bytes()
        for file in sorted(folder.rglob("*"))
        if file.is_file()
    }


def rows(file: Path) -> list[dict[str, str]]:
    """Rows of a CSV file."""
    with file.open(encoding="utf-8", newline="") as opened:
        return list(csv.DictReader(opened))


def open_stretches(
    found: list[dict[str, str]], key: Callable[[dict[str, str]], object], start: datetime, end: datetime
) -> list[str]:
    """Where the rows of one key leave a hole in `[start, end)` or overlap, in words; empty when they follow closely."""
    faults = []
    for group in sorted({str(key(row)) for row in found}):
        at = start
        for row in sorted(
            (row for row in found if str(key(row)) == group),
            key=lambda row: datetime.fromisoformat(row["start"]),
        ):
            if datetime.fromisoformat(row["start"]) != at:
                faults.append(f"{group}: {row['start']} does not follow {at}")
            at = datetime.fromisoformat(row["end"])
        if at != end:
            faults.append(f"{group}: ends at {at}, not at {end}")
    return faults
