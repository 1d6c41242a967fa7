"""Stipends and call-outs worked by hand."""

from __future__ import annotations

import pytest

from planner.cost import price
from planner.units import minor_to_money
from tests.cost.kit import OFFICE, ON_CALL_POST, amounts_of, lines_of
from tests.support.tiny import Given, tiny_scenario
from tests.support.tiny_plan import tiny_plan

# One case an hour at every hour of the week, three in ten of them urgent.
ONE_AN_HOUR: dict[str, Given] = {"mail": {"per_day": 24, "p1": 10, "p2": 20, "p3": 30, "p4": 40}}


class TestStipends:
    """3.00 an hour for whoever of our own people holds an on-call period."""

    @pytest.mark.parametrize(
        ("start", "hours", "amount"),
        [
            # Weeks change on Monday 09:00; the second runs from 22 March over the change of 28 March
            ("2027-03-15", 167, "501.00"),
            # ... and from 25 October over the change of 31 October
            ("2027-10-18", 169, "507.00"),
        ],
    )
    def test_a_week_with_a_clock_change_is_paid_for_its_real_hours(
        self, start: str, hours: int, amount: str
    ) -> None:
        scenario = tiny_scenario(start=start, days=21, people=("ann", "ben"))
        plan = tiny_plan(scenario, on_call={"lead": "ben ann ben"})
        assert lines_of(scenario, plan, "ann")["on_call:lead"] == (hours, amount)

    def test_the_first_and_the_last_period_end_with_the_horizon(self) -> None:
        scenario = tiny_scenario(days=14, people=("ann", "ben"))
        plan = tiny_plan(scenario, on_call={"lead": "ann ben"})
        # 1 March 00:00 to 8 March 09:00 is 177 h; from there to 15 March 00:00 it is 159 h
        assert lines_of(scenario, plan, "ann")["on_call:lead"] == (177, "531.00")
        assert lines_of(scenario, plan, "ben")["on_call:lead"] == (159, "477.00")

    def test_each_period_is_rounded_once_with_its_on_costs(self) -> None:
        scenario = tiny_scenario(
            days=7,
            levels={"lead": {"rotation": "daily"}},
            pay={
                "on_cost_percent": 23,
                "on_call": {
                    "lead": {
                        "hourly_stipend": "1.01",
                        "call_out_hourly": "60.00",
                        "call_out_minimum_minutes": 120,
                    }
                },
            },
        )
        plan = tiny_plan(scenario, on_call={"lead": "- ann ann - - - -"})
        amounts = amounts_of(scenario, plan, "ann")
        assert amounts["on_call:lead"] == "48.48"  # 2 x 24 h x 1.01
        # base pay 1200.00: 276.00; each period 24.24: 5.5752, so 5.58
        assert amounts["on_costs"] == "287.16"

    def test_a_provider_that_holds_the_level_gets_no_stipend(self) -> None:
        scenario = tiny_scenario(
            levels={"lead": {"provider_may_hold": True}}, providers={"mdr": {"offers": {"full": {}}}}
        )
        plan = tiny_plan(scenario, on_call={"lead": "mdr"}, bought={"mdr": "full"})
        assert not [line for line in price(scenario, plan).lines if line.item.startswith("on_call")]


class TestLumpSums:
    """75.00 a period, 20.00 a weekend day, 35.00 a public holiday, beside 3.00 an hour."""

    TERMS: Given = {
        "hourly_stipend": "3.00",
        "stipend_per_period": "75.00",
        "weekend_stipend": "20.00",
        "holiday_stipend": "35.00",
        "call_out_hourly": "60.00",
        "call_out_minimum_minutes": 120,
    }

    def test_a_day_is_paid_to_who_holds_the_level_at_noon(self) -> None:
        # Periods change on Monday 8 March 09:00. Public holidays: that Monday, and Saturday the 13th.
        scenario = tiny_scenario(
            days=14,
            people=("ann", "ben"),
            holidays=["2027-03-08", "2027-03-13"],
            pay={"on_call": {"lead": self.TERMS}, "on_cost_percent": 0},
        )
        plan = tiny_plan(scenario, on_call={"lead": "ann ben"})
        ann, ben = lines_of(scenario, plan, "ann"), lines_of(scenario, plan, "ben")
        assert ann["on_call_period:lead"] == ben["on_call_period:lead"] == (1, "75.00")
        assert ann["on_call_weekend:lead"] == (2, "40.00")  # 6 and 7 March
        assert "on_call_holiday:lead" not in ann
        assert ben["on_call_weekend:lead"] == (1, "20.00")  # 14 March; the 13th is paid as a holiday
        assert ben["on_call_holiday:lead"] == (2, "70.00")


class TestCallOuts:
    """118 cases fall outside business hours, where nobody sits at the post; a call-out is paid two hours."""

    def test_urgent_cases_call_out_and_the_others_wait(self) -> None:
        scenario = tiny_scenario(windows=OFFICE, posts={"it_desk": ON_CALL_POST}, categories=ONE_AN_HOUR)
        # 118 x 30 % = 35.4 call-outs of 2 h x 60.00, and 20 %
        assert lines_of(scenario, tiny_plan(scenario), "it/lead") == {
            "call_out:lead": (70.8, "4248.00"),
            "on_costs": (4248, "849.60"),
        }

    def test_everything_calls_out_where_nothing_may_wait(self) -> None:
        post = {**ON_CALL_POST, "deferred_to": None}
        scenario = tiny_scenario(windows=OFFICE, posts={"it_desk": post}, categories=ONE_AN_HOUR)
        assert lines_of(scenario, tiny_plan(scenario), "it/lead")["call_out:lead"] == (236, "14160.00")

    def test_a_public_holiday_has_the_hours_of_a_sunday(self) -> None:
        scenario = tiny_scenario(
            windows=OFFICE, posts={"it_desk": ON_CALL_POST}, categories=ONE_AN_HOUR, holidays=["2027-03-04"]
        )
        # ten hours of business less: 128 x 30 % = 38.4 call-outs
        assert lines_of(scenario, tiny_plan(scenario), "it/lead")["call_out:lead"] == (76.8, "4608.00")

    def test_a_long_case_is_paid_for_its_whole_time(self) -> None:
        mail = {**ONE_AN_HOUR["mail"], "triage_minutes": 150}
        scenario = tiny_scenario(windows=OFFICE, posts={"it_desk": ON_CALL_POST}, categories={"mail": mail})
        # 35.4 x 2.5 h x 60.00
        assert lines_of(scenario, tiny_plan(scenario), "it/lead")["call_out:lead"] == (88.5, "5310.00")

    def test_of_what_a_provider_handles_only_the_share_handed_back_calls_out(self) -> None:
        scenario = tiny_scenario(
            windows=OFFICE,
            posts={"it_desk": ON_CALL_POST},
            categories=ONE_AN_HOUR,
            providers={"mdr": {"offers": {"full": {"hand_back_share": 0.25}}}},
        )
        plan = tiny_plan(scenario, responsible={"mail triage off": "mdr"}, bought={"mdr": "full"})
        # 118 x 30 % x 25 % = 8.85 call-outs
        assert lines_of(scenario, plan, "it/lead")["call_out:lead"] == (17.7, "1062.00")

    def test_nothing_comes_back_from_a_provider_of_whom_nothing_is_bought(self) -> None:
        scenario = tiny_scenario(
            windows=OFFICE,
            posts={"it_desk": ON_CALL_POST},
            categories=ONE_AN_HOUR,
            providers={"mdr": {"offers": {"full": {"hand_back_share": 0.25}}}},
        )
        plan = tiny_plan(scenario, responsible={"mail triage off": "mdr"})
        # Only ann's pay is left; that a row names a provider without a contract is the verifier's to say
        assert minor_to_money(price(scenario, plan).total) == "1440.00"

    def test_a_seated_window_calls_nobody_out(self) -> None:
        scenario = tiny_scenario(categories=ONE_AN_HOUR)
        assert minor_to_money(price(scenario, tiny_plan(scenario)).total) == "1440.00"
