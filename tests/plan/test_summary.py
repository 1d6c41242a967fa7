"""The facts that a lead asks for, worked out from the plan and nothing else."""

from __future__ import annotations

from dataclasses import replace

import pytest

from planner.cost import price
from planner.plan.model import Plan
from planner.plan.result import LINES, PlanResult, SolveStatus, StageResult
from planner.plan.summary import Summary, show_cents, show_money, summarise, verdict_sentence
from planner.scenario.base import Domain, Phase
from planner.scenario.scenario import Scenario
from tests.plan.sample import sample_breach, sample_result, sample_scenario
from tests.support.tiny import tiny_scenario
from tests.support.tiny_plan import tiny_plan


@pytest.fixture(scope="module")
def scenario() -> Scenario:
    return sample_scenario()


@pytest.fixture(scope="module")
def summary(scenario: Scenario) -> Summary:
    return summarise(scenario, sample_result(scenario))


def result_with(plan: Plan) -> PlanResult:
    """A result with another plan, which costs nothing."""
    result = sample_result(sample_scenario())
    assert result.costs is not None
    return replace(result, plan=plan, costs=replace(result.costs, lines=()))


def test_hours_nights_weekends_and_on_call_days_are_counted_per_person(summary: Summary) -> None:
    figures = {
        person.key: (person.hours, person.nights, person.weekends, person.on_call_days)
        for person in summary.people
    }
    # Ann: three days of 12 h; on call Monday 00:00 to Wednesday 09:00, which is 33 h + 24 h, so 2 + 1 started days.
    # Zoë: the Saturday night of 11 h; on call Wednesday to Friday 09:00, 2 days.
    assert figures == {"ann": (36.0, 0, 0, 3), "zoe": (11.0, 1, 1, 2)}


def test_contract_hours_are_those_of_the_horizon(summary: Summary) -> None:
    assert {person.contract_hours for person in summary.people} == {40.0}


@pytest.mark.parametrize(
    ("shift", "nights"),
    # Night time is 23:00 to 06:00, and more than 120 min of it make a night duty (ArbZG § 2).
    [("17:00+8h", 0), ("17:01+8h", 1), ("03:59+8h", 1), ("04:00+8h", 0)],
)
def test_a_night_duty_is_one_with_more_night_time_than_the_pack_allows(shift: str, nights: int) -> None:
    scenario = tiny_scenario(shifts={"S": shift})
    (ann,) = summarise(scenario, result_with(tiny_plan(scenario, lines={"ann": "S"}))).people
    assert ann.nights == nights


def test_who_does_what_is_told_by_service_window(summary: Summary) -> None:
    (row,) = summary.who_does
    assert (row.domain, row.phase) == (Domain.IT, Phase.TRIAGE)
    assert row.by_window == {"day": "own people", "night": "provider"}


def test_a_divided_window_names_parties_with_their_number_of_categories() -> None:
    scenario = tiny_scenario(
        categories={"mail": {}, "edr": {}, "dlp": {}}, providers={"mdr": {"title": "Night Watch"}}
    )
    plan = tiny_plan(scenario, responsible={"edr triage always": "mdr"})
    (row,) = summarise(scenario, result_with(plan)).who_does
    assert row.by_window == {"always": "own people (2), Night Watch (1)"}


def test_the_ladder_names_holders_in_order_of_their_first_duty(summary: Summary) -> None:
    (rung,) = summary.ladder
    assert rung.holders == ("Ann", "Zoë Groß-Łukasik", "provider")
    assert rung.limit_minutes == 30


def test_the_three_dearest_facts_come_in_words_dearest_first(summary: Summary) -> None:
    # Of 1,478.89: 1,200.00 is 81 %, 230.14 is 16 %, 48.75 is 3 %.
    assert summary.dearest == (
        "contract pay of own people: 1,200 EUR, 81%",
        "monthly fees of provider: 230 EUR, 16%",
        "premium (night) of own people: 49 EUR, 3%",
    )


def test_cost_and_gap_are_told_for_the_horizon_and_the_month(summary: Summary) -> None:
    assert (summary.total, summary.per_month) == ("1,479 EUR", "6,426 EUR")
    # (1478.89 - 1470.00) / 1478.89 = 0.601 %
    assert summary.gap == "at most 0.60% (9 EUR) above the least possible cost"


def test_a_proven_least_cost_and_a_gap_are_told_as_one(scenario: Scenario) -> None:
    told = "at most 0.60% (9 EUR) above the least possible cost"
    sample = sample_result(scenario)
    proven = replace(sample, status=SolveStatus.OPTIMAL, run=replace(sample.run, gap_limit=0.0))
    assert summarise(scenario, proven).gap == f"{told}, which is proven; the difference buys fewer points"
    within_a_gap = replace(proven, run=replace(proven.run, gap_limit=0.01))
    assert summarise(scenario, within_a_gap).gap == told
    # Of overtime at the regular rate the search knows only the least, so the difference may be of that.
    pay = scenario.pay.model_copy(
        update={"overtime": scenario.pay.overtime.model_copy(update={"regular_rate": True})}
    )
    assert summarise(scenario.model_copy(update={"pay": pay}), proven).gap == told
    money_only = replace(proven, stages=proven.stages[:1])
    assert summarise(scenario, money_only).gap == told


def test_without_a_bound_no_gap_is_claimed(scenario: Scenario) -> None:
    result = replace(sample_result(scenario), stages=(StageResult("money", "money", 147_889, 0),))
    assert summarise(scenario, result).gap == "nothing proven about the least possible cost yet"


def test_a_run_that_ended_in_stage_one_says_that_points_were_not_minimised(scenario: Scenario) -> None:
    result = sample_result(scenario)
    money_only = replace(result, stages=result.stages[:1])
    assert "not minimised" in summarise(scenario, money_only).points


def test_lines_alone_say_that_the_cost_went_first(scenario: Scenario) -> None:
    result = sample_result(scenario)
    run = replace(result.run, engine=LINES)
    told = summarise(scenario, replace(result, stages=result.stages[:1], run=run)).points
    assert "the cost went first, so fewer may be possible" in told
    assert "not minimised" not in told


def test_a_clean_verdict_says_what_was_checked(summary: Summary) -> None:
    assert summary.is_clean
    assert summary.verdict == "Covered 24/7: no gap in 10,020 minutes; 2 must-rules held in 6 checks."


def test_a_verdict_that_is_not_clean_names_every_reason(scenario: Scenario) -> None:
    verdict = sample_result(scenario).verification
    assert verdict is not None
    broken = replace(
        verdict, breaches=(sample_breach(scenario),), unverified=("new_rule",), uncovered_minutes=15
    )
    assert verdict_sentence(broken) == (
        "Not fit to publish: 15 minutes are not covered; 1 breach of must-rules; "
        "rules without a check: new_rule."
    )


def test_a_verdict_on_nothing_is_not_clean(scenario: Scenario) -> None:
    verdict = sample_result(scenario).verification
    assert verdict is not None
    assert verdict_sentence(replace(verdict, runs=())) == "Not fit to publish: nothing was checked."


def test_a_result_without_a_plan_cannot_be_summarised(scenario: Scenario) -> None:
    run = sample_result(scenario).run
    nothing = PlanResult(SolveStatus.NO_ROSTER_IN_TIME, None, (), None, None, None, run)
    with pytest.raises(ValueError, match="no_roster_in_time"):
        summarise(scenario, nothing)


def test_a_plan_that_costs_nothing_has_no_dearest_facts(scenario: Scenario) -> None:
    result = sample_result(scenario)
    assert result.costs is not None
    free = replace(
        result, costs=replace(result.costs, lines=()), stages=(StageResult("money", "money", 0, 0),)
    )
    told = summarise(scenario, free)
    assert told.dearest == ()
    assert told.gap == "at most 0.00% (0 EUR) above the least possible cost"


@pytest.mark.parametrize(
    ("minor", "text"), [(149, "1 EUR"), (150, "2 EUR"), (-150, "-2 EUR"), (123_456_700, "1,234,567 EUR")]
)
def test_money_for_people_is_in_whole_units(minor: int, text: str) -> None:
    assert show_money(minor, "EUR") == text


@pytest.mark.parametrize(
    ("minor", "text"),
    [(0, "0.00"), (5, "0.05"), (-5, "-0.05"), (-123_456, "-1,234.56"), (100_000_000, "1,000,000.00")],
)
def test_money_with_cents_has_separators(minor: int, text: str) -> None:
    assert show_cents(minor) == text


def test_the_best_start_of_the_workweek_is_told_where_overtime_goes_by_weeks() -> None:
    grades = {"staff": {"title": "staff", "hourly_rate": "20.00", "salaried": False}}
    scenario = tiny_scenario(
        days=14, pay={"grades": grades, "overtime": {"basis": "workweek", "percent": 50}}
    )
    plan = tiny_plan(scenario, lines={"ann": "D D D D - D D D"})
    told = summarise(scenario, replace(result_with(plan), costs=price(scenario, plan)))
    # The figures are worked out in tests/cost/test_overtime.py
    assert told.week_start == (
        "Gross overtime is 320 EUR; with workweeks from Thursday, the best day for this plan, it would be 80 EUR."
    )


def test_where_no_start_of_the_workweek_is_better_none_is_praised(scenario: Scenario) -> None:
    result = sample_result(scenario)
    assert result.costs is not None
    costs = replace(result.costs, overtime_by_week_start={"mon": 0, "tue": 6736})
    assert summarise(scenario, replace(result, costs=costs)).week_start == (
        "Gross overtime is 0 EUR; no other start of the workweek would make it less for this plan."
    )


def test_nothing_is_said_of_weeks_where_overtime_goes_by_the_contract(summary: Summary) -> None:
    assert summary.week_start == ""
