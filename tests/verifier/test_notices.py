"""Waiting on call between the two thresholds: taken to be rest where call-outs are rare, and told."""

from __future__ import annotations

import pytest

from planner.scenario.scenario import Scenario
from planner.verifier import verify
from planner.verifier.notices import stand_by_notices_before
from tests.support.tiny import Given, tiny_scenario
from tests.support.tiny_plan import tiny_plan

CJEU = "CJEU C-518/15 Matzak, C-344/19 D.J., C-580/19 Stadt Offenbach"


def on_call_all_day(per_day: float, *, facts: Given | None = None, level: Given | None = None) -> Scenario:
    """Nobody sits at the desk, every mail calls the lead, who answers within 20 min unless said otherwise."""
    return tiny_scenario(
        posts={"it_desk": {"attendance": {"always": "on_call"}, "call_out_level": "lead"}},
        categories={"mail": {"per_day": per_day}},
        levels={"lead": {"title": "Lead", "response_minutes": 20, **(level or {})}},
        providers={"mdr": {"offers": {"full": {"hand_back_share": 0.25, "holds_levels": ["lead"]}}}},
        facts=facts,
    )


def notices(scenario: Scenario, holder: str = "ann", party: str = "internal") -> tuple[str, ...]:
    plan = tiny_plan(
        scenario,
        on_call={"lead": holder},
        responsible={"mail triage always": party},
        bought={"mdr": "full"},
    )
    return verify(scenario, plan).notices


def test_the_verdict_names_level_response_frequency_thresholds_and_source() -> None:
    assert notices(on_call_all_day(1)) == (
        "Lead (it lead): waiting at home is taken to be rest, which can be disputed. 20 min to answer lie between "
        "10 min (working time) and 30 min (rest), and 1.00 call-outs are expected in 24 h, where more than 1 would "
        f"make it working time. Source: {CJEU}.",
    )


def test_what_is_working_time_for_being_called_often_is_not_close_to_it() -> None:
    assert notices(on_call_all_day(1.01)) == ()


def test_the_frequency_is_that_of_the_plan() -> None:
    scenario = on_call_all_day(4)
    assert notices(scenario) == ()  # four a day: working time
    [told] = notices(scenario, party="mdr")  # a quarter is handed back
    assert "1.00 call-outs are expected in 24 h" in told


def test_nobody_of_ours_waits_where_a_provider_holds_the_level() -> None:
    assert notices(on_call_all_day(0.5), holder="mdr") == ()


@pytest.mark.parametrize(
    "level",
    [{"response_minutes": 10}, {"response_minutes": 30}, {"response_minutes": 20, "on_site": True}],
)
def test_outside_of_the_thresholds_there_is_nothing_to_tell(level: Given) -> None:
    scenario = on_call_all_day(0.5, level=level)
    assert notices(scenario) == ()
    assert stand_by_notices_before(scenario) == ()


@pytest.mark.parametrize("minutes", [11, 29])
def test_a_minute_inside_of_the_thresholds_is_told(minutes: int) -> None:
    scenario = on_call_all_day(0.5, level={"response_minutes": minutes})
    assert len(notices(scenario)) == len(stand_by_notices_before(scenario)) == 1


def test_thresholds_and_source_are_those_in_force() -> None:
    law = {"work_within_minutes": 0, "rest_from_minutes": 60, "call_outs_per_day": 0.5, "source": "Agreement"}
    [told] = notices(on_call_all_day(0.5, facts={"stand_by": law}))
    assert "20 min to answer lie between 0 min (working time) and 60 min (rest)" in told
    assert told.endswith("where more than 0.5 would make it working time. Source: Agreement.")


def test_before_there_is_a_plan_all_work_is_taken_to_be_ours() -> None:
    assert stand_by_notices_before(on_call_all_day(1)) == (
        "Lead (it lead): waiting at home is taken to be rest, which can be disputed. 20 min to answer lie between "
        "10 min (working time) and 30 min (rest), and 1.00 call-outs are expected in 24 h if all work is ours, where "
        f"more than 1 make it working time. Source: {CJEU}.",
    )
    [depends] = stand_by_notices_before(on_call_all_day(4))
    assert depends.startswith("Lead (it lead): whether waiting at home is rest depends on the plan. ")
    assert "4.00 call-outs are expected in 24 h if all work is ours" in depends
