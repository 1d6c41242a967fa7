"""Whoever is asked about by key must be on the staff: one message wherever somebody names a person."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from planner.errors import Problem, ScenarioInvalid
from planner.scenario.scenario import Scenario
from planner.scenario.sources.closeness import closest, one_of


def person_problems(scenario: Scenario, people: Iterable[str]) -> Iterator[Problem]:
    """A problem for each key that nobody on the staff has, with the closest key and those allowed."""
    known = sorted(one.person for one in scenario.staff)
    for person in people:
        if person not in known:
            reason = "nobody on the staff has this key"
            yield Problem("--person", "", person, reason, one_of(known), closest(person, known))


def require_staff(scenario: Scenario, people: Iterable[str]) -> None:
    """Raises ScenarioInvalid with every key that nobody on the staff has."""
    if problems := list(person_problems(scenario, people)):
        raise ScenarioInvalid(problems)
