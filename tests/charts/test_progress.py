"""The progress picture shows money in whole units and never mixes it with points."""

from __future__ import annotations

from planner.charts.progress import progress_chart, progress_table
from planner.plan.result import Progress

POINTS = (
    Progress(0.1, "building", "money", None, None),
    Progress(0.5, "money", "money", None, 700_000),
    Progress(1.0, "money", "money", 800_000, 700_000),
    Progress(2.0, "points", "points", 40, 30),
)


def test_money_is_in_whole_units_and_points_stay_points() -> None:
    table = progress_table(POINTS)
    assert table["incumbent"].tolist()[2:] == [8000, 40]
    assert table["bound"].tolist()[1:] == [7000, 7000, 30]
    assert table["gap"].iloc[2] == 0.125  # (8000 - 7000) / 8000


def test_each_stage_with_figures_has_a_panel_with_its_unit() -> None:
    figure = progress_chart(POINTS, "EUR")
    assert [note.text for note in figure.layout.annotations] == ["Stage: Money", "Stage: Points"]
    assert (figure.layout.yaxis.title.text, figure.layout.yaxis2.title.text) == ("EUR", "points")


def test_before_the_first_figure_the_picture_is_empty() -> None:
    assert list(progress_chart(POINTS[:1]).data) == []
