"""Posts and escalation levels, minute by minute: what is counted, and what a lead reads."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from planner.plan.model import EscalationDuty
from planner.rules.cover import CoverRequirement, HandoverOverlap, MinimumPresence, SkillMix
from planner.rules.escalation import LadderReachability, OnCallEligibility, OnCallExclusion
from planner.rules.night_calls import AfterCallOut
from planner.scenario.base import Domain
from tests.support.tiny import Given, tiny_scenario
from tests.support.tiny_plan import tiny_plan
from tests.verifier.support import broken, found, sound_week, utc


def test_a_gap_is_told_with_post_time_and_need() -> None:
    scenario = tiny_scenario(people=("ann", "ben"), history={"ben": "N"})
    plan = tiny_plan(scenario, lines={"ann": "D - D D D D D", "ben": "N N N N N N N"})
    assert broken(CoverRequirement(), scenario, plan) == [
        "desk has nobody from Tue 2 March 07:00 to Tue 2 March 19:00; its load needs 1"
    ]


def test_more_than_the_load_needs_may_be_written_and_then_holds() -> None:
    scenario, plan = sound_week()
    plan = replace(plan, seats=tuple(replace(slot, required=2) for slot in plan.seats))
    assert broken(CoverRequirement(), scenario, plan) == [
        "desk has 1 person from Mon 1 March 00:00 to Mon 8 March 00:00; seats.csv asks for 2"
    ]


@given(st.lists(st.sampled_from(["-", "D", "N", "D+N"]), min_size=7, max_size=7))
def test_stretches_are_all_minutes_once_and_short_ones_are_those_without_a_duty(line: list[str]) -> None:
    scenario = tiny_scenario(start="2027-03-22")
    plan = tiny_plan(scenario, lines={"ann": " ".join(line)})
    measures = found(CoverRequirement(), scenario, plan)
    assert measures[0].start == scenario.start
    assert measures[-1].end == scenario.end
    assert all(one.end == following.start for one, following in pairwise(measures))
    worked = {instant for duty in plan.roster for instant in (duty.start, duty.end)}
    for measure in measures:
        inside = any(duty.start <= measure.start < duty.end for duty in plan.roster)
        assert (measure.excess == 0) is inside
        assert {measure.start, measure.end} <= worked | {scenario.start, scenario.end}


def test_too_few_present_are_told() -> None:
    windows = {
        "core": "mon 08:00-16:00",
        "rest": "mon 00:00-08:00; mon 16:00-24:00; tue-sun 00:00-24:00",
    }
    scenario = tiny_scenario(windows=windows)
    plan = tiny_plan(scenario, lines={"ann": "D"})
    rule = MinimumPresence(post="it_desk", windows=("core",), people=2)
    assert broken(rule, scenario, plan) == [
        "desk has 1 person from Mon 1 March 08:00 to Mon 1 March 16:00; at least 2 must be there"
    ]


def test_a_missing_skill_on_a_shift_is_told() -> None:
    scenario = tiny_scenario(people={"ann": {}, "dia": {"skills": ["senior", "analyst"]}})
    plan = tiny_plan(scenario, lines={"ann": "D"})
    rule = SkillMix(posts=("it_desk",), skill="senior", people=1, windows=("always",))
    assert broken(rule, scenario, plan) == [
        "Of 1 person at desk from Mon 1 March 07:00 to Mon 1 March 19:00, nobody holds senior; at least 1 must"
    ]


def test_a_handover_without_overlap_is_told() -> None:
    scenario = tiny_scenario(people=("ann", "ben"))
    plan = tiny_plan(scenario, lines={"ann": "D", "ben": "N"})
    assert broken(HandoverOverlap(overlap_minutes=15), scenario, plan) == [
        "Ann leaves desk after D on Mon 1 March, overlapped for 0 min by somebody who stays; 15 min are needed",
        "Ben leaves desk after N on Mon 1 March, overlapped for 0 min by somebody who stays; 15 min are needed",
    ]


def test_a_second_duty_of_the_one_who_leaves_is_nobody_who_stays() -> None:
    # Monday 07:00 to 12:00 inside 06:00 to 14:00 of the same person, at the same post.
    scenario = tiny_scenario(shifts={"S": "07:00+5h", "L": "06:00+8h"})
    plan = tiny_plan(scenario, lines={"ann": "S+L"})
    measures = found(HandoverOverlap(overlap_minutes=15), scenario, plan)
    assert [measure.measured for measure in measures] == [0, 0]


def test_a_level_tells_who_answers_and_when_nobody_does() -> None:
    scenario = tiny_scenario(days=14, levels={"lead": {"title": "Team lead", "limit_minutes": 20}})
    plan = tiny_plan(scenario, on_call={"lead": "ann -"})
    assert broken(LadderReachability(), scenario, plan) == [
        "Team lead from Mon 1 March 00:00 to Mon 8 March 09:00: Ann answers within 30 min; 20 min are the most",
        "Team lead from Mon 8 March 09:00 to Mon 15 March 00:00: nobody holds it",
    ]


def test_two_holders_at_once_are_one_too_many() -> None:
    scenario = tiny_scenario(people=("ann", "ben"))
    plan = tiny_plan(scenario, on_call={"lead": "ann+ben"})
    (sentence,) = broken(LadderReachability(), scenario, plan)
    assert sentence.endswith("Ann and Ben hold it at once; exactly one must")


def test_a_holder_whom_nobody_knows_does_not_answer() -> None:
    scenario = tiny_scenario()
    (sentence,) = broken(LadderReachability(), scenario, tiny_plan(scenario, on_call={"lead": "zoe"}))
    assert sentence.endswith("zoe is neither one of our people nor a provider that may work for us")


def test_holders_change_to_the_minute_and_rows_beyond_the_horizon_do_not_count() -> None:
    scenario = tiny_scenario(people=("ann", "ben"))
    rows = (
        EscalationDuty(Domain.IT, "lead", utc(20, 0, month=2), utc(3, 10), "ann", 30),
        EscalationDuty(Domain.IT, "lead", utc(3, 10, 1), utc(20, 0), "ben", 30),
    )
    plan = replace(tiny_plan(scenario), escalation=rows)
    measures = found(LadderReachability(), scenario, plan)
    # 10:00 to 10:01 UTC on Wednesday is without a holder.
    assert [(measure.measured, measure.start, measure.end) for measure in measures] == [
        (0, scenario.start, utc(3, 10)),
        (1, utc(3, 10), utc(3, 10, 1)),
        (0, utc(3, 10, 1), scenario.end),
    ]


def test_the_same_level_in_the_other_domain_is_another_level() -> None:
    levels: dict[str, Given] = {"lead": {}}
    scenario = tiny_scenario(levels=levels)
    ot_level = scenario.facts.escalation[0].model_copy(update={"domain": Domain.OT})
    facts = scenario.facts.model_copy(update={"escalation": (*scenario.facts.escalation, ot_level)})
    scenario = scenario.model_copy(update={"facts": facts})
    plan = tiny_plan(tiny_scenario(levels=levels), on_call={"lead": "ann"})
    subjects = {measure.subject: measure.excess for measure in found(LadderReachability(), scenario, plan)}
    assert subjects == {"it lead": 0, "ot lead": 10080}


def test_who_may_not_hold_a_level_is_told_with_what_it_needs() -> None:
    scenario = tiny_scenario(levels={"lead": {"skill": "senior"}})
    assert broken(OnCallEligibility(), scenario, tiny_plan(scenario, on_call={"lead": "ann"})) == [
        "Ann may not hold lead from Mon 1 March 00:00 to Mon 8 March 00:00; it needs senior of our own people"
    ]


def test_on_call_beside_leave_and_nights_is_told_for_each() -> None:
    scenario = tiny_scenario(leave={"ann": "2027-03-05"})
    plan = tiny_plan(scenario, lines={"ann": "N"}, on_call={"lead": "ann"})
    start = "Ann is on call for lead from Mon 1 March 00:00 to Mon 8 March 00:00 and for"
    assert broken(OnCallExclusion(), scenario, plan) == [
        f"{start} 24 h of it on leave; no minute may be",
        f"{start} 12 h of it on night duty; no minute may be",
    ]


def test_how_rows_of_on_call_are_cut_does_not_change_what_a_night_asks_for() -> None:
    """A mail each two hours calls the lead: 3.5 in the night from 23:00 to 06:00, of which one row has only a part."""
    scenario = tiny_scenario(
        shifts={"E": "06:00+8h"},
        posts={
            "it_desk": {"attendance": {"always": "on_call"}, "call_out_level": "lead"},
            "ot_desk": {"domain": "ot"},
        },
        levels={"lead": {"rotation": "daily"}},
        categories={"mail": {"per_day": 12}},
    )
    rule = AfterCallOut(call_outs=350, rest_minutes=240)
    whole = tiny_plan(scenario, lines={"ann": "- - E@ot_desk"}, on_call={"lead": "- ann - - - - -"})
    (row,) = whole.escalation
    for moment in ("2027-03-02T23:30:00+01:00", "2027-03-03T02:30:00+01:00"):
        cut = datetime.fromisoformat(moment)
        halves = replace(whole, escalation=(replace(row, end=cut), replace(row, start=cut)))
        assert broken(rule, scenario, halves) == broken(rule, scenario, whole)
        assert len(broken(rule, scenario, halves)) == 1
