"""Overtime by duty, by week and by the regular rate, worked by hand, and what another start of the week would cost."""

from __future__ import annotations

import pytest

from planner.cost import price
from planner.cost.workweek import overtime_by_week_start
from planner.instance import compile_instance
from planner.scenario.base import DayName
from planner.solver.score import money_of
from tests.cost.kit import lines_of
from tests.support.tiny import Given, tiny_scenario
from tests.support.tiny_plan import tiny_plan

HOURLY: Given = {"staff": {"title": "staff", "hourly_rate": "20.00", "salaried": False}}
NIGHT: Given = {"night": {"title": "night", "percent": 10, "from": "22:00", "to": "06:00"}}


def earned(line: str, overtime: Given, **given: object) -> dict[str, tuple[float, str]]:
    """What ann earns in New York at 20.00 an hour for a line, after both counts of the money have agreed."""
    pay = {
        "grades": HOURLY,
        "on_cost_percent": 0,
        "overtime": {"basis": "workweek", "percent": 50, **overtime},
    }
    if "premia" in given:
        pay["premia"] = given.pop("premia")
    settings: dict[str, object] = {"days": 14, "zone": "America/New_York", "pay": pay, **given}
    scenario = tiny_scenario(**settings)  # type: ignore[arg-type]
    plan = tiny_plan(scenario, lines={"ann": line})
    assert price(scenario, plan).total == money_of(compile_instance(scenario), plan)
    return lines_of(scenario, plan, "ann")


class TestCalifornia:
    """Over 8 hours a day at one and a half, over 12 at double, over 40 a week of what is left at one and a half."""

    RULE: Given = {"daily": [{"over_minutes": 480, "percent": 50}, {"over_minutes": 720, "percent": 100}]}
    SHIFTS: Given = {"S": "08:00+8h day", "D": "07:00+12h long_day", "L": "06:00+14h long_day"}

    def test_no_hour_is_overtime_twice(self) -> None:
        # Four days of 12 h, one of 14 h, one of 8 h. By day: 5 x 4 h at 50 % and 2 h at 100 %. What is left is
        # 6 x 8 = 48 h, 8 h beyond forty: 28 h at 50 % in all.
        assert earned("D D D D L S", self.RULE, shifts=self.SHIFTS) == {
            "base_pay": (70, "1400.00"),
            "overtime": (28, "280.00"),  # x 10.00
            "overtime:plus_100": (2, "40.00"),  # x 20.00
        }

    def test_a_long_day_is_overtime_in_a_short_week(self) -> None:
        assert earned("L", self.RULE, shifts=self.SHIFTS) == {
            "base_pay": (14, "280.00"),
            "overtime": (4, "40.00"),
            "overtime:plus_100": (2, "40.00"),
        }

    def test_eight_hours_are_none(self) -> None:
        assert earned("S S S S S", self.RULE, shifts=self.SHIFTS) == {"base_pay": (40, "800.00")}

    def test_a_minute_more_is_a_started_quarter_hour(self) -> None:
        assert earned("M", self.RULE, shifts={"M": "08:00+8h1m day"})["overtime"] == (0.25, "2.50")


class TestRegularRate:
    """29 CFR 778.207(b): a night differential is part of the rate of which overtime is a half."""

    def test_half_of_the_differential_of_overtime_hours_comes_on_top(self) -> None:
        # Five nights of 12 h, 8 h each between 22 and 6: 60 h x 20.00 + 40 h x 2.00 = 1280.00 in 60 h, 21.333 an hour;
        # half of it for 20 h is 213.33: 200.00 on the plain rate, and half of 80.00 x 20 / 60 = 26.67
        assert earned("N N N N N", {"regular_rate": True}, premia=NIGHT) == {
            "base_pay": (60, "1200.00"),
            "premium:night": (40, "80.00"),
            "overtime": (20, "200.00"),
            "overtime_regular_rate": (26.666667, "13.33"),
        }

    def test_a_premium_left_out_of_the_rate_adds_nothing(self) -> None:
        premia = {"night": {**NIGHT["night"], "in_regular_rate": False}}  # type: ignore[dict-item]
        lines = earned("N N N N N", {"regular_rate": True}, premia=premia)
        assert lines["overtime"] == (20, "200.00")
        assert "overtime_regular_rate" not in lines

    def test_without_overtime_there_is_no_share(self) -> None:
        assert "overtime_regular_rate" not in earned("N N N", {"regular_rate": True}, premia=NIGHT)

    def test_weeks_have_a_rate_each(self) -> None:
        # First week: four nights and a day, 60 h with 32 h x 2.00 = 64.00: 64 x 20 / 60 = 21.333, half is 10.67.
        # Second week: five days, no premium.
        lines = earned("N N N N - D - D D D D D", {"regular_rate": True}, premia=NIGHT)
        assert lines["overtime"] == (40, "400.00")
        assert lines["overtime_regular_rate"] == (21.333333, "10.67")

    def test_daily_overtime_bears_it_too(self) -> None:
        # One night of 12 h, 4 h over eight: 8 h x 2.00 = 16.00 of premia, of which 4 / 12 on overtime: 5.33, half 2.67
        rule = {"regular_rate": True, "daily": [{"over_minutes": 480, "percent": 50}]}
        assert earned("N", rule, premia=NIGHT)["overtime_regular_rate"] == (5.333333, "2.67")


class TestStartOfTheWeek:
    """Duties are split where a week begins, and history fills the week in which the horizon begins."""

    def test_a_week_from_sunday_takes_in_the_sunday_before_the_horizon(self) -> None:
        # History: twelve hours on Sunday 28 February. With Monday to Friday the week has 72 h, 32 h over forty.
        week = {"workweek": {"day": "sun"}}
        assert earned("D D D D D", week, history={"ann": "D"})["overtime"] == (32, "320.00")
        assert earned("D D D D D", {}, history={"ann": "D"})["overtime"] == (20, "200.00")

    def test_what_history_had_already_earned_is_not_paid_again(self) -> None:
        # Weeks from Wednesday: history has Wed to Sun, 60 h of which 20 h were overtime; Monday adds 12 h of overtime
        week = {"workweek": {"day": "wed"}}
        assert earned("D", week, history={"ann": "D D D D D"})["overtime"] == (12, "120.00")

    def test_a_night_over_the_start_of_the_week_is_split(self) -> None:
        # Weeks from Sunday 00:00. Tue, Wed, Thu 36 h and 5 h of Saturday's night: 41 h. The other 7 h and three days
        # make 43 h: one hour and three of overtime. Counted where they start, 48 h and 36 h would make eight.
        line = "- D D D - N - D D D"
        assert earned(line, {"workweek": {"day": "sun"}})["overtime"] == (4, "40.00")
        assert earned(line, {})["overtime"] == (8, "80.00")

    def test_a_week_may_begin_at_any_clock_time(self) -> None:
        # From Saturday 20:00 only one hour of Saturday's night is in the old week: 37 h, and 11 + 36 = 47 h
        rule = {"workweek": {"day": "sat", "from": "20:00"}}
        assert earned("- D D D - N - D D D", rule)["overtime"] == (7, "70.00")

    @pytest.mark.parametrize(
        ("cycle", "days", "monday"),
        [
            # Two days, two nights, four off: 3.50 h a week over eight weeks
            ("D D N N - - - -", 56, 28),
            # Du Pont: 12 h a week over four weeks
            ("N N N N - - - D D D - N N N - - - D D D D - - - - - - -", 28, 48),
            # Panama 2-2-3: 20 h in two weeks
            ("D D - - D D D - - D D - - -", 28, 40),
        ],
    )
    def test_known_patterns_have_their_known_overtime(self, cycle: str, days: int, monday: int) -> None:
        cells = cycle.split()
        line = " ".join((cells * days)[:days])
        rule = {"workweek": {"day": "mon"}}
        # Phoenix does not change its clocks
        lines = earned(line, rule, days=days, history={"ann": cycle}, zone="America/Phoenix")
        hours, _ = lines["overtime"]
        assert hours == monday

    def test_each_start_day_has_its_figure(self) -> None:
        # Mon to Thu and Sat, Sun, Mon of the next week, each twelve hours
        pay = {"grades": HOURLY, "overtime": {"basis": "workweek", "percent": 50}}
        scenario = tiny_scenario(zone="America/New_York", days=14, pay=pay)
        plan = tiny_plan(scenario, lines={"ann": "D D D D - D D D"})
        # 10.00 an hour. From Monday: 72 h then 12 h, 32 h over. Sunday: Mon-Thu and Sat 60 h, 20 h over; Sun, Mon 24 h.
        # Saturday: Mon-Thu 48 h, 8 h over; Sat-Mon 36 h. Friday: the same. Thursday: Mon-Wed 36 h; Thu, Sat, Sun, Mon
        # 48 h, 8 h over. Wednesday: Mon, Tue 24 h; Wed, Thu, Sat, Sun, Mon 60 h, 20 h. Tuesday: 12 h; 72 h, 32 h.
        assert overtime_by_week_start(scenario, plan) == {
            DayName.MON: 32_000,
            DayName.TUE: 32_000,
            DayName.WED: 20_000,
            DayName.THU: 8_000,
            DayName.FRI: 8_000,
            DayName.SAT: 8_000,
            DayName.SUN: 20_000,
        }

    def test_overtime_beyond_a_contract_has_no_week(self) -> None:
        scenario = tiny_scenario()
        assert overtime_by_week_start(scenario, tiny_plan(scenario, lines={"ann": "D D D D D"})) == {}


def test_further_tiers_raise_the_percentage() -> None:
    # 72 h: 32 h over forty, the first ten at 50 %, the others at 100 %
    rule = {"further": [{"over_minutes": 600, "percent": 100}]}
    assert earned("D D D D D D", rule) == {
        "base_pay": (72, "1440.00"),
        "overtime": (10, "100.00"),
        "overtime:plus_100": (22, "440.00"),
    }
