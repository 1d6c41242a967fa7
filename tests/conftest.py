"""How much property tests try, and what happens to tests whose tool is not on this machine."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

READERS = Path(__file__).parent / "calendar_readers"
CHROMIUM_NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")

# No deadlines: two cores shared with a solver say nothing about one example's speed. For the same reason, and
# since a valid scenario takes many draws, slow generation is no fault.
settings.register_profile(
    "fast", max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow]
)
# The same examples in each run: what lands must not depend on luck. New ones are found with `fast`.
settings.register_profile(
    "ci",
    max_examples=200,
    deadline=None,
    derandomize=True,
    print_blob=True,
    suppress_health_check=[HealthCheck.too_slow],
)

RUNS_IN_CI = os.environ.get("CI") == "true"
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "ci" if RUNS_IN_CI else "fast"))


def find_chromium() -> str | None:
    """Path of a Chromium: the one that CHROMIUM names, else the first with a known name."""
    names = (os.environ.get("CHROMIUM", ""), *CHROMIUM_NAMES)
    return next((path for name in names if name and (path := shutil.which(name))), None)


def find_node() -> str | None:
    """Path of a Node.js that has the calendar readers beside it."""
    return shutil.which("node") if (READERS / "node_modules" / ".installed").exists() else None


def pytest_runtest_setup(item: pytest.Item) -> None:
    """Skip a test whose tool is missing; fail it where a green run must mean that everything ran."""
    if item.get_closest_marker("browser") and find_chromium() is None:
        _tool_is_missing("a Chromium")
    if item.get_closest_marker("calendar_readers") and find_node() is None:
        _tool_is_missing("Node.js with the calendar readers")


def _tool_is_missing(tool: str) -> None:
    sentence = f"needs {tool}. Maybe: make install-test-tools"
    if RUNS_IN_CI:
        pytest.fail(sentence, pytrace=False)
    pytest.skip(sentence)


@pytest.fixture(scope="session")
def chromium() -> str:
    """Path of the browser; ask for it in tests marked `browser`."""
    path = find_chromium()
    assert path is not None, "mark the test `browser`, then it is skipped where there is none"
    return path


@pytest.fixture(scope="session")
def calendar_readers() -> Path:
    """Folder of `read_icaljs.mjs` and `read_nodeical.mjs`; ask for it in tests marked `calendar_readers`."""
    assert find_node() is not None, "mark the test `calendar_readers`, then it is skipped where none are"
    return READERS
