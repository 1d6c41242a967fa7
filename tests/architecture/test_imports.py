"""Who may import whom: the diagram in the design, as one table.

A package that does not exist yet is no fault; one that exists and is not in the table is.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tests.architecture.imports import imports_of, module_name

ROOT = Path(__file__).parents[2]
LINES_PER_FILE = 450

BASE = {"errors", "paths", "plan", "queueing", "rules", "scenario", "units"}
SIBLINGS = {"charts", "cost", "export", "simulation", "solver", "store", "verifier"}
EVERYTHING_BELOW_THE_EDGE = BASE | SIBLINGS | {"fatigue", "instance", "rotation", "workflow"}

# What a part of planner may import, itself aside.
MAY_IMPORT: dict[str, set[str]] = {
    **dict.fromkeys(BASE, BASE),
    "instance": BASE,
    **dict.fromkeys(SIBLINGS, BASE),
    "solver": BASE | {"instance"},
    # The report shows descriptions of the roster to who asks for them.
    "export": BASE | {"fatigue"},
    # Descriptions of a roster alone: no rule, no price and no search knows them.
    "fatigue": {"plan", "scenario", "units"},
    "rotation": {"scenario", "units"},
    # The judge uses nothing that the solver computed or used: it has its own clock and its own queues.
    "verifier": BASE - {"queueing"},
    "workflow": EVERYTHING_BELOW_THE_EDGE - {"workflow"},
    # Thin edges: pickers, one call of a use case, then charts or tables of what came back.
    "cli": BASE | {"workflow", "charts"},
    "api": BASE | {"workflow"},
    "ui": BASE | {"workflow", "charts", "api"},
    "__main__": {"cli"},
    # The public face of the whole; nothing inside goes through it.
    "__init__": EVERYTHING_BELOW_THE_EDGE,
}

# Packages of others that only some parts may know, so that they can be replaced there.
HOMES: dict[str, set[str]] = {
    "ortools": {"solver"},
    "highspy": {"solver"},
    "streamlit": {"ui", "streamlit_app"},
    "sqlalchemy": {"store"},
    "sqlite3": {"store"},
    "psycopg": {"store"},
}


def faults_in(source: str, module: str, *, is_package: bool = False) -> list[str]:
    """One sentence for each import of `source` that the tables do not allow."""
    part = _part_of(module)
    faults = []
    for found in imports_of(source, module, is_package=is_package):
        top = found.target.split(".")[0]
        if top in HOMES and part not in HOMES[top]:
            faults.append(f"{module}:{found.line} imports {top}, which is only for {sorted(HOMES[top])}")
        if top == "planner":
            target = _part_of(found.target)
            if part != "streamlit_app" and target != part and target not in MAY_IMPORT[part]:
                faults.append(f"{module}:{found.line} imports planner.{target}, which {part} may not know")
    return faults


def _part_of(name: str) -> str:
    """The part that a dotted name belongs to: planner.rules.rest → rules.

    `from planner import make_plan` names no part, so it goes through the public face, `__init__`.
    """
    top, *rest = name.split(".")
    if top != "planner":
        return top
    return rest[0] if rest and rest[0] in MAY_IMPORT else "__init__"


def _planner_files() -> list[Path]:
    return sorted((ROOT / "planner").rglob("*.py"))


def _checked_files() -> list[Path]:
    return [*_planner_files(), *ROOT.glob("streamlit_app.py")]


@pytest.mark.parametrize("path", _checked_files(), ids=lambda path: str(path.relative_to(ROOT)))
def test_a_file_imports_only_what_its_part_may_know(path: Path) -> None:
    source = path.read_text(encoding="utf-8")
    assert faults_in(source, module_name(path, ROOT), is_package=path.name == "__init__.py") == []


def test_every_part_of_planner_is_in_the_table() -> None:
    parts = {path.relative_to(ROOT / "planner").parts[0].removesuffix(".py") for path in _planner_files()}
    assert parts - MAY_IMPORT.keys() == set(), "say in MAY_IMPORT what the new part may know"


@pytest.mark.parametrize("path", _planner_files(), ids=lambda path: str(path.relative_to(ROOT)))
def test_a_file_is_short_enough_to_read_in_one_go(path: Path) -> None:
    lines = len(path.read_text(encoding="utf-8").splitlines())
    assert lines <= LINES_PER_FILE, f"{lines} lines; split it along its ideas"


@pytest.mark.parametrize(
    ("module", "source"),
    [
        ("planner.workflow.make_plan", "from ortools.sat.python import cp_model"),
        ("planner.charts.gantt", "import streamlit as st"),
        ("planner.verifier.checks.rest", "from planner.instance import Instance"),
        ("planner.verifier.checks.cover", "from planner.queueing.erlang import erlang_c"),
        ("planner.verifier.judge", "import planner.solver"),
        ("planner.verifier.judge", "from planner import cost"),
        ("planner.verifier.checks.rest", "from ...solver import encoders"),
        ("planner.solver.extract", "def f():\n    from planner.verifier import verify"),
        ("planner.cost.tariff", "if TYPE_CHECKING:\n    from planner.export import csv"),
        ("planner.export.report", "import importlib\nimportlib.import_module('planner.charts')"),
        ("planner.rules.rest", "from planner.workflow import make_plan"),
        ("planner.rules.rest", "from planner import make_plan"),
        ("planner.units", "from . import cli"),
        ("planner.instance.compile", "from planner.cost import tariff"),
        ("planner.ui.pages.plan", "from planner.solver import solve"),
        ("planner.api.feeds", "import sqlite3"),
    ],
)
def test_a_made_up_bad_import_is_found(module: str, source: str) -> None:
    assert len(faults_in(source, module)) == 1


@pytest.mark.parametrize(
    ("module", "source", "is_package"),
    [
        (
            "planner.solver.cpsat.model",
            "import ortools\nfrom planner.instance import x",
            False,
        ),
        (
            "planner.verifier.checks.rest",
            "import planner.rules\nfrom ..breach import Breach",
            False,
        ),
        ("planner.verifier.checks", "from . import rest", True),
        ("planner.ui.pages.plan", "import streamlit\nfrom planner.workflow import make_plan", False),
        ("planner.workflow.make_plan", "from planner import solver, verifier, cost", False),
        ("planner.cost.tariff", "import planner_tools, ortoolsish", False),
    ],
)
def test_a_made_up_good_import_is_let_through(module: str, source: str, is_package: bool) -> None:
    assert faults_in(source, module, is_package=is_package) == []


def test_the_verifier_starts_where_no_solver_is_installed() -> None:
    # None in sys.modules makes an import fail, as if the package were not installed. planner/__init__.py runs
    # first, so this also says that the public face must not load the solver before someone asks for a plan.
    program = "import sys; sys.modules.update(ortools=None, highspy=None); import planner.verifier"
    command = [sys.executable, "-c", program]
    run = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stderr
