"""Training and exercises planned for real: who learns fills no seat, and the plan's files say so."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest

from planner.charts.roster import roster_grid
from planner.export.calendars import person_file
from planner.instance import compile_instance
from planner.plan.files import read_plan, write_tables
from planner.plan.model import Plan
from planner.scenario.scenario import Scenario
from planner.solver.cpsat.build import build_model
from planner.solver.cpsat.engine import solve
from planner.solver.cpsat.stage import Reporter
from planner.solver.cpsat.start import find_start
from planner.solver.outcome import SolveOptions
from planner.verifier import verify
from tests.export.kit import events, publish
from tests.support.tiny import tiny_scenario

REPEATABLE = SolveOptions(time_limit_seconds=600, workers=1, deterministic_limit=20)
CORE = "mon-fri 08:00-16:00"
REST = "mon-fri 00:00-08:00; mon-fri 16:00-24:00; sat,sun 00:00-24:00"
ACTIVITIES = {
    "phish": {
        "title": "Phishing drill",
        "kind": "exercise",
        "themes": ["misdirected mail", "weak passwords"],
        "shifts": ["D"],
        "people": 2,
        "days": ["wed", "2027-03-04"],
    },
    "course": {"title": "Course", "kind": "training", "shifts": ["D"]},
}
RULES = [
    {"kind": kind}
    for kind in (
        "one_duty_a_day",
        "cover_requirement",
        "ladder_reachability",
        "on_call_eligibility",
        "one_responsible",
        "provider_scope",
        "post_qualification",
        "activity_place",
    )
]
LEARNING = [
    {"kind": "training_hours", "activities": ["course"], "minutes": 480},
    {"kind": "exercise_held", "activity": "phish", "times": 2},
]


def desk(**given: object) -> Scenario:
    """A desk manned on weekdays 08-16, and three people who may sit there."""
    usual = {
        "people": ["ann", "ben", "cem"],
        "facts": {"activities": ACTIVITIES},
        "rules": [*RULES, *LEARNING],
        # Paid by the hour, so that nobody does more than is asked for.
        "pay": {"grades": {"staff": {"title": "staff", "hourly_rate": "30.00", "salaried": False}}},
    }
    return tiny_scenario(
        shifts={"D": "08:00+8h"},
        windows={"core": CORE, "rest": REST},
        posts={"it_desk": {"attendance": {"core": "seated", "rest": "on_call"}, "call_out_level": "lead"}},
        **{**usual, **given},  # type: ignore[arg-type]  # passed on as they are
    )


def best(scenario: Scenario) -> Plan:
    outcome = solve(compile_instance(scenario), REPEATABLE)
    assert outcome.plan is not None
    return outcome.plan


def test_a_colleague_is_at_the_desk_while_others_learn(tmp_path: Path) -> None:
    scenario = desk()
    write_tables(best(scenario), scenario, tmp_path)
    plan = read_plan(tmp_path, scenario)
    assert verify(scenario, plan).is_clean
    where = {
        post: sorted(duty.start.day for duty in plan.roster if duty.post == post)
        for post in ("it_desk", "course", "phish")
    }
    assert where["it_desk"] == [1, 2, 3, 4, 5]
    assert where["phish"] == [3, 3, 4, 4]  # Wednesday and the 4th, two of three at a time
    assert len(where["course"]) == 3


@pytest.mark.parametrize(("minutes", "possible"), [(960, True), (961, False)])
def test_without_a_colleague_only_days_without_desk_are_left_to_learn(minutes: int, possible: bool) -> None:
    scenario = desk(people=["ann"], rules=[*RULES, {**LEARNING[0], "minutes": minutes}])
    outcome = solve(compile_instance(scenario), REPEATABLE)
    assert (outcome.plan is not None) is possible  # Saturday and Sunday, eight hours each


def test_the_start_has_the_variables_of_the_whole_model_in_order() -> None:
    instance = compile_instance(desk())
    start = find_start(build_model(instance), REPEATABLE, 60, Reporter(None), threading.Event())
    assert start is not None
    assert len(start.solution) == len(build_model(instance).model.proto.variables)


def test_a_scenario_without_activities_has_no_variable_for_them() -> None:
    without = build_model(compile_instance(desk(facts={}, rules=RULES)))
    with_them = build_model(compile_instance(desk(rules=RULES)))
    more = len(with_them.model.proto.variables) - len(without.model.proto.variables)
    assert more == 3 * 7 * len(ACTIVITIES)
    assert not [name for name in (v.name for v in without.model.proto.variables) if "phish" in name]


def test_calendar_and_picture_tell_title_and_themes(tmp_path: Path) -> None:
    scenario = desk()
    plan = best(scenario)
    said = "Phishing drill: misdirected mail, weak passwords"
    person = next(duty.person for duty in plan.roster if duty.post == "phish")
    calendars = publish(scenario, plan, tmp_path)
    drills = [event for event in events(calendars / person_file(person)) if said in event["SUMMARY"]]
    assert drills
    assert all("Handover" not in event["DESCRIPTION"] for event in drills)
    hovers = [text for trace in roster_grid(scenario, plan).data for text in _flat(trace.customdata)]
    assert any(said in text for text in hovers)


def _flat(rows: object) -> list[str]:
    return [str(cell) for row in rows for cell in row] if rows is not None else []  # type: ignore[attr-defined]
