"""What a roster is worth by the competition's rules, from its files alone: the planner is not asked.

Weights are those of arXiv 1501.04177. A run that reaches the last day is not held against a minimum, one that reaches
the first day goes on from history.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import groupby, pairwise

from benchmarks.inrc2.text import Band, Contract, Nurse, Problem
from benchmarks.report import Score

Row = tuple[str, int, str, str]
"""Nurse, day from 0, shift, skill."""

OPTIMAL_COVER = 30
SAME_SHIFT = 15
DAYS_IN_A_ROW = 30
DAYS_OFF = 30
PREFERENCE = 10
COMPLETE_WEEKEND = 30
ASSIGNMENTS = 20
WEEKENDS = 30


def score(problem: Problem, roster: Iterable[Row]) -> Score:
    """Hold a roster against every rule of the competition."""
    rows = list(roster)
    if strange := [row for row in rows if not _is_possible(problem, row)]:
        return Score(tuple(f"{row} names what the problem does not have" for row in strange), 0)
    there = Counter((day, shift, skill) for _, day, shift, skill in rows)
    worked = {(nurse, day): shift for nurse, day, shift, _ in rows}
    lines = {key: [worked.get((key, day)) for day in range(problem.days)] for key in problem.nurses}
    violations = [*_faults(problem, rows), *_successions(problem, lines)]
    for cover in problem.cover:
        if (found := there[cover.day, cover.shift, cover.skill]) < cover.minimum:
            where = f"{cover.skill} on {cover.shift} of day {cover.day}"
            violations.append(f"{found} of {cover.minimum} {where}")
    penalty = sum(
        OPTIMAL_COVER * max(0, cover.optimal - there[cover.day, cover.shift, cover.skill])
        for cover in problem.cover
    )
    penalty += sum(
        PREFERENCE
        for nurse, day, shift in problem.off
        if worked.get((nurse, day)) is not None and shift in (None, worked[nurse, day])
    )
    penalty += sum(
        _of_nurse(problem, nurse, problem.contracts[nurse.contract], lines[key])
        for key, nurse in problem.nurses.items()
    )
    return Score(tuple(violations), penalty)


def _is_possible(problem: Problem, row: Row) -> bool:
    nurse, day, shift, skill = row
    known = nurse in problem.nurses and shift in problem.shifts and skill in problem.skills
    return known and 0 <= day < problem.days


def _faults(problem: Problem, rows: list[Row]) -> Iterator[str]:
    for (nurse, day), number in Counter((nurse, day) for nurse, day, _, _ in rows).items():
        if number > 1:
            yield f"{nurse} has {number} assignments on day {day}"
    for nurse, day, _, skill in rows:
        if skill not in problem.nurses[nurse].skills:
            yield f"{nurse} works as {skill} on day {day}"


def _successions(problem: Problem, lines: dict[str, list[str | None]]) -> Iterator[str]:
    for key, line in lines.items():
        for day, pair in enumerate(pairwise([problem.nurses[key].last_shift, *line])):
            if pair in problem.forbidden:
                yield f"{key} has {pair[1]} on day {day} after {pair[0]}"


def _of_nurse(problem: Problem, nurse: Nurse, contract: Contract, line: list[str | None]) -> int:
    is_work = [shift is not None for shift in line]
    penalty = DAYS_IN_A_ROW * _runs(is_work, nurse.worked, contract.days_in_a_row)
    penalty += DAYS_OFF * _runs([not works for works in is_work], nurse.off, contract.days_off_in_a_row)
    for code, band in problem.shifts.items():
        before = nurse.same_shift if nurse.last_shift == code else 0
        penalty += SAME_SHIFT * _runs([shift == code for shift in line], before, band)
    weekends = [(is_work[saturday], is_work[saturday + 1]) for saturday in range(5, len(line), 7)]
    if contract.complete_weekends:
        penalty += COMPLETE_WEEKEND * sum(saturday != sunday for saturday, sunday in weekends)
    penalty += WEEKENDS * max(0, sum(map(any, weekends)) - contract.weekends)
    band = contract.assignments
    return penalty + ASSIGNMENTS * max(0, band.least - sum(is_work), sum(is_work) - band.most)


def _runs(days: list[bool], before: int, band: Band) -> int:
    """Days that runs are too short or too long, of which `before` days before the first one are the beginning.

    Days too many of the past are past.
    """
    total, day = 0, 0
    if before and not days[0]:
        total += max(0, band.least - before)
    for is_within, group in groupby(days):
        length = len(list(group))
        if is_within:
            earlier = before if day == 0 else 0
            total += max(0, length + earlier - max(band.most, earlier))
            if day + length < len(days):
                total += max(0, band.least - length - earlier)
        day += length
    return total
