"""The judge works where no solver is installed, and loads nothing that the solver was built from."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]

PROGRAM = """
import sys

class NoSolver:
    def find_spec(self, name, path=None, target=None):
        if name.split(".")[0] in ("ortools", "highspy"):
            raise ImportError(f"{name} is not installed here")

sys.meta_path.insert(0, NoSolver())

from planner.verifier import verify
from tests.verifier.support import sound_week

verdict = verify(*sound_week())
loaded = sorted({".".join(name.split(".")[:2]) for name in sys.modules if name.startswith("planner.")})
print(verdict.is_clean, verdict.minutes_checked, *loaded)
"""


def test_a_plan_is_judged_without_a_solver() -> None:
    run = subprocess.run(
        [sys.executable, "-c", PROGRAM], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert run.returncode == 0, run.stderr
    clean, minutes, *loaded = run.stdout.split()
    assert (clean, minutes) == ("True", "10080")
    assert {"planner.queueing", "planner.instance", "planner.solver", "planner.cost"} & {*loaded} == set()
