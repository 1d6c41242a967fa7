"""Payslips worked by hand: contract pay, premia, overtime, leave, on-costs."""

from __future__ import annotations

import pytest

from planner.cost import price
from planner.units import minor_to_money
from tests.cost.kit import amounts_of, lines_of
from tests.support.tiny import Given, tiny_scenario
from tests.support.tiny_plan import tiny_plan

HOURLY = {"staff": {"title": "staff", "hourly_rate": "30.00", "salaried": False}}

# Shares as § 3b EStG leaves them free of tax: night 20-06, Sunday, public holiday.
GERMAN_PREMIA: Given = {
    "night": {"title": "night", "percent": 25, "from": "20:00", "to": "06:00"},
    "sunday": {"title": "Sunday", "percent": 50, "day": "sunday"},
    "holiday": {"title": "holiday", "percent": 125, "day": "holiday"},
}


class TestPremia:
    """A night from Sunday 16 May 2027, 20:00, into Whit Monday, 06:00: four hours of Sunday, six of holiday."""

    def test_of_premia_of_one_minute_only_the_highest_is_paid(self) -> None:
        scenario = tiny_scenario(
            start="2027-05-10",
            days=14,
            shifts={"N": "20:00+10h long_night"},
            holidays=["2027-05-17"],
            pay={"premia": GERMAN_PREMIA, "combination": "highest"},
        )
        plan = tiny_plan(scenario, lines={"ann": "- - - - - - N"})
        assert lines_of(scenario, plan, "ann") == {
            # two weeks of 40 h at 30.00; the Monday credited does not make 10 + 8 h more than 80 h
            "base_pay": (80, "2400.00"),
            "premium:sunday": (4, "60.00"),  # 4 h x 30.00 x 50 %
            "premium:holiday": (6, "225.00"),  # 6 h x 30.00 x 125 %
            "on_costs": (2685, "537.00"),  # 20 % of 2400 + 60 + 225
        }

    def test_all_premia_of_one_minute_add_up_where_the_agreement_says_so(self) -> None:
        scenario = tiny_scenario(
            start="2027-05-10",
            days=14,
            shifts={"N": "20:00+10h long_night"},
            holidays=["2027-05-17"],
            pay={"premia": GERMAN_PREMIA, "combination": "add"},
        )
        plan = tiny_plan(scenario, lines={"ann": "- - - - - - N"})
        assert lines_of(scenario, plan, "ann") == {
            "base_pay": (80, "2400.00"),
            "premium:night": (10, "75.00"),  # 10 h x 30.00 x 25 %
            "premium:sunday": (4, "60.00"),
            "premium:holiday": (6, "225.00"),
            "on_costs": (2760, "552.00"),  # 20 % of 2400 + 75 + 60 + 225
        }

    @pytest.mark.parametrize("keys", [("sunday", "holiday"), ("holiday", "sunday")])
    def test_of_equal_premia_the_first_listed_is_paid(self, keys: tuple[str, str]) -> None:
        premia = {key: {"title": key, "percent": 50, "day": key} for key in keys}
        scenario = tiny_scenario(holidays=["2027-03-07"], pay={"premia": premia})
        plan = tiny_plan(scenario, lines={"ann": "- - - - - - D"})  # Sunday 07:00 to 19:00
        amounts = amounts_of(scenario, plan, "ann")
        assert amounts[f"premium:{keys[0]}"] == "180.00"  # 12 h x 30.00 x 50 %
        assert f"premium:{keys[1]}" not in amounts

    def test_the_break_is_not_placed_in_time_so_premia_run_through_it(self) -> None:
        scenario = tiny_scenario(
            shifts={"N": "22:00+8h30m-30m night"}, pay={"grades": HOURLY, "premia": GERMAN_PREMIA}
        )
        plan = tiny_plan(scenario, lines={"ann": "N"})
        # Monday 22:00 to Tuesday 06:30: eight hours of it before 06:00, and eight paid
        assert lines_of(scenario, plan, "ann")["premium:night"] == (8, "60.00")
        assert lines_of(scenario, plan, "ann")["base_pay"] == (8, "240.00")

    def test_premia_that_start_at_an_odd_minute_are_counted_to_the_minute(self) -> None:
        premia = {"late": {"title": "late", "percent": 10, "from": "18:59", "to": "20:07"}}
        scenario = tiny_scenario(pay={"premia": premia})
        plan = tiny_plan(scenario, lines={"ann": "D N"})
        # D ends at 19:00: 1 minute, 30.00 / 60 x 10 % = 0.05; N starts at 19:00: 67 minutes, 3.35
        assert amounts_of(scenario, plan, "ann")["premium:late"] == "3.40"

    @pytest.mark.parametrize(
        ("start", "hours", "base", "sunday"),
        [
            # Saturday 27 March 20:00 to Sunday 08:00 over a night without 02-03: 11 h, 7 of them on Sunday
            ("2027-03-22", 11, "330.00", "105.00"),
            # Saturday 30 October, with 02-03 twice: 13 h, 9 of them on Sunday
            ("2027-10-25", 13, "390.00", "135.00"),
        ],
    )
    def test_on_the_nights_of_clock_changes_real_hours_are_paid(
        self, start: str, hours: int, base: str, sunday: str
    ) -> None:
        scenario = tiny_scenario(
            start=start,
            shifts={"N": "20:00+12h long_night"},
            pay={"grades": HOURLY, "premia": GERMAN_PREMIA},
        )
        plan = tiny_plan(scenario, lines={"ann": "- - - - - N"})
        lines = lines_of(scenario, plan, "ann")
        assert lines["base_pay"] == (hours, base)  # x 30.00
        assert lines["premium:sunday"] == (hours - 4, sunday)  # x 30.00 x 50 %
        assert lines["premium:night"] == (
            4,
            "30.00",
        )  # Saturday 20-24; on Sunday the Sunday premium is higher

    @pytest.mark.parametrize(("start", "hours"), [("2027-03-22", 9), ("2027-10-25", 11)])
    def test_the_night_premium_counts_a_doubled_hour_twice_and_a_skipped_one_never(
        self, start: str, hours: int
    ) -> None:
        night = {"night": GERMAN_PREMIA["night"]}
        scenario = tiny_scenario(
            start=start, shifts={"N": "20:00+12h long_night"}, pay={"premia": night, "combination": "add"}
        )
        plan = tiny_plan(scenario, lines={"ann": "- - - - - N"})
        # 20-06 is ten hours by the clock; x 30.00 x 25 % = 7.50
        assert lines_of(scenario, plan, "ann")["premium:night"] == (hours, f"{hours * 7.5:.2f}")


class TestOvertime:
    """Started quarter hours beyond the week (United States) or beyond the contract (Germany)."""

    FLSA: Given = {
        "grades": {"staff": {"title": "staff", "hourly_rate": "20.00", "salaried": False}},
        "overtime": {"basis": "workweek", "percent": 50, "weekly_minutes": 2400},
    }

    def test_an_hourly_week_over_forty_hours_earns_the_half_on_top_of_base_pay(self) -> None:
        scenario = tiny_scenario(zone="America/New_York", pay=self.FLSA)
        plan = tiny_plan(scenario, lines={"ann": "D D D D D"})
        assert lines_of(scenario, plan, "ann") == {
            "base_pay": (60, "1200.00"),  # 5 x 12 h x 20.00
            "overtime": (20, "200.00"),  # 80 quarters of 20.00 x 50 % / 4 = 2.50
            "on_costs": (1200, "240.00"),  # 5 x 20 % of 240.00
            "on_costs:overtime": (20, "40.00"),  # 80 x 20 % of 2.50
        }

    def test_weeks_are_not_averaged(self) -> None:
        scenario = tiny_scenario(zone="America/New_York", days=14, pay=self.FLSA)
        # 60 h and 12 h: 72 h are less than twice 40 h, and 20 h of the first week are overtime all the same
        plan = tiny_plan(scenario, lines={"ann": "D D D D D - - D"})
        assert lines_of(scenario, plan, "ann")["overtime"] == (20, "200.00")

    def test_a_night_from_sunday_into_monday_belongs_to_the_week_in_which_it_starts(self) -> None:
        scenario = tiny_scenario(zone="America/New_York", days=14, pay=self.FLSA)
        # 4 x 12 h in the first week, the last from Sunday 19:00: 8 h beyond forty; the second has 3 x 12 h
        plan = tiny_plan(scenario, lines={"ann": "- - - D D D N - - - - D D D"})
        assert lines_of(scenario, plan, "ann")["overtime"] == (8, "80.00")

    def test_a_started_quarter_hour_counts_in_full(self) -> None:
        scenario = tiny_scenario(
            zone="America/New_York", shifts={"D": "07:00+12h-25m long_day"}, pay=self.FLSA
        )
        plan = tiny_plan(scenario, lines={"ann": "D D D D D"})
        # 5 x 695 = 3475 minutes, 1075 beyond 2400: 71.7 quarters are 72, that is 18 h; 72 x 2.50
        assert lines_of(scenario, plan, "ann")["overtime"] == (18, "180.00")

    def test_a_salaried_person_earns_whole_hours_beyond_contract_with_leave_credited(self) -> None:
        scenario = tiny_scenario(leave={"ann": "2027-03-01"})
        plan = tiny_plan(scenario, lines={"ann": "- D D D D"})
        # 48 h worked + 8 h credited for Monday - 40 h of contract = 16 h, 64 quarters;
        # a quarter costs 30.00 x 125 % / 4 = 9.375, so 9.38, with on-costs of 20 %: 1.876, so 1.88
        assert lines_of(scenario, plan, "ann") == {
            "base_pay": (40, "1200.00"),
            "overtime": (16, "600.32"),
            "on_costs": (1200, "240.00"),
            "on_costs:overtime": (16, "120.32"),  # 64 x 1.88
        }

    def test_hours_up_to_the_contract_are_no_overtime(self) -> None:
        scenario = tiny_scenario(leave={"ann": "2027-03-01"}, shifts={"D": "07:00+8h day"})
        plan = tiny_plan(scenario, lines={"ann": "- D D D D"})  # 32 h worked, 8 h credited
        assert amounts_of(scenario, plan, "ann") == {"base_pay": "1200.00", "on_costs": "240.00"}


class TestLeave:
    """Leave and public holidays of people who are paid by the hour."""

    def test_each_weekday_off_is_paid_once_with_a_fifth_of_the_week(self) -> None:
        scenario = tiny_scenario(
            leave={"ann": "2027-03-03..2027-03-07"},
            holidays=["2027-03-04", "2027-03-01"],
            pay={"grades": HOURLY},
        )
        # Leave Wednesday to Sunday, public holidays on Monday and on Thursday within the leave:
        # Mon, Wed, Thu, Fri count once each, Saturday and Sunday do not: 4 x 8 h x 30.00
        assert lines_of(scenario, tiny_plan(scenario), "ann") == {
            "leave_pay": (32, "960.00"),
            "on_costs": (960, "192.00"),
        }

    def test_a_fifth_of_the_week_is_rounded_down_to_a_minute(self) -> None:
        people = {"ann": {"weekly_minutes": 1009}}
        scenario = tiny_scenario(people=people, leave={"ann": "2027-03-02"}, pay={"grades": HOURLY})
        # 1009 / 5 = 201.8, so 201 minutes x 30.00 / 60 = 100.50
        assert amounts_of(scenario, tiny_plan(scenario), "ann")["leave_pay"] == "100.50"

    def test_a_salary_already_holds_the_leave(self) -> None:
        scenario = tiny_scenario(leave={"ann": "2027-03-01..2027-03-07"})
        assert amounts_of(scenario, tiny_plan(scenario), "ann") == {
            "base_pay": "1200.00",
            "on_costs": "240.00",
        }


class TestRounding:
    """Every billed thing is rounded once, half up, and its on-costs once on the rounded amount."""

    def test_on_costs_are_rounded_for_each_duty_and_not_on_the_sum(self) -> None:
        grades = {"staff": {"title": "staff", "hourly_rate": "25.03", "salaried": False}}
        scenario = tiny_scenario(shifts={"D": "08:00+7h day"}, pay={"grades": grades})
        plan = tiny_plan(scenario, lines={"ann": "D D D"})
        # 7 h x 25.03 = 175.21, on-costs 35.042, so 35.04; three of them are 105.12 (20 % of the sum: 105.13)
        assert amounts_of(scenario, plan, "ann") == {"base_pay": "525.63", "on_costs": "105.12"}

    def test_half_a_cent_is_rounded_up_once_for_each_duty(self) -> None:
        grades = {"staff": {"title": "staff", "hourly_rate": "20.02", "salaried": False}}
        scenario = tiny_scenario(
            shifts={"D": "08:00+1h15m day"}, pay={"grades": grades, "on_cost_percent": 0}
        )
        plan = tiny_plan(scenario, lines={"ann": "D D"})
        # 1.25 h x 20.02 = 25.025, so 25.03 each
        assert amounts_of(scenario, plan, "ann") == {"base_pay": "50.06"}

    def test_without_on_costs_there_is_no_line_for_them(self) -> None:
        scenario = tiny_scenario(pay={"on_cost_percent": 0})
        assert amounts_of(scenario, tiny_plan(scenario), "ann") == {"base_pay": "1200.00"}


def test_a_person_whose_position_is_not_in_the_operating_model_costs_nothing() -> None:
    scenario = tiny_scenario(people={"ann": {}, "ben": {"operating_models": ["another"]}})
    statement = price(scenario, tiny_plan(scenario))
    assert {line.who for line in statement.lines} == {"ann"}
    assert minor_to_money(statement.total) == "1440.00"  # 40 h x 30.00 and 20 %
