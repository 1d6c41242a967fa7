"""Solvers of the master come into being in several threads at once, and none of them prints or hides anything."""

from __future__ import annotations

import subprocess
import sys

PROGRAM = """
import threading
from planner.solver.lines.master import quiet_highs

together = threading.Barrier(8)

def make():
    together.wait()
    for _ in range(20):
        quiet_highs()

threads = [threading.Thread(target=make) for _ in range(8)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print("the answer")
"""


def test_the_output_of_a_program_is_its_own() -> None:
    run = subprocess.run([sys.executable, "-c", PROGRAM], capture_output=True, encoding="utf-8", check=True)
    assert run.stdout == "the answer\n"
