"""A wheel holds the whole product: every module, and the policy files that a checkout keeps in models/."""

from __future__ import annotations

import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
SOURCES = ("planner", "models", "pyproject.toml", "setup.py", "requirements.txt")

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not (ROOT / "models").is_dir(), reason="there is no models/ yet"),
]


@pytest.fixture(scope="module")
def wheel_names(tmp_path_factory: pytest.TempPathFactory) -> set[str]:
    """The files in a wheel built from a copy: building leaves its traces beside the sources."""
    folder = tmp_path_factory.mktemp("wheel")
    for name in SOURCES:
        copy = shutil.copytree if (ROOT / name).is_dir() else shutil.copy
        copy(ROOT / name, folder / name)
    # Without isolation, since a test must not fetch setuptools; requirements-dev.txt brings it.
    command = [sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps", "--no-build-isolation"]
    subprocess.run([*command, "--wheel-dir", "dist", "."], cwd=folder, check=True)
    (wheel,) = (folder / "dist").glob("*.whl")
    with zipfile.ZipFile(wheel) as archive:
        return set(archive.namelist())


def test_every_module_is_in_the_wheel(wheel_names: set[str]) -> None:
    modules = {path.relative_to(ROOT).as_posix() for path in (ROOT / "planner").rglob("*.py")}
    assert modules - wheel_names == set(), "maybe a package has no __init__.py?"


def test_every_policy_file_is_in_the_wheel(wheel_names: set[str]) -> None:
    policy = {path.relative_to(ROOT / "models").as_posix() for path in (ROOT / "models").rglob("*.yaml")}
    assert {f"planner/_models/{name}" for name in policy} - wheel_names == set()
