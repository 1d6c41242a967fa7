"""Reading one input file as text, refusing everything that no person wrote by hand."""

from __future__ import annotations

import stat
from pathlib import Path

from planner.errors import Problem, ScenarioInvalid

CSV_LIMIT_BYTES = 10_000_000
"""Largest CSV file read. A shipped scenario's largest one has a thousandth of that."""

YAML_LIMIT_BYTES = 1_000_000
"""Largest YAML file read. YAML is written by hand and read slowly."""


def read_text(path: Path, limit_bytes: int, name: str = "") -> str:
    """Text of a UTF-8 file, without the byte order mark that spreadsheets put first; problems call it `name`.

    Raises ScenarioInvalid when it is missing, a folder or a device, unreadable, larger than `limit_bytes` (told
    from its size, before anything is read), not UTF-8, empty, or holds NUL characters.
    """
    name = name or path.name
    try:
        status = path.stat()
        if stat.S_ISDIR(status.st_mode):
            raise _refusal(name, "this is a folder, not a file", maybe=f"the file is inside {name}?")
        if not stat.S_ISREG(status.st_mode):
            raise _refusal(name, "this is not a plain file")
        if status.st_size > limit_bytes:
            raise _refusal(
                name,
                f"the file has {status.st_size / 1e6:.1f} MB and was not read",
                allowed=f"up to {limit_bytes // 1_000_000} MB",
                maybe="it is an export of something else?",
            )
        with path.open("rb") as stream:
            # A file can grow between the question and the reading, so the limit holds for the reading too.
            content = stream.read(limit_bytes + 1)
    except FileNotFoundError as error:
        raise _refusal(name, "the file is missing", maybe=_similar_file(path)) from error
    except OSError as error:
        reason = (error.strerror or type(error).__name__).lower()
        raise _refusal(name, f"the file cannot be read ({reason})") from error
    if len(content) > limit_bytes:
        raise _refusal(
            name, "the file grew while it was read", allowed=f"up to {limit_bytes // 1_000_000} MB"
        )
    return _decode(name, content)


def _decode(name: str, content: bytes) -> str:
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise _refusal(
            f"{name}:{line}",
            f"the file is not UTF-8 text (byte 0x{content[error.start]:02x})",
            allowed="UTF-8, with or without a byte order mark",
            maybe="save it again as 'CSV UTF-8'?" if name.endswith(".csv") else "save it again as UTF-8?",
        ) from error
    if not text.strip():
        raise _refusal(name, "the file is empty")
    if "\0" in text:
        line = text.count("\n", 0, text.index("\0")) + 1
        raise _refusal(f"{name}:{line}", "there is a NUL character, so this is no text file")
    return text


def _similar_file(path: Path) -> str:
    """A file beside it whose name differs only in case or ending, for the hint."""
    if not path.parent.is_dir():
        return ""
    for other in sorted(path.parent.iterdir()):
        if other.name != path.name and other.stem.lower() == path.stem.lower():
            return f"rename {other.name} to {path.name}?"
    return ""


def _refusal(where: str, reason: str, *, allowed: str = "", maybe: str = "") -> ScenarioInvalid:
    return ScenarioInvalid([Problem(where, "", "", reason, allowed, maybe)])
