"""The least points of any plan of a tiny scenario, by trying every line of everybody against the judge's checks."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from itertools import product

from planner.rules.base import Strength
from planner.rules.preferred_cover import MinimumCover, PreferredCover
from planner.scenario.scenario import Scenario
from planner.verifier.evidence import Evidence, gather
from planner.verifier.judge import hold
from tests.support.tiny_plan import line_duties, tiny_plan

Line = tuple[str, ...]
"""What starts on each day: the code of a shift, or `-`."""


def least_points(scenario: Scenario) -> int | None:
    """The least points of all plans that keep the musts; None when none does."""
    nobody = gather(scenario, tiny_plan(scenario))
    everybody = [list(_lines(scenario, nobody, record.person)) for record in scenario.staff]
    totals = (_points(scenario, chosen) for chosen in product(*everybody))
    return min((points for points in totals if points is not None), default=None)


def _lines(scenario: Scenario, nobody: Evidence, person: str) -> Iterator[tuple[Line, int]]:
    """Each line of a person that keeps the musts, with the points of the rules about this person."""
    about = [rule for rule in scenario.rule_book if not isinstance(rule, PreferredCover | MinimumCover)]
    away = {
        day
        for one in scenario.leave
        if one.person == person
        for day in scenario.days
        if one.first_day <= day <= one.last_day
    }
    letters = [("-",) if day in away else ("-", *scenario.shifts) for day in scenario.days]
    for line in product(*letters):
        duties = line_duties(scenario, person, " ".join(line))
        works = sorted((*nobody.works, *map(nobody.reader.work, duties)))
        evidence = replace(nobody, works=tuple(works)).of_people((person,))
        points = 0
        for rule in about:
            if rule.is_about(person):
                excess = sum(measure.excess for measure in hold(rule, evidence) if measure.subject == person)
                if excess and rule.strength is Strength.MUST:
                    break
                points += excess * rule.points
        else:
            yield line, points


def _points(scenario: Scenario, chosen: tuple[tuple[Line, int], ...]) -> int | None:
    """Points of everybody's lines with those of preferred cover; there is one post only."""
    points = sum(each for _, each in chosen)
    days: Mapping[object, int] = {day: number for number, day in enumerate(scenario.days)}
    for row in scenario.preferred_cover:
        there = sum(line[days[row.date]] == row.shift for line, _ in chosen)
        for rule in scenario.rule_book:
            if isinstance(rule, MinimumCover) and there < row.minimum:
                return None
            if isinstance(rule, PreferredCover):
                missing, beyond = max(0, row.preferred - there), max(0, there - row.preferred)
                points += rule.points * (missing * row.under_points + beyond * row.over_points)
    return points
