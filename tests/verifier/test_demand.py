"""Loads and needs worked out by hand from FORMULATION, section 2."""

from __future__ import annotations

from collections import Counter

import pytest

from planner.plan.model import Plan
from planner.scenario.base import Phase
from planner.scenario.scenario import Scenario
from planner.verifier.demand import BUSINESS, WEEKDAY_OFF, WEEKEND, Need
from planner.verifier.evidence import gather
from tests.support.tiny import Given, tiny_scenario
from tests.support.tiny_plan import tiny_plan

DAY_WINDOWS = {
    "day": "mon-fri 08:00-18:00",
    "night": "mon-fri 00:00-08:00; mon-fri 18:00-24:00; sat-sun 00:00-24:00",
}
ON_CALL_AT_NIGHT = {
    "it_desk": {
        "attendance": {"day": "seated", "night": "on_call"},
        "deferred_to": "day",
        "call_out_level": "lead",
    }
}
MIXED: Given = {"p1": 10, "p2": 20, "p3": 30, "p4": 40}


def need(scenario: Scenario, plan: Plan, window: str, band: str, post: str = "it_desk") -> Need:
    return gather(scenario, plan).demand.needs[post, (window, band)]


@pytest.mark.parametrize(
    ("shape", "per_hour"),
    [
        # 7 * 24 = 168 alerts a week; share / hours of the band. user: .72 / 50, .20 / 70, .08 / 48.
        ("user", {BUSINESS: 2.4192, WEEKDAY_OFF: 0.48, WEEKEND: 0.28}),
        ("flat", {BUSINESS: 1.0, WEEKDAY_OFF: 1.0, WEEKEND: 1.0}),
        ("maint", {BUSINESS: 1.344, WEEKDAY_OFF: 0.6, WEEKEND: 1.225}),
    ],
)
def test_arrivals_follow_the_shape(shape: str, per_hour: dict[str, float]) -> None:
    scenario = tiny_scenario(categories={"mail": {"per_day": 24, "shape": shape}})
    (item,) = gather(scenario, tiny_plan(scenario)).items
    assert item.per_hour == pytest.approx(per_hour)


def test_the_volume_factor_multiplies_and_shares_thin_out() -> None:
    scenario = tiny_scenario(
        categories={"mail": {"per_day": 24, "escalated_share": 0.25, "investigation_minutes": 30}},
        demand={"volume_factor": 2},
    )
    rates = {item.phase: item.per_hour[BUSINESS] for item in gather(scenario, tiny_plan(scenario)).items}
    assert rates == pytest.approx({Phase.TRIAGE: 2.0, Phase.INVESTIGATION: 0.5})


def test_an_item_without_cases_or_handling_time_does_not_exist() -> None:
    scenario = tiny_scenario(
        categories={
            "none": {"per_day": 0},
            "mail": {"escalated_share": 0.5, "investigation_minutes": 0, "response_minutes": 60},
        }
    )
    items = gather(scenario, tiny_plan(scenario)).items
    assert [item.key for item in items] == [("mail", Phase.TRIAGE)]


def test_every_minute_has_its_window_and_band_and_a_holiday_is_a_sunday() -> None:
    scenario = tiny_scenario(windows=DAY_WINDOWS, holidays=["2027-03-03"])
    minutes = Counter(gather(scenario, tiny_plan(scenario)).classes)
    assert minutes == {
        ("day", BUSINESS): 4 * 600,  # Wednesday is a holiday
        ("night", WEEKDAY_OFF): 4 * 840,
        ("night", WEEKEND): 3 * 1440,
    }


def test_the_sunday_of_the_spring_change_has_an_hour_less_of_weekend() -> None:
    scenario = tiny_scenario(start="2027-03-22")
    minutes = Counter(gather(scenario, tiny_plan(scenario)).classes)
    assert minutes["always", WEEKEND] == 2 * 1440 - 60


def test_load_is_cases_times_handling_and_small_loads_need_one() -> None:
    scenario = tiny_scenario()
    found = need(scenario, tiny_plan(scenario), "always", BUSINESS)
    assert found.load == pytest.approx(6 * 10 / 1440)
    assert (found.people, found.required) == (1, 1)


def test_shrinkage_adds_people_and_rounding_does_not() -> None:
    # 24 alerts of 51 min are 0.85 erlangs: exactly the cap of one. 1 / (1 - 0.5) is exactly two.
    scenario = tiny_scenario(
        categories={"mail": {"per_day": 24, "triage_minutes": 51}},
        posts={"it_desk": {"discipline": "occupancy"}},
        demand={"shrinkage": 0.5},
    )
    found = need(scenario, tiny_plan(scenario), "always", BUSINESS)
    assert found.load == pytest.approx(0.85)
    assert (found.people, found.required) == (1, 2)


def test_targets_ask_for_more_than_the_cap() -> None:
    # 6 an hour of 15 min, within 15 min: two people reach 61 %, three 95 %; the cap alone needs two.
    scenario = tiny_scenario(
        categories={"mail": {"per_day": 144, "triage_minutes": 15}},
        targets={"minutes": 15, "percentile": 0.8},
    )
    assert need(scenario, tiny_plan(scenario), "always", BUSINESS).people == 3


def test_the_strictest_target_of_the_posts_phases_counts() -> None:
    scenario = tiny_scenario(
        categories={
            "mail": {
                "per_day": 144,
                "triage_minutes": 15,
                "escalated_share": 0.001,
                "investigation_minutes": 15,
            }
        },
        facts={
            "response_targets": {
                "triage": _targets(600),
                "investigation": _targets(15),
                "response": _targets(1),
            }
        },
    )
    # Nothing reaches response, so its one minute does not count; 15 minutes do, with three people as above.
    assert need(scenario, tiny_plan(scenario), "always", BUSINESS).people == 3


def _targets(minutes: int) -> Given:
    return {severity: {"minutes": minutes, "percentile": 0.8} for severity in ("P1", "P2", "P3", "P4")}


def test_handling_times_mix_by_cases() -> None:
    # 6 a day of 10 min and 6 a day of 30 min: 0.25 * 10 / 60 + 0.25 * 30 / 60 = 1/6 erlang.
    scenario = tiny_scenario(categories={"mail": {}, "disk": {"triage_minutes": 30}})
    assert need(scenario, tiny_plan(scenario), "always", BUSINESS).load == pytest.approx(1 / 6)


def test_work_given_away_leaves_only_what_is_handed_back() -> None:
    scenario = tiny_scenario(
        categories={"mail": {"per_day": 24, "triage_minutes": 30}},
        providers={"mdr": {"offers": {"full": {"hand_back_share": 0.2}}}},
    )
    plan = tiny_plan(scenario, responsible={"mail triage always": "mdr"}, bought={"mdr": "full"})
    assert need(scenario, plan, "always", BUSINESS).load == pytest.approx(0.5 * 0.2)


def test_urgent_cases_at_night_call_out_and_the_others_wait_for_the_day() -> None:
    # One an hour of 30 min, all week. Night: 168 - 50 = 118 cases, 70 % of them P3 and P4, within 50 h of day:
    # 118 * 0.7 / 50 * 30 / 60 = 0.826 erlangs on top of the day's own 0.5.
    scenario = tiny_scenario(
        windows=DAY_WINDOWS,
        posts=ON_CALL_AT_NIGHT,
        categories={"mail": {"per_day": 24, "triage_minutes": 30, **MIXED}},
    )
    plan = tiny_plan(scenario)
    assert need(scenario, plan, "day", BUSINESS).load == pytest.approx(0.5 + 0.826)
    assert need(scenario, plan, "night", WEEKEND) == Need(0, 0, 0)


def test_hand_backs_at_night_wait_for_the_day_too() -> None:
    scenario = tiny_scenario(
        windows=DAY_WINDOWS,
        posts=ON_CALL_AT_NIGHT,
        categories={"mail": {"per_day": 24, "triage_minutes": 30, **MIXED}},
        providers={"mdr": {"offers": {"full": {"hand_back_share": 0.5}}}},
    )
    plan = tiny_plan(scenario, responsible={"mail triage night": "mdr"}, bought={"mdr": "full"})
    assert need(scenario, plan, "day", BUSINESS).load == pytest.approx(0.5 + 0.826 / 2)


def test_without_a_window_to_wait_for_everybody_is_called_out() -> None:
    posts = {"it_desk": {**ON_CALL_AT_NIGHT["it_desk"], "deferred_to": None}}
    scenario = tiny_scenario(
        windows=DAY_WINDOWS, posts=posts, categories={"mail": {"per_day": 24, "triage_minutes": 30, **MIXED}}
    )
    assert need(scenario, tiny_plan(scenario), "day", BUSINESS).load == pytest.approx(0.5)
