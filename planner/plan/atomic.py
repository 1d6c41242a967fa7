"""A plan folder is replaced as a whole: readers see the old plan or the new one, never a mixture."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Callable
from pathlib import Path

from planner.errors import PlanFilesInvalid, Problem
from planner.plan.layout import PLAN


def check_target(target: Path) -> None:
    """Refuse a target that is no plan folder, before any time is spent on a plan for it.

    Allowed are: nothing yet, an empty folder, and a folder with a `plan.json`. Raises PlanFilesInvalid otherwise, so
    that no folder of other files is ever replaced.
    """
    if target.is_symlink() or (target.exists() and not target.is_dir()):
        raise _refused(target, "is a file or a link, and a plan is a folder")
    if target.is_dir() and any(target.iterdir()) and not (target / PLAN).is_file():
        raise _refused(target, f"holds other files (there is no {PLAN} in it), which would be lost")
    parent = _existing_parent(target)
    if not os.access(parent, os.W_OK):
        raise _refused(target, f"cannot be written: no permission in {parent}")


def _refused(target: Path, reason: str) -> PlanFilesInvalid:
    return PlanFilesInvalid(
        [
            Problem(
                where=str(target),
                field="output folder",
                value=target.name,
                reason=reason,
                allowed="a new folder, an empty one, or one with an earlier plan",
                maybe="choose another one with --out",
            )
        ]
    )


def _existing_parent(target: Path) -> Path:
    parent = target.absolute().parent
    while not parent.exists():
        parent = parent.parent
    return parent


def replace_folder(target: Path, write: Callable[[Path], None]) -> None:
    """Let `write` fill a new folder beside `target`, then put it in the place of `target`.

    When `write` raises, or the swap fails, `target` is as it was and nothing is left behind. Raises PlanFilesInvalid
    as `check_target` does, and whatever `write` raises.
    """
    check_target(target)
    target = target.absolute()
    target.parent.mkdir(parents=True, exist_ok=True)
    work = Path(tempfile.mkdtemp(prefix=f".{target.name}.", dir=target.parent))
    fresh, old = work / "new", work / "old"
    try:
        fresh.mkdir()
        write(fresh)
        if target.exists():
            target.rename(old)
        try:
            fresh.rename(target)
        except OSError:
            if old.exists():
                old.rename(target)
            raise
    finally:
        shutil.rmtree(work, ignore_errors=True)
