"""Whole payslips worked by hand, one for each law of pay: Germany, United Kingdom, United States."""

from __future__ import annotations

from planner.cost import price
from planner.instance import compile_instance
from planner.plan.model import Plan
from planner.plan.payslip import Payslip, payslip
from planner.scenario.scenario import Scenario
from planner.solver.score import money_of
from planner.units import minor_to_money, rate_to_money
from tests.cost.kit import OFFICE, ON_CALL_POST, amounts_of
from tests.cost.test_on_costs import UNITED_KINGDOM
from tests.cost.test_premia import SECTION_3B
from tests.support.tiny import Given, tiny_scenario
from tests.support.tiny_plan import tiny_plan

Row = tuple[str, float, str, str]
"""Item, quantity, rate and amount."""


def slip_of(scenario: Scenario, plan: Plan) -> Payslip:
    """The payslip of ann, after both counts of the money have agreed."""
    costs = price(scenario, plan)
    assert costs.total == money_of(compile_instance(scenario), plan)
    return payslip(costs, "ann")


def rows(slip: Payslip) -> tuple[list[Row], list[Row]]:
    """Pay and what lies beside it, line by line; each line multiplies out."""
    found: tuple[list[Row], list[Row]] = ([], [])
    for part, lines in zip(found, (slip.pay, slip.beside), strict=True):
        for line in lines:
            # the quantity is shown to six decimals
            assert abs(line.quantity * line.rate - line.amount) <= 0.5 + 1e-6 * line.rate
            part.append((line.item, line.quantity, rate_to_money(line.rate), minor_to_money(line.amount)))
    return found


def test_a_german_shift_worker_over_whitsun() -> None:
    # Ceilings of 2025: pension and unemployment 96,600.00 a year, health and care 66,150.00.
    on_costs = {
        "1_pension": {"title": "Pension", "percent": "9.3", "to": "96600.00"},
        "2_unemployment": {"title": "Unemployment", "percent": "1.3", "to": "96600.00"},
        "3_health": {"title": "Health", "percent": "8.5", "to": "66150.00"},
        "4_care": {"title": "Care", "percent": "1.8", "to": "66150.00"},
    }
    scenario = tiny_scenario(
        start="2027-05-10",
        days=28,
        people={"ann": {"weekly_minutes": 2310}},
        shifts={"N": "20:00+10h long_night"},
        holidays=["2027-05-17"],  # Whit Monday
        pay={
            "grades": {"staff": {"title": "staff", "hourly_rate": "35.00", "salaried": True}},
            "premia": SECTION_3B,
            "on_cost_percent": 0,
            "on_costs": on_costs,
        },
    )
    # Nights of Wednesday 12 May and of Sunday 16 May, 20:00 to 06:00 each.
    slip = slip_of(scenario, tiny_plan(scenario, lines={"ann": "- - N - - - N"}))
    pay, beside = rows(slip)
    assert pay == [
        ("base_pay", 154, "35.00", "5390.00"),  # four weeks of 38.5 h
        ("premium:deep", 8, "14.00", "112.00"),  # twice 00-04, 40 %
        ("premium:holiday", 6, "43.75", "262.50"),  # Monday 00-06, 125 %, above the Sunday that it follows
        ("premium:night", 12, "8.75", "105.00"),  # twice 20-24 and 04-06, 25 %
        ("premium:sunday", 4, "17.50", "70.00"),  # Sunday 20-24, 50 %
    ]
    assert slip.gross == 593_950
    # Ceilings x 28 / 365: 7410.41 is not reached, 5074.52 is passed
    assert beside == [
        ("on_costs:1_pension", 5939.5, "0.093", "552.37"),  # 552.3735
        ("on_costs:2_unemployment", 5939.5, "0.013", "77.21"),  # 77.2135
        ("on_costs:3_health", 5074.52, "0.085", "431.33"),  # 431.3342
        ("on_costs:4_care", 5074.52, "0.018", "91.34"),  # 91.3414
    ]
    assert slip.employer_cost == 709_175


def test_a_british_analyst_with_a_week_of_stand_by() -> None:
    scenario = tiny_scenario(
        start="2027-02-01",
        days=28,
        zone="Europe/London",
        people={"ann": {"weekly_minutes": 2250}, "ben": {}},
        windows=OFFICE,
        posts={"it_desk": ON_CALL_POST},
        categories={"mail": {"per_day": 0.24, "p1": 10, "p2": 20, "p3": 30, "p4": 40}},
        pay={
            "grades": {"staff": {"title": "staff", "hourly_rate": "20.00", "salaried": True}},
            "on_cost_percent": 0,
            "on_costs": UNITED_KINGDOM,
            "on_call": {
                "lead": {
                    "hourly_stipend": "0.00",
                    "stipend_per_period": "92.44",
                    "weekend_stipend": "30.00",
                    "call_out_hourly": "60.00",
                    "call_out_minimum_minutes": 120,
                }
            },
        },
    )
    # ann holds the level from Monday 8 February 09:00 for a week
    plan = tiny_plan(scenario, on_call={"lead": "ben ann ben ben"})
    slip = slip_of(scenario, plan)
    pay, beside = rows(slip)
    assert pay == [
        ("base_pay", 150, "20.00", "3000.00"),  # four weeks of 37.5 h
        ("on_call:lead", 168, "0.00", "0.00"),
        ("on_call_period:lead", 1, "92.44", "92.44"),
        ("on_call_weekend:lead", 2, "30.00", "60.00"),
    ]
    # Allowances x 28 / 365: 5,000.00 is 383.56, 6,240.00 is 478.68
    assert beside == [
        ("on_costs:ni", 2768.88, "0.15", "415.33"),  # 415.332
        ("on_costs:pension", 2673.76, "0.03", "80.21"),  # 80.2128
    ]
    assert slip.employer_cost == 315_244 + 41_533 + 8_021
    # A case every 100 hours, 30 % of them urgent, 4 x 118 h without a desk: 1.416 call-outs of two hours at the least
    assert amounts_of(scenario, plan, "it/lead") == {
        "call_out:lead": "169.92",
        "on_costs:ni": "25.49",  # 15 % of all of it: 25.488
        "on_costs:pension": "5.10",  # 5.0976
    }


AMERICAN: Given = {
    "grades": {"staff": {"title": "staff", "hourly_rate": "20.00", "salaried": False}},
    "on_cost_percent": 0,
    "on_costs": {"benefits": {"title": "Benefits and payroll taxes", "percent": 30}},
}


def test_an_american_week_of_nights_under_the_flsa() -> None:
    scenario = tiny_scenario(
        zone="America/New_York",
        pay={
            **AMERICAN,
            "premia": {"night": {"title": "night", "percent": 10, "from": "22:00", "to": "06:00"}},
            "overtime": {"basis": "workweek", "percent": 50, "regular_rate": True},
        },
    )
    slip = slip_of(scenario, tiny_plan(scenario, lines={"ann": "N N N N N"}))
    pay, beside = rows(slip)
    # 1280.00 straight time in 60 h is a regular rate of 21.33; a half of it for 20 h is 213.33
    assert pay == [
        ("base_pay", 60, "20.00", "1200.00"),
        ("overtime", 20, "10.00", "200.00"),
        ("overtime_regular_rate", 26.666667, "0.50", "13.33"),  # 80.00 x 20 / 60 of premia on overtime hours
        ("premium:night", 40, "2.00", "80.00"),  # five times 22-06
    ]
    assert beside == [("on_costs:benefits", 1493.33, "0.30", "448.00")]  # 447.999
    assert slip.employer_cost == 194_133


def test_a_californian_week_of_long_days() -> None:
    daily = [{"over_minutes": 480, "percent": 50}, {"over_minutes": 720, "percent": 100}]
    scenario = tiny_scenario(
        zone="America/Los_Angeles",
        shifts={"S": "08:00+8h day", "D": "07:00+12h long_day", "L": "06:00+14h long_day"},
        pay={**AMERICAN, "overtime": {"basis": "workweek", "percent": 50, "daily": daily}},
    )
    slip = slip_of(scenario, tiny_plan(scenario, lines={"ann": "D D D D L S"}))
    pay, beside = rows(slip)
    assert pay == [
        ("base_pay", 70, "20.00", "1400.00"),
        ("overtime", 28, "10.00", "280.00"),  # 5 x 4 h of the days, and 8 of the 48 h that are left
        ("overtime:plus_100", 2, "20.00", "40.00"),  # beyond twelve hours
    ]
    assert beside == [("on_costs:benefits", 1720, "0.30", "516.00")]
