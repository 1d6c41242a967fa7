"""Pay of duties by hour of the week: worked by hand, and always the whole of it."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given

from planner.cost import pay_by_hour, price
from planner.plan.model import Plan
from planner.plan.week_hours import added
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
    hours = pay_by_hour(scenario, tiny_plan(scenario, lines={"ann": "- - - - - - N"}))["ann"]
    # Sunday 20:30 to Monday 04:30, 20.00 and 1.00 of the allowance an hour; 22-02 have 2.00 more
    sunday = 6 * 24
    assert hours[sunday + 20 : sunday + 24] == (1050, 2100, 2300, 2300)
    assert hours[:5] == (2300, 2300, 2100, 2100, 1050)
    assert sum(hours) == 16_000 + 800 + 800


def test_what_rounding_leaves_goes_to_the_earliest_hours() -> None:
    grades = {"staff": {"title": "staff", "hourly_rate": "0.01", "salaried": False}}
    scenario = tiny_scenario(shifts={"S": "08:00+3h-60m day"}, pay={"grades": grades})
    hours = pay_by_hour(scenario, tiny_plan(scenario, lines={"ann": "S"}))["ann"]
    # Two cents over the three hours of Monday 08-11 (the break is not placed): two thirds each
    assert hours[8:11] == (1, 1, 0)


def test_a_salary_belongs_to_no_hour() -> None:
    scenario = tiny_scenario()
    assert set(pay_by_hour(scenario, tiny_plan(scenario, lines={"ann": "D D"}))["ann"]) == {0}


def test_colleagues_with_the_same_duty_earn_it_at_the_hours_of_their_own_clocks() -> None:
    scenario = tiny_scenario(
        zone="Europe/Berlin",
        facts={"sites": {"london": {"title": "London", "zone": "Europe/London", "country": "GB"}}},
        people={"ann": {}, "ben": {}, "cid": {"site": "london"}, "dot": {}},
        shifts={"S": "08:00+2h day"},
        pay={"grades": HOURLY},
    )
    plan = tiny_plan(scenario, lines={"ann": "S", "ben": "S"})
    (same, _) = plan.roster
    plan = replace(plan, roster=(*plan.roster, replace(same, person="cid")))
    hours = pay_by_hour(scenario, plan)
    assert hours["ann"][7:11] == hours["ben"][7:11] == (0, 2000, 2000, 0)
    assert hours["cid"][6:10] == (0, 2000, 2000, 0)  # an hour behind
    assert sum(hours["dot"]) == 0


@given(asked_and_answered)
def test_the_hours_add_up_to_what_duties_of_each_person_earn(both: tuple[Scenario, Plan]) -> None:
    scenario, plan = both
    lines = price(scenario, plan).lines
    hours = pay_by_hour(scenario, plan)
    for person in scenario.staff:
        items = {"premium", "allowance"}
        if not scenario.pay.grades[person.grade].salaried:
            items.add("base_pay")
        earned = sum(
            line.amount
            for line in lines
            if line.who == person.person and line.item.partition(":")[0] in items
        )
        assert sum(hours[person.person]) == earned
    everybody = added(hours.values())
    assert len(everybody) == 168
    assert min(everybody) >= 0
    assert sum(everybody) == sum(map(sum, hours.values()))
