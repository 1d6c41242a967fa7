"""Pay of duties by hour of the week: worked by hand, and always the whole of it."""

from __future__ import annotations

from hypothesis import given

from planner.cost import pay_by_hour, price
from planner.plan.model import Plan
from planner.scenario.scenario import Scenario
from tests.cost.test_statement import asked_and_answered
from tests.support.tiny import tiny_scenario
from tests.support.tiny_plan import tiny_plan

HOURLY = {"staff": {"title": "staff", "hourly_rate": "20.00", "salaried": False}}


def test_each_hour_has_base_pay_and_the_premia_that_run_in_it() -> None:
    scenario = tiny_scenario(
        shifts={"N": "20:30+8h night"},
        pay={
            "grades": HOURLY,
            "premia": {"night": {"title": "night", "percent": 10, "from": "22:00", "to": "02:00"}},
            "shift_allowances": {"night": "8.00"},
        },
    )
    hours = pay_by_hour(scenario, tiny_plan(scenario, lines={"ann": "- - - - - - N"}))
    # Sunday 20:30 to Monday 04:30, 20.00 and 1.00 of the allowance an hour; 22-02 have 2.00 more
    sunday = 6 * 24
    assert hours[sunday + 20 : sunday + 24] == (1050, 2100, 2300, 2300)
    assert hours[:5] == (2300, 2300, 2100, 2100, 1050)
    assert sum(hours) == 16_000 + 800 + 800


def test_what_rounding_leaves_goes_to_the_earliest_hours() -> None:
    grades = {"staff": {"title": "staff", "hourly_rate": "0.01", "salaried": False}}
    scenario = tiny_scenario(shifts={"S": "08:00+3h-60m day"}, pay={"grades": grades})
    hours = pay_by_hour(scenario, tiny_plan(scenario, lines={"ann": "S"}))
    # Two cents over the three hours of Monday 08-11 (the break is not placed): two thirds each
    assert hours[8:11] == (1, 1, 0)


def test_a_salary_belongs_to_no_hour() -> None:
    scenario = tiny_scenario()
    assert set(pay_by_hour(scenario, tiny_plan(scenario, lines={"ann": "D D"}))) == {0}


@given(asked_and_answered)
def test_the_hours_add_up_to_what_duties_earn(both: tuple[Scenario, Plan]) -> None:
    scenario, plan = both
    salaried = {person.person for person in scenario.staff if scenario.pay.grades[person.grade].salaried}
    earned = sum(
        line.amount
        for line in price(scenario, plan).lines
        if line.item.partition(":")[0] in ("premium", "allowance")
        or (line.item == "base_pay" and line.who not in salaried)
    )
    hours = pay_by_hour(scenario, plan)
    assert len(hours) == 168
    assert min(hours) >= 0
    assert sum(hours) == earned
