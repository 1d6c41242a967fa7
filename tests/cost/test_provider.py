"""Bills of providers worked by hand: fee, overage, case price, seat hours."""

from __future__ import annotations

from dataclasses import replace

from planner.plan.model import Assignment, Plan
from planner.scenario.base import Phase
from planner.scenario.scenario import Scenario
from tests.cost.kit import lines_of
from tests.support.tiny import Given, tiny_scenario
from tests.support.tiny_plan import tiny_plan

TRIAGE_GIVEN = {"mail triage always": "mdr"}

# 144 alerts of ten minutes a day: one erlang on average, most of it in business hours.
BUSY_OFFICE: Given = {"mail": {"per_day": 144, "shape": "user"}}
OCCUPANCY: Given = {"it_desk": {"discipline": "occupancy", "seats": 8}}


def with_offer(
    offer: Given,
    *,
    days: int = 28,
    start: str = "2027-04-05",
    categories: Given | None = None,
    posts: Given | None = None,
    demand: Given | None = None,
) -> tuple[Scenario, Plan]:
    """Four weeks without a clock change, one offer, and the plan that buys it and gives it the triage of mail."""
    scenario = tiny_scenario(
        start=start,
        days=days,
        categories=categories,  # type: ignore[arg-type]  # pydantic makes the records
        posts=posts,  # type: ignore[arg-type]
        demand=demand,
        providers={"mdr": {"offers": {"full": {"monthly_fee": "0.00", **offer}}}},
    )
    return scenario, tiny_plan(scenario, responsible=TRIAGE_GIVEN, bought={"mdr": "full"})


def test_the_monthly_fee_is_charged_by_the_day() -> None:
    scenario, plan = with_offer({"monthly_fee": "1000.00"})
    # 28 days are 12 x 28 / 365 = 0.920548 months
    assert lines_of(scenario, plan, "full") == {"monthly_fee": (0.920548, "920.55")}


def test_cases_beyond_the_included_volume_cost_the_overage_price() -> None:
    scenario, plan = with_offer({"included_cases": 100, "overage_price": "5.00"})
    # 28 days x 6 = 168 cases; 100 a month are 92 for 28 days (92.05 rounded down)
    assert lines_of(scenario, plan, "full") == {"overage": (76, "380.00")}


def test_a_started_case_beyond_the_volume_is_a_whole_one() -> None:
    categories: Given = {"mail": {"per_day": 6.01}}
    scenario, plan = with_offer({"included_cases": 100, "overage_price": "5.00"}, categories=categories)
    # 168.28 cases, 76.28 beyond 92
    assert lines_of(scenario, plan, "full") == {"overage": (77, "385.00")}


def test_within_the_included_volume_nothing_is_added() -> None:
    scenario, plan = with_offer({"included_cases": 200, "overage_price": "5.00"})
    assert lines_of(scenario, plan, "full") == {}  # 200 a month are 184 for 28 days


def test_each_case_given_costs_its_price_and_no_other_case_does() -> None:
    categories: Given = {"mail": {"escalated_share": 0.25, "investigation_minutes": 30}}
    scenario, plan = with_offer({"case_price": "2.50"}, categories=categories)
    # triage only: 168 x 2.50; its 42 investigations stay with our own people
    assert lines_of(scenario, plan, "full") == {"case_price": (168, "420.00")}


def test_seats_manned_by_the_hour_follow_the_load_of_each_class() -> None:
    offer: Given = {"seat_hour_price": "40.00"}
    scenario, plan = with_offer(offer, days=7, categories=BUSY_OFFICE, posts=OCCUPANCY)
    # 1008 cases a week. Business: 72 % / 50 h = 14.5 an hour, 2.42 erlangs, 3 seats at 85 % at most;
    # other weekday hours 20 % / 70 h: 0.48 erlangs; weekend 8 % / 48 h: 0.28 erlangs, 1 seat each.
    # 3 x 50 + 70 + 48 = 268 seat-hours
    assert lines_of(scenario, plan, "full") == {"seat_hours": (268, "10720.00")}


def test_shrinkage_adds_seats_to_those_of_a_provider_as_to_our_own() -> None:
    offer: Given = {"seat_hour_price": "40.00"}
    scenario, plan = with_offer(
        offer, days=7, categories=BUSY_OFFICE, posts=OCCUPANCY, demand={"shrinkage": 0.2}
    )
    # 3 / 0.8 = 3.75, so 4 seats; 1 / 0.8 = 1.25, so 2: 200 + 140 + 96 = 436 seat-hours
    assert lines_of(scenario, plan, "full") == {"seat_hours": (436, "17440.00")}


def test_the_week_of_a_clock_change_has_its_real_hours() -> None:
    offer: Given = {"seat_hour_price": "40.00"}
    scenario, plan = with_offer(offer, days=7, start="2027-03-22", categories=BUSY_OFFICE, posts=OCCUPANCY)
    # 47 hours of weekend: 267 seat-hours
    assert lines_of(scenario, plan, "full") == {"seat_hours": (267, "10680.00")}


def test_a_load_that_not_all_desks_carry_is_billed_as_all_desks() -> None:
    posts: Given = {"it_desk": {"discipline": "occupancy", "seats": 2}}
    scenario, plan = with_offer({"seat_hour_price": "40.00"}, days=7, categories=BUSY_OFFICE, posts=posts)
    # 2 x 50 + 70 + 48 = 218 seat-hours; the verifier says that 2.42 erlangs are too much
    assert lines_of(scenario, plan, "full") == {"seat_hours": (218, "8720.00")}


def test_a_post_without_work_needs_no_seat() -> None:
    posts: Given = {
        "it_desk": {"discipline": "occupancy"},
        "ot_desk": {"domain": "ot", "skill": "engineer"},
    }
    scenario, plan = with_offer({"seat_hour_price": "40.00"}, days=7, posts=posts)
    # 0.04 erlangs at the IT desk: one seat for 168 h
    assert lines_of(scenario, plan, "full") == {"seat_hours": (168, "6720.00")}


def test_a_row_for_work_that_does_not_exist_costs_nothing() -> None:
    posts: Given = {"it_desk": {"phases": ["triage"], "discipline": "occupancy"}}
    scenario, plan = with_offer({"seat_hour_price": "40.00", "case_price": "1.00"}, days=7, posts=posts)
    invented = Assignment("mail", Phase.RESPONSE, "always", "mdr")
    edited = replace(plan, segmentation=(*plan.segmentation, invented))
    assert lines_of(scenario, edited, "full") == lines_of(scenario, plan, "full")


def test_offers_not_bought_cost_nothing() -> None:
    scenario, plan = with_offer({"monthly_fee": "1000.00"})
    assert lines_of(scenario, replace(plan, contracts=()), "full") == {}
