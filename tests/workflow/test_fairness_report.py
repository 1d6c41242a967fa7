"""Fair shares and wishes of named people stand in the report only on request: it is made to be forwarded."""

from __future__ import annotations

import pytest

from planner.plan.shares import SHARE_NOTES, WISH_NOTES
from planner.workflow.fairness import fairness_of_plan
from planner.workflow.publish import write_published
from tests.workflow.conftest import Made
from tests.workflow.kit import NOON
from tests.workflow.test_fatigue_report import words_of


@pytest.fixture(scope="module")
def asked(made: Made, tmp_path_factory: pytest.TempPathFactory) -> str:
    """The words of the report of the same plan, with fair shares and wishes."""
    folder = tmp_path_factory.mktemp("asked")
    write_published(made.scenario, made.result, folder, stamp=NOON, previous=folder, fairness=True)
    return words_of(folder / "report.html")


def rows(made: Made) -> list[str]:
    """Every row of shares and wishes as the words of a page."""
    assert made.result.plan is not None
    found = fairness_of_plan(made.scenario, made.result.plan)
    cells = [*(row for one in found.shared for row in one.rows), *(wish.cells() for wish in found.wishes)]
    return [" ".join(" ".join(row).split()) for row in cells]


def test_a_report_that_nobody_asked_it_of_has_no_shares_and_no_wishes(made: Made) -> None:
    told = words_of(made.folder / "report.html")
    assert [row for row in rows(made) if row in told] == []
    assert not any(note in told for note in (*SHARE_NOTES, *WISH_NOTES))
    assert "can have none" not in told.casefold()


def test_on_request_everybody_stands_with_shares_and_wishes(made: Made, asked: str) -> None:
    assert len(rows(made)) > 0
    assert [row for row in rows(made) if row not in asked] == []
    assert "Fatigue" not in asked
