"""Pay for changes to the published roster, worked out by hand, and the same in statement, score and model."""

from __future__ import annotations

from itertools import product

import pytest
from ortools.sat.python import cp_model

from planner.cost import price
from planner.instance import compile_instance
from planner.scenario.scenario import Scenario
from planner.solver.cpsat.build import build_model
from planner.solver.cpsat.engine import solve
from planner.solver.cpsat.fixing import fixed
from planner.solver.outcome import SolveOptions
from planner.solver.score import money_of
from tests.cost.kit import lines_of
from tests.support.tiny import Given, tiny_scenario
from tests.support.tiny_plan import tiny_plan

# Chicago Fair Workweek Ordinance: an hour for a change within 14 days, half the pay for a cut within 24 hours.
CHICAGO: Given = {"notice_days": 14, "minutes": 60, "cut_percent": 50, "cut_days": 1}
COMPONENTS: Given = {
    "on_cost_percent": 0,
    # 498.63 a week: what ann earns with two shifts and changes lies on either side.
    "on_costs": {"tax": {"title": "tax", "percent": "7.65", "to": "26000.00"}},
}


def told(change_pay: Given = CHICAGO, more_pay: Given | None = None, **given: object) -> Scenario:
    """Ann was told of Monday and Wednesday, ben of nothing; the plan is made known on Monday 1 March."""
    grades = {key: {"title": key, "hourly_rate": "30.00", "salaried": False} for key in ("staff", "manager")}
    usual: dict[str, object] = {
        "people": {"ann": {}, "ben": {"grade": "manager"}},
        "shifts": {"D": "07:00+8h30m-30m", "N": "19:00+12h"},
        "published": {"ann": "D - N"},
        "facts": {"publication": {"today": "2027-03-01", "published_on": "2027-02-10"}},
        "pay": {"grades": grades, "change_pay": change_pay, **(more_pay or {})},
    }
    return tiny_scenario(**{**usual, **given})  # type: ignore[arg-type]  # passed on as they are


def changes_of(scenario: Scenario, line: str, who: str = "ann") -> dict[str, tuple[float, str]]:
    found = lines_of(scenario, tiny_plan(scenario, lines={who: line}), who)
    return {item: told for item, told in found.items() if item.startswith("change_pay")}


@pytest.mark.parametrize(
    ("line", "changes"),
    [
        ("D - N", {}),
        ("N - N", {"change_pay": (1, "30.00")}),  # another shift on Monday
        ("D D N", {"change_pay": (1, "30.00")}),  # one more
        ("D - - N", {"change_pay": (2, "60.00")}),  # Wednesday to Thursday: two days
        ("- - N", {"change_pay:cut": (8, "120.00")}),  # Monday cut on Monday: half of 8 h x 30.00
        ("- D N", {"change_pay:cut": (8, "120.00"), "change_pay": (1, "30.00")}),
    ],
)
def test_an_hour_for_a_change_and_half_the_pay_for_a_late_cut(
    line: str, changes: dict[str, tuple[float, str]]
) -> None:
    assert changes_of(told(), line) == changes


def test_days_of_notice_are_local_days_and_the_last_is_free() -> None:
    five = told({**CHICAGO, "notice_days": 5})
    assert changes_of(five, "D - N - D") == {"change_pay": (1, "30.00")}  # Friday is four days on
    assert changes_of(five, "D - N - - D") == {}  # Saturday five


def test_only_grades_listed_earn_it() -> None:
    scenario = told({**CHICAGO, "grades": ["staff"]})
    assert changes_of(scenario, "D", who="ben") == {}
    assert changes_of(told(), "D", who="ben") == {"change_pay": (1, "30.00")}


def test_nothing_is_paid_where_nothing_was_published() -> None:
    assert changes_of(told(published={}), "D D") == {}


@pytest.mark.parametrize(
    "change_pay", [CHICAGO, {**CHICAGO, "cut_percent": 1}], ids=["a cut is dearer", "a cut is cheaper"]
)
@pytest.mark.parametrize("more_pay", [{}, COMPONENTS], ids=["one percentage", "components"])
def test_statement_score_and_model_agree_on_every_line(change_pay: Given, more_pay: Given) -> None:
    scenario = told(change_pay, more_pay)
    instance = compile_instance(scenario)
    for cells in product(("-", "D", "N"), repeat=3):
        plan = tiny_plan(scenario, lines={"ann": " ".join(cells)}, on_call={"lead": "ben"})
        built = build_model(instance, [])
        built.model.minimize(built.money)
        solver = cp_model.CpSolver()
        solver.parameters.num_workers = 1
        with fixed(built.decisions, plan):
            assert solver.solve(built.model) == cp_model.OPTIMAL
        assert round(solver.objective_value) == money_of(instance, plan) == price(scenario, plan).total


def test_the_plan_keeps_what_was_published_where_a_change_costs_more_than_it_saves() -> None:
    """Ben's eight hours cost 8.00 less than ann's; giving him her day costs an hour of each."""
    kinds = ("one_duty_a_day", "cover_requirement", "one_responsible", "ladder_reachability")
    grades = {
        "staff": {"title": "staff", "hourly_rate": "30.00", "salaried": False},
        "manager": {"title": "manager", "hourly_rate": "29.00", "salaried": False},
    }

    def at_the_desk(change_pay: Given | None) -> set[str]:
        scenario = told(
            shifts={"D": "07:00+8h"},
            published={"ann": "- - D"},
            windows={
                "core": "wed 07:00-15:00",
                "rest": "wed 00:00-07:00; wed 15:00-24:00; mon,tue,thu-sun 00:00-24:00",
            },
            posts={
                "it_desk": {"attendance": {"core": "seated", "rest": "on_call"}, "call_out_level": "lead"}
            },
            pay={"grades": grades, "change_pay": change_pay},
            rules=[{"kind": kind} for kind in kinds],
        )
        options = SolveOptions(time_limit_seconds=600, workers=1, deterministic_limit=20)
        outcome = solve(compile_instance(scenario), options)
        assert outcome.plan is not None
        assert price(scenario, outcome.plan).total == outcome.stages[0].value
        return {duty.person for duty in outcome.plan.roster}

    assert at_the_desk(None) == {"ben"}
    assert at_the_desk(CHICAGO) == {"ann"}
