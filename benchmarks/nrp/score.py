"""What a roster is worth, worked out from the instance file alone: the planner's rules and judge are not asked."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import groupby, pairwise

from benchmarks.nrp.text import Employee, Instance
from benchmarks.report import Score

Row = tuple[str, int, str]
"""Person, day from 0, shift."""


def score(instance: Instance, roster: Iterable[Row]) -> Score:
    """Hold a roster against every rule of the benchmark."""
    rows = list(roster)
    strange = [row for row in rows if not _is_possible(instance, row)]
    worked = {(who, day): shift for who, day, shift in rows}
    twice = [place for place, number in Counter((who, day) for who, day, _ in rows).items() if number > 1]
    violations = [f"{row} names what the instance does not have" for row in strange]
    violations += [f"{who} has more than one shift on day {day}" for who, day in twice]
    if not strange:
        for who, employee in instance.staff.items():
            line = [worked.get((who, day)) for day in range(instance.days)]
            violations += [f"{who} {what}" for what in _faults(instance, who, employee, line)]
    return Score(tuple(violations), _penalty(instance, rows))


def _is_possible(instance: Instance, row: Row) -> bool:
    who, day, shift = row
    return who in instance.staff and 0 <= day < instance.days and shift in instance.shifts


def _faults(instance: Instance, who: str, employee: Employee, line: list[str | None]) -> Iterator[str]:
    for day in sorted(instance.days_off.get(who, ())):
        if line[day] is not None:
            yield f"works on day off {day}"
    for day, (shift, following) in enumerate(pairwise(line)):
        if shift is not None and following in instance.shifts[shift].not_followed_by:
            yield f"has {shift} on day {day} and {following} on the next"
    for shift, number in Counter(shift for shift in line if shift is not None).items():
        if number > employee.most_of[shift]:
            yield f"has {shift} {number} times of {employee.most_of[shift]}"
    minutes = sum(instance.shifts[shift].minutes for shift in line if shift is not None)
    if not employee.minimum_minutes <= minutes <= employee.maximum_minutes:
        yield f"works {minutes} min of {employee.minimum_minutes} to {employee.maximum_minutes}"
    yield from _runs(employee, line)
    weekends = sum(
        line[saturday] is not None or line[saturday + 1] is not None
        for saturday in range(5, instance.days, 7)
    )
    if weekends > employee.most_weekends:
        yield f"works {weekends} weekends of {employee.most_weekends}"


def _runs(employee: Employee, line: list[str | None]) -> Iterator[str]:
    """Runs too long, and runs too short that touch neither the first nor the last day."""
    for is_work, days in groupby(range(len(line)), key=lambda day: line[day] is not None):
        run = list(days)
        inside = run[0] > 0 and run[-1] < len(line) - 1
        if is_work and len(run) > employee.most_in_a_row:
            yield f"works {len(run)} days in a row from day {run[0]}, {employee.most_in_a_row} are the most"
        fewest = employee.fewest_in_a_row if is_work else employee.fewest_days_off
        if inside and len(run) < fewest:
            yield f"{'works' if is_work else 'is off for'} {len(run)} days from day {run[0]}, {fewest} are the fewest"


def _penalty(instance: Instance, rows: list[Row]) -> int:
    has = set(rows)
    there = Counter((day, shift) for _, day, shift in rows)
    unmet = sum(wish.weight for wish in instance.wanted if (wish.staff, wish.day, wish.shift) not in has)
    unmet += sum(wish.weight for wish in instance.unwanted if (wish.staff, wish.day, wish.shift) in has)
    return unmet + sum(
        cover.under * max(0, cover.people - there[cover.day, cover.shift])
        + cover.over * max(0, there[cover.day, cover.shift] - cover.people)
        for cover in instance.cover
    )
