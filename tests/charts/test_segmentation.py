"""The matrix says for every work item and window who is responsible."""

from __future__ import annotations

from planner.charts.segmentation import segmentation_matrix, segmentation_table
from tests.support.tiny import tiny_scenario
from tests.support.tiny_plan import tiny_plan

WINDOWS = {"day": "mon-sun 08:00-20:00", "night": "mon-sun 00:00-08:00; mon-sun 20:00-24:00"}
SCENARIO = tiny_scenario(
    windows=WINDOWS,
    posts={"it_desk": {"attendance": {"day": "seated", "night": "on_call"}, "call_out_level": "lead"}},
    categories={
        "mail": {"title": "Mail", "escalated_share": 0.1, "investigation_minutes": 30},
        "vpn": {"title": "Remote access"},
    },
    providers={"guard": {"title": "Guard"}},
)
PLAN = tiny_plan(SCENARIO, responsible={"mail triage night": "guard"}, bought={"guard": "full"})


def test_each_work_item_and_window_has_a_row() -> None:
    table = segmentation_table(SCENARIO, PLAN)
    # mail has triage and investigation, vpn triage alone: 3 items x 2 windows
    assert len(table) == 6
    given = table[table["responsible"] == "guard"]
    assert given[["category", "phase", "window", "party"]].to_numpy().tolist() == [
        ["mail", "triage", "night", "Guard"]
    ]


def test_internal_work_at_a_post_where_nobody_sits_is_shown_as_on_call() -> None:
    table = segmentation_table(SCENARIO, PLAN)
    assert set(table[table["how"] == "on call"]["window"]) == {"night"}
    assert set(table[(table["window"] == "day")]["how"]) == {""}


def test_the_matrix_writes_the_sign_of_the_party_into_each_cell() -> None:
    figure = segmentation_matrix(SCENARIO, PLAN)
    cells = {
        (row, column): text
        for trace in figure.data
        if trace.type == "heatmap"
        for row, line in enumerate(trace.text)
        for column, text in enumerate(line)
        if text
    }
    # columns: triage day, triage night, investigation day, investigation night
    assert cells == {
        (0, 0): "own",
        (0, 1): "A",
        (0, 2): "own",
        (0, 3): "call",
        (1, 0): "own",
        (1, 1): "call",
    }
    legend = {trace.name for trace in figure.data if trace.type == "scatter"}
    assert legend == {"own: Own people", "call: Own people, on call", "A: Guard"}


def test_a_reason_cannot_bring_markup_into_the_picture() -> None:
    scenario = tiny_scenario(categories={"mail": {"title": "<i>Mail</i>"}})
    assert "<i>" not in segmentation_matrix(scenario, tiny_plan(scenario)).to_json()
