"""The money of the model against the money of a plan: with every decision fixed, the least of one is the other."""

from __future__ import annotations

import random

import pytest
from ortools.sat.python import cp_model

from planner.cost import price
from planner.instance import compile_instance
from planner.instance.model import Instance
from planner.plan.model import Plan
from planner.plan.result import SolveStatus
from planner.scenario.scenario import Scenario
from planner.solver.cpsat.build import build_model
from planner.solver.cpsat.engine import solve
from planner.solver.score import money_of
from tests.solver.test_engine import REPEATABLE, office_only
from tests.support.tiny import Given, tiny_scenario
from tests.support.tiny_plan import on_call_periods, tiny_plan

SHIFTS = {"D": "07:00+12h-45m long_day", "N": "19:00+12h-40m long_night", "S": "08:00+7h20m day"}

GRADES: Given = {
    "staff": {"title": "staff", "hourly_rate": "25.97", "salaried": True},
    "hourly": {"title": "hourly", "hourly_rate": "31.03", "salaried": False},
}

PREMIA: Given = {
    "night": {"title": "night", "percent": 25, "from": "20:00", "to": "06:00"},
    "sunday": {"title": "Sunday", "percent": 50, "day": "sunday"},
}

PAYS: dict[str, Given] = {
    "single percentage": {"on_cost_percent": 21},
    "lump sums": {
        "on_cost_percent": 21,
        "on_call": {
            "lead": {
                "hourly_stipend": "1.80",
                "stipend_per_period": "75.01",
                "weekend_stipend": "20.00",
                "holiday_stipend": "35.55",
                "call_out_hourly": "60.00",
                "call_out_minimum_minutes": 120,
            }
        },
        "shift_allowances": {"long_night": "12.33"},
        "per_head": {"licence": {"title": "licence", "per_year": "3000.00"}},
        "turnover": {"percent_per_year": 25, "replacement_cost": "35000.00"},
    },
    "allowance": {"on_costs": {"ni": {"title": "NI", "percent": 15, "from": "30000.00"}}},
    "ceiling": {"on_costs": {"pension": {"title": "pension", "percent": "9.3", "to": "62000.00"}}},
    "allowance and ceiling": {
        "on_costs": {
            "ni": {"title": "NI", "percent": "13.37", "from": "20000.00", "to": "75000.00"},
            "levy": {"title": "levy", "percent": "0.5", "from": "6240.00"},
        },
    },
    "workweek": {"overtime": {"basis": "workweek", "percent": 50, "weekly_minutes": 1800}},
    "tiers by duty and by week": {
        "overtime": {
            "basis": "workweek",
            "percent": 50,
            "weekly_minutes": 1800,
            "workweek": {"day": "thu", "from": "22:00"},
            "daily": [{"over_minutes": 480, "percent": 50}, {"over_minutes": 600, "percent": 100}],
            "further": [{"over_minutes": 360, "percent": 75}],
        },
    },
    "tiers beyond the contract": {
        "on_cost_percent": 21,
        "overtime": {
            "basis": "contract_horizon",
            "percent": 25,
            "further": [{"over_minutes": 600, "percent": 50}],
        },
    },
}
"""Pay whose kinks lie where some of the rosters below fall short of them and some go beyond."""


def asked(pay: Given, *, shifts: dict[str, str] = SHIFTS, zone: str = "Europe/Berlin") -> Scenario:
    return tiny_scenario(
        days=14,
        zone=zone,
        shifts=shifts,
        history={"ann": "D - D N -"},
        people={"ann": {}, "ben": {"grade": "hourly"}, "cem": {"grade": "hourly", "weekly_minutes": 1800}},
        holidays=["2027-03-04"],
        rules=[{"kind": "one_duty_a_day"}],
        pay={"grades": GRADES, "premia": PREMIA, "on_cost_percent": 0, **pay},
    )


def answered(scenario: Scenario, seed: int, codes: str = "DSN") -> Plan:
    """Some plan in which nobody is in two places."""
    chance = random.Random(seed)
    share = chance.choice([0.1, 0.4, 0.9])
    lines = {}
    for person in ("ann", "ben", "cem"):
        days: list[str] = []
        for _ in scenario.days:
            free = list(codes) if not days or days[-1] != "N" else ["N"]
            days.append(chance.choice(free) if chance.random() < share else "-")
        lines[person] = " ".join(days)
    (level,) = scenario.facts.escalation
    holders = " ".join(chance.choice(["ann", "ben", "cem"]) for _ in on_call_periods(scenario, level))
    return tiny_plan(scenario, lines=lines, on_call={"lead": holders})


def least_money(instance: Instance, plan: Plan) -> int:
    """What the model asks for a plan at the least."""
    model = build_model(instance)
    x = model.decisions
    worked = {(duty.person, duty.shift, duty.start) for duty in plan.roster}
    origin = instance.scenario.start
    for person in x.people:
        for slot, on in x.duties_of(person):
            key = next(
                (
                    True
                    for who, shift, start in worked
                    if (who, shift) == (person, slot.shift)
                    and round((start - origin).total_seconds()) // 60 == slot.start
                ),
                False,
            )
            model.model.add(on == int(key))
    held = sorted((duty.start, duty.holder) for duty in plan.escalation)
    for holder, _, period, literal in x.holding():
        model.model.add(literal == int(held[period][1] == holder))
    for item in instance.items:
        for window in instance.windows:
            model.model.add_exactly_one(x.given(item, window, option) for option in instance.options)
    model.model.minimize(model.money)
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = 1
    assert solver.solve(model.model) == cp_model.OPTIMAL
    return round(solver.objective_value)


REGULAR_RATE: Given = {
    "basis": "workweek",
    "percent": 50,
    "weekly_minutes": 1800,
    "regular_rate": True,
}


def test_the_regular_rate_is_exact_where_every_length_of_a_week_has_its_literal() -> None:
    # Duties of twelve hours alone, and no week cut by its start: a week has one of eight lengths
    shifts, told = {"D": "07:00+12h long_day", "N": "19:00+12h long_night"}, 0
    pay: Given = {"overtime": REGULAR_RATE, "on_cost_percent": 21}
    scenario = asked(pay, shifts=shifts, zone="UTC")
    instance = compile_instance(scenario)
    plain = compile_instance(
        asked({**pay, "overtime": {**REGULAR_RATE, "regular_rate": False}}, shifts=shifts, zone="UTC")
    )
    for seed in range(8):
        plan = answered(scenario, seed, codes="DN")
        assert least_money(instance, plan) == money_of(instance, plan), seed
        told += money_of(instance, plan) > money_of(plain, plan)
    assert told >= 3, "the regular rate was asked of too few plans"


@pytest.mark.parametrize(
    "rule",
    [
        REGULAR_RATE,
        {**REGULAR_RATE, "workweek": {"day": "sun", "from": "20:00"}},
        {**REGULAR_RATE, "daily": [{"over_minutes": 480, "percent": 50}]},
        {**REGULAR_RATE, "further": [{"over_minutes": 300, "percent": 100}]},
    ],
)
def test_the_regular_rate_is_never_overstated_and_misses_little(rule: Given) -> None:
    pay = {"overtime": rule, "on_costs": PAYS["allowance and ceiling"]["on_costs"]}
    scenario = asked(pay)
    instance = compile_instance(scenario)
    plain = compile_instance(asked({**pay, "overtime": {**rule, "regular_rate": False}}))
    for seed in range(6):
        plan = answered(scenario, seed)
        asked_for = least_money(instance, plan)
        assert money_of(plain, plan) <= asked_for <= money_of(instance, plan)


@pytest.mark.parametrize("pay", PAYS)
def test_the_model_asks_for_a_plan_exactly_what_it_costs(pay: str) -> None:
    scenario = asked(PAYS[pay])
    instance = compile_instance(scenario)
    for seed in range(8):
        plan = answered(scenario, seed)
        assert least_money(instance, plan) == money_of(instance, plan), seed


@pytest.mark.parametrize("daily", [(), ({"over_minutes": 480, "percent": 50},)])
def test_a_solved_plan_costs_what_the_statement_says_and_no_less_than_its_bound(
    daily: tuple[Given, ...],
) -> None:
    # One analyst for 60 h a week: overtime cannot be avoided, and a differential runs in all of it
    pay: Given = {
        "grades": {"staff": {"title": "staff", "hourly_rate": "20.00", "salaried": False}},
        "premia": {"shift": {"title": "shift", "percent": 10}},
        "overtime": {"basis": "workweek", "percent": 50, "regular_rate": True, "daily": daily},
        "on_cost_percent": 0,
        "on_costs": {"ni": {"title": "NI", "percent": 15, "from": "30000.00"}},
    }
    scenario = office_only(people=("ann",), pay=pay)
    outcome = solve(compile_instance(scenario), REPEATABLE)
    assert outcome.plan is not None
    total = price(scenario, outcome.plan).total
    (money, *_) = outcome.stages
    assert (outcome.status, money.value) == (SolveStatus.OPTIMAL, total)
    # The whole of 60 h: 1200.00 and 120.00 of differential; overtime and the share of the differential on top. By
    # the week that is a half of 1320.00 x 20 / 60; by the day it is the same 20 h, and the model leaves out the share
    # of the differential: 120.00 x 20 / 60 / 2 = 20.00, with NI 23.00.
    assert total - money.bound == (2_300 if daily else 0)
