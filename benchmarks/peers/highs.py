"""`python -m benchmarks.peers.highs FILE`: HiGHS on a compact mixed-integer program with tight rows.

Huangfu & Hall 2018. A binary for each person, day and shift; starts and ends of stretches are variables too, so that
shortest stretches are the facet-defining rows of minimum up and down times (Rajan & Takriti 2005), and forbidden
successions are cliques over two days in place of pairs. This form has a better relaxation than the plain one.
"""

from __future__ import annotations

import math
import sys
from collections.abc import Iterator, Mapping

import highspy
import numpy as np

from benchmarks.nrp.text import Employee, Instance, ShiftType
from benchmarks.peers.running import Answer, Limits, main


class Program:
    """Columns and rows of a program, gathered before HiGHS gets them all at once."""

    def __init__(self) -> None:
        self.costs: list[float] = []
        self.most: list[float] = []
        self.whole: list[bool] = []
        self.low: list[float] = []
        self.high: list[float] = []
        self.first: list[int] = [0]
        self.columns: list[int] = []
        self.values: list[float] = []

    def column(self, *, cost: float = 0.0, most: float = 1.0, whole: bool = False) -> int:
        """A variable from 0 to `most`."""
        self.costs.append(cost)
        self.most.append(most)
        self.whole.append(whole)
        return len(self.costs) - 1

    def row(self, terms: Mapping[int, float], low: float, high: float) -> None:
        """`low <= terms <= high`."""
        self.columns += terms.keys()
        self.values += terms.values()
        self.first.append(len(self.columns))
        self.low.append(low)
        self.high.append(high)

    def load(self, highs: highspy.Highs) -> None:
        """Give everything to HiGHS."""
        none = (0, np.zeros(len(self.costs), np.int32), np.zeros(0, np.int32), np.zeros(0))
        highs.addCols(
            len(self.costs), np.array(self.costs), np.zeros(len(self.costs)), np.array(self.most), *none
        )
        whole = np.flatnonzero(self.whole).astype(np.int32)
        kinds = np.full(len(whole), highspy.HighsVarType.kInteger)
        highs.changeColsIntegrality(len(whole), whole, kinds)
        highs.addRows(
            len(self.low),
            np.array(self.low),
            np.array(self.high),
            len(self.columns),
            np.array(self.first[:-1], np.int32),
            np.array(self.columns, np.int32),
            np.array(self.values),
        )


Works = dict[tuple[str, int, str], int]


def solve(instance: Instance, limits: Limits) -> Answer:
    """Best roster that HiGHS finds within the limits."""
    program, works, constant = build(instance)
    highs = highspy.Highs()  # type: ignore[no-untyped-call]
    for name, value in (
        ("output_flag", False),
        ("threads", limits.workers),
        ("random_seed", limits.seed),
        ("time_limit", limits.left()),
        ("mip_rel_gap", 0.0),
    ):
        highs.setOptionValue(name, value)
    program.load(highs)
    found_at: list[float] = []
    highs.cbMipImprovingSolution.subscribe(lambda _: found_at.append(limits.elapsed()))
    if highs.run() == highspy.HighsStatus.kError:
        raise RuntimeError(f"HiGHS did not run: {highs.getModelStatus()}")
    info = highs.getInfo()
    bound = info.mip_dual_bound + constant
    if info.primal_solution_status != highspy.SolutionStatus.kSolutionStatusFeasible:
        return Answer(None, bound, None)
    shares = highs.getSolution().col_value
    roster = [cell for cell, column in works.items() if shares[column] > 0.5]
    return Answer(roster, bound, found_at[-1] if found_at else None)


def build(instance: Instance) -> tuple[Program, Works, float]:
    """The program, its columns by person, day and shift, and what every roster pays."""
    program = Program()
    costs = {(wish.staff, wish.day, wish.shift): -float(wish.weight) for wish in instance.wanted}
    for wish in instance.unwanted:
        cell = (wish.staff, wish.day, wish.shift)
        costs[cell] = costs.get(cell, 0.0) + wish.weight
    works = {
        (who, day, code): program.column(
            cost=costs.get((who, day, code), 0.0),
            most=0.0 if day in instance.days_off.get(who, ()) else 1.0,
            whole=True,
        )
        for who in instance.staff
        for day in range(instance.days)
        for code in instance.shifts
    }
    for who, employee in instance.staff.items():
        _person(program, instance, works, who, employee)
    for cover in instance.cover:
        terms = {works[who, cover.day, cover.shift]: 1.0 for who in instance.staff}
        terms[program.column(cost=cover.under, most=math.inf)] = 1.0
        terms[program.column(cost=cover.over, most=math.inf)] = -1.0
        program.row(terms, cover.people, cover.people)
    return program, works, float(sum(wish.weight for wish in instance.wanted))


def _person(program: Program, instance: Instance, works: Works, who: str, employee: Employee) -> None:
    days, shifts = range(instance.days), instance.shifts
    on = [program.column() for _ in days]
    for day in days:
        program.row({on[day]: -1.0} | {works[who, day, code]: 1.0 for code in shifts}, 0.0, 0.0)
    for earlier, later in cliques(shifts):
        for day in days[:-1]:
            terms = {works[who, day, code]: 1.0 for code in earlier}
            program.row(terms | {works[who, day + 1, code]: 1.0 for code in later}, 0.0, 1.0)
    for code in shifts:
        program.row({works[who, day, code]: 1.0 for day in days}, 0.0, employee.most_of[code])
    minutes = {works[who, day, code]: float(shift.minutes) for day in days for code, shift in shifts.items()}
    program.row(minutes, employee.minimum_minutes, employee.maximum_minutes)
    for first in range(instance.days - employee.most_in_a_row):
        window = on[first : first + employee.most_in_a_row + 1]
        program.row(dict.fromkeys(window, 1.0), 0.0, employee.most_in_a_row)
    _stretches(program, on, employee)
    weekends = {}
    for saturday in days[5::7]:
        weekend = program.column()
        weekends[weekend] = 1.0
        for day in (saturday, saturday + 1):
            program.row({on[day]: 1.0, weekend: -1.0}, -1.0, 0.0)
    program.row(weekends, 0.0, employee.most_weekends)


def _stretches(program: Program, on: list[int], employee: Employee) -> None:
    """No stretch of work or days off too short; one that touches the first day has no start and is not judged."""
    starts = [program.column() for _ in on[1:]]
    ends = [program.column() for _ in on[1:]]
    for day, (start, end) in enumerate(zip(starts, ends, strict=True), start=1):
        program.row({on[day]: 1.0, on[day - 1]: -1.0, start: -1.0, end: 1.0}, 0.0, 0.0)
        # Of the last days that a stretch must reach, at most one is its start: the day `d` has starts[d - 1].
        recent = dict.fromkeys(starts[max(0, day - employee.fewest_in_a_row) : day], 1.0)
        program.row(recent | {on[day]: -1.0}, -math.inf, 0.0)
        recent = dict.fromkeys(ends[max(0, day - employee.fewest_days_off) : day], 1.0)
        program.row(recent | {on[day]: 1.0}, -math.inf, 1.0)


def cliques(shifts: Mapping[str, ShiftType]) -> Iterator[tuple[frozenset[str], frozenset[str]]]:
    """Sets of shifts none of which may be followed by any of the other set: together they hold every forbidden pair."""
    after = {code: shift.not_followed_by for code, shift in shifts.items()}
    seen = set()
    for later in after.values():
        if not later:
            continue
        earlier = frozenset(code for code, following in after.items() if following >= later)
        seen.add((earlier, later))
    yield from sorted(seen, key=lambda clique: tuple(map(sorted, clique)))


if __name__ == "__main__":
    sys.exit(main("highs", solve))
