"""`python -m benchmarks.growth.root FILE`: the line engine's root on one instance, and where its time goes."""

from __future__ import annotations

import argparse
import json
import math
import sys
import time
from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path

import numpy as np

from benchmarks.nrp.scenario import to_scenario
from benchmarks.nrp.text import read_instance
from benchmarks.report import peak_mib
from planner.instance import compile_instance
from planner.solver.cpsat.build import build_model
from planner.solver.lines.blend import Blend
from planner.solver.lines.compile import compile_question
from planner.solver.lines.greedy import greedy
from planner.solver.lines.master import Master
from planner.solver.lines.neighbourhoods import LINES_A_PERSON
from planner.solver.lines.presolve import presolved
from planner.solver.lines.pricing import Pricer
from planner.solver.lines.root import blended, generate
from planner.solver.lines.units import unit_of


@dataclass(frozen=True)
class Root:
    """Seconds are of the processor (one thread does it all); sizes are of the question that the engine is asked.

    `scenario` reads the file and makes the instance, `model` builds the CP-SAT model, `question` compiles it to graphs
    and rows, `greedy` gives the master its first lines. `to_bound` is the root with the duals it begins at:
    `linear` of it in the linear program. `is_done` is false when the time limit came first.
    """

    instance: str
    people: int
    days: int
    scenario: float
    model: float
    question: float
    greedy: float
    to_bound: float
    linear: float
    is_done: bool
    value: float
    bound: float
    nodes: int
    largest_graph: int
    rows: int
    lines: int
    peak_mib: int


class TimedMaster(Master):
    """A master that knows how long its linear programs took."""

    linear = 0.0

    def solve(self) -> None:
        """As the master does it."""
        began = time.process_time()
        super().solve()
        self.linear += time.process_time() - began


class Laps:
    """Processor seconds between calls."""

    def __init__(self) -> None:
        self._last = time.process_time()

    def __call__(self) -> float:
        """Since the last call."""
        last, self._last = self._last, time.process_time()
        return self._last - last


def measure(path: Path, limit: float, seed: int = 1) -> Root:
    """Reach the root bound of an instance, in at most so many processor seconds for the root itself."""
    lap = Laps()
    instance = compile_instance(to_scenario(read_instance(path), path.stem))
    scenario = lap()
    model = build_model(instance)
    building = lap()
    question = presolved(compile_question(model, model.points).question).question
    question = replace(question, unit=unit_of(question))
    compiling = lap()
    pricers = [Pricer(number, worker) for number, worker in enumerate(question.workers)]
    missing = 1000 * float(question.rows.cost.max(initial=1.0))
    master = TimedMaster(question.rows, range(len(pricers)), missing)
    random = np.random.default_rng(seed)
    lines, _ = greedy(question, pricers, missing, random, sweeps=2)
    master.add(lines.values())
    starting = lap()
    ends = time.process_time() + limit
    # The search's own way to its first duals: cover alone has rows of this kind.
    blend = Blend(question.rows, len(pricers), missing)
    blend.add(master.lines)
    blended(pricers, blend, question.constant, random, lambda: time.process_time() > ends)
    blend.cut(LINES_A_PERSON)
    master.add(blend.lines)
    bounds: list[float] = []
    generate(
        question,
        master,
        pricers,
        over=lambda: time.process_time() > ends,
        centre=blend.centre(),
        on_bound=lambda bound, *_: bounds.append(bound),
    )
    graphs = {id(worker.graph): worker.graph.nodes for worker in question.workers}
    return Root(
        instance=path.stem,
        people=len(question.workers),
        days=question.days,
        scenario=scenario,
        model=building,
        question=compiling,
        greedy=starting,
        to_bound=lap(),
        linear=master.linear,
        is_done=time.process_time() <= ends,
        value=master.value + question.constant,
        bound=max(bounds, default=-math.inf),
        nodes=sum(graphs.values()),
        largest_graph=max(graphs.values()),
        rows=len(question.rows.low),
        lines=len(master.lines),
        peak_mib=peak_mib(),
    )


def main(arguments: Sequence[str] | None = None) -> int:
    """Run from the command line."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.growth.root", description=__doc__)
    parser.add_argument("file", type=Path, help="instance in the text format of Curtois & Qu")
    parser.add_argument("--time-limit", type=float, default=300.0, metavar="SECONDS")
    given = parser.parse_args(arguments)
    print(json.dumps(asdict(measure(given.file, given.time_limit))))
    return 0


if __name__ == "__main__":
    sys.exit(main())
