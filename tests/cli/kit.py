"""The program as a user runs it, and copies of the small plant to run it on."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from planner.paths import scenarios_dir

ROOT = Path(__file__).resolve().parents[2]
SMALL = scenarios_dir() / "small_plant"
MIDSIZE = scenarios_dir() / "midsize_plant"

PATIENCE = 240
"""Seconds after which a run counts as hung; nothing here asserts how long it takes."""


@dataclass(frozen=True)
class Ran:
    """How a run of the program ended."""

    code: int
    out: str
    err: str


def environment(columns: int) -> dict[str, str]:
    """The environment of a run in a terminal of this width."""
    return os.environ | {
        "COLUMNS": str(columns),
        "PYTHONIOENCODING": "utf-8",
        "NO_COLOR": "1",
        "TERM": "dumb",
    }


def planner(*arguments: object, columns: int = 80) -> Ran:
    """Run `python -m planner` to its end."""
    done = subprocess.run(
        [sys.executable, "-m", "planner", *map(str, arguments)],
        cwd=ROOT,
        env=environment(columns),
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=PATIENCE,
        check=False,
    )
    return Ran(done.returncode, done.stdout, done.stderr)


def planner_interrupted(*arguments: object, when: str) -> Ran:
    """Run `python -m planner`, and press Ctrl-C at the first line of progress that has `when` in it."""
    process = subprocess.Popen(
        [sys.executable, "-m", "planner", *map(str, arguments)],
        cwd=ROOT,
        env=environment(80),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        encoding="utf-8",
    )
    assert process.stderr is not None
    seen = []
    try:
        for line in process.stderr:
            seen.append(line)
            if when in line:
                process.send_signal(signal.SIGINT)
                break
        out, rest = process.communicate(timeout=PATIENCE)
    finally:
        process.kill()
    return Ran(process.returncode, out, "".join(seen) + rest)


def copy_of(scenario: Path, folder: Path) -> Path:
    """A copy of a scenario to break or edit."""
    return Path(shutil.copytree(scenario, folder))


def edit(file: Path, before: str, after: str) -> None:
    """Replace a text that stands exactly once in `file`."""
    text = file.read_text(encoding="utf-8")
    assert text.count(before) == 1, f"{file.name} has {text.count(before)} times {before!r}"
    file.write_text(text.replace(before, after), encoding="utf-8")


def without_providers(folder: Path) -> Path:
    """The small plant under its managed operating model, but nobody to buy from: two leads hold two ladders alone.

    Dana's leave leaves one of them for two escalation levels at once, and nobody may hold two.
    """
    scenario = copy_of(SMALL, folder)
    (scenario / "providers.yaml").write_text("providers: {}\n", encoding="utf-8")
    return scenario


def one_line(text: str) -> str:
    """Printed text without line ends, so that a sentence is found wherever the terminal broke it."""
    return " ".join(text.split())
