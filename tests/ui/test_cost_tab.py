"""The Cost tab on figures that are worked out by hand, without a browser."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pandas as pd
import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from planner.charts.cost import cost_breakdown
from planner.cost import price
from planner.plan.result import PlanResult, SolveStatus, Verification
from planner.plan.summary import summarise
from planner.ui import keys
from planner.ui.components import cost
from planner.ui.jobs import PlannedScenario
from planner.ui.worker import Finished
from tests.support.tiny import Given, tiny_scenario
from tests.support.tiny_plan import tiny_plan
from tests.ui.stand_ins import RUN

HOURLY: Given = {
    "grades": {"staff": {"title": "staff", "hourly_rate": "20.00", "salaried": False}},
    "on_cost_percent": 0,
    "on_costs": {"benefits": {"title": "Benefits", "percent": 30}},
    "premia": {"night": {"title": "night", "percent": 10, "from": "22:00", "to": "06:00"}},
    "overtime": {"basis": "workweek", "percent": 50},
}


@pytest.fixture(autouse=True)
def _no_cache_of_another_test() -> Iterator[None]:
    st.cache_resource.clear()
    yield
    st.cache_resource.clear()


def planned(pay: Given, lines: dict[str, str]) -> PlannedScenario:
    """A priced plan of two weeks for Ann and Ben."""
    people = {"ann": {"name": "Ann *Bold*"}, "ben": {"name": "Ben"}}
    scenario = tiny_scenario(zone="America/Phoenix", days=14, people=people, pay=pay)
    plan = tiny_plan(scenario, lines=lines)
    costs = price(scenario, plan)
    result = PlanResult(SolveStatus.FEASIBLE, plan, (), Verification((), (), (), 0, 0, 0), costs, None, RUN)
    return PlannedScenario(1, scenario, Finished(result), Path("out/tiny/hybrid"))


def draw(kept: PlannedScenario) -> None:
    """The tab alone."""
    result = kept.finished.result
    assert result.costs is not None
    cost.show(kept, summarise(kept.scenario, result), cost_breakdown(result.costs))


def tab(kept: PlannedScenario) -> AppTest:
    """A page with nothing but the tab."""

    def page(kept: object) -> None:
        # Runs as a file of its own, which knows nothing of this one.
        from tests.ui import test_cost_tab

        test_cost_tab.draw(kept)  # type: ignore[arg-type]

    drawn = AppTest.from_function(page, kwargs={"kept": kept}, default_timeout=120).run()
    assert not drawn.exception
    return drawn


def table(page: AppTest, column: str) -> pd.DataFrame:
    """The one table with this column."""
    (found,) = (frame.value for frame in page.dataframe if column in frame.value.columns)
    return found


def test_a_payslip_has_the_lines_of_the_person_chosen_and_ends_in_their_share_of_the_statement() -> None:
    # Four nights of 12 h for Ann, 19:00 to 07:00; four days for Ben
    page = tab(planned(HOURLY, {"ann": "N N N N", "ben": "D D D D"}))
    slip = table(page, "Quantity")
    assert slip.to_numpy().tolist() == [
        ["Contract pay", "48.00", "h", "20.00", "960.00"],
        ["Overtime", "8.00", "h", "10.00", "80.00"],  # beyond 40 h
        ["Premium: night", "32.00", "h", "2.00", "64.00"],  # four times 22-06
        ["Gross pay", "", "", "", "1,104.00"],
        ["Employer's on-costs: benefits", "1,104.00", "EUR of pay", "0.30", "331.20"],
        ["Cost to the employer", "", "", "", "1,435.20"],
    ]
    (shown,) = (frame.proto for frame in page.dataframe if "Quantity" in frame.value.columns)
    # The two sums, in rows 3 and 5, stand out.
    assert set(re.findall(r"_row(\d+)_col0", shown.arrow_data.styler.styles)) == {"3", "5"}
    assert "bold" in shown.arrow_data.styler.styles
    page.selectbox(key=keys.PAYSLIP_PERSON).select("ben").run()
    assert table(page, "Quantity").to_numpy().tolist()[-1][-1] == "1,352.00"  # 960 + 80, and 30 %
    assert any("personal data" in caption.value for caption in page.caption)


def test_hours_are_of_everybody_until_somebody_is_chosen() -> None:
    page = tab(planned(HOURLY, {"ann": "N", "ben": "N"}))
    hours = table(page, "Hour")
    assert hours["Mon"].tolist()[19:] == ["40.00", "40.00", "40.00", "44.00", "44.00", "208.00"]
    page.selectbox(key=keys.PAY_HOURS_OF).select("ann").run()
    hours = table(page, "Hour")
    assert hours["Mon"].tolist()[19:] == ["20.00", "20.00", "20.00", "22.00", "22.00", "104.00"]
    assert hours["Sum"].tolist()[-1] == "256.00"  # 12 h, eight of them with 2.00 more


def test_each_start_of_the_workweek_has_its_overtime() -> None:
    # Worked out in tests/cost/test_overtime.py: 320.00 from Monday, 80.00 from Thursday
    page = tab(planned(HOURLY, {"ann": "D D D D - D D D"}))
    starts = table(page, "Workweek begins on").to_numpy().tolist()
    assert [starts[0], starts[2], starts[3]] == [
        ["Monday", "320.00", "0.00"],
        ["Wednesday", "200.00", "-120.00"],
        ["Thursday", "80.00", "-240.00"],
    ]


def test_where_people_have_salaries_and_contracts_no_empty_picture_is_drawn() -> None:
    salaried = {"grades": {"staff": {"title": "staff", "hourly_rate": "20.00", "salaried": True}}}
    page = tab(planned(salaried, {"ann": "D"}))
    assert any("No duty earns anything by itself" in info.value for info in page.info)
    assert not any("Workweek begins on" in frame.value.columns for frame in page.dataframe)
    assert len(page.get("plotly_chart")) == 1
