"""Where the engines of a portfolio leave what they found: the best plan so far and the best bound."""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from typing import NamedTuple

from planner.solver.cpsat.stage import Reporter


class Best(NamedTuple):
    """A solution that the whole model accepts: its value, and the value of every variable by index."""

    value: int
    solution: tuple[int, ...]
    by: str
    """Who found it."""


class Contradiction(RuntimeError):
    """A bound, or a proof that there is no plan, that a plan which the whole model accepts gives the lie to."""


class Store:
    """Best plan and best bound of one question. Plans only get better and bounds only rise, whichever thread comes.

    Every step is reported from inside the lock, so that reports come in order too.
    """

    def __init__(self, reporter: Reporter, gap: float = 0.0) -> None:
        """`gap`: share of the value by which it may lie above the bound when the search is done."""
        self._reporter = reporter
        self._gap = gap
        self._lock = threading.Lock()
        self._best: Best | None = None
        self._bound: int | None = None
        self._bound_by = ""
        self._infeasible = False
        self._sealed = False
        self.withdrawn: list[str] = []
        """What was proved until a plan gave the lie to it: bugs of who proved it."""

    @property
    def best(self) -> Best | None:
        """The best plan so far."""
        return self._best

    @property
    def bound(self) -> int | None:
        """The highest value below which there is no plan, as far as proved."""
        return self._bound

    @property
    def infeasible(self) -> bool:
        """Whether it is proved that there is no plan."""
        return self._infeasible

    @property
    def closed(self) -> bool:
        """Whether nothing is left to look for."""
        best, bound = self._best, self._bound
        if self._infeasible:
            return True
        if best is None or bound is None:
            return False
        return best.value - bound <= self._gap * max(1, abs(best.value))

    def led_by(self, name: str) -> bool:
        """Whether the best plan or the best bound is of somebody's finding."""
        best = self._best
        return self._bound_by == name or (best is not None and best.by == name)

    def offer(self, value: int, solution: Callable[[], Sequence[int]], by: str) -> bool:
        """Keeps a plan that the whole model accepts if it is the best so far; `solution` is asked only then.

        The plan is a fact: what was proved to the contrary is dropped, and told in `withdrawn`.
        """
        with self._lock:
            if self._sealed or (self._best is not None and value >= self._best.value):
                return False
            if self._infeasible or (self._bound is not None and value < self._bound):
                proved = "no plan" if self._infeasible else f"none below {self._bound}"
                self.withdrawn.append(f"{self._bound_by} proved {proved}, {by} found one of {value}")
                self._bound, self._infeasible = None, False
            self._best = Best(value, tuple(solution()), by)
            self._reporter.incumbent(value)
        return True

    def raise_bound(self, bound: int, by: str) -> None:
        """Keeps a bound if it is the highest so far. Raises Contradiction when a plan lies below it."""
        with self._lock:
            if self._sealed:
                return
            if self._best is not None and bound > self._best.value:
                self._bound = None  # what was proved in the same way is as doubtful
                raise Contradiction(f"a bound of {bound}, above a plan of {self._best.value}")
            if self._bound is None or bound > self._bound:
                self._bound, self._bound_by = bound, by
                self._reporter.bound(bound)

    def prove_infeasible(self, by: str) -> None:
        """There is no plan at all. Raises Contradiction when there is one."""
        with self._lock:
            if self._sealed:
                return
            if self._best is not None:
                raise Contradiction(f"no plan is possible, yet there is one of {self._best.value}")
            self._infeasible, self._bound_by = True, by

    def seal(self) -> None:
        """The run is over: what still comes is neither kept nor reported."""
        with self._lock:
            self._sealed = True
