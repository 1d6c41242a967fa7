"""The People tab: loads, fair shares and wishes, by name and never as a ranking."""

from __future__ import annotations

from pathlib import Path

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from planner.plan.result import CostStatement, PlanResult, SolveStatus, Verification
from planner.plan.shares import SHARE_HEADERS, SHARE_NOTES, WISH_HEADERS, WISH_NOTES
from planner.ui.jobs import PlannedScenario
from planner.ui.text import literal
from planner.ui.worker import Finished
from tests.support.shared_week import shared_plan, shared_week
from tests.support.tiny import tiny_scenario
from tests.support.tiny_plan import tiny_plan
from tests.ui import stand_ins


def planned(*, shared: bool) -> PlannedScenario:
    """A plan with fair shares and wishes, or of a rule book without any."""
    scenario = shared_week() if shared else tiny_scenario()
    plan = shared_plan(scenario) if shared else tiny_plan(scenario)
    verification = Verification((), (), (), 10_080, 0, 0)
    costs = CostStatement("EUR", 7, ())
    result = PlanResult(SolveStatus.FEASIBLE, plan, (), verification, costs, None, stand_ins.RUN)
    return PlannedScenario(int(shared), scenario, Finished(result), Path())


def _page(shared: bool) -> None:  # runs as a script of its own, so it brings its imports
    from planner.plan.summary import summarise
    from planner.ui.components import people
    from tests.ui.test_people import planned

    kept = planned(shared=shared)
    people.show(kept, summarise(kept.scenario, kept.finished.result))


def shown(*, shared: bool) -> AppTest:
    st.cache_resource.clear()
    page = AppTest.from_function(_page, kwargs={"shared": shared}, default_timeout=60).run()
    assert not page.exception
    return page


@pytest.fixture(scope="module")
def page() -> AppTest:
    return shown(shared=True)


def test_shares_stand_by_name_with_all_their_figures(page: AppTest) -> None:
    nights, refusals, _ = (table.value for table in page.table)
    assert list(nights.columns) == list(SHARE_HEADERS)
    # The sums are in tests/verifier/test_shares.py.
    assert nights["Name"].tolist() == refusals["Name"].tolist() == ["ann", "Ben", "Zoe"]
    assert nights["Expected"].tolist() == [literal(text) for text in ("2.2", "2.5", "4.3")]
    assert nights["Beyond"].tolist() == ["0", "1", "0"]


def test_wishes_stand_with_priority_and_answer(page: AppTest) -> None:
    wishes = page.table[2].value
    assert list(wishes.columns) == list(WISH_HEADERS)
    assert wishes["Name"].tolist() == ["ann", "ann", "Ben", "Zoe"]
    # On one line also on a phone.
    assert not any(" " in cell for column in ("Day", "Wish") for cell in wishes[column])
    assert wishes["Priority"].tolist() == ["8", "3", "2", "5"]
    assert wishes["Answer"].tolist() == ["met", "met", "refused", "refused"]


def test_the_formula_and_its_limits_stand_beside_the_figures(page: AppTest) -> None:
    told = [text.value for text in page.caption]
    assert [note for note in (*SHARE_NOTES, *WISH_NOTES) if literal(note) not in told] == []
    assert any("1 of the people can have none" in text for text in told)
    assert not any("Cal" in text for text in told)
    notes = [text.value for box in page.expander for text in box.caption]
    assert notes == [literal(note) for note in (*SHARE_NOTES, *WISH_NOTES)]


def test_a_rule_book_that_shares_nothing_says_so() -> None:
    page = shown(shared=False)
    assert len(page.table) == 0
    said = [caption.value for caption in page.caption]
    assert "No rule of the rule book shares anything out." in said
    assert literal("No wish for a day of the horizon.") in said
