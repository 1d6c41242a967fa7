"""Flat allowances for duties, and yearly costs of positions, worked by hand."""

from __future__ import annotations

from tests.cost.kit import lines_of
from tests.support.tiny import tiny_scenario
from tests.support.tiny_plan import tiny_plan


def test_a_shift_kind_may_earn_a_flat_sum_with_on_costs() -> None:
    scenario = tiny_scenario(pay={"shift_allowances": {"long_night": "12.00"}})
    lines = lines_of(scenario, tiny_plan(scenario, lines={"ann": "D N"}), "ann")
    assert lines["allowance:long_night"] == (1, "12.00")
    assert lines["on_costs"] == (1212, "242.40")  # 20 % of 40 h x 30.00 and of the allowance


def test_a_flat_sum_is_part_of_the_regular_rate() -> None:
    grades = {"staff": {"title": "staff", "hourly_rate": "20.00", "salaried": False}}
    overtime = {"basis": "workweek", "percent": 50, "regular_rate": True}
    scenario = tiny_scenario(
        zone="America/New_York",
        pay={"grades": grades, "overtime": overtime, "shift_allowances": {"long_night": "12.00"}},
    )
    lines = lines_of(scenario, tiny_plan(scenario, lines={"ann": "N N N N N"}), "ann")
    # 60 h: 60.00 of allowances, of which 20 / 60 on overtime hours; half of 20.00
    assert lines["overtime_regular_rate"] == (20, "10.00")


def test_yearly_costs_are_taken_by_days_and_bear_no_on_costs() -> None:
    grades = {key: {"title": key, "hourly_rate": "30.00", "salaried": True} for key in ("staff", "lead")}
    scenario = tiny_scenario(
        days=28,
        people={"ann": {}, "ben": {"grade": "lead"}},
        pay={
            "grades": grades,
            "per_head": {
                "siem": {"title": "SIEM licence", "per_year": "3000.00"},
                "training": {"title": "Training", "per_year": "1825.00", "grades": ["staff"]},
            },
            "turnover": {"percent_per_year": 25, "replacement_cost": "36500.00"},
        },
    )
    plan = tiny_plan(scenario)
    lines = lines_of(scenario, plan, "ann")
    assert lines["per_head:siem"] == (0.076712, "230.14")  # 3000.00 x 28 / 365 = 230.137
    assert lines["per_head:training"] == (0.076712, "140.00")  # 1825.00 x 28 / 365
    assert lines["turnover"] == (0.019178, "700.00")  # 25 % x 28 / 365 x 36500.00
    assert lines["on_costs"] == (4800, "960.00")  # of 160 h x 30.00 alone
    assert "per_head:training" not in lines_of(scenario, plan, "ben")
