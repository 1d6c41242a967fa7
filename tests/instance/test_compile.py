"""The compiled question, against figures worked by hand."""

from __future__ import annotations

from datetime import date, timedelta
from fractions import Fraction

import pytest

from planner.instance import compile_instance
from planner.instance.clock import HorizonClock
from planner.instance.demand import strictest_targets
from planner.instance.model import MICRO, DemandClass, Item
from planner.instance.premia import premium_minutes
from planner.paths import scenarios_dir
from planner.queueing import SeverityTarget, largest_load
from planner.scenario.base import Phase
from planner.scenario.load import load_scenario
from planner.scenario.scenario import Scenario
from tests.support.tiny import tiny_scenario
from tests.support.tiny_plan import on_call_periods

ALWAYS = DemandClass("always", "business")


@pytest.fixture(scope="module")
def midsize() -> Scenario:
    return load_scenario(scenarios_dir() / "midsize_plant")


def test_a_week_with_the_spring_clock_change_is_an_hour_shorter() -> None:
    instance = compile_instance(tiny_scenario(start="2027-03-22"))
    assert instance.minutes == 7 * 1440 - 60
    assert sum(instance.class_minutes.values()) == instance.minutes


def test_a_night_over_the_spring_change_is_eleven_hours_and_over_the_autumn_change_thirteen() -> None:
    spring = compile_instance(tiny_scenario(start="2027-03-22"))
    autumn = compile_instance(tiny_scenario(start="2027-10-25"))
    # The clocks change in the night from Saturday (day 5) to Sunday.
    lengths = [
        next(s.end - s.start for s in instance.slots if s.day == 5 and s.shift == "N")
        for instance in (spring, autumn)
    ]
    assert lengths == [660, 780]


def test_bands_of_a_plain_week_have_the_hours_of_the_formulation() -> None:
    instance = compile_instance(tiny_scenario())
    minutes = {demand.band: total for demand, total in instance.class_minutes.items()}
    assert minutes == {"business": 50 * 60, "weekday_off": 70 * 60, "weekend": 48 * 60}


def test_a_public_holiday_counts_as_a_sunday() -> None:
    instance = compile_instance(tiny_scenario(holidays=["2027-03-03"]))
    minutes = {demand.band: total for demand, total in instance.class_minutes.items()}
    assert minutes == {"business": 40 * 60, "weekday_off": 56 * 60, "weekend": 72 * 60}


def test_cases_of_a_plain_week_add_up_to_seven_days_of_alerts() -> None:
    instance = compile_instance(
        tiny_scenario(
            categories={"mail": {"per_day": 6, "escalated_share": 0.5, "investigation_minutes": 30}}
        )
    )
    triage = sum(cases for (item, _), cases in instance.cases.items() if item.phase is Phase.TRIAGE)
    investigation = sum(
        cases for (item, _), cases in instance.cases.items() if item.phase is Phase.INVESTIGATION
    )
    assert triage == 42
    assert investigation == 21


def test_load_is_arrivals_times_handling_and_selects_the_largest_load_table() -> None:
    scenario = tiny_scenario(
        categories={"mail": {"per_day": 24, "shape": "flat", "triage_minutes": 15, "escalated_share": 0}}
    )
    instance = compile_instance(scenario)
    load = instance.loads["it_desk"]
    # 24 a day, flat: one an hour; 15 minutes each: a quarter erlang.
    assert load.coefficient[ALWAYS][Item("mail", Phase.TRIAGE), "always"] == MICRO // 4
    targets = strictest_targets(scenario, {Phase.TRIAGE})
    shares = scenario.categories[0].severity_shares()
    one = largest_load(1, 15.0, shares, targets, scenario.facts.demand.occupancy_cap)
    assert load.largest[:2] == (0, round(one * MICRO))


def test_shrinkage_divides_the_servers_and_rounds_up() -> None:
    seats = compile_instance(tiny_scenario(demand={"shrinkage": 0.12})).loads["it_desk"].seats
    # 1 / 0.88 = 1.14 -> 2, 2 / 0.88 = 2.27 -> 3, 3 / 0.88 = 3.41 -> 4
    assert seats[:4] == (0, 2, 3, 4)


def test_targets_of_a_post_with_two_phases_are_the_strictest() -> None:
    scenario = load_scenario(scenarios_dir() / "midsize_plant")
    targets = strictest_targets(scenario, {Phase.TRIAGE, Phase.INVESTIGATION})
    assert targets[0] == SeverityTarget(15, 0.95)
    assert targets[3] == SeverityTarget(480, 0.80)


def test_premium_minutes_of_an_easter_night_go_to_the_dearest(midsize: Scenario) -> None:
    clock = HorizonClock(midsize)
    saturday = clock.day_number(date(2027, 3, 27))
    # Saturday 22:00 to Sunday 06:30 on the night of the change: 7.5 real hours.
    start, end = clock.local(saturday, 22 * 60), clock.local(saturday, 30 * 60 + 30)
    assert end - start == 450
    minutes = premium_minutes(midsize, clock, midsize.staff[0], start, end)
    assert sum(minutes.values()) <= 450
    assert minutes["night"] >= 60  # Saturday 23:00 to midnight carries no other premium


def test_on_call_periods_join_the_short_first_piece_and_cover_the_horizon(midsize: Scenario) -> None:
    for level in compile_instance(midsize).levels:
        starts = [start for start, _ in level.periods]
        ends = [end for _, end in level.periods]
        assert starts[0] == 0
        assert ends[-1] == HorizonClock(midsize).minutes
        assert ends[:-1] == starts[1:]
        # Monday 00:00 to 09:00 is under 24 h, so the first change is a full period later.
        assert ends[0] >= 24 * 60


def test_hand_back_and_deferral_load_our_own_people(midsize: Scenario) -> None:
    instance = compile_instance(midsize)
    desk = instance.loads["ot_desk"]
    business = next(demand for demand in instance.class_minutes if demand.window == "business")
    item = Item("OT-ASSET", Phase.TRIAGE)
    night_cases = instance.cases[item, "night"]
    # OT-ASSET: P3 and P4 are 90 per cent; 12 minutes each; spread over the business minutes of the horizon.
    expected = night_cases * Fraction(9, 10) * 12 / instance.class_minutes[business] * MICRO
    assert desk.coefficient[business][item, "night"] == pytest.approx(float(expected), abs=1.5)


def test_a_late_duty_of_somebody_whose_position_is_gone_still_covers(midsize: Scenario) -> None:
    managed = load_scenario(scenarios_dir() / "midsize_plant", operating_model="managed")
    here = {person.person for person in managed.staff}
    late = [who for who, past in compile_instance(managed).late if past.slot.end > 0]
    assert late
    assert any(who not in here for who in late)
    assert sorted(late) == sorted(who for who, _ in compile_instance(midsize).late)


@pytest.mark.parametrize(
    "level",
    [
        {"rotation": "daily"},
        {"rotation": "daily", "hand_on": {"at": "00:00"}},
        {"rotation": "weekly", "hand_on": {"day": "thu", "at": "15:30"}},
        {"rotation": "half_day"},
        {"rotation": "half_day", "hand_on": {"at": "14:15"}},
    ],
    ids=str,
)
def test_on_call_periods_are_those_found_by_stepping_through_local_days(level: dict[str, object]) -> None:
    scenario = tiny_scenario(start="2027-03-22", days=14, levels={"lead": level})
    (record,) = scenario.facts.escalation
    (compiled,) = compile_instance(scenario).levels
    instants = [scenario.start + timedelta(minutes=minute) for minute, _ in compiled.periods]
    assert [*instants, scenario.end] == [
        scenario.start,
        *(end for _, end in on_call_periods(scenario, record)),
    ]
