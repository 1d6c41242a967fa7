"""Replace a plan folder as a whole: either the new content stands in it, or the old one still does.

Everything is written into a hidden sibling, forced to the disk, and moved into place by two renames. A crash
between the two leaves the old folder under its hidden name; the next run puts it back before it starts.
"""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from planner.errors import PlanFilesInvalid, Problem
from planner.plan.layout import CALENDARS, PLAN, PLAN_FILES

if sys.platform != "win32":
    import fcntl

DROPPINGS = frozenset({".DS_Store", "Thumbs.db", "desktop.ini"})
"""What file browsers leave behind unasked; it may go with the old folder."""


def require_replaceable(target: Path) -> None:
    """Say early that a folder will not be replaced. Raises `PlanFilesInvalid`.

    A missing or empty folder may be written, and one that holds nothing but a plan's files. Anything else is
    somebody's work and is never deleted.
    """
    target = target.resolve()
    if target.exists():
        _require_plan(target)
    above = next(folder for folder in target.parents if folder.exists())
    if not (above.is_dir() and os.access(above, os.W_OK)):
        reason = f"the folder cannot be written: {above} is a file, or closed to you"
        raise _refusal(target, "", reason, "choose a folder inside one that you may write to")


def replace_folder(target: Path, write: Callable[[Path], None]) -> None:
    """Make `target` hold exactly what `write` puts into the folder it is given.

    When anything fails, `target` is as before: exceptions of `write` pass through, an `OSError` (disk full, no
    permission) becomes `PlanFilesInvalid`. Raises `PlanFilesInvalid` also where `require_replaceable` does, and
    while another run is writing to the same target.
    """
    require_replaceable(target)
    target = target.resolve()
    fresh, old = _hidden(target, "writing"), _hidden(target, "old")
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        with _own(target, fresh):
            _recover(target, old)
            write(fresh)
            _to_disk(fresh)
            if target.exists():
                target.rename(old)
            try:
                fresh.rename(target)
            except OSError:
                _recover(target, old)
                raise
            shutil.rmtree(old, ignore_errors=True)
    except OSError as error:
        reason = f"the folder cannot be written ({error.strerror or error})"
        raise _refusal(target, "", reason, "choose a folder inside one that you may write to") from error


def _require_plan(target: Path) -> None:
    if not target.is_dir():
        raise _refusal(target, "", "this is a file, and a plan is a folder", "choose another folder")
    foreign = sorted(_foreign(target))
    if foreign:
        reason = f"the folder holds what is not part of a plan ({len(foreign)} in all)"
        raise _refusal(target, foreign[0], reason, "choose an empty or a new folder")
    ours = [entry.name for entry in target.iterdir() if entry.name not in DROPPINGS]
    if ours and PLAN not in ours:
        reason = f"the folder has files of a plan's names but no {PLAN}, so it is not a plan"
        raise _refusal(target, min(ours), reason, "choose an empty or a new folder")


def _hidden(target: Path, purpose: str) -> Path:
    return target.with_name(f".{target.name}.{purpose}")


def _recover(target: Path, old: Path) -> None:
    """Undo a replacement that was cut off between its two renames, or finish one cut off after them."""
    if not old.exists():
        return
    if target.exists():
        shutil.rmtree(old)
    else:
        old.rename(target)


@contextmanager
def _own(target: Path, fresh: Path) -> Iterator[None]:
    """An empty folder that only this run writes into; gone afterwards unless it was moved away."""
    fresh.mkdir(exist_ok=True)
    if sys.platform == "win32":
        descriptor = None
    else:
        # The lock goes with the process, so a folder that can be locked belongs to nobody any more.
        descriptor = os.open(fresh, os.O_RDONLY)
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
            if not (fresh.exists() and os.path.samestat(os.fstat(descriptor), fresh.stat())):
                raise BlockingIOError
        except BlockingIOError:
            os.close(descriptor)
            raise _refusal(target, "", "another run is writing to this folder", "wait for it") from None
    try:
        for entry in fresh.iterdir():
            _remove(entry)
        yield
    finally:
        if descriptor is None:
            shutil.rmtree(fresh, ignore_errors=True)
        else:
            # After the move the name is free, and another run may have made it its own already.
            if fresh.exists() and os.path.samestat(os.fstat(descriptor), fresh.stat()):
                shutil.rmtree(fresh, ignore_errors=True)
            os.close(descriptor)


def _remove(entry: Path) -> None:
    if entry.is_dir() and not entry.is_symlink():
        shutil.rmtree(entry)
    else:
        entry.unlink()


def _to_disk(folder: Path) -> None:
    """Force every file to the disk before the renames, or a power cut could leave empty files in place."""
    for file in folder.rglob("*"):
        if file.is_file():
            with file.open("rb") as opened:
                os.fsync(opened.fileno())


def _foreign(folder: Path) -> Iterator[str]:
    for entry in folder.iterdir():
        if entry.name == CALENDARS and entry.is_dir() and not entry.is_symlink():
            for file in entry.iterdir():
                if not (file.name in DROPPINGS or (file.suffix == ".ics" and file.is_file())):
                    yield f"{CALENDARS}/{file.name}"
        elif not (entry.is_file() and (entry.name in PLAN_FILES or entry.name in DROPPINGS)):
            yield entry.name


def _refusal(target: Path, found: str, reason: str, maybe: str = "") -> PlanFilesInvalid:
    allowed = "a new folder, an empty one, or one that holds only a plan" if maybe else ""
    return PlanFilesInvalid([Problem(str(target), "", found, reason, allowed, maybe)])
