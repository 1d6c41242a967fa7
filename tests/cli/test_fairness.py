"""`fairness`: shares and wishes of a written plan, by name, with formula and limits."""

from __future__ import annotations

from planner.plan.document import operating_model_of
from planner.plan.shares import SHARE_NOTES, WISH_NOTES
from planner.scenario.load import load_scenario
from planner.scenario.people import Request
from planner.scenario.scenario import Scenario
from tests.cli.conftest import LONG_NAME, Planned
from tests.cli.kit import one_line, planner


def test_everybody_stands_by_name_with_formula_and_limits_below(planned: Planned) -> None:
    ran = planner("fairness", planned.scenario, planned.folder)
    assert ran.code == 0, ran.err
    told = one_line(ran.out)
    assert "Weekend duties (fair_weekends)" in told
    assert "Days on call (fair_on_call)" in told
    assert [note for note in (*SHARE_NOTES, *WISH_NOTES) if note not in told] == []
    assert told.count("· Priority ") == len(_wishes(planned)) > 0


def test_one_person_alone(planned: Planned) -> None:
    ran = planner("fairness", planned.scenario, planned.folder, "--person", "dana")
    assert ran.code == 0, ran.err
    names = {person.name for person in _scenario(planned).staff} - {LONG_NAME}
    assert LONG_NAME in one_line(ran.out)
    assert [name for name in names if name in one_line(ran.out)] == []


def test_a_key_that_nobody_has(planned: Planned) -> None:
    ran = planner("fairness", planned.scenario, planned.folder, "--person", "nobody")
    assert ran.code == 1
    assert "nobody on the staff has this key" in one_line(ran.err)


def _scenario(planned: Planned) -> Scenario:
    return load_scenario(planned.scenario, operating_model=operating_model_of(planned.folder))


def _wishes(planned: Planned) -> list[Request]:
    """Those of people who are there under the plan's operating model."""
    scenario = _scenario(planned)
    staff = {person.person for person in scenario.staff}
    return [request for request in scenario.requests if request.person in staff]
