"""The rule `risk_index` and the risk index of the fatigue figures are one index, though neither knows the other."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.fatigue.risk_index import RiskParameters, risk_indices
from planner.fatigue.worked import worked_by
from planner.plan.model import Plan
from planner.rules.risk import RiskIndex
from planner.scenario.scenario import Scenario
from planner.units import parse_clock
from planner.verifier.checks import CHECKS
from planner.verifier.evidence import gather
from tests.support.tiny import tiny_scenario
from tests.support.tiny_plan import tiny_plan

SHIFTS = {
    "D": "07:00+12h", "E": "06:00+8h5m", "L": "11:59+9h", "A": "12:00+10h50m", "N": "19:00+12h", "S": "22:00+7h",
    "B": "05:00+2h", "K": "23:00+1h",
}  # fmt: skip
CELLS = ("-", *SHIFTS, "B+A", "B+N", "E+S")


def of_rule(rule: RiskIndex, scenario: Scenario, plan: Plan) -> list[float]:
    """Index of each rostered duty, in order."""
    return [measure.measured for measure in CHECKS[rule.kind](rule, gather(scenario, plan))]


def of_figures(parameters: RiskParameters, scenario: Scenario, plan: Plan) -> list[int]:
    line = worked_by(scenario, plan, "ann")
    return [index for duty, index in zip(line, risk_indices(line, parameters), strict=True) if not duty.past]


def parameters_of(rule: RiskIndex) -> RiskParameters:
    return RiskParameters(
        morning=rule.morning_percent,
        afternoon=rule.afternoon_percent,
        night=rule.night_percent,
        afternoon_from=parse_clock(rule.afternoon_from),
        nights=rule.night_run_percents,
        days=rule.other_run_percents,
        lengths=tuple(zip(rule.lengths, rule.length_percents, strict=True)),
    )


def test_both_have_the_same_numbers_unless_told_otherwise() -> None:
    assert parameters_of(RiskIndex(most_percent=160)) == RiskParameters()


@st.composite
def rules(draw: st.DrawFn) -> RiskIndex:
    """The usual numbers, or others."""
    if draw(st.booleans()):
        return RiskIndex(most_percent=150)
    percents, run = st.integers(50, 200), st.lists(st.integers(90, 200), min_size=1, max_size=5).map(sorted)
    lengths = sorted(draw(st.sets(st.integers(1, 900), min_size=2, max_size=4)))
    numbers: dict[str, Any] = {
        "most_percent": 150,
        "morning_percent": draw(percents),
        "afternoon_percent": draw(percents),
        "night_percent": draw(percents),
        "afternoon_from": f"{draw(st.integers(0, 23)):02d}:00",
        "night_run_percents": draw(run),
        "other_run_percents": draw(run),
        "lengths": lengths,
        "length_percents": sorted(draw(st.lists(percents, min_size=len(lengths), max_size=len(lengths)))),
    }
    return RiskIndex.model_validate(numbers)


@given(
    rule=rules(),
    start=st.sampled_from(("2027-03-01", "2027-03-22", "2027-10-25")),
    site=st.sampled_from((None, "pune")),
    history=st.lists(st.sampled_from(CELLS), max_size=10),
    line=st.lists(st.sampled_from(CELLS), max_size=7),
)
def test_both_find_the_same_index_of_every_duty(
    rule: RiskIndex, start: str, site: str | None, history: list[str], line: list[str]
) -> None:
    scenario = tiny_scenario(
        start=start,
        shifts=SHIFTS,
        people={"ann": {"site": site}},
        facts={"sites": {"pune": {"title": "Pune", "zone": "Asia/Kolkata", "country": "IN"}}},
        history={"ann": " ".join(history)},
    )
    plan = tiny_plan(scenario, lines={"ann": " ".join(line)})
    assert of_rule(rule, scenario, plan) == of_figures(parameters_of(rule), scenario, plan)


def test_both_leave_out_stand_by_that_is_working_time() -> None:
    waiting: dict[str, Any] = {"rotation": "half_day", "hand_on": {"at": "07:00"}, "response_minutes": 10}
    scenario = tiny_scenario(shifts=SHIFTS, levels={"lead": waiting})
    plan = tiny_plan(scenario, lines={"ann": "- - N"}, on_call={"lead": "- - ann - ann - - - - - - - - - -"})
    assert gather(scenario, plan).stand_by
    rule = RiskIndex(most_percent=160)
    assert of_rule(rule, scenario, plan) == of_figures(RiskParameters(), scenario, plan) == [157]


@pytest.mark.parametrize(
    ("numbers", "told"),
    [
        ({"night_run_percents": [100, 99]}, "night_run_percents fall"),
        ({"other_run_percents": [107, 104]}, "other_run_percents fall"),
        ({"length_percents": [100, 127, 113]}, "length_percents fall"),
        ({"lengths": [480, 480, 720]}, "lengths do not rise"),
        ({"lengths": [480, 720]}, "length_percents are not as many as lengths"),
        ({"night_run_percents": []}, "at least 1 item"),
    ],
)
def test_tables_that_fall_or_do_not_fit_are_refused(numbers: dict[str, Any], told: str) -> None:
    with pytest.raises(ValueError, match=told):
        RiskIndex.model_validate({"most_percent": 160, **numbers})
