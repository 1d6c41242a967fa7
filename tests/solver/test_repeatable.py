"""The same scenario is the same model in every process: nothing hangs on the order of a set."""

from __future__ import annotations

import os
import subprocess
import sys

MODEL = """
import hashlib
from planner.instance import compile_instance
from planner.paths import scenarios_dir
from planner.scenario import load_scenario
from planner.solver.cpsat.build import build_model

built = build_model(compile_instance(load_scenario(scenarios_dir() / "small_plant")))
built.model.minimize(built.money)
print(hashlib.sha256(str(built.model.proto).encode()).hexdigest())
"""


def model_in_a_process(hash_seed: int) -> str:
    """Digest of a shipped scenario's model, built by an interpreter that orders sets by this seed."""
    environment = {**os.environ, "PYTHONHASHSEED": str(hash_seed)}
    run = subprocess.run(
        [sys.executable, "-c", MODEL], env=environment, capture_output=True, encoding="utf-8", check=True
    )
    return run.stdout


def test_the_model_does_not_depend_on_how_sets_are_ordered() -> None:
    # Two providers give two orders: seeds 2 and 3 differ in theirs.
    assert len({model_in_a_process(seed) for seed in (1, 2, 3)}) == 1
